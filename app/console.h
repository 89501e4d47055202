#pragma once

#include <QString>

namespace lockdesk {

/// On Windows a program with a window has no console: joins the one that it was started from, unless its
/// output goes to a file or a pipe. Elsewhere there is nothing to do. Called once, before anything is
/// printed.
void attachToConsole();

/// Prints a line, on standard output or standard error, at once.
void printLine(const QString &line);
void printErrorLine(const QString &line);

} // namespace lockdesk
