#pragma once

#include "accountinfo.h"
#include "tokenscopes.h"
#include "transport.h"

namespace lockdesk {

/// What a token is good for.
struct SignInAnswer
{
    AccountInfo info; ///< empty where the token may not see the account
    TokenScopes missing;
};

/// Tries a token: it is accepted as soon as one endpoint answers, and each that says 401 is a missing scope.
/// Asks the service's endpoints once each and says what the token is good for, or why nothing came of it.
/// There is no endpoint that tells the scopes (nuki-facts chapter 8).
class SignIn : public QObject
{
    Q_OBJECT

public:
    using Outcome = Result<SignInAnswer, ApiError>;

    /// Begins at once. Clock and generator must outlive it; deleting it drops the try.
    SignIn(const QUrl &api, Secret token, Transport::ManagerFactory makeManager, Clock &clock,
        QRandomGenerator &random, QObject *parent = nullptr);
    ~SignIn() override;

    /// Only after finished().
    const Outcome &outcome() const { return *m_outcome; }

Q_SIGNALS:
    void finished();

private:
    void probe(TokenScope scope, const QStringList &path, const QUrlQuery &query);
    void note(TokenScope scope, const std::optional<ApiError> &error);

    Transport m_transport;
    SignInAnswer m_answer;
    TokenScopes m_asked;
    bool m_isAccepted = false; // some endpoint has answered
    std::optional<ApiError> m_failure; // the most telling error
    std::optional<Outcome> m_outcome;
};

} // namespace lockdesk
