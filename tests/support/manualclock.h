#pragma once

#include "clock.h"

#include <QPointer>
#include <vector>

namespace lockdesk {

/// A clock that stands still until a test moves it.
class ManualClock : public Clock
{
public:
    explicit ManualClock(const QDateTime &start = QDateTime(QDate(2026, 3, 2), QTime(9, 0), Qt::UTC))
        : m_now(start)
    {
    }

    QDateTime now() const override { return m_now; }
    std::chrono::milliseconds uptime() const override { return m_uptime; }
    void callAfter(std::chrono::milliseconds delay, QObject *context, std::function<void()> call) override;

    /// Moves both clocks and makes every call that falls due, in order, including those that such calls ask
    /// for. Between two calls the event loop's pending events are delivered.
    void advance(std::chrono::milliseconds time);

    /// Called between two calls, too: waits for what works on other threads, of whose time this clock knows
    /// nothing. Without it, how much has come by when depends on the computer.
    void setWait(std::function<void()> wait) { m_wait = std::move(wait); }

    /// The wall clock alone jumps, as on wake or when a person sets it.
    void jump(std::chrono::milliseconds time) { m_now = m_now.addMSecs(time.count()); }

    /// Calls that are still due.
    int pendingCount() const;

private:
    void deliver();

    struct Pending
    {
        std::chrono::milliseconds due;
        qint64 order;
        QPointer<QObject> context;
        std::function<void()> call;
    };

    QDateTime m_now;
    std::chrono::milliseconds m_uptime{1'000'000};
    std::vector<Pending> m_pending;
    std::function<void()> m_wait;
    qint64 m_count = 0;
};

} // namespace lockdesk
