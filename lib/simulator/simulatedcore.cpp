#include "simulatedcore.h"

#include "devicetype.h"
#include "simulateddates.h"
#include "states.h"

using namespace Qt::StringLiterals;

namespace lockdesk {

SimulatedCore::SimulatedCore(const SimulatedWorld &world, Clock &clock, QRandomGenerator &random)
    : m_clock(clock)
    , m_random(random)
    , m_records(world)
    , m_ids(random)
{
}

void SimulatedCore::setBehaviour(const SimulatedBehaviour &behaviour)
{
    m_behaviour = behaviour;
    if (m_behaviour.cloudFrozen)
        return;
    const auto held = std::exchange(m_held, {});
    for (const auto &change : held)
        change();
}

void SimulatedCore::after(DelayRange range, std::function<void()> call)
{
    const auto spread = quint32((range.longest - range.shortest).count());
    const auto delay = range.shortest + std::chrono::milliseconds(m_random.bounded(spread + 1));
    m_clock.callAfter(delay, &m_context, std::move(call));
}

void SimulatedCore::show(std::function<void()> change)
{
    if (m_behaviour.cloudFrozen)
        m_held.push_back(std::move(change));
    else
        change();
}

bool SimulatedCore::losesWrites(qint64 smartlockId) const
{
    return m_behaviour.losesWrites.contains(smartlockId)
        || m_records.smartlock(smartlockId).value("serverState"_L1).toInt() != int(ServerState::Ok);
}

void SimulatedCore::log(qint64 smartlockId, QJsonObject fields)
{
    const QDateTime date = now();
    const int type = m_records.smartlock(smartlockId).value("type"_L1).toInt();
    fields.insert("id"_L1, m_ids.next(date));
    fields.insert("smartlockId"_L1, smartlockId);
    fields.insert("deviceType"_L1, type == int(DeviceType::Box) ? int(DeviceType::SmartLock12) : type);
    fields.insert("date"_L1, wholeSecondsText(date));
    if (!fields.contains("autoUnlock"_L1))
        fields.insert("autoUnlock"_L1, false);
    m_records.addLog(fields);
}

void SimulatedCore::changeSmartlock(qint64 smartlockId, const QJsonObject &fields)
{
    if (m_records.hasSmartlock(smartlockId))
        m_records.putSmartlock(smartlockId, merged(m_records.smartlock(smartlockId), fields));
}

QJsonObject merged(QJsonObject record, const QJsonObject &fields)
{
    for (auto it = fields.begin(); it != fields.end(); ++it) {
        if (it.value().isNull())
            record.remove(it.key());
        else if (it.value().isObject() && record.value(it.key()).isObject())
            record.insert(it.key(), merged(record.value(it.key()).toObject(), it.value().toObject()));
        else
            record.insert(it.key(), it.value());
    }
    return record;
}

} // namespace lockdesk
