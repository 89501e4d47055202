#pragma once

#include "authorization.h"
#include "devicetype.h"
#include "ids.h"
#include "states.h"

namespace lockdesk {

/// What happened on a device: the lock actions and the log's own numbers (the contract's
/// SmartlockLog.action).
QString logActionText(int action, DeviceType type);

/// How an attempt ended (SmartlockLog.state); 0 is success. `source` 3 with trigger 253 has a table of its
/// own.
QString logResultText(int state, std::optional<int> source, std::optional<Trigger> trigger);

/// One line of a device's log: an *attempt*. Only with result 0 did it happen (nuki-facts chapter 6).
struct LogEntry
{
    QString id; ///< 24 hex digits as far as known; opaque
    SmartlockId smartlockId{};
    std::optional<DeviceType> deviceType;
    std::optional<AccountUserId> accountUserId;
    std::optional<AuthorizationId> authorizationId;
    QString name; ///< empty for door events and other rows without an actor
    std::optional<int> action;
    std::optional<Trigger> trigger;
    std::optional<int> result; ///< `state`
    std::optional<int> source; ///< 1 keypad code, 2 fingerprint, 3 tap to unlock
    bool autoUnlock = false;
    QDateTime date; ///< UTC; invalid when unreadable
    QString error;

    friend bool operator==(const LogEntry &, const LogEntry &) = default;
};

} // namespace lockdesk
