#pragma once

#include "clock.h"

#include <QDateTime>

namespace lockdesk {

/// The system's clock, so many times as fast: what waits for minutes waits for seconds.
class FastClock : public SystemClock
{
public:
    explicit FastClock(int times)
        : m_times(times)
        , m_start(SystemClock::now())
    {
    }

    QDateTime now() const override { return m_start.addMSecs(m_start.msecsTo(SystemClock::now()) * m_times); }
    std::chrono::milliseconds uptime() const override { return SystemClock::uptime() * m_times; }
    void callAfter(std::chrono::milliseconds delay, QObject *context, std::function<void()> call) override
    {
        SystemClock::callAfter(
            (delay + std::chrono::milliseconds(m_times - 1)) / m_times, context, std::move(call));
    }

private:
    int m_times;
    QDateTime m_start;
};

} // namespace lockdesk
