#include "authorizationwrites.h"

#include "authorizationrules.h"
#include "authorizationtypes.h"
#include "simulatedcore.h"
#include "simulateddates.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lockdesk {

namespace {

qint64 deviceOf(const QJsonObject &record)
{
    return record.value("smartlockId"_L1).toInteger();
}

QJsonObject recordFrom(const QJsonObject &body)
{
    QJsonObject record = limitsIn(body);
    const int type = body.value("type"_L1).toInt(authorizationTypes::app);
    record.insert("type"_L1, type);
    record.insert("name"_L1, body.value("name"_L1));
    record.insert("enabled"_L1, true);
    record.insert("lockCount"_L1, 0);
    for (const auto field : {"accountUserId"_L1, "remoteAllowed"_L1}) {
        if (body.contains(field))
            record.insert(field, body.value(field));
    }
    if (type == authorizationTypes::keypadCode) {
        record.insert("code"_L1, codeIn(body));
        if (!body.value("remoteAllowed"_L1).toBool()) // left out in real bodies (nuki-facts chapter 1)
            record.remove("remoteAllowed"_L1);
    }
    return record;
}

// The whole restriction set is replaced: a limit that the body lacks is gone (nuki-facts chapter 4).
QJsonObject replaced(QJsonObject record, const QJsonObject &body)
{
    for (const QString &field : updateFields()) {
        if (field.startsWith("allowed"_L1))
            record.remove(field);
        else if (body.contains(field) && !body.value(field).isNull())
            record.insert(field, body.value(field));
    }
    return withNumericCode(merged(record, limitsIn(body)));
}

} // namespace

AuthorizationWrites::AuthorizationWrites(SimulatedCore &core)
    : m_core(core)
{
    for (const QString &id : core.records().authorizationIds()) {
        const qint64 known = core.records().authorization(id).value("authId"_L1).toInteger();
        m_nextLockAuthId = std::max(m_nextLockAuthId, known + 1);
    }
}

void AuthorizationWrites::create(qint64 smartlockId, const QJsonObject &body)
{
    if (m_core.losesWrites(smartlockId))
        return;
    QJsonObject record = recordFrom(body);
    const QString id = m_core.ids().next(m_core.now());
    record.insert("id"_L1, id);
    record.insert("smartlockId"_L1, smartlockId);
    record.insert("creationDate"_L1, wholeSecondsText(m_core.now()));
    const QJsonObject operationId = m_core.ids().nextObject(m_core.now());
    record.insert("operationId"_L1, operationId);
    m_core.records().mint(record);
    start(id, {Write::Kind::Create, smartlockId, record, operationId});
}

void AuthorizationWrites::update(const QString &id, const QJsonObject &body)
{
    const QJsonObject record = m_core.records().authorization(id);
    if (m_core.losesWrites(deviceOf(record)))
        return;
    const QJsonObject operationId = m_core.ids().nextObject(m_core.now());
    QJsonObject target = replaced(record, body);
    target.insert("operationId"_L1, operationId);
    start(id, {Write::Kind::Update, deviceOf(record), target, operationId});
}

void AuthorizationWrites::remove(const QString &id)
{
    const QJsonObject record = m_core.records().authorization(id);
    if (m_core.losesWrites(deviceOf(record)))
        return;
    const QJsonObject operationId = m_core.ids().nextObject(m_core.now());
    QJsonObject target = record;
    target.insert("operationId"_L1, operationId);
    start(id, {Write::Kind::Remove, deviceOf(record), target, operationId});
}

void AuthorizationWrites::start(const QString &id, const Write &write)
{
    m_pending.insert(id, write);
    if (write.kind != Write::Kind::Create) {
        m_core.show([this, id, operationId = write.operationId] {
            if (isUnderWay(id, operationId))
                m_core.records().putAuthorization(
                    merged(m_core.records().authorization(id), {{u"operationId"_s, operationId}}));
        });
    }
    m_core.after(m_core.behaviour().listing, [this, id, operationId = write.operationId] {
        m_core.show([this, id, operationId] {
            if (isUnderWay(id, operationId))
                list(id);
        });
        m_core.after(m_core.behaviour().confirming, [this, id, operationId] {
            m_core.show([this, id, operationId] {
                if (isUnderWay(id, operationId)
                    && !m_core.behaviour().neverConfirms.contains(m_pending[id].smartlockId))
                    confirm(id);
            });
        });
    });
}

bool AuthorizationWrites::isUnderWay(const QString &id, const QJsonObject &operationId) const
{
    const auto write = m_pending.constFind(id);
    return write != m_pending.constEnd() && write->operationId == operationId;
}

void AuthorizationWrites::list(const QString &id)
{
    const Write &write = m_pending[id];
    if (write.kind == Write::Kind::Create)
        m_core.records().list(id);
    else if (write.kind == Write::Kind::Update)
        m_core.records().putAuthorization(write.target);
}

void AuthorizationWrites::confirm(const QString &id)
{
    const Write write = m_pending.take(id);
    const bool isGhost = m_core.behaviour().ghosts.contains(id);
    if (write.kind == Write::Kind::Remove && !isGhost) {
        m_core.records().removeAuthorization(id);
        return;
    }
    if (isGhost && write.kind == Write::Kind::Remove)
        m_ghosts.insert(id);
    m_core.records().putAuthorization(confirmedBy(m_core.records().authorization(id)));
}

QJsonObject AuthorizationWrites::confirmedBy(QJsonObject record)
{
    record.remove("operationId"_L1);
    const QString error = m_core.behaviour().writeErrors.value(deviceOf(record));
    if (!error.isEmpty()) {
        record.insert("error"_L1, error);
        return record;
    }
    record.remove("error"_L1);
    record.insert("updateDate"_L1, millisecondsText(m_core.now()));
    if (!record.contains("authId"_L1))
        record.insert("authId"_L1, m_nextLockAuthId++);
    return record;
}

bool AuthorizationWrites::isPending(const QString &id) const
{
    return m_pending.contains(id) || m_core.behaviour().busyRecords.contains(id)
        || m_core.records().authorization(id).contains("operationId"_L1);
}

bool AuthorizationWrites::isComing(qint64 smartlockId, qint64 code, const QString &exceptFor) const
{
    for (auto it = m_pending.begin(); it != m_pending.end(); ++it) {
        if (it.key() != exceptFor && it->smartlockId == smartlockId
            && it->target.value("code"_L1).toInteger(-1) == code)
            return true;
    }
    return false;
}

void AuthorizationWrites::settle(qint64 smartlockId)
{
    const QStringList pending = m_pending.keys();
    for (const QString &id : pending) {
        if (m_pending[id].smartlockId == smartlockId) {
            list(id);
            confirm(id);
        }
    }
    const QStringList ids = m_core.records().authorizationIds(smartlockId);
    for (const QString &id : ids) {
        const QJsonObject record = m_core.records().authorization(id);
        if (m_ghosts.remove(id))
            m_core.records().removeAuthorization(id);
        else if (record.contains("operationId"_L1) || !record.contains("updateDate"_L1))
            m_core.records().putAuthorization(confirmedBy(record));
    }
}

} // namespace lockdesk
