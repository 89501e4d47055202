#pragma once

#include "clock.h"
#include "objectids.h"
#include "simulatedbehaviour.h"
#include "simulatedrecords.h"

#include <QObject>
#include <QRandomGenerator>
#include <functional>
#include <vector>

namespace lockdesk {

/// What the endpoints of the simulated service share: its records, its knobs, its time and its chance.
class SimulatedCore
{
public:
    SimulatedCore(const SimulatedWorld &world, Clock &clock, QRandomGenerator &random);

    QDateTime now() const { return m_clock.now(); }
    Clock &clock() { return m_clock; }
    QRandomGenerator &random() { return m_random; }
    SimulatedRecords &records() { return m_records; }
    const SimulatedRecords &records() const { return m_records; }
    ObjectIds &ids() { return m_ids; }

    const SimulatedBehaviour &behaviour() const { return m_behaviour; }
    void setBehaviour(const SimulatedBehaviour &behaviour);

    /// Calls once after a delay of the range; dropped with the service.
    void after(DelayRange range, std::function<void()> call);

    /// Changes what the cloud shows: now, or once it is no longer frozen.
    void show(std::function<void()> change);

    /// Whether what is written to this device gets nowhere: it is offline, or the knob says so (nuki-facts
    /// chapter 3).
    bool losesWrites(qint64 smartlockId) const;

    /// Adds a log line of this device: its id, type, date and whatever `fields` say.
    void log(qint64 smartlockId, QJsonObject fields);

    /// Puts `fields` over the device's record: merged().
    void changeSmartlock(qint64 smartlockId, const QJsonObject &fields);

private:
    Clock &m_clock;
    QRandomGenerator &m_random;
    SimulatedRecords m_records;
    ObjectIds m_ids;
    SimulatedBehaviour m_behaviour;
    std::vector<std::function<void()>> m_held; // changes that a frozen cloud does not show yet
    QObject m_context; // of all pending calls
};

/// `record` with `fields` put over it: objects are merged, null removes.
QJsonObject merged(QJsonObject record, const QJsonObject &fields);

} // namespace lockdesk
