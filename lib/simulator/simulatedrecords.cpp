#include "simulatedrecords.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lockdesk {

namespace {

QString idOf(const QJsonObject &authorization)
{
    return authorization.value("id"_L1).toString();
}
qint64 deviceOf(const QJsonObject &record)
{
    return record.value("smartlockId"_L1).toInteger();
}

QList<QJsonObject> objects(const QJsonArray &array)
{
    QList<QJsonObject> list;
    list.reserve(array.size());
    for (const QJsonValue &value : array)
        list.append(value.toObject());
    return list;
}

} // namespace

SimulatedRecords::SimulatedRecords(const SimulatedWorld &world)
    : m_account(world.account)
    , m_users(objects(world.users))
    , m_log(objects(world.log))
{
    for (const QJsonValue &smartlock : world.smartlocks)
        putSmartlock(deviceOf(smartlock.toObject()), smartlock.toObject());
    m_authorizations.reserve(world.authorizations.size());
    for (const QJsonValue &value : world.authorizations) {
        const QJsonObject authorization = value.toObject();
        m_authorizationIds.append(idOf(authorization));
        m_byDevice[deviceOf(authorization)].append(idOf(authorization));
        m_authorizations.insert(idOf(authorization), authorization);
    }
    std::ranges::stable_sort(
        m_log, std::greater(), [](const QJsonObject &row) { return row.value("date"_L1).toString(); });
}

void SimulatedRecords::putSmartlock(qint64 id, const QJsonObject &smartlock)
{
    if (!m_smartlocks.contains(id))
        m_smartlockIds.append(id);
    m_smartlocks.insert(id, smartlock);
}

void SimulatedRecords::removeSmartlock(qint64 id)
{
    const QStringList authorizations = m_byDevice.value(id);
    for (const QString &authorization : authorizations)
        removeAuthorization(authorization);
    m_smartlocks.remove(id);
    m_smartlockIds.removeOne(id);
}

void SimulatedRecords::mint(const QJsonObject &authorization)
{
    m_minted.insert(idOf(authorization), authorization);
}

void SimulatedRecords::list(const QString &id)
{
    if (!m_minted.contains(id))
        return;
    const QJsonObject authorization = m_minted.take(id);
    m_authorizationIds.append(id);
    m_byDevice[deviceOf(authorization)].append(id);
    m_authorizations.insert(id, authorization);
}

void SimulatedRecords::putAuthorization(const QJsonObject &authorization)
{
    if (const auto known = m_authorizations.find(idOf(authorization)); known != m_authorizations.end())
        *known = authorization;
}

void SimulatedRecords::removeAuthorization(const QString &id)
{
    const QJsonObject authorization = m_authorizations.take(id);
    m_authorizationIds.removeOne(id);
    m_byDevice[deviceOf(authorization)].removeOne(id);
    m_minted.remove(id);
}

QString SimulatedRecords::holderOfCode(qint64 smartlockId, qint64 code) const
{
    const QStringList ids = authorizationIds(smartlockId);
    for (const QString &id : ids) {
        if (authorization(id).value("code"_L1).toInteger(-1) == code)
            return id;
    }
    for (const QJsonObject &minted : m_minted) {
        if (deviceOf(minted) == smartlockId && minted.value("code"_L1).toInteger(-1) == code)
            return idOf(minted);
    }
    return {};
}

} // namespace lockdesk
