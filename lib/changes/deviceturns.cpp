#include "deviceturns.h"

#include "changestore.h"
#include "clock.h"
#include "runnertimes.h"

#include <algorithm>

namespace lockdesk {

using namespace std::chrono_literals;

namespace {

constexpr qsizetype atOnce = 8; // some 10 requests a second, with the looks for their proof
constexpr std::chrono::milliseconds jump = 2s; // more than clocks are corrected by

} // namespace

DeviceTurns::DeviceTurns(ChangeStore &changes, Clock &clock, QObject *parent)
    : QObject(parent)
    , m_changes(changes)
    , m_clock(clock)
{
}

void DeviceTurns::add(const QList<ChangeId> &ids)
{
    for (const ChangeId id : ids) {
        m_waiting.append({id, m_clock.uptime(), difference()});
        m_changes.setStatus(id, ChangeStatus::Waiting, tr("Waits for its turn."));
    }
    QMetaObject::invokeMethod(this, &DeviceTurns::go, Qt::QueuedConnection);
}

void DeviceTurns::end(ChangeId id)
{
    if (m_going.removeAll(id) > 0)
        QMetaObject::invokeMethod(this, &DeviceTurns::go, Qt::QueuedConnection);
}

bool DeviceTurns::contains(ChangeId id) const
{
    return m_going.contains(id) || std::ranges::find(m_waiting, id, &Turn::id) != m_waiting.end();
}

void DeviceTurns::go()
{
    while (!m_waiting.isEmpty() && m_going.size() < atOnce) {
        const Turn turn = m_waiting.takeFirst();
        const Change *change = m_changes.find(turn.id);
        if (!change || change->status != ChangeStatus::Waiting)
            continue; // taken out or gone on meanwhile
        if (std::holds_alternative<OperateDevice>(change->subject) && isTooLate(turn)) {
            m_changes.setStatus(turn.id, ChangeStatus::Problem,
                tr("Its turn came too long after you asked, or the computer has slept since. Nothing was "
                   "sent."));
            continue;
        }
        m_going.append(turn.id);
        Q_EMIT turnCame(turn.id);
    }
}

bool DeviceTurns::isTooLate(const Turn &turn) const
{
    return m_clock.uptime() - turn.asked > RunnerTimes::questionExpiry
        || std::chrono::abs(difference() - turn.difference) > jump;
}

std::chrono::milliseconds DeviceTurns::difference() const
{
    return std::chrono::milliseconds(m_clock.now().toMSecsSinceEpoch()) - m_clock.uptime();
}

} // namespace lockdesk
