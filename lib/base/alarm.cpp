#include "alarm.h"

#include "clock.h"

namespace lockdesk {

void Alarm::set(std::chrono::milliseconds delay, std::function<void()> call)
{
    m_pending = std::make_unique<QObject>();
    m_clock.callAfter(delay, m_pending.get(), [this, call = std::move(call)] {
        // The context goes later: the clock may still be using it while this call runs.
        m_pending.release()->deleteLater();
        call();
    });
}

} // namespace lockdesk
