#pragma once

#include "change.h"

#include <QObject>
#include <chrono>

namespace lockdesk {

class ChangeStore;
class Clock;

/// What a person has asked of several devices at once, and answered one question for: a few have their turn
/// at a time, since each is read before and after. An action whose turn comes more than 5 min after the
/// question, or after one of the clocks has jumped (the computer has slept, or its clock was set), is not
/// sent: nobody stands by it any more (safety D3).
class DeviceTurns : public QObject
{
    Q_OBJECT

public:
    /// Both must outlive it.
    DeviceTurns(ChangeStore &changes, Clock &clock, QObject *parent = nullptr);

    /// They wait from now on, in this order; the question has just been answered. Turns begin from the event
    /// loop.
    void add(const QList<ChangeId> &ids);
    /// It needs its turn no longer.
    void end(ChangeId id);

    int waitingCount() const { return int(m_waiting.size()); }
    /// Whether it waits or has its turn.
    bool contains(ChangeId id) const;

Q_SIGNALS:
    void turnCame(lockdesk::ChangeId id);

private:
    struct Turn
    {
        ChangeId id{};
        std::chrono::milliseconds asked{}; ///< the clock's uptime
        std::chrono::milliseconds difference{}; ///< of the two clocks then
    };

    void go();
    bool isTooLate(const Turn &turn) const;
    std::chrono::milliseconds difference() const;

    ChangeStore &m_changes;
    Clock &m_clock;
    QList<Turn> m_waiting;
    QList<ChangeId> m_going;
};

} // namespace lockdesk
