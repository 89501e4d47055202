#include "confirmation.h"

#include "fieldwords.h"
#include "planner.h"

#include <QCoreApplication>
#include <algorithm>

namespace lockdesk {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Confirmation)
};

bool isSameInstant(const std::optional<Instant> &a, const std::optional<Instant> &b)
{
    if (a.has_value() != b.has_value() || !a)
        return a.has_value() == b.has_value();
    if (a->isReadable() && b->isReadable())
        return a->when().toSecsSinceEpoch() == b->when().toSecsSinceEpoch();
    return *a == *b;
}

// The mark that the lock has it: this rule stands here alone, since it may have to change.
bool hasEchoed(const Authorization &found, const QDateTime &updatedBefore)
{
    return found.updated.isValid() && (!updatedBefore.isValid() || found.updated > updatedBefore);
}

// Everything but the sign of the lock itself is equal: has the lock echoed it?
Verdict provenOrListed(const Authorization &found, const QDateTime &updatedBefore)
{
    if (found.operationPending)
        return {ChangeStatus::Listed, Words::tr("The lock is still working on it."), found};
    if (!hasEchoed(found, updatedBefore))
        return {ChangeStatus::Listed, Words::tr("The lock has not confirmed it yet."), found};
    return {ChangeStatus::Confirmed, {}, found};
}

QString errorText(const Authorization &found)
{
    return Words::tr("The service says: %1", "an error in the service's words").arg(found.error);
}

// What the record said before the write, too, is no answer to it.
bool hasNewError(const Authorization &found, const Authorization *before)
{
    return !found.error.isEmpty() && !found.operationPending && (!before || found.error != before->error);
}

// The same error as before, and no sign that the lock has done anything since.
bool hasOldError(const Authorization &found, const Authorization *before)
{
    return !found.error.isEmpty() && !found.operationPending && before && found.error == before->error
        && !(found.updated > before->updated);
}

QDateTime updatedBefore(const Change &change)
{
    return change.attempts.isEmpty() ? QDateTime() : change.attempts.last().updatedBefore;
}

Verdict ofRecord(const Change &change, const Authorization &wanted, const Authorization &found,
    const Authorization *before)
{
    if (hasNewError(found, before))
        return {ChangeStatus::Failed, errorText(found), {}};
    const QStringList fields = differencesInMeaning(wanted, found) + found.unreadable;
    if (fields.isEmpty())
        return hasOldError(found, before) ? Verdict{ChangeStatus::Listed, errorText(found), found}
                                          : provenOrListed(found, updatedBefore(change));
    const QString missing = Words::tr("Not yet as asked: %1.", "names of fields").arg(fieldWords(fields));
    return {
        ChangeStatus::Accepted, hasOldError(found, before) ? missing + u' ' + errorText(found) : missing, {}};
}

bool isNaturallyTheSame(const Authorization &wanted, const Authorization &found)
{
    if (wanted.isKeypadCode())
        return found.isKeypadCode() && found.code && found.code == wanted.code;
    return !found.isKeypadCode() && wanted.accountUserId && found.accountUserId == wanted.accountUserId;
}

// Where the service hides codes: a new code of this name and schedule.
bool looksTheSame(const Authorization &wanted, const Authorization &found)
{
    return wanted.isKeypadCode() && found.isKeypadCode() && !found.code
        && differencesInMeaning(wanted, found).isEmpty();
}

const Authorization *creationIn(
    const Authorization &wanted, const QList<Authorization> &fresh, const Baseline &baseline)
{
    const QSet<AuthorizationId> old = baseline.ids.value_or(QSet<AuthorizationId>());
    const Authorization *alike = nullptr;
    int count = 0;
    for (const Authorization &found : fresh) {
        if (found.id == wanted.id)
            return &found;
        if (old.contains(found.id) || baseline.claimed.contains(found.id))
            continue;
        if (isNaturallyTheSame(wanted, found))
            return &found;
        if (baseline.ids && looksTheSame(wanted, found)) {
            alike = alike ? alike : &found;
            ++count;
        }
    }
    return count > baseline.rivals ? alike : nullptr;
}

