#include "heartbeat.h"

#include <algorithm>

namespace lockdesk {

Heartbeat::Heartbeat(QObject *parent)
    : QObject(parent)
{
    m_timer.setTimerType(Qt::PreciseTimer);
    m_timer.setInterval(1);
    connect(&m_timer, &QTimer::timeout, this, [this] {
        m_delays.push_back(double(m_sinceTick.nsecsElapsed()) / 1e6);
        m_sinceTick.start();
    });
}

void Heartbeat::start()
{
    m_delays.clear();
    m_sinceTick.start();
    m_timer.start();
}

Heartbeat::Delays Heartbeat::stop()
{
    m_timer.stop();
    m_delays.push_back(double(m_sinceTick.nsecsElapsed()) / 1e6); // what the last tick still waited for
    std::ranges::sort(m_delays);
    return {m_delays[m_delays.size() * 99 / 100], m_delays.back()};
}

} // namespace lockdesk
