#pragma once

#include <QObject>
#include <chrono>
#include <functional>
#include <memory>

namespace lockdesk {

class Clock;

/// A single-shot timer on a Clock: one pending call at most, and setting it again replaces that call.
/// Destroying it cancels. The clock must outlive it.
class Alarm
{
public:
    explicit Alarm(Clock &clock)
        : m_clock(clock)
    {
    }

    void set(std::chrono::milliseconds delay, std::function<void()> call);
    void cancel() { m_pending.reset(); }
    bool isSet() const { return m_pending != nullptr; }

private:
    Clock &m_clock;
    std::unique_ptr<QObject> m_pending; // the context of the pending call: destroying it drops the call
};

} // namespace lockdesk
