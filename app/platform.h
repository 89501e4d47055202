#pragma once

#include <QString>
#include <QStringList>

namespace lockdesk {

/// Why no window is opened as `arguments` (without the program's name) and `variable`, the value of
/// QT_QPA_PLATFORM, ask for it: one line for standard error. Empty when it is. Only platforms that show
/// windows to the person in front of the computer, or to nobody, are let in: others, such as "vnc", would
/// show them over the network. Needs no QCoreApplication.
QString platformProblem(const QStringList &arguments, const QString &variable);

/// Before there is a QApplication: has Qt load no input plugins besides the platform's own, some of which
/// listen to the network, whatever QT_QPA_GENERIC_PLUGINS says.
void leaveOutInputPlugins();

} // namespace lockdesk
