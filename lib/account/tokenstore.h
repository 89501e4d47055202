#pragma once

#include "secret.h"

#include <QCoreApplication>
#include <QObject>
#include <QString>
#include <functional>

namespace lockdesk {

/// How a keychain answered. A failed read is a state, never an exception, and never read as "no token".
enum class KeychainState {
    Ready, ///< done; a read has a token
    Locked, ///< a token is said to be there and the keychain did not give it
    Unreachable, ///< no keychain on this system, or its service does not answer
    Denied, ///< the person or the system said no
    Missing, ///< the keychain answers and holds no token
    Broken, ///< what was written did not read back
};

/// What happened, whether anything was stored, and what to do: for a person.
QString explain(KeychainState state, const QString &detail);

struct TokenAnswer
{
    KeychainState state = KeychainState::Unreachable;
    Secret token; ///< of a read that is Ready
    QString detail; ///< the keychain's own words
};

/// Where tokens rest. Calls return at once; `answer` comes once, from the event loop, unless `context` is
/// gone.
class TokenStore
{
    Q_DECLARE_TR_FUNCTIONS(lockdesk::TokenStore)

public:
    using Answer = std::function<void(TokenAnswer)>;

    virtual ~TokenStore() = default;

    /// `isExpected`: the profile's marker says that a token was stored.
    virtual void read(const QString &profileId, bool isExpected, QObject *context, Answer answer) = 0;
    /// Writes and reads back. A token over 2,000 bytes is refused before any call (Windows' limit).
    virtual void write(const QString &profileId, const Secret &token, QObject *context, Answer answer) = 0;
    /// Deletes and reads back: Ready when the token is gone, also when there was none. Locked when the
    /// keychain neither gave nor changed anything.
    virtual void remove(const QString &profileId, QObject *context, Answer answer) = 0;

protected:
    /// Gives the answer from the event loop, unless `context` is gone by then.
    static void answerLater(QObject *context, Answer answer, TokenAnswer what);
};

} // namespace lockdesk
