#include "manualclock.h"

#include <QCoreApplication>
#include <algorithm>

namespace lockdesk {

void ManualClock::callAfter(std::chrono::milliseconds delay, QObject *context, std::function<void()> call)
{
    m_pending.push_back({m_uptime + delay, m_count++, context, std::move(call)});
}

void ManualClock::advance(std::chrono::milliseconds time)
{
    const auto end = m_uptime + time;
    QCoreApplication::sendPostedEvents();
    while (true) {
        std::erase_if(m_pending, [](const Pending &p) { return p.context.isNull(); });
        const auto next = std::ranges::min_element(
            m_pending, {}, [](const Pending &p) { return std::pair(p.due, p.order); });
        if (next == m_pending.end() || next->due > end)
            break;
        const Pending due = std::move(*next);
        m_pending.erase(next);
        m_now = m_now.addMSecs((due.due - m_uptime).count());
        m_uptime = due.due;
        due.call();
        deliver();
    }
    m_now = m_now.addMSecs((end - m_uptime).count());
    m_uptime = end;
}

void ManualClock::deliver()
{
    QCoreApplication::sendPostedEvents();
    // What another thread hands over may give it more to do.
    for (int i = 0; m_wait && i < 2; ++i) {
        m_wait();
        QCoreApplication::sendPostedEvents();
    }
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
}

int ManualClock::pendingCount() const
{
    return int(std::ranges::count_if(m_pending, [](const Pending &p) { return !p.context.isNull(); }));
}

} // namespace lockdesk
