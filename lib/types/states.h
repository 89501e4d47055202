#pragma once

#include "devicetype.h"

#include <QString>

namespace lockdesk {

// The numbers of the API's `state` object. Every enum keeps a number it does not know; text() shows it as
// "Unknown (n)". Sources: key concepts "Device States", nuki-facts chapter 9, the contract's Smartlock.State.

/// The operating mode. 3 means "continuous" on an Opener and "failure" on a Smart Door.
enum class Mode : int {
    Uninitialized = 0,
    Pairing = 1,
    Door = 2,
    ContinuousOrFailure = 3,
    Maintenance = 4,
    OffDoorCharging = 5
};

/// `state.state` of a lock, Smart Door or Box.
enum class LockState : int {
    Uncalibrated = 0,
    Locked = 1,
    Unlocking = 2,
    Unlocked = 3,
    Locking = 4,
    Unlatched = 5,
    UnlockedLockNGo = 6,
    Unlatching = 7,
    WrongEntryCode = 224,
    WrongFingerprint = 225,
    Calibration = 252,
    BootRun = 253,
    MotorBlocked = 254,
    Undefined = 255,
};

/// `state.state` of an Opener: the same field with a table of its own.
enum class OpenerState : int {
    Untrained = 0,
    Online = 1,
    RingToOpenActive = 3,
    Open = 5,
    Opening = 7,
    BootRun = 253,
    Undefined = 255,
};

enum class DoorState : int {
    Unavailable = 0, ///< no door sensor
    Deactivated = 1,
    Closed = 2,
    Open = 3,
    StateUnknown = 4,
    Calibrating = 5,
    Uncalibrated = 16,
    Removed = 240,
    Unknown = 255,
};

/// What caused the last change of state.
enum class Trigger : int {
    System = 0,
    Manual = 1,
    Button = 2,
    Automatic = 3,
    Web = 4,
    App = 5,
    AutoLockOrContinuous = 6, ///< auto lock on a lock, continuous mode on an Opener
    Accessory = 7,
    HomeKit = 171,
    Mqtt = 172,
    KeypadError = 253,
    NukiMode = 254,
    Keypad = 255,
};

/// Whether Nuki's server reaches the device.
enum class ServerState : int { Ok = 0, Unregistered = 1, AuthUuidInvalid = 2, AuthInvalid = 3, Offline = 4 };

enum class AdminPinState : int { Ok = 0, Missing = 1, Invalid = 2 };

/// What a raw state number means for the person looking, whatever the device: decides colour and icon. A
/// number outside the tables is Unknown, never Secured (safety JSON-4).
enum class StateKind { Secured, Unsecured, Open, Moving, Trouble, Unknown };

QString text(Mode mode, DeviceType type);
QString text(LockState state);
QString text(OpenerState state);
QString text(DoorState state);
QString text(Trigger trigger, DeviceType type);
QString text(ServerState state);
QString text(AdminPinState state);

/// The words for `state.state` by the device's own table.
QString stateText(DeviceType type, int state);

StateKind stateKind(DeviceType type, int state);

} // namespace lockdesk
