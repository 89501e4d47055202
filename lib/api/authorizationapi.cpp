#include "authorizationapi.h"

#include "authorizationjson.h"
#include "bodies.h"
#include "pager.h"
#include "requests.h"
#include "transport.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace lockdesk {

namespace {

using AuthorizationList = ListResult<Authorization>;
using AuthorizationPage = PageResult<Authorization>;

constexpr qint64 longestPlainList = qint64(512) * 1024 * 1024;

using Filter = QList<std::pair<QString, QString>>; // items of a query

Job<AuthorizationPage> *fetchPage(Transport &transport, int page, const Filter &filter, QObject *parent)
{
    Request request = listRequest({u"smartlock"_s, u"auth"_s, u"paged"_s});
    request.query.setQueryItems(filter);
    request.query.addQueryItem(u"page"_s, QString::number(page));
    request.query.addQueryItem(u"size"_s, QString::number(authorizationPageSize));
    return transport.send<AuthorizationPage>(
        request,
        [](const QByteArray &body) -> Result<AuthorizationPage, ApiError> {
            auto read = pageFromText<Authorization>(body, authorizationFromJson);
            if (!read)
                return unreadableBody();
            return *std::move(read);
        },
        parent);
}

Job<AuthorizationList> *fetchPlainList(Transport &transport, const Filter &filter, QObject *parent)
{
    Request request = listRequest({u"smartlock"_s, u"auth"_s});
    request.query.setQueryItems(filter);
    request.maxBytes = longestPlainList;
    request.longest = 5min;
    return transport.send<AuthorizationList>(
        request, listReader<Authorization>(authorizationFromJson, mostAuthorizations), parent);
}

bool saysMissing(const ApiError &error)
{
    using Kind = ApiError::Kind;
    return error.kind == Kind::NotFound || error.kind == Kind::NotAllowed || error.kind == Kind::BadRequest;
}

void leaveBy(Request &request, const std::optional<LeavePermit> &permit)
{
    if (!permit)
        return;
    request.expiry = permit->expiry;
    request.mayLeave = permit->mayLeave;
    request.isUrgent = true;
}

QList<SmartlockId> devicesOf(const QList<Authorization> &authorizations)
{
    QList<SmartlockId> devices;
    for (const Authorization &authorization : authorizations) {
        if (!devices.contains(authorization.smartlockId))
            devices.append(authorization.smartlockId);
    }
    return devices;
}

Job<AuthorizationList> *fetchMatching(Transport &transport, const Filter &filter, QObject *parent)
{
    auto *whole = new Job<AuthorizationList>(parent);
    auto *paged = new Job<AuthorizationList>(whole);
    paged->then(whole, [&transport, whole, filter](const Result<AuthorizationList, ApiError> &outcome) {
        if (outcome || !saysMissing(outcome.error())) {
            whole->finish(outcome);
            return;
        }
        fetchPlainList(transport, filter, whole)->then(whole, [whole](const auto &plain) {
            whole->finish(plain);
        });
    });
    new Pager<Authorization, AuthorizationId>(
        [&transport, filter](const PagePosition &position, QObject *owner) {
            return fetchPage(transport, position.page, filter, owner);
        },
        &Authorization::id, mostAuthorizations, paged);
    return whole;
}

} // namespace

Job<AuthorizationList> *fetchAuthorizations(Transport &transport, QObject *parent)
{
    return fetchMatching(transport, {}, parent);
}

Job<AuthorizationList> *fetchAuthorizations(Transport &transport, AccountUserId person, QObject *parent)
{
    return fetchMatching(transport, {{u"accountUserId"_s, QString::number(toNumber(person))}}, parent);
}

Job<AuthorizationList> *fetchAuthorizations(Transport &transport, SmartlockId device, QObject *parent)
{
    return transport.send<AuthorizationList>(listRequest({u"smartlock"_s, segmentOf(device), u"auth"_s}),
        listReader<Authorization>(authorizationFromJson, mostAuthorizations), parent);
}

