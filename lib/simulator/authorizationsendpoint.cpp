#include "authorizationsendpoint.h"

#include "authorizationrules.h"
#include "authorizationtypes.h"
#include "simulatedanswers.h"
#include "simulatedbodies.h"
#include "simulatedcore.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lockdesk {

namespace {

bool matches(const QJsonObject &authorization, const QStringList &types, qint64 userId)
{
    if (!types.isEmpty() && !types.contains(QString::number(authorization.value("type"_L1).toInt())))
        return false;
    const QJsonValue user = authorization.value("accountUserId"_L1);
    return userId == 0 || (userId < 0 ? user.isUndefined() : user.toInteger() == userId);
}

bool hasDuplicates(QStringList ids)
{
    ids.sort();
    return std::ranges::adjacent_find(ids) != ids.end();
}

} // namespace

QList<QJsonObject> AuthorizationsEndpoint::matching(
    const QStringList &ids, const SimulatedRequest &request) const
{
    const QStringList types = request.query.queryItemValue(u"types"_s).split(u',', Qt::SkipEmptyParts);
    const qint64 userId = request.query.queryItemValue(u"accountUserId"_s).toLongLong();
    QList<QJsonObject> records;
    records.reserve(ids.size());
    for (const QString &id : ids) {
        const QJsonObject authorization = m_core.records().authorization(id);
        if (matches(authorization, types, userId))
            records.append(authorization);
    }
    return records;
}

SimulatedResponse AuthorizationsEndpoint::list(const SimulatedRequest &request) const
{
    return answerList(matching(m_core.records().authorizationIds(), request));
}

SimulatedResponse AuthorizationsEndpoint::page(const SimulatedRequest &request) const
{
    const qint64 page = numberIn(request.query, u"page"_s, 0);
    const qint64 size = std::min<qint64>(numberIn(request.query, u"size"_s, 100), 1000);
    if (page < 0)
        return badParameter(u"page"_s, page);
    if (size < 1)
        return badParameter(u"size"_s, size);
    const bool isFiltered =
        request.query.hasQueryItem(u"types"_s) || request.query.hasQueryItem(u"accountUserId"_s);
    const QStringList &all = m_core.records().authorizationIds();
    const QList<QJsonObject> filtered = isFiltered ? matching(all, request) : QList<QJsonObject>();
    const qint64 total = isFiltered ? filtered.size() : all.size();
    const qint64 start = std::min(page, total) * size;

    QJsonArray results;
    for (qint64 i = start; i < std::min(start + size, total); ++i)
        results.append(isFiltered ? filtered[i] : m_core.records().authorization(all[i]));
    const qint64 pages = (total + size - 1) / size;
    QJsonObject pagination{
        {u"totalItems"_s, total}, {u"totalPages"_s, pages}, {u"currentPage"_s, page}, {u"pageSize"_s, size}};
    const auto address = [&](qint64 number) {
        return u"/smartlock/auth/paged?page=%1&size=%2"_s.arg(number).arg(size);
    };
    if (page + 1 < pages)
        pagination.insert("nextPage"_L1, address(page + 1));
    if (page > 0)
        pagination.insert("prevPage"_L1, address(page - 1));
    return answer({{u"results"_s, results}, {u"pagination"_s, pagination}});
}

SimulatedResponse AuthorizationsEndpoint::listOfDevice(
    const SimulatedRoute &route, const SimulatedRequest &request) const
{
    if (!m_core.records().hasSmartlock(route.smartlockId))
        return notFound();
    return answerList(matching(m_core.records().authorizationIds(route.smartlockId), request));
}

bool AuthorizationsEndpoint::isOf(const SimulatedRoute &route) const
{
    return m_core.records().isListed(route.authorizationId)
        && m_core.records().authorization(route.authorizationId).value("smartlockId"_L1).toInteger()
        == route.smartlockId;
}

SimulatedResponse AuthorizationsEndpoint::read(const SimulatedRoute &route) const
{
    return isOf(route) ? answer(m_core.records().authorization(route.authorizationId)) : notFound();
}

std::optional<SimulatedResponse> AuthorizationsEndpoint::refusalOfCreations(
    const QJsonObject &body, const QList<qint64> &devices, const QStringList &known) const
{
    const bool isKeypadCode = body.value("type"_L1).toInt() == authorizationTypes::keypadCode;
    if (const auto refusal = refusalOfShape(body, known, isKeypadCode))
        return refusal;
    if (const auto refusal = refusalOfLimits(body))
        return refusal;
    for (const qint64 device : devices) {
        if (const auto refusal = refusalOfCreation(body, device, m_core.records()))
            return refusal;
        if (isKeypadCode && m_writes.isComing(device, codeIn(body), {}))
            return refused(409, u"The parameter 'code' exists already"_s);
    }
    return std::nullopt;
}

