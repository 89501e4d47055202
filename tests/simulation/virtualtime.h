#pragma once

#include "clock.h"

#include <QPointer>
#include <vector>

namespace lockdesk {

/// The time of a simulated world: the true time, which the service and the locks live by, and the computer's
/// two clocks, of which the program knows nothing but what they say. Stands still until it is moved.
class VirtualTime : public Clock
{
public:
    using Time = std::chrono::milliseconds;

    /// The computer's wall clock, wrong or not.
    QDateTime now() const override { return start().addMSecs(m_truth + m_wallError); }
    Time uptime() const override { return Time(uptimeAtStart + m_truth - m_slept); }
    void callAfter(Time delay, QObject *context, std::function<void()> call) override;

    /// Milliseconds since the world began.
    qint64 truth() const { return m_truth; }
    /// The next number of a row that orders what happens within one millisecond.
    qint64 nextMoment() { return ++m_moment; }
    /// A true time as a UTC instant.
    static QDateTime instant(qint64 truth) { return start().addMSecs(truth); }

    /// Calls `call` after `delay` of true time, also while the computer sleeps: the world outside.
    void callOutside(Time delay, std::function<void()> call);

    /// Moves on, making each call that falls due, in order.
    void pass(Time time);
    /// The computer sleeps: only the world outside goes on. Whether its uptime counts that depends on the
    /// system.
    void sleep(Time time, bool countsSleep);
    /// Somebody sets the wall clock.
    void jump(Time time) { m_wallError += time.count(); }

    /// Called after each call: lets the program do what it has to do without time passing.
    void setSettle(std::function<void()> settle) { m_settle = std::move(settle); }
    /// Whether pass() returns at once, since there is nothing more to see.
    void setStop(std::function<bool()> isEnough) { m_isEnough = std::move(isEnough); }

private:
    static constexpr qint64 uptimeAtStart = 1'000'000;
    static QDateTime start() { return QDateTime(QDate(2026, 3, 2), QTime(9, 0), Qt::UTC); }

    struct Due
    {
        qint64 at;
        qint64 order;
        bool hasContext;
        QPointer<QObject> context;
        std::function<void()> call;

        bool operator<(const Due &other) const // the earliest is the top of the heap
        {
            return std::pair(at, order) > std::pair(other.at, other.order);
        }
    };
    using Heap = std::vector<Due>;

    void advance(qint64 until, bool isAsleep);
    void push(Heap &heap, Due due);
    static Due pop(Heap &heap);

    Heap m_inside; // by true time, as if the computer did not sleep any more
    Heap m_outside;
    qint64 m_truth = 0;
    qint64 m_slept = 0;
    qint64 m_wallError = 0;
    qint64 m_count = 0;
    qint64 m_moment = 0;
    std::function<void()> m_settle;
    std::function<bool()> m_isEnough;
};

} // namespace lockdesk
