#include "keychainbackend.h"

using namespace Qt::StringLiterals;

namespace lockdesk {

namespace {

#if !defined(Q_OS_MACOS) && !defined(Q_OS_WIN)
bool isKde(const QProcessEnvironment &environment)
{
    const QString current = environment.value(u"XDG_CURRENT_DESKTOP"_s);
    if (current == "KDE"_L1)
        return true;
    if (current == "GNOME"_L1 || current == "Unity"_L1 || current == "XFCE"_L1)
        return false;
    const QString session = environment.value(u"DESKTOP_SESSION"_s);
    if (session == "kde"_L1 || session == "kde4"_L1)
        return true;
    const bool isOther = session == "gnome"_L1 || session.contains("xfce"_L1) || session == "xubuntu"_L1
        || !environment.value(u"GNOME_DESKTOP_SESSION_ID"_s).isEmpty();
    return !isOther && !environment.value(u"KDE_FULL_SESSION"_s).isEmpty();
}

// Plasma 6 is known since 0.14.2; to an older QtKeychain it is no KDE (safety 4.1).
bool isKnownKde(const QProcessEnvironment &environment, const QVersionNumber &library)
{
    const QString version = environment.value(u"KDE_SESSION_VERSION"_s);
    const bool isKnown =
        version == "4"_L1 || version == "5"_L1 || (version == "6"_L1 && library >= QVersionNumber(0, 14, 2));
    return isKnown && isKde(environment);
}
#endif

} // namespace

QVersionNumber keychainLibraryVersion()
{
    return QVersionNumber::fromString(u"" LOCKDESK_QTKEYCHAIN_VERSION ""_s);
}

QString keychainBackendName(const QProcessEnvironment &environment, const QVersionNumber &library)
{
#if defined(Q_OS_MACOS)
    Q_UNUSED(environment)
    Q_UNUSED(library)
    return u"Keychain"_s;
#elif defined(Q_OS_WIN)
    Q_UNUSED(environment)
    Q_UNUSED(library)
    return u"Credential Manager"_s;
#else
    const QString wallet = u"KWallet"_s;
    const QString service = u"Secret Service"_s;
    const QString asked =
        library >= QVersionNumber(0, 16) ? environment.value(u"QTKEYCHAIN_BACKEND"_s).toLower() : QString();
    if (asked.startsWith("kwallet"_L1))
        return wallet;
    if (asked == "libsecret"_L1)
        return service;
    return isKnownKde(environment, library) ? wallet : service;
#endif
}

QString keychainBackendName()
{
    return keychainBackendName(QProcessEnvironment::systemEnvironment(), keychainLibraryVersion());
}

} // namespace lockdesk