SimulatedResponse AuthorizationsEndpoint::create(const SimulatedRoute &route, const SimulatedRequest &request)
{
    const auto body = objectIn(request);
    if (!body)
        return refusedUnreadable();
    if (!m_core.records().hasSmartlock(route.smartlockId))
        return notFound();
    if (const auto refusal = refusalOfCreations(*body, {route.smartlockId}, createFields()))
        return *refusal;
    m_writes.create(route.smartlockId, *body);
    return accepted();
}

SimulatedResponse AuthorizationsEndpoint::createMany(const SimulatedRequest &request)
{
    const auto body = objectIn(request);
    if (!body)
        return refusedUnreadable();
    QList<qint64> devices;
    const QJsonArray ids = body->value("smartlockIds"_L1).toArray();
    for (const QJsonValue &id : ids) {
        if (!m_core.records().hasSmartlock(id.toInteger(-1)) || devices.contains(id.toInteger()))
            return badParameter(u"smartlockIds"_s, id);
        devices.append(id.toInteger());
    }
    if (devices.isEmpty())
        return badParameter(u"smartlockIds"_s, body->value("smartlockIds"_L1));
    if (const auto refusal = refusalOfCreations(*body, devices, createFields() << u"smartlockIds"_s))
        return *refusal;
    for (const qint64 device : devices)
        m_writes.create(device, *body);
    return accepted();
}

std::optional<SimulatedResponse> AuthorizationsEndpoint::refusalOfUpdate(
    const QString &id, const QJsonObject &body, const QStringList &known) const
{
    const QJsonObject authorization = m_core.records().authorization(id);
    const bool isKeypadCode = authorization.value("type"_L1).toInt() == authorizationTypes::keypadCode;
    if (const auto refusal = refusalOfShape(body, known, isKeypadCode))
        return refusal;
    if (m_core.behaviour().refusedRecords.contains(id))
        return badParameter(u"name"_s, body.value("name"_L1));
    if (m_writes.isPending(id))
        return pending();
    if (const auto refusal = refusalOfLimits(body))
        return refusal;
    if (const auto refusal = refusalOfCode(body, authorization, m_core.records()))
        return refusal;
    if (body.contains("code"_L1)
        && m_writes.isComing(authorization.value("smartlockId"_L1).toInteger(), codeIn(body), id))
        return refused(409, u"The parameter 'code' exists already"_s);
    return std::nullopt;
}

SimulatedResponse AuthorizationsEndpoint::update(const SimulatedRoute &route, const SimulatedRequest &request)
{
    const auto body = objectIn(request);
    if (!body)
        return refusedUnreadable();
    if (!isOf(route))
        return notFound();
    if (const auto refusal = refusalOfUpdate(route.authorizationId, *body, updateFields()))
        return *refusal;
    m_writes.update(route.authorizationId, *body);
    return accepted();
}

SimulatedResponse AuthorizationsEndpoint::updateMany(const SimulatedRequest &request)
{
    const auto rows = arrayIn(request);
    if (!rows)
        return refusedUnreadable();
    QStringList ids;
    for (const QJsonValue &row : *rows) {
        const QJsonObject body = row.toObject();
        ids.append(body.value("id"_L1).toString());
        if (!m_core.records().isListed(ids.last()))
            return badParameter(u"id"_s, body.value("id"_L1));
        if (const auto refusal = refusalOfUpdate(ids.last(), body, updateFields() << u"id"_s))
            return *refusal;
    }
    if (ids.isEmpty() || hasDuplicates(ids))
        return badParameter(u"id"_s, {});
    for (const QJsonValue &row : *rows)
        m_writes.update(row.toObject().value("id"_L1).toString(), row.toObject());
    return accepted();
}

SimulatedResponse AuthorizationsEndpoint::remove(const SimulatedRoute &route)
{
    if (!isOf(route))
        return notFound();
    if (m_core.behaviour().refusedRecords.contains(route.authorizationId))
        return badParameter(u"id"_s, route.authorizationId);
    if (m_writes.isPending(route.authorizationId))
        return pending();
    m_writes.remove(route.authorizationId);
    return accepted();
}

SimulatedResponse AuthorizationsEndpoint::removeMany(const SimulatedRequest &request)
{
    const auto rows = arrayIn(request);
    if (!rows)
        return refusedUnreadable();
    QStringList ids;
    for (const QJsonValue &id : *rows) {
        if (!m_core.records().isListed(id.toString())
            || m_core.behaviour().refusedRecords.contains(id.toString()))
            return badParameter(u"id"_s, id);
        ids.append(id.toString());
    }
    if (ids.isEmpty() || hasDuplicates(ids))
        return badParameter(u"id"_s, {});
    if (std::ranges::any_of(ids, [this](const QString &id) { return m_writes.isPending(id); }))
        return pending();
    for (const QString &id : std::as_const(ids))
        m_writes.remove(id);
    return accepted();
}

} // namespace lockdesk
