#pragma once

#include <chrono>
#include <deque>
#include <optional>

namespace lockdesk {

/// How fast changes come to their end, from what was done when over the last ten seconds.
class SendRate
{
public:
    /// At `when`, on a clock that never goes back, `done` had come to their end. Fewer than before begin
    /// anew.
    void add(std::chrono::milliseconds when, int done);
    void clear() { m_samples.clear(); }

    /// Changes a second; nullopt while too little is known: less than three seconds, or fewer than three
    /// done.
    std::optional<double> perSecond() const;

private:
    struct Sample
    {
        std::chrono::milliseconds when;
        int done;
    };

    std::deque<Sample> m_samples; // the first is the last one before the ten seconds
};

} // namespace lockdesk