Verdict ofCreation(const Change &change, const CreateAuthorization &create, const QList<Authorization> &fresh,
    const Baseline &baseline)
{
    const Authorization *found = creationIn(create.after, fresh, baseline);
    return found ? ofRecord(change, create.after, *found, nullptr) : Verdict{};
}

Verdict ofUpdate(const Change &change, const UpdateAuthorization &update, const QList<Authorization> &fresh,
    const Authorization &before)
{
    const auto found = std::ranges::find(fresh, update.before.id, &Authorization::id);
    if (found == fresh.end())
        return {ChangeStatus::Accepted, Words::tr("It is not in the list at the moment."), {}};
    return ofRecord(change, update.after, *found, &before);
}

Verdict ofDeletion(
    const DeleteAuthorization &remove, const QList<Authorization> &fresh, const Authorization &before)
{
    const auto found = std::ranges::find(fresh, remove.before.id, &Authorization::id);
    if (found == fresh.end())
        return {};
    if (hasNewError(*found, &before))
        return {ChangeStatus::Failed, errorText(*found), {}};
    return {ChangeStatus::Accepted, Words::tr("It is still listed: deletion is pending."), {}};
}

// The line of the log that tells of this request: the first one since it left, since others may ask for the
// same later. Or else one from just before, since the clocks of locks are not exact to the second; but not
// one that an earlier action of this session has ended with.
const LogEntry *lineOf(
    LockAction action, const QList<LogEntry> &log, const QDateTime &sentAt, const QDateTime &previousEnd)
{
    const LogEntry *line = nullptr;
    for (const LogEntry &entry : log) { // the newest first
        const bool isSame =
            entry.action == int(action) && entry.trigger == Trigger::Web && entry.date.isValid();
        const bool isOfAnEarlierOne = previousEnd.isValid() && entry.date < previousEnd;
        if (isSame && !isOfAnEarlierOne && entry.date >= sentAt.addSecs(-2)
            && (!line || entry.date >= sentAt))
            line = &entry;
    }
    return line;
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

bool isProvenByState(const OperateDevice &operate, DeviceType type, int state, int mode)
{
    if (!operate.stateBefore || !isOutcome(operate.action, type, state, mode))
        return false;
    const int before = *operate.stateBefore;
    if (!isOpener(type))
        return before != state && !happensByItself(LockState(before), LockState(state));
    switch (operate.action) {
    case LockAction::ActivateContinuousMode:
    case LockAction::DeactivateContinuousMode:
        return operate.modeBefore && *operate.modeBefore != mode;
    case LockAction::Unlatch:
        return before != state && !happensByItself(OpenerState(before), OpenerState(state));
    default:
        return before != state || (operate.modeBefore && *operate.modeBefore != mode);
    }
}

} // namespace

QStringList differencesInMeaning(const Authorization &a, const Authorization &b)
{
    QStringList fields;
    const auto check = [&](bool isSame, const QString &field) {
        if (!isSame && !a.unreadable.contains(field) && !b.unreadable.contains(field))
            fields += field;
    };
    check(a.name == b.name, u"name"_s);
    check(a.isEnabled() == b.isEnabled(), u"enabled"_s);
    check(a.remoteAllowed.value_or(false) == b.remoteAllowed.value_or(false), u"remoteAllowed"_s);
    check(a.accountUserId == b.accountUserId, u"accountUserId"_s);
    check(!a.code || !b.code || a.code == b.code, u"code"_s);
    check(isSameInstant(a.schedule.fromDate, b.schedule.fromDate), u"allowedFromDate"_s);
    check(isSameInstant(a.schedule.untilDate, b.schedule.untilDate), u"allowedUntilDate"_s);
    check(a.schedule.days() == b.schedule.days(), u"allowedWeekDays"_s);
    check(a.schedule.fromTime.value_or(0) == b.schedule.fromTime.value_or(0)
            && a.schedule.untilTime.value_or(0) == b.schedule.untilTime.value_or(0),
        u"allowedFromTime"_s);
    return fields;
}

