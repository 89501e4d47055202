#pragma once

#include "tokenstore.h"

#include <map>

namespace lockdesk {

/// A keychain that answers as a test says, and notes what it was asked to do. While `state` is Ready it
/// works.
class FakeTokenStore : public TokenStore
{
public:
    KeychainState state = KeychainState::Ready; ///< of every call
    KeychainState writing = KeychainState::Ready; ///< of a write, where `state` allows it
    bool isSilent = false; ///< answers never come
    std::map<QString, QByteArray> held;
    QStringList asked; ///< "read default", "write default" …

    void read(const QString &profileId, bool isExpected, QObject *context, Answer answer) override
    {
        Q_UNUSED(isExpected)
        const bool isThere = held.contains(profileId);
        TokenAnswer what{state, {}, {}};
        if (state == KeychainState::Ready && isThere)
            what.token = Secret(held.at(profileId));
        else if (state == KeychainState::Ready)
            what.state = KeychainState::Missing;
        note(QStringLiteral("read ") + profileId, context, std::move(answer), std::move(what));
    }
    void write(const QString &profileId, const Secret &token, QObject *context, Answer answer) override
    {
        const KeychainState outcome = state == KeychainState::Ready ? writing : state;
        if (outcome == KeychainState::Ready)
            held.insert_or_assign(profileId, token.reveal());
        note(QStringLiteral("write ") + profileId, context, std::move(answer), {outcome, {}, {}});
    }
    void remove(const QString &profileId, QObject *context, Answer answer) override
    {
        if (state == KeychainState::Ready)
            held.erase(profileId);
        note(QStringLiteral("remove ") + profileId, context, std::move(answer), {state, {}, {}});
    }

private:
    void note(const QString &what, QObject *context, Answer answer, TokenAnswer outcome)
    {
        asked += what;
        if (!isSilent)
            answerLater(context, std::move(answer), std::move(outcome));
    }
};

} // namespace lockdesk
