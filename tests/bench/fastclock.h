#pragma once

#include "clock.h"

#include <QElapsedTimer>
#include <QTimer>

namespace lockdesk {

/// Real time, so many times as fast: what waits for a service waits less, and what works takes as long as
/// ever.
class FastClock : public Clock
{
public:
    explicit FastClock(int speed)
        : m_speed(speed)
    {
        m_sinceStart.start();
    }

    QDateTime now() const override { return m_start.addMSecs(uptime().count()); }
    std::chrono::milliseconds uptime() const override
    {
        return std::chrono::milliseconds(m_sinceStart.elapsed() * m_speed);
    }
    void callAfter(std::chrono::milliseconds delay, QObject *context, std::function<void()> call) override
    {
        // Rounded up: what falls due must not find its time still to come.
        const auto real = std::chrono::milliseconds((delay.count() + m_speed - 1) / m_speed);
        QTimer::singleShot(real, Qt::PreciseTimer, context, std::move(call));
    }

private:
    const int m_speed;
    const QDateTime m_start = QDateTime::currentDateTimeUtc();
    QElapsedTimer m_sinceStart;
};

} // namespace lockdesk
