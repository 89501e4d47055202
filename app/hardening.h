#pragma once

#include <QString>

namespace lockdesk {

/// The first thing in main: files of ours are for this user alone, a crash leaves no memory with tokens on
/// the disk and other programs cannot read it (safety 4.3), and Windows loads libraries from its own folder
/// and the program's alone.
void hardenProcess();

/// The folder of the running program; may be asked before there is a QCoreApplication. Empty if the system
/// does not say.
QString programFolder();

/// Where a program that brings its own Qt has Qt's plugins: what `qt.conf` in `programFolder` says, else that
/// folder or `plugins` in it, or `PlugIns` of a macOS bundle. Empty where the system's Qt is used.
QString ownPluginFolder(const QString &programFolder);

/// Before there is a QCoreApplication: a program that brings its own plugins loads no others, whatever
/// QT_PLUGIN_PATH says.
void keepForeignPluginsOut();

} // namespace lockdesk
