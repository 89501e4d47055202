#include "deviceproof.h"

#include <algorithm>

namespace lockdesk {

namespace {

bool isOwnLine(const LogEntry &line, LockAction action, const LogMark &before)
{
    return line.action == int(action) && line.trigger == Trigger::Web && line.result
        && !before.ids.contains(line.id) && line.date.isValid()
        && (!before.newest.isValid() || line.date > before.newest);
}

DeviceVerdict verdictOfLog(LockAction action, const LogMark &before, const QList<LogEntry> &log)
{
    DeviceVerdict verdict;
    for (const LogEntry &line : log) {
        if (!isOwnLine(line, action, before))
            continue;
        if (*line.result == 0)
            return {ChangeStatus::Confirmed, {}};
        verdict = {ChangeStatus::Failed, logResultText(*line.result, line.source, line.trigger)};
    }
    return verdict;
}

// Whether a device that was in the state `from` may come into `to` without anybody's doing: what is moving
// comes to its end, a latch springs back, lock 'n' go locks.
bool happensByItself(LockState from, LockState to)
{
    switch (from) {
    case LockState::Unlatching:
        return to == LockState::Unlatched || to == LockState::Unlocked || to == LockState::UnlockedLockNGo;
    case LockState::Unlocking:
    case LockState::Unlatched:
        return to == LockState::Unlocked || to == LockState::UnlockedLockNGo;
    case LockState::Locking:
    case LockState::UnlockedLockNGo:
        return to == LockState::Locked;
    default:
        return false;
    }
}

// An Opener's strike closes, and ring to open ends.
bool happensByItself(OpenerState from, OpenerState to)
{
    return to == OpenerState::Online || (from == OpenerState::Opening && to == OpenerState::Open);
}

bool isProvenByState(LockAction action, DeviceType type, const StateMark &before, const StateMark &now)
{
    if (!isOutcome(action, type, now.state, now.mode.value_or(int(Mode::Door))))
        return false;
    const bool isOther = before.state != now.state;
    if (!isOpener(type))
        return isOther && !happensByItself(LockState(before.state), LockState(now.state));
    const bool isOtherMode = before.mode && before.mode != now.mode;
    switch (action) {
    case LockAction::ActivateContinuousMode:
    case LockAction::DeactivateContinuousMode:
        return isOtherMode;
    case LockAction::Unlatch:
        return isOther && !happensByItself(OpenerState(before.state), OpenerState(now.state));
    default:
        return isOther || isOtherMode;
    }
}

bool hasBlockedSince(DeviceType type, const StateMark &before, const StateMark &now)
{
    return !isOpener(type) && LockState(now.state) == LockState::MotorBlocked && before.state != now.state;
}

} // namespace

LogMark markOf(const QList<LogEntry> &log)
{
    LogMark mark;
    for (const LogEntry &line : log) {
        mark.ids.insert(line.id);
        if (line.date.isValid() && (!mark.newest.isValid() || line.date > mark.newest))
            mark.newest = line.date;
    }
    return mark;
}

std::optional<StateMark> markOf(const Smartlock &record)
{
    if (!record.state || record.isOffline())
        return std::nullopt;
    return StateMark{*record.state, record.mode ? std::optional(int(*record.mode)) : std::nullopt};
}

DeviceVerdict verdictOf(const OperateDevice &operate, DeviceType type, const DeviceBasis &before,
    const std::optional<Smartlock> &record, const QList<LogEntry> &log)
{
    const DeviceVerdict ofLog = before.log ? verdictOfLog(operate.action, *before.log, log) : DeviceVerdict();
    const std::optional<StateMark> now = record ? markOf(*record) : std::nullopt;
    // While the device works on it, another's attempt may be the one that failed, or a block an older one.
    const bool isAtWork = record && record->operationPending;
    if (ofLog.status == ChangeStatus::Failed && isAtWork)
        return {};
    if (ofLog.status != ChangeStatus::Accepted || !before.state || !now)
        return ofLog;
    if (isProvenByState(operate.action, type, *before.state, *now))
        return {ChangeStatus::Confirmed, {}};
    if (hasBlockedSince(type, *before.state, *now) && !isAtWork)
        return {ChangeStatus::Failed, text(LockState::MotorBlocked)};
    return {};
}

bool hasReportedSince(const QDateTime &updatedBefore, const Smartlock &record)
{
    return record.updated.isValid() && !record.operationPending
        && (!updatedBefore.isValid() || record.updated > updatedBefore);
}

bool isAsAsked(const UpdateDevice &update, const Smartlock &record)
{
    return record.name == update.nameAfter && record.favorite.value_or(false) == update.favoriteAfter;
}

} // namespace lockdesk
