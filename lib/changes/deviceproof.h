#pragma once

#include "change.h"
#include "devicebasis.h"

namespace lockdesk {

// What the service's own data says of a change of a device. Pure: no clock is asked, and of two readings only
// the same field is compared (safety 4.2).

/// What is known of it by now.
struct DeviceVerdict
{
    ChangeStatus status = ChangeStatus::Accepted; ///< Accepted (no sign of it yet), Confirmed or Failed
    QString reason; ///< why it failed

    friend bool operator==(const DeviceVerdict &, const DeviceVerdict &) = default;
};

/// The newest lines of a log, in any order, as what a later reading is compared with.
LogMark markOf(const QList<LogEntry> &log);
/// Likewise of a record; nullopt when it has no state, or only the last one of a device that is offline.
std::optional<StateMark> markOf(const Smartlock &record);

/// Of an action on a door, from readings of the log and the record since it left, where there are such. A
/// line of the log is the action's own when its id is new, its date is later than the newest in the reading
/// before, and action and trigger fit (nuki-facts chapter 6): with result 0 it proves the action, and with
/// another that it failed. Of several one with result 0 counts, so that what has opened a door is never said
/// to have failed. A state proves it that is the action's outcome, was another before, and does not come by
/// itself, as a latch springs back; motor blocked since then proves that it failed, once the device is done.
DeviceVerdict verdictOf(const OperateDevice &operate, DeviceType type, const DeviceBasis &before,
    const std::optional<Smartlock> &record, const QList<LogEntry> &log);

/// Whether the device has reported since it was read with `updatedBefore` (its own updateDate; invalid for
/// none) and works on nothing more.
bool hasReportedSince(const QDateTime &updatedBefore, const Smartlock &record);

/// Whether the record says what the update asks for.
bool isAsAsked(const UpdateDevice &update, const Smartlock &record);

} // namespace lockdesk
