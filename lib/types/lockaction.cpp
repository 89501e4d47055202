#include "lockaction.h"

#include "states.h"

#include <QCoreApplication>

namespace lockdesk {

namespace {

QString tr(const char *words)
{
    return QCoreApplication::translate("LockAction", words);
}

QString openerText(LockAction action)
{
    switch (action) {
    case LockAction::Unlock:
        return tr(QT_TRANSLATE_NOOP("LockAction", "Ring to open on"));
    case LockAction::Lock:
        return tr(QT_TRANSLATE_NOOP("LockAction", "Ring to open off"));
    case LockAction::Unlatch:
        return tr(QT_TRANSLATE_NOOP("LockAction", "Open"));
    case LockAction::ActivateContinuousMode:
        return tr(QT_TRANSLATE_NOOP("LockAction", "Continuous mode on"));
    case LockAction::DeactivateContinuousMode:
        return tr(QT_TRANSLATE_NOOP("LockAction", "Continuous mode off"));
    case LockAction::LockNGo:
    case LockAction::UnlatchLockNGo:
        break;
    }
    return unknownNumber(int(action));
}

QString lockText(LockAction action)
{
    switch (action) {
    case LockAction::Unlock:
        return tr(QT_TRANSLATE_NOOP("LockAction", "Unlock"));
    case LockAction::Lock:
        return tr(QT_TRANSLATE_NOOP("LockAction", "Lock"));
    case LockAction::Unlatch:
        return tr(QT_TRANSLATE_NOOP("LockAction", "Unlatch"));
    case LockAction::LockNGo:
        return tr(QT_TRANSLATE_NOOP("LockAction", "Lock ’n’ go"));
    case LockAction::UnlatchLockNGo:
        return tr(QT_TRANSLATE_NOOP("LockAction", "Unlatch, then lock ’n’ go"));
    case LockAction::ActivateContinuousMode:
    case LockAction::DeactivateContinuousMode:
        break;
    }
    return unknownNumber(int(action));
}

QString doing(LockAction action, DeviceType type)
{
    if (isOpener(type)) {
        switch (action) {
        case LockAction::Unlock:
            return tr(QT_TRANSLATE_NOOP("LockAction", "Turning ring to open on"));
        case LockAction::Lock:
            return tr(QT_TRANSLATE_NOOP("LockAction", "Turning ring to open off"));
        case LockAction::Unlatch:
            return tr(QT_TRANSLATE_NOOP("LockAction", "Opening"));
        case LockAction::ActivateContinuousMode:
            return tr(QT_TRANSLATE_NOOP("LockAction", "Turning continuous mode on"));
        case LockAction::DeactivateContinuousMode:
            return tr(QT_TRANSLATE_NOOP("LockAction", "Turning continuous mode off"));
        case LockAction::LockNGo:
        case LockAction::UnlatchLockNGo:
            break;
        }
        return openerText(action);
    }
    switch (action) {
    case LockAction::Unlock:
        return tr(QT_TRANSLATE_NOOP("LockAction", "Unlocking"));
    case LockAction::Lock:
        return tr(QT_TRANSLATE_NOOP("LockAction", "Locking"));
    case LockAction::Unlatch:
    case LockAction::UnlatchLockNGo:
        return tr(QT_TRANSLATE_NOOP("LockAction", "Unlatching"));
    case LockAction::LockNGo:
        return tr(QT_TRANSLATE_NOOP("LockAction", "Lock ’n’ go"));
    case LockAction::ActivateContinuousMode:
    case LockAction::DeactivateContinuousMode:
        break;
    }
    return lockText(action);
}

bool isLockOutcome(LockAction action, LockState state)
{
    switch (action) {
    case LockAction::Unlock:
        return state == LockState::Unlocked || state == LockState::UnlockedLockNGo
            || state == LockState::Unlatched;
    case LockAction::Lock:
        return state == LockState::Locked;
    // The latch springs back within seconds: a lock asked to unlatch is mostly found unlocked.
    case LockAction::Unlatch:
        return state == LockState::Unlatched || state == LockState::Unlocked;
    case LockAction::LockNGo:
    case LockAction::UnlatchLockNGo:
        return state == LockState::UnlockedLockNGo || state == LockState::Locked;
    case LockAction::ActivateContinuousMode:
    case LockAction::DeactivateContinuousMode:
        return false;
    }
    return false;
}

bool isOpenerOutcome(LockAction action, OpenerState state, Mode mode)
{
    const bool isContinuous = mode == Mode::ContinuousOrFailure;
    switch (action) {
    case LockAction::Unlock:
        return state == OpenerState::RingToOpenActive;
    case LockAction::Lock:
        return state == OpenerState::Online && !isContinuous;
    case LockAction::Unlatch:
        return state == OpenerState::Open || state == OpenerState::Online;
    case LockAction::ActivateContinuousMode:
        return isContinuous;
    case LockAction::DeactivateContinuousMode:
        return !isContinuous && state == OpenerState::Online;
    case LockAction::LockNGo:
    case LockAction::UnlatchLockNGo:
        return false;
    }
    return false;
}

} // namespace

QList<LockAction> actionsOf(DeviceType type)
{
    switch (type) {
    case DeviceType::SmartLock12:
    case DeviceType::SmartDoor:
    case DeviceType::SmartLock34:
    case DeviceType::SmartLock5:
        return {LockAction::Lock, LockAction::Unlock, LockAction::Unlatch, LockAction::LockNGo,
            LockAction::UnlatchLockNGo};
    case DeviceType::Box:
        return {LockAction::Unlock};
    case DeviceType::Opener:
        return {LockAction::Unlock, LockAction::Lock, LockAction::Unlatch, LockAction::ActivateContinuousMode,
            LockAction::DeactivateContinuousMode};
    }
    return {};
}

QString text(LockAction action, DeviceType type)
{
    return isOpener(type) ? openerText(action) : lockText(action);
}

QString waitingText(LockAction action, DeviceType type)
{
    const QString waiting = isOpener(type)
        ? tr(QT_TRANSLATE_NOOP("LockAction", "%1 – waiting for the Opener"))
        : tr(QT_TRANSLATE_NOOP("LockAction", "%1 – waiting for the lock"));
    return waiting.arg(doing(action, type));
}

bool opensDoor(LockAction action, DeviceType type)
{
    switch (action) {
    case LockAction::Unlock: // on an Opener: whoever rings next is let in
    case LockAction::Unlatch:
    case LockAction::ActivateContinuousMode:
    case LockAction::LockNGo: // unlocks first
    case LockAction::UnlatchLockNGo:
        return true;
    case LockAction::Lock:
    case LockAction::DeactivateContinuousMode:
        return false;
    }
    Q_UNUSED(type)
    return true; // a number outside the table: better asked once too often
}

bool isOutcome(LockAction action, DeviceType type, int state, int mode)
{
    return isOpener(type) ? isOpenerOutcome(action, OpenerState(state), Mode(mode))
                          : isLockOutcome(action, LockState(state));
}

} // namespace lockdesk
