#pragma once

#include "logentry.h"
#include "smartlock.h"

#include <QSet>

namespace lockdesk {

/// What the log of a device held at one moment, as far as it was read.
struct LogMark
{
    QSet<QString> ids; ///< of its newest lines
    QDateTime newest; ///< their newest date, by the device's own clock; invalid when there is none

    friend bool operator==(const LogMark &, const LogMark &) = default;
};

/// What a device said of itself at one moment, raw.
struct StateMark
{
    int state = 0;
    std::optional<int> mode;

    friend bool operator==(const StateMark &, const StateMark &) = default;
};

/// What an action on a door is proven against: the device's log and state as they were read right before it
/// left. Each is compared with a later reading of the same and with nothing else: the clocks of the computer,
/// the service and the device tell nothing of one another (safety 4.2).
struct DeviceBasis
{
    std::optional<LogMark> log; ///< nullopt: it was refused or never came
    std::optional<StateMark> state; ///< likewise, or the device was offline and its state an old one

    friend bool operator==(const DeviceBasis &, const DeviceBasis &) = default;
};

} // namespace lockdesk
