#pragma once

#include "result.h"

#include <QStringList>
#include <QUrl>
#include <optional>

namespace lockdesk {

/// What the command line asks for (ui-contract "Command line"). There is no option that takes a token.
struct CommandLine
{
    bool isDemo = false;
    QString profile{QStringLiteral("default")};
    std::optional<QUrl> api;
    QString language; ///< empty: the settings' or the system's
    QString screenshot; ///< file to write; empty: none
    QString file; ///< a backup to restore, absolute; empty: none
    QString page; ///< section of the screenshot; empty: the first
    bool wantsSelfTest = false;
    bool wantsVersion = false;
    bool wantsHelp = false;
};

/// Why the command line cannot be followed: one line for standard error. The status is 2.
struct CommandLineError
{
    QString text;
};

/// Reads the arguments after the program's name. `sections` are the names that --page takes.
Result<CommandLine, CommandLineError> parseCommandLine(
    const QStringList &arguments, const QStringList &sections);

/// Whether these arguments (without the program's name) ask for an answer on the terminal, for which no
/// window and no display is needed.
bool isForTerminal(const QStringList &arguments);

/// The arguments without those that Qt takes for its windows, such as `-platform offscreen`.
QStringList withoutWindowOptions(const QStringList &arguments);

/// The text of --help.
QString helpText(const QStringList &sections);

} // namespace lockdesk
