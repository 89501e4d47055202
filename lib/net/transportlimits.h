#pragma once

#include <chrono>

namespace lockdesk {

/// The numbers of the transport (safety 3.3). Tests make them short.
struct TransportLimits
{
    int inFlight = 4; ///< requests at the same time
    int keptForActions = 1; ///< of these, which nothing but an action on a door may take
    int retries = 3; ///< of a read, after its first attempt
    std::chrono::milliseconds idle = std::chrono::seconds(15); ///< connecting, or between two bytes
    std::chrono::milliseconds backOffStep{
        500}; ///< the first back-off lies between 0 and this; doubles each time
    std::chrono::milliseconds longestBackOff = std::chrono::seconds(30);
    std::chrono::seconds longestPause{120}; ///< a longer Retry-After is not waited for but reported
    std::chrono::seconds longestRefusal{3600}; ///< how long a longer Retry-After is believed
};

} // namespace lockdesk
