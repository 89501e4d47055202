#include "usersendpoint.h"

#include "simulatedanswers.h"
#include "simulatedbodies.h"
#include "simulatedcore.h"
#include "simulateddates.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lockdesk {

namespace {

constexpr qint64 longestPage = 100;

qint64 idOf(const QJsonObject &user)
{
    return user.value("accountUserId"_L1).toInteger();
}
QString emailOf(const QJsonObject &user)
{
    return user.value("email"_L1).toString();
}

std::optional<SimulatedResponse> refusalOf(const QJsonObject &body)
{
    const QStringList fields = body.keys();
    for (const QString &field : fields) {
        if (field != "name"_L1 && field != "email"_L1 && field != "language"_L1 && field != "type"_L1)
            return refusedByFramework(422, u"Unrecognized field \"%1\""_s.arg(field));
    }
    if (body.contains("email"_L1) && !emailOf(body).contains(u'@'))
        return badParameter(u"email"_s, body.value("email"_L1));
    if (body.contains("name"_L1) && body.value("name"_L1).toString().isEmpty())
        return badParameter(u"name"_s, body.value("name"_L1));
    return std::nullopt;
}

} // namespace

SimulatedResponse UsersEndpoint::readAccount() const
{
    return answer(m_core.records().account());
}

SimulatedResponse UsersEndpoint::list(const SimulatedRequest &request) const
{
    const qint64 offset = numberIn(request.query, u"offset"_s, 0);
    const qint64 limit = std::min(numberIn(request.query, u"limit"_s, longestPage), longestPage);
    if (offset < 0)
        return badParameter(u"offset"_s, offset);
    if (limit < 0)
        return badParameter(u"limit"_s, limit);
    QList<QJsonObject> users = m_core.records().users();
    if (const QString email = request.query.queryItemValue(u"email"_s, QUrl::FullyDecoded); !email.isEmpty())
        users.removeIf(
            [&](const QJsonObject &user) { return emailOf(user).compare(email, Qt::CaseInsensitive) != 0; });
    return answerList(users.mid(offset, limit));
}

qsizetype UsersEndpoint::indexOf(qint64 userId) const
{
    const auto &users = m_core.records().users();
    const auto user = std::ranges::find(users, userId, idOf);
    return user == users.end() ? -1 : user - users.begin();
}

bool UsersEndpoint::isTaken(const QString &email, qint64 exceptFor) const
{
    return std::ranges::any_of(m_core.records().users(), [&](const QJsonObject &user) {
        return idOf(user) != exceptFor && emailOf(user).compare(email, Qt::CaseInsensitive) == 0;
    });
}

SimulatedResponse UsersEndpoint::read(const SimulatedRoute &route) const
{
    const qsizetype index = indexOf(route.userId);
    return index < 0 ? notFound() : answer(m_core.records().users().at(index));
}

SimulatedResponse UsersEndpoint::create(const SimulatedRequest &request)
{
    const auto body = objectIn(request);
    if (!body)
        return refusedUnreadable();
    if (const auto refusal = refusalOf(*body))
        return *refusal;
    for (const QString &required : {u"email"_s, u"name"_s}) {
        if (!body->contains(required))
            return badParameter(required, {});
    }
    if (isTaken(emailOf(*body), -1))
        return refused(409, u"Email address already exists"_s);

    auto &users = m_core.records().users();
    qint64 id = 1'000'000;
    for (const QJsonObject &user : std::as_const(users))
        id = std::max(id, idOf(user));
    QJsonObject user = *body;
    user.remove("type"_L1); // 0 is left out (nuki-facts chapter 1)
    user.insert("accountUserId"_L1, id + 1);
    user.insert("accountId"_L1, m_core.records().account().value("accountId"_L1));
    user.insert("creationDate"_L1, millisecondsText(m_core.now()));
    user.insert("updateDate"_L1, millisecondsText(m_core.now()));
    users.append(user);
    return answer(user);
}

SimulatedResponse UsersEndpoint::update(const SimulatedRoute &route, const SimulatedRequest &request)
{
    const auto body = objectIn(request);
    if (!body)
        return refusedUnreadable();
    const qsizetype index = indexOf(route.userId);
    if (index < 0)
        return notFound();
    if (const auto refusal = refusalOf(*body))
        return *refusal;
    if (body->contains("email"_L1) && isTaken(emailOf(*body), route.userId))
        return refused(409, u"Email address already exists"_s);
    QJsonObject user = merged(m_core.records().users().at(index), *body);
    user.insert("updateDate"_L1, millisecondsText(m_core.now()));
    m_core.records().users()[index] = user;
    return answer(user);
}

SimulatedResponse UsersEndpoint::remove(const SimulatedRoute &route)
{
    const qsizetype index = indexOf(route.userId);
    if (index < 0)
        return notFound();
    if (m_core.records().users().at(index).contains("operationId"_L1))
        return pending();
    m_core.records().users().removeAt(index);
    return accepted();
}

} // namespace lockdesk
