#include "signin.h"

#include "accountapi.h"

namespace lockdesk {

using namespace Qt::StringLiterals;

namespace {

// No answer, somebody else's answer, or an answer that comes before the token is looked at.
bool saysNothingOfTheToken(const ApiError &error)
{
    return error.httpStatus == 0 || error.kind == ApiError::Kind::Unreadable
        || error.kind == ApiError::Kind::Redirected || error.kind == ApiError::Kind::ServerError
        || error.kind == ApiError::Kind::TooManyRequests;
}

} // namespace

SignIn::SignIn(const QUrl &api, Secret token, Transport::ManagerFactory makeManager, Clock &clock,
    QRandomGenerator &random, QObject *parent)
    : QObject(parent)
    , m_transport(api, std::move(makeManager), clock, random)
    , m_asked(allTokenScopes())
{
    m_transport.setToken(std::move(token));
    fetchAccount(m_transport, this)->then(this, [this](const Result<AccountInfo, ApiError> &outcome) {
        if (outcome)
            m_answer.info = *outcome;
        note(TokenScope::Account, outcome ? std::nullopt : std::optional(outcome.error()));
    });
    QUrlQuery one;
    one.addQueryItem(u"size"_s, u"1"_s);
    QUrlQuery line;
    line.addQueryItem(u"limit"_s, u"1"_s);
    probe(TokenScope::Smartlock, {u"smartlock"_s}, {});
    probe(TokenScope::Authorizations, {u"smartlock"_s, u"auth"_s, u"paged"_s}, one);
    probe(TokenScope::Log, {u"smartlock"_s, u"log"_s}, line);
}

SignIn::~SignIn()
{
    qDeleteAll(findChildren<JobBase *>(Qt::FindDirectChildrenOnly));
}

void SignIn::probe(TokenScope scope, const QStringList &path, const QUrlQuery &query)
{
    Request request;
    request.path = path;
    request.query = query;
    using Answer = Result<Accepted, ApiError>;
    m_transport
        .send<Accepted>(
            request, [](const QByteArray &) -> Answer { return Accepted{}; }, this)
        ->then(this, [this, scope](const Answer &outcome) {
            note(scope, outcome ? std::nullopt : std::optional(outcome.error()));
        });
}

void SignIn::note(TokenScope scope, const std::optional<ApiError> &error)
{
    m_asked.setFlag(scope, false);
    if (error && error->kind == ApiError::Kind::Unauthorized) {
        m_answer.missing.setFlag(scope);
        m_refusal = error;
    } else if (error && saysNothingOfTheToken(*error)) {
        m_failure = error;
    }
    if (m_asked)
        return;
    if (m_failure)
        m_outcome = *m_failure;
    else if (m_answer.missing == allTokenScopes())
        m_outcome = *m_refusal;
    else
        m_outcome = m_answer;
    Q_EMIT finished();
}

} // namespace lockdesk
