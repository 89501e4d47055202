#pragma once

#include "clock.h"

namespace lockdesk {

/// When something was asked of the service: what the answer says is not older. Two of them are compared by
/// the clock that never goes back; the other one may be set in between.
struct AskedAt
{
    QDateTime now; ///< UTC, for people only: how old something is; invalid for never
    std::chrono::milliseconds uptime = std::chrono::milliseconds::min(); ///< by Clock::uptime()

    static AskedAt by(const Clock &clock) { return {clock.now(), clock.uptime()}; }

    /// False of two that were asked in the same millisecond.
    bool isLaterThan(const AskedAt &other) const { return uptime > other.uptime; }

    friend bool operator==(const AskedAt &, const AskedAt &) = default;
};

} // namespace lockdesk
