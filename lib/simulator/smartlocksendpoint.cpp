#include "smartlocksendpoint.h"

#include "authorizationwrites.h"
#include "devicetype.h"
#include "lockaction.h"
#include "simulatedanswers.h"
#include "simulatedbodies.h"
#include "simulatedcore.h"
#include "simulateddates.h"

using namespace Qt::StringLiterals;

namespace lockdesk {

SimulatedResponse SmartlocksEndpoint::list(const SimulatedRequest &request) const
{
    const qint64 type = numberIn(request.query, u"type"_s, -1);
    QList<QJsonObject> smartlocks;
    for (const qint64 id : m_core.records().smartlockIds()) {
        const QJsonObject smartlock = m_core.records().smartlock(id);
        if (type < 0 || smartlock.value("type"_L1).toInteger() == type)
            smartlocks.append(smartlock);
    }
    return answerList(smartlocks);
}

SimulatedResponse SmartlocksEndpoint::read(const SimulatedRoute &route) const
{
    if (!m_core.records().hasSmartlock(route.smartlockId))
        return notFound();
    return answer(m_core.records().smartlock(route.smartlockId));
}

SimulatedResponse SmartlocksEndpoint::update(const SimulatedRoute &route, const SimulatedRequest &request)
{
    const qint64 id = route.smartlockId;
    const auto body = objectIn(request);
    if (!body)
        return refusedUnreadable();
    const QStringList fields = body->keys();
    for (const QString &field : fields) {
        if (field != "name"_L1 && field != "favorite"_L1)
            return refusedByFramework(422, u"Unrecognized field \"%1\""_s.arg(field));
    }
    if (!m_core.records().hasSmartlock(id))
        return notFound();
    if (body->contains("name"_L1) && body->value("name"_L1).toString().isEmpty())
        return badParameter(u"name"_s, body->value("name"_L1));
    if (m_core.records().smartlock(id).contains("operationId"_L1))
        return pending();
    if (m_core.losesWrites(id))
        return accepted();
    m_core.show([this, id, operationId = m_core.ids().next(m_core.now())] {
        m_core.changeSmartlock(id, {{u"operationId"_s, operationId}});
    });
    m_core.after(m_core.behaviour().listing, [this, id, change = *body] {
        m_core.show([this, id, change] { m_core.changeSmartlock(id, change); });
        m_core.after(m_core.behaviour().confirming, [this, id] {
            m_core.show([this, id] {
                m_core.changeSmartlock(id,
                    {{u"operationId"_s, QJsonValue::Null},
                        {u"updateDate"_s, millisecondsText(m_core.now())}});
            });
        });
    });
    return accepted();
}

SimulatedResponse SmartlocksEndpoint::start(qint64 smartlockId, int action)
{
    if (!m_core.records().hasSmartlock(smartlockId))
        return notFound();
    if (const auto refusal = m_actions.refusal(smartlockId, action))
        return *refusal;
    m_actions.start(smartlockId, action);
    return accepted();
}

SimulatedResponse SmartlocksEndpoint::act(const SimulatedRoute &route, const SimulatedRequest &request)
{
    const auto body = objectIn(request);
    if (!body)
        return refusedUnreadable();
    const QStringList fields = body->keys();
    for (const QString &field : fields) {
        if (field != "action"_L1 && field != "option"_L1)
            return refusedByFramework(422, u"Unrecognized field \"%1\""_s.arg(field));
    }
    const int option = body->value("option"_L1).toInt(0);
    if (option < 0 || option > 7)
        return badParameter(u"option"_s, option);
    return start(route.smartlockId, body->value("action"_L1).toInt(-1));
}

SimulatedResponse SmartlocksEndpoint::actSimply(
    qint64 smartlockId, int action, const SimulatedRequest &request)
{
    if (!request.body.isEmpty())
        return refusedByFramework(415, u"The content type of the request is not supported"_s);
    return start(smartlockId, action);
}

SimulatedResponse SmartlocksEndpoint::lock(const SimulatedRoute &route, const SimulatedRequest &request)
{
    const auto type = DeviceType(m_core.records().smartlock(route.smartlockId).value("type"_L1).toInt());
    if (isOpener(type) || type == DeviceType::Box)
        return refused(405, u"Not allowed"_s);
    return actSimply(route.smartlockId, int(LockAction::Lock), request);
}

SimulatedResponse SmartlocksEndpoint::unlock(const SimulatedRoute &route, const SimulatedRequest &request)
{
    const auto type = DeviceType(m_core.records().smartlock(route.smartlockId).value("type"_L1).toInt());
    return actSimply(
        route.smartlockId, int(isOpener(type) ? LockAction::Unlatch : LockAction::Unlock), request);
}

SimulatedResponse SmartlocksEndpoint::sync(const SimulatedRoute &route)
{
    const qint64 id = route.smartlockId;
    if (!m_core.records().hasSmartlock(id))
        return notFound();
    if (m_core.losesWrites(id))
        return accepted();
    m_core.after(m_core.behaviour().syncing, [this, id] {
        m_core.show([this, id] {
            m_writes.settle(id);
            m_core.changeSmartlock(id, {{u"updateDate"_s, millisecondsText(m_core.now())}});
        });
    });
    return accepted();
}

} // namespace lockdesk
