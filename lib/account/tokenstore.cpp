#include "tokenstore.h"

#include <memory>

using namespace Qt::StringLiterals;

namespace lockdesk {

namespace {

QString howToUnlock()
{
#if defined(Q_OS_MACOS)
    return TokenStore::tr("Unlock the keychain “login” in Keychain Access, then try again.");
#elif defined(Q_OS_WIN)
    return TokenStore::tr("Look at it in Credential Manager, then try again.");
#else
    return TokenStore::tr(
        "Unlock the keyring “Login” in Passwords and Keys (or your wallet in KWalletManager), then try "
        "again.");
#endif
}

QString howToGetOne()
{
#if defined(Q_OS_MACOS) || defined(Q_OS_WIN)
    return TokenStore::tr("Sign in to your desktop again, then try again.");
#else
    return TokenStore::tr(
        "If another window asks for your keyring's password, answer it and try again. If this desktop has "
        "no keychain, install gnome-keyring or KWallet and sign in to the desktop again. In a snap, "
        "connect it with: snap connect lockdesk:password-manager-service");
#endif
}

QString whatAndWhatToDo(KeychainState state)
{
    switch (state) {
    case KeychainState::Ready:
        return TokenStore::tr("The keychain did what it was asked to do.");
    case KeychainState::Locked:
        return TokenStore::tr(
                   "A token was stored for this account, but the keychain does not give it: it is probably "
                   "locked. Nothing was changed; the token is still there.")
            + u' ' + howToUnlock();
    case KeychainState::Unreachable:
        return TokenStore::tr(
                   "The keychain cannot be reached or does not answer, so it is not known to have stored or "
                   "deleted anything. The token is in no file; it can be kept for this session only.")
            + u' ' + howToGetOne();
    case KeychainState::Denied:
        return TokenStore::tr(
                   "The keychain did not allow it. Nothing was stored or deleted; the token can be kept for "
                   "this session only. A locked keychain says no, too.")
            + u' ' + howToUnlock();
    case KeychainState::Missing:
        return TokenStore::tr(
            "The keychain holds no token for this account. Nothing was changed. Sign in with an API token "
            "from Nuki Web.");
    case KeychainState::Broken:
        return TokenStore::tr("The keychain said that it worked, but what it holds is not what was asked "
                              "for. Do not count "
                              "on it: the token can be kept for this session only.")
            + u' ' + howToUnlock();
    }
    return {};
}

} // namespace

QString explain(KeychainState state, const QString &detail)
{
    const QString text = whatAndWhatToDo(state);
    return detail.isEmpty() ? text : text + u'\n' + TokenStore::tr("Details: %1").arg(detail);
}

void TokenStore::answerLater(QObject *context, Answer answer, TokenAnswer what)
{
    // Shared, since a queued call must be copyable and a secret is not.
    const auto shared = std::make_shared<TokenAnswer>(std::move(what));
    QMetaObject::invokeMethod(
        context, [answer = std::move(answer), shared] { answer(std::move(*shared)); }, Qt::QueuedConnection);
}

} // namespace lockdesk