QStringList fieldsToChange(const UpdateAuthorization &update, const Authorization &fresh)
{
    const Authorization wanted = recordToSend(update, fresh);
    QStringList fields = wanted.schedule.differences(fresh.schedule);
    const QStringList meant = differencesInMeaning(wanted, fresh);
    for (const QString &field : meant) {
        if (!field.startsWith(u"allowed"_s))
            fields += field;
    }
    if (wanted.code && wanted.code != fresh.code && !fields.contains(u"code"_s))
        fields += u"code"_s; // a hidden code may be another
    return fields;
}

Verdict verdictOf(const Change &change, const QList<Authorization> &freshOfDevice, const Baseline &baseline)
{
    if (const auto *create = std::get_if<CreateAuthorization>(&change.subject))
        return ofCreation(change, *create, freshOfDevice, baseline);
    if (const auto *update = std::get_if<UpdateAuthorization>(&change.subject))
        return ofUpdate(change, *update, freshOfDevice, baseline.record.value_or(update->before));
    if (const auto *remove = std::get_if<DeleteAuthorization>(&change.subject))
        return ofDeletion(*remove, freshOfDevice, baseline.record.value_or(remove->before));
    return {};
}

QStringList editedMeanwhile(const Change &change, const Authorization &before, const Authorization &found)
{
    const auto *update = std::get_if<UpdateAuthorization>(&change.subject);
    if (!update && !std::holds_alternative<DeleteAuthorization>(change.subject))
        return {};
    const bool isShown = update && differencesInMeaning(update->after, found).isEmpty();
    const bool isOlder =
        found.updated.isValid() && before.updated.isValid() && found.updated < before.updated;
    return isShown || isOlder ? QStringList() : differencesInMeaning(before, found);
}

Verdict verdictOf(const Change &change, const Smartlock &fresh, const QList<LogEntry> &log,
    const QDateTime &sentAt, const QDateTime &previousEnd)
{
    const auto *operate = std::get_if<OperateDevice>(&change.subject);
    if (!operate)
        return {};
    if (const LogEntry *line = lineOf(operate->action, log, sentAt, previousEnd); line && line->result) {
        if (*line->result == 0)
            return {ChangeStatus::Confirmed, {}, {}};
        return {ChangeStatus::Failed, logResultText(*line->result, line->source, line->trigger), {}};
    }
    if (!fresh.state || fresh.isOffline())
        return {};
    const int mode = int(fresh.mode.value_or(Mode::Door));
    if (isProvenByState(*operate, change.deviceType, *fresh.state, mode))
        return {ChangeStatus::Confirmed, {}, {}};
    const bool isBlocked = !isOpener(change.deviceType) && LockState(*fresh.state) == LockState::MotorBlocked
        && operate->stateBefore && operate->stateBefore != fresh.state;
    // While the device works on it, the block is an older one.
    if (isBlocked && !fresh.operationPending)
        return {ChangeStatus::Failed, text(LockState::MotorBlocked), {}};
    return {};
}

Verdict verdictOf(const Change &change, const Smartlock &fresh)
{
    if (std::holds_alternative<SynchroniseDevice>(change.subject)) {
        const bool hasReported =
            fresh.updated.isValid() && fresh.updated >= lastSentAt(change) && !fresh.operationPending;
        return hasReported ? Verdict{ChangeStatus::Confirmed, {}, {}} : Verdict{};
    }
    if (const auto *update = std::get_if<UpdateDevice>(&change.subject)) {
        const bool isThere =
            fresh.name == update->nameAfter && fresh.favorite.value_or(false) == update->favoriteAfter;
        return isThere ? Verdict{ChangeStatus::Confirmed, {}, {}} : Verdict{};
    }
    return {};
}

} // namespace lockdesk
