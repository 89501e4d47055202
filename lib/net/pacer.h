#pragma once

#include "transportlimits.h"

#include <QByteArray>
#include <QDateTime>
#include <QRandomGenerator>
#include <optional>

namespace lockdesk {

/// When requests may leave: the pauses that the service asks for, and the back-off before a read is repeated.
/// Pure: the time is passed in, as uptime.
class Pacer
{
public:
    using Time = std::chrono::milliseconds;

    /// The random generator must outlive the pacer.
    explicit Pacer(QRandomGenerator &random)
        : m_random(random)
    {
    }

    void setLimits(const TransportLimits &limits) { m_limits = limits; }

    /// The service answered 429 or 503. Without a usable Retry-After (absent or 0) the pause is a back-off
    /// that grows from one to the next, and at least a second. Pauses only ever get longer.
    void pauseAsAsked(std::optional<std::chrono::seconds> retryAfter, Time now);

    /// The service answered something else: the next back-off starts small again.
    void noteAnswer() { m_pauses = 0; }

    /// When requests may leave again; a moment that is past when there is no pause.
    Time pausedUntil() const { return m_until; }

    /// Whether the pause is so long that nobody should wait for it unasked.
    bool isRefusing(Time now) const { return m_isLong && now < m_until; }

    /// Full jitter: evenly between 0 and backOffStep · 2^n, at most longestBackOff. `n` from 0.
    Time backOff(int n);

    /// The value of a Retry-After header: seconds, or an HTTP date; the longest when there are several. 0 or
    /// more; nothing when it cannot be read. At most a year. A date is compared with `date`, the answer's own
    /// Date header. Without that it is compared with our clock, `now`, which may be another than the
    /// service's: then at most two minutes are believed.
    static std::optional<std::chrono::seconds> retryAfter(
        const QByteArray &header, const QByteArray &date, const QDateTime &now);

private:
    QRandomGenerator &m_random;
    TransportLimits m_limits;
    Time m_until{};
    bool m_isLong = false;
    int m_pauses = 0; // in a row without an answer between them
};

} // namespace lockdesk
