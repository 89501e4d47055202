#pragma once

#include <QDateTime>
#include <chrono>
#include <functional>

class QObject;

namespace lockdesk {

/// Where the program takes its time from. Passed in everywhere, so that tests run hours in an instant.
class Clock
{
public:
    virtual ~Clock() = default;

    /// The wall clock, as a UTC instant. May jump.
    virtual QDateTime now() const = 0;

    /// Time since an arbitrary start; never goes back. Whether it counts a suspended machine's sleep depends
    /// on the system, so compare it with now() to notice one.
    virtual std::chrono::milliseconds uptime() const = 0;

    /// Calls `call` once, from the event loop, after `delay` (0 or more). Dropped when `context`, which must
    /// not be null, is destroyed first.
    virtual void callAfter(std::chrono::milliseconds delay, QObject *context, std::function<void()> call) = 0;
};

/// The system's clock and Qt's timers.
class SystemClock : public Clock
{
public:
    QDateTime now() const override;
    std::chrono::milliseconds uptime() const override;
    void callAfter(std::chrono::milliseconds delay, QObject *context, std::function<void()> call) override;
};

} // namespace lockdesk
