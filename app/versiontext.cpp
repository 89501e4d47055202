#include "versiontext.h"

#include "commit.h"
#include "keychainbackend.h"

#include <QStringList>
#include <QSysInfo>

using namespace Qt::StringLiterals;

namespace lockdesk {

VersionFacts versionFacts(const QString &portableFolder)
{
    const QVersionNumber library = keychainLibraryVersion();
    return {u"" LOCKDESK_VERSION ""_s, builtCommit(), QString::fromLatin1(qVersion()),
        u"" QT_VERSION_STR ""_s, library.isNull() ? QString() : library.toString(), keychainBackendName(),
        tlsFacts(), QSysInfo::prettyProductName() + u", "_s + QSysInfo::currentCpuArchitecture(),
        portableFolder};
}

QString versionText(const VersionFacts &facts)
{
    const auto orElse = [](const QString &text, const QString &other) {
        return text.isEmpty() ? other : text;
    };
    QString tls = orElse(facts.tls.backend, u"none"_s);
    if (!facts.tls.isUsable)
        tls += u", not usable"_s;
    else if (!facts.tls.library.isEmpty())
        tls += u", "_s + facts.tls.library;
    QStringList lines{u"lockdesk "_s + facts.version, u"commit: "_s + facts.commit,
        u"Qt: %1, built with %2"_s.arg(facts.qtRunning, facts.qtBuilt),
        u"QtKeychain: "_s + orElse(facts.keychainLibrary, u"unknown"_s), u"keychain: "_s + facts.keychain,
        u"TLS: "_s + tls, u"system: "_s + facts.system};
    if (!facts.portableFolder.isEmpty())
        lines += u"portable: "_s + facts.portableFolder;
    return lines.join(u'\n');
}

} // namespace lockdesk
