#pragma once

#include "devicetype.h"

#include <QList>
#include <QString>

namespace lockdesk {

/// A number of the action table (key concepts, "Device Actions"). Its meaning depends on the device's type;
/// the same numbers stand in `state.lastAction` and, extended, in the log.
enum class LockAction : int {
    Unlock = 1, ///< Opener: activate ring to open
    Lock = 2, ///< Opener: deactivate ring to open
    Unlatch = 3, ///< Opener: electric strike actuation
    LockNGo = 4,
    UnlatchLockNGo = 5,
    ActivateContinuousMode = 6, ///< Opener only
    DeactivateContinuousMode = 7, ///< Opener only
};

/// The actions a device of this type has, in the order of buttons and menus. Empty for an unknown type.
QList<LockAction> actionsOf(DeviceType type);

/// What the button says: "Unlock", "Ring to open on", "Open" … (ui-contract "Devices").
QString text(LockAction action, DeviceType type);

/// What is said while it is on its way: "Unlocking – waiting for the lock".
QString waitingText(LockAction action, DeviceType type);

/// Whether a door may stand open to anyone afterwards: such an action names the door and asks first.
bool opensDoor(LockAction action, DeviceType type);

/// Whether the device's raw `state.state` and `state.mode` are what this action leads to. Used as proof of
/// it, together with a log entry or a state that was different before.
bool isOutcome(LockAction action, DeviceType type, int state, int mode);

} // namespace lockdesk
