#include "signin.h"

#include "accountapi.h"

namespace lockdesk {

using namespace Qt::StringLiterals;

namespace {

// Of several errors, the one to tell: what keeps from asking says more than what was answered, and a refused
// token is told only when nothing else stood in the way.
int weight(const ApiError &error)
{
    if (error.httpStatus == 0 || error.kind == ApiError::Kind::Unreadable
        || error.kind == ApiError::Kind::Redirected)
        return 2;
    return error.kind == ApiError::Kind::Unauthorized ? 0 : 1;
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
    if (!error)
        m_isAccepted = true;
    else if (error->kind == ApiError::Kind::Unauthorized)
        m_answer.missing.setFlag(scope);
    if (error && (!m_failure || weight(*error) > weight(*m_failure)))
        m_failure = error;
    if (m_asked)
        return;
    if (m_isAccepted)
        m_outcome = m_answer;
    else
        m_outcome = *m_failure;
    QMetaObject::invokeMethod(this, &SignIn::finished, Qt::QueuedConnection); // who hears it may delete this
}

} // namespace lockdesk
