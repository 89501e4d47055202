#include "states.h"

#include <QCoreApplication>

namespace lockdesk {

namespace {

QString tr(const char *words)
{
    return QCoreApplication::translate("States", words);
}

StateKind kindOf(LockState state)
{
    switch (state) {
    case LockState::Locked:
        return StateKind::Secured;
    case LockState::Unlocked:
    case LockState::UnlockedLockNGo:
        return StateKind::Unsecured;
    case LockState::Unlatched:
        return StateKind::Open;
    case LockState::Unlocking:
    case LockState::Locking:
    case LockState::Unlatching:
        return StateKind::Moving;
    case LockState::Uncalibrated:
    case LockState::Calibration:
    case LockState::BootRun:
    case LockState::WrongEntryCode:
    case LockState::WrongFingerprint:
    case LockState::MotorBlocked:
        return StateKind::Trouble;
    case LockState::Undefined:
        return StateKind::Unknown;
    }
    return StateKind::Unknown;
}

StateKind kindOf(OpenerState state)
{
    switch (state) {
    case OpenerState::Online:
        return StateKind::Secured;
    case OpenerState::RingToOpenActive:
        return StateKind::Unsecured;
    case OpenerState::Open:
        return StateKind::Open;
    case OpenerState::Opening:
        return StateKind::Moving;
    case OpenerState::Untrained:
    case OpenerState::BootRun:
        return StateKind::Trouble;
    case OpenerState::Undefined:
        return StateKind::Unknown;
    }
    return StateKind::Unknown;
}

} // namespace

QString text(Mode mode, DeviceType type)
{
    switch (mode) {
    case Mode::Uninitialized:
        return tr(QT_TRANSLATE_NOOP("States", "Not set up"));
    case Mode::Pairing:
        return tr(QT_TRANSLATE_NOOP("States", "Pairing"));
    case Mode::Door:
        return tr(QT_TRANSLATE_NOOP("States", "Normal operation"));
    case Mode::ContinuousOrFailure:
        return isOpener(type) ? tr(QT_TRANSLATE_NOOP("States", "Continuous mode"))
                              : tr(QT_TRANSLATE_NOOP("States", "Failure"));
    case Mode::Maintenance:
        return tr(QT_TRANSLATE_NOOP("States", "Maintenance"));
    case Mode::OffDoorCharging:
        return tr(QT_TRANSLATE_NOOP("States", "Charging off the door or in test"));
    }
    return unknownNumber(int(mode));
}

QString text(LockState state)
{
    switch (state) {
    case LockState::Uncalibrated:
        return tr(QT_TRANSLATE_NOOP("States", "Not calibrated"));
    case LockState::Locked:
        return tr(QT_TRANSLATE_NOOP("States", "Locked"));
    case LockState::Unlocking:
        return tr(QT_TRANSLATE_NOOP("States", "Unlocking"));
    case LockState::Unlocked:
        return tr(QT_TRANSLATE_NOOP("States", "Unlocked"));
    case LockState::Locking:
        return tr(QT_TRANSLATE_NOOP("States", "Locking"));
    case LockState::Unlatched:
        return tr(QT_TRANSLATE_NOOP("States", "Unlatched"));
    case LockState::UnlockedLockNGo:
        return tr(QT_TRANSLATE_NOOP("States", "Unlocked (lock ’n’ go)"));
    case LockState::Unlatching:
        return tr(QT_TRANSLATE_NOOP("States", "Unlatching"));
    case LockState::WrongEntryCode:
        return tr(QT_TRANSLATE_NOOP("States", "Wrong entry code"));
    case LockState::WrongFingerprint:
        return tr(QT_TRANSLATE_NOOP("States", "Wrong fingerprint"));
    case LockState::Calibration:
        return tr(QT_TRANSLATE_NOOP("States", "Calibrating"));
    case LockState::BootRun:
        return tr(QT_TRANSLATE_NOOP("States", "Starting up"));
    case LockState::MotorBlocked:
        return tr(QT_TRANSLATE_NOOP("States", "Motor blocked"));
    case LockState::Undefined:
        return tr(QT_TRANSLATE_NOOP("States", "Unknown"));
    }
    return unknownNumber(int(state));
}

QString text(OpenerState state)
{
    switch (state) {
    case OpenerState::Untrained:
        return tr(QT_TRANSLATE_NOOP("States", "Not trained"));
    case OpenerState::Online:
        return tr(QT_TRANSLATE_NOOP("States", "Online"));
    case OpenerState::RingToOpenActive:
        return tr(QT_TRANSLATE_NOOP("States", "Ring to open on"));
    case OpenerState::Open:
        return tr(QT_TRANSLATE_NOOP("States", "Open"));
    case OpenerState::Opening:
        return tr(QT_TRANSLATE_NOOP("States", "Opening"));
    case OpenerState::BootRun:
        return tr(QT_TRANSLATE_NOOP("States", "Starting up"));
    case OpenerState::Undefined:
        return tr(QT_TRANSLATE_NOOP("States", "Unknown"));
    }
    return unknownNumber(int(state));
}

QString text(DoorState state)
{
    switch (state) {
    case DoorState::Unavailable:
        return tr(QT_TRANSLATE_NOOP("States", "No sensor"));
    case DoorState::Deactivated:
        return tr(QT_TRANSLATE_NOOP("States", "Sensor off"));
    case DoorState::Closed:
        return tr(QT_TRANSLATE_NOOP("States", "Closed"));
    case DoorState::Open:
        return tr(QT_TRANSLATE_NOOP("States", "Open"));
    case DoorState::StateUnknown:
    case DoorState::Unknown:
        return tr(QT_TRANSLATE_NOOP("States", "Unknown"));
    case DoorState::Calibrating:
        return tr(QT_TRANSLATE_NOOP("States", "Calibrating"));
    case DoorState::Uncalibrated:
        return tr(QT_TRANSLATE_NOOP("States", "Not calibrated"));
    case DoorState::Removed:
        return tr(QT_TRANSLATE_NOOP("States", "Sensor removed"));
    }
    return unknownNumber(int(state));
}

QString text(Trigger trigger, DeviceType type)
{
    switch (trigger) {
    case Trigger::System:
        return tr(QT_TRANSLATE_NOOP("States", "Bluetooth"));
    case Trigger::Manual:
        return tr(QT_TRANSLATE_NOOP("States", "By hand"));
    case Trigger::Button:
        return tr(QT_TRANSLATE_NOOP("States", "Button"));
    case Trigger::Automatic:
        return tr(QT_TRANSLATE_NOOP("States", "Automatic"));
    case Trigger::Web:
        return tr(QT_TRANSLATE_NOOP("States", "Web"));
    case Trigger::App:
        return tr(QT_TRANSLATE_NOOP("States", "App"));
    case Trigger::AutoLockOrContinuous:
        return isOpener(type) ? tr(QT_TRANSLATE_NOOP("States", "Continuous mode"))
                              : tr(QT_TRANSLATE_NOOP("States", "Auto lock"));
    case Trigger::Accessory:
        return tr(QT_TRANSLATE_NOOP("States", "Accessory"));
    case Trigger::HomeKit:
        return QStringLiteral("HomeKit");
    case Trigger::Mqtt:
        return QStringLiteral("MQTT");
    case Trigger::KeypadError:
        return tr(QT_TRANSLATE_NOOP("States", "Keypad error"));
    case Trigger::NukiMode:
        return tr(QT_TRANSLATE_NOOP("States", "Nuki mode"));
    case Trigger::Keypad:
        return tr(QT_TRANSLATE_NOOP("States", "Keypad"));
    }
    return unknownNumber(int(trigger));
}

QString text(ServerState state)
{
    switch (state) {
    case ServerState::Ok:
        return tr(QT_TRANSLATE_NOOP("States", "Online"));
    case ServerState::Unregistered:
        return tr(QT_TRANSLATE_NOOP("States", "Not registered with the server"));
    case ServerState::AuthUuidInvalid:
    case ServerState::AuthInvalid:
        return tr(QT_TRANSLATE_NOOP("States", "Nuki Web is no longer authorized on the device"));
    case ServerState::Offline:
        return tr(QT_TRANSLATE_NOOP("States", "Offline"));
    }
    return unknownNumber(int(state));
}

QString text(AdminPinState state)
{
    switch (state) {
    case AdminPinState::Ok:
        return tr(QT_TRANSLATE_NOOP("States", "OK"));
    case AdminPinState::Missing:
        return tr(QT_TRANSLATE_NOOP("States", "Admin PIN missing"));
    case AdminPinState::Invalid:
        return tr(QT_TRANSLATE_NOOP("States", "Admin PIN wrong"));
    }
    return unknownNumber(int(state));
}

QString stateText(DeviceType type, int state)
{
    return isOpener(type) ? text(OpenerState(state)) : text(LockState(state));
}

StateKind stateKind(DeviceType type, int state)
{
    return isOpener(type) ? kindOf(OpenerState(state)) : kindOf(LockState(state));
}

} // namespace lockdesk
