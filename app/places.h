#pragma once

#include <QString>

namespace lockdesk {

/// Where this copy of the program keeps its files.
struct Places
{
    QString settingsFile;
    QString dataFolder; ///< journals and histories
    QString portableFolder; ///< holds both in a portable copy; else empty
};

/// Of the running program; needs a QCoreApplication. Makes nothing.
Places placesOfProgram();

} // namespace lockdesk
