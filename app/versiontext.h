#pragma once

#include "tlsfacts.h"

#include <QString>

namespace lockdesk {

/// What --version prints and "About Lockdesk" shows: facts for a report of a problem, one a line, in English.
struct VersionFacts
{
    QString version;
    QString commit;
    QString qtRunning;
    QString qtBuilt;
    QString keychainLibrary; ///< empty: unknown
    QString keychain; ///< where tokens would be kept here
    TlsFacts tls;
    QString system; ///< the operating system and processor
    QString portableFolder; ///< where a portable copy keeps its files; empty: not portable
};

/// Of this program on this computer; needs a QCoreApplication.
VersionFacts versionFacts(const QString &portableFolder);

/// The lines, the first being "lockdesk <version>", without a last line break.
QString versionText(const VersionFacts &facts);

} // namespace lockdesk
