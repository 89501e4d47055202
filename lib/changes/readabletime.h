#pragma once

#include <algorithm>
#include <chrono>

namespace lockdesk {

/// Counts time in which the service could be read: what was asked for in vain for minutes may have happened
/// all the same, so such minutes say nothing. All times are Clock::uptime().
class ReadableTime
{
public:
    explicit ReadableTime(std::chrono::milliseconds now)
        : m_last(now)
    {
    }

    /// The service has just answered: it could be read since its last answer, but for a longer gap.
    void noteAnswer(std::chrono::milliseconds now)
    {
        m_passed = passed(now);
        m_last = now;
    }

    /// Until `now`, of which a few seconds count as readable without an answer yet.
    std::chrono::milliseconds passed(std::chrono::milliseconds now) const
    {
        return m_passed + std::clamp(now - m_last, std::chrono::milliseconds(0), longestGap);
    }

private:
    /// Between two answers when all is well: a look every few seconds, and its time on the way.
    static constexpr std::chrono::milliseconds longestGap = std::chrono::seconds(5);

    std::chrono::milliseconds m_passed{};
    std::chrono::milliseconds m_last;
};

} // namespace lockdesk