Job<Authorization> *fetchAuthorization(
    Transport &transport, SmartlockId device, const AuthorizationId &id, QObject *parent)
{
    // Another record than the one asked for is no answer.
    const auto decode = [device, id](const QJsonObject &object) {
        const std::optional<Authorization> found = authorizationFromJson(object);
        return found && found->id == id && found->smartlockId == device ? found : std::nullopt;
    };
    return transport.send<Authorization>(
        recordRequest({u"smartlock"_s, segmentOf(device), u"auth"_s, segmentOf(id)}),
        recordReader<Authorization>(decode), parent);
}

Job<Accepted> *createAuthorization(Transport &transport, const Authorization &authorization, QObject *parent,
    const std::optional<LeavePermit> &permit)
{
    const SmartlockId device = authorization.smartlockId;
    Request request = writeRequest(Method::Put, {u"smartlock"_s, segmentOf(device), u"auth"_s}, {device});
    request.body = bodyOf(authorizationCreateToJson(authorization));
    leaveBy(request, permit);
    return transport.sendWrite(request, parent);
}

Job<Accepted> *createAuthorizations(Transport &transport, const Authorization &authorization,
    const QList<SmartlockId> &devices, QObject *parent, const std::optional<LeavePermit> &permit)
{
    Request request = writeRequest(Method::Put, {u"smartlock"_s, u"auth"_s}, devices);
    request.body = bodyOf(authorizationCreateToJson(authorization, devices));
    leaveBy(request, permit);
    return transport.sendWrite(request, parent);
}

Job<Accepted> *updateAuthorization(Transport &transport, const Authorization &authorization, QObject *parent,
    const std::optional<LeavePermit> &permit)
{
    const SmartlockId device = authorization.smartlockId;
    Request request = writeRequest(
        Method::Post, {u"smartlock"_s, segmentOf(device), u"auth"_s, segmentOf(authorization.id)}, {device});
    request.body = bodyOf(authorizationUpdateToJson(authorization));
    leaveBy(request, permit);
    if (authorization.id.isNull() || !mayGoBack(authorization))
        refuse(request);
    return transport.sendWrite(request, parent);
}

Job<Accepted> *updateAuthorizations(Transport &transport, const QList<Authorization> &authorizations,
    QObject *parent, const std::optional<LeavePermit> &permit)
{
    Request request = writeRequest(Method::Post, {u"smartlock"_s, u"auth"_s}, devicesOf(authorizations));
    leaveBy(request, permit);
    QJsonArray updates;
    for (const Authorization &authorization : authorizations) {
        updates.append(authorizationMultiUpdateToJson(authorization));
        if (authorization.id.isNull() || !mayGoBack(authorization))
            refuse(request);
    }
    request.body = bodyOf(updates);
    return transport.sendWrite(request, parent);
}

Job<Accepted> *deleteAuthorization(Transport &transport, SmartlockId device, const AuthorizationId &id,
    QObject *parent, const std::optional<LeavePermit> &permit)
{
    Request request =
        writeRequest(Method::Delete, {u"smartlock"_s, segmentOf(device), u"auth"_s, segmentOf(id)}, {device});
    leaveBy(request, permit);
    return transport.sendWrite(request, parent);
}

Job<Accepted> *deleteAuthorizations(Transport &transport, const QList<Authorization> &authorizations,
    QObject *parent, const std::optional<LeavePermit> &permit)
{
    Request request = writeRequest(Method::Delete, {u"smartlock"_s, u"auth"_s}, devicesOf(authorizations));
    leaveBy(request, permit);
    QJsonArray ids;
    for (const Authorization &authorization : authorizations) {
        ids.append(authorization.id.toString());
        if (authorization.id.isNull())
            refuse(request);
    }
    request.body = bodyOf(ids);
    return transport.sendWrite(request, parent);
}

} // namespace lockdesk
