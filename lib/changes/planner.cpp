#include "planner.h"

#include "lockaction.h"
#include "redact.h"

#include <QCoreApplication>
#include <algorithm>

namespace lockdesk {

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *words)
{
    return QCoreApplication::translate("Planner", words);
}

const Smartlock *find(const Snapshot &snapshot, SmartlockId id)
{
    const auto found = std::ranges::find(snapshot.smartlocks, id, &Smartlock::id);
    return found == snapshot.smartlocks.end() ? nullptr : &*found;
}

QString nameOf(const Smartlock &lock)
{
    return forDisplay(lock.displayName());
}

// Another authorization of the same device for which `matches` says yes.
template <typename Matches>
const Authorization *findOther(const Snapshot &snapshot, const Authorization &than, Matches matches)
{
    const auto found = std::ranges::find_if(snapshot.authorizations, [&](const Authorization &other) {
        return other.smartlockId == than.smartlockId && (than.id.isNull() || other.id != than.id)
            && matches(other);
    });
    return found == snapshot.authorizations.end() ? nullptr : &*found;
}

QString codeProblem(const Authorization &wanted, const Smartlock &lock, const Snapshot &snapshot)
{
    if (lock.keypadPaired.has_value() && !*lock.keypadPaired)
        return tr(QT_TRANSLATE_NOOP("Planner", "%1 has no keypad, so it cannot have keypad codes."))
            .arg(nameOf(lock));
    if (!wanted.code)
        return tr(QT_TRANSLATE_NOOP("Planner", "A keypad code needs six digits."));
    if (const QString problem = KeypadCode::problem(wanted.code->toString()); !problem.isEmpty())
        return problem;
    const auto *other =
        findOther(snapshot, wanted, [&](const Authorization &a) { return a.code == wanted.code; });
    if (other) {
        return tr(
            QT_TRANSLATE_NOOP("Planner", "This code is already taken on %1 by “%2”. Choose another one."))
            .arg(nameOf(lock), forDisplay(other->name));
    }
    return {};
}

QString creationProblem(const Authorization &wanted, const Smartlock &lock, const Snapshot &snapshot)
{
    if (const QString problem = nameProblem(wanted.name, wanted.kind()); !problem.isEmpty())
        return problem;
    if (wanted.isKeypadCode())
        return codeProblem(wanted, lock, snapshot);
    if (!wanted.accountUserId)
        return tr(QT_TRANSLATE_NOOP("Planner", "Choose the person who gets access."));
    const auto *other = findOther(snapshot, wanted,
        [&](const Authorization &a) { return !a.isKeypadCode() && a.accountUserId == wanted.accountUserId; });
    if (other) {
        return tr(
            QT_TRANSLATE_NOOP("Planner", "This person already has access to %1. Edit that one instead."))
            .arg(nameOf(lock));
    }
    return {};
}

QString updateProblem(const UpdateAuthorization &update, const Smartlock &lock, const Snapshot &snapshot)
{
    if (!update.before.unreadable.isEmpty()) {
        return tr(QT_TRANSLATE_NOOP("Planner",
                      "The service gave fields that Lockdesk cannot read (%1). Sending the record back could "
                      "lose them. "
                      "Nothing was sent."))
            .arg(update.before.unreadable.join(u", "_s));
    }
    if (update.before.name != update.after.name) {
        if (const QString problem = nameProblem(update.after.name, update.after.kind()); !problem.isEmpty())
            return problem;
    } else if (update.after.name.isEmpty()) { // a rule of the service: 422 without a name
        return nameProblem(update.after.name, update.after.kind());
    }
    if (update.after.isKeypadCode() && update.before.code != update.after.code)
        return codeProblem(update.after, lock, snapshot);
    return {};
}

} // namespace

QString problemOf(const Change &change, const Snapshot &snapshot, const QDateTime &now)
{
    const Smartlock *lock = find(snapshot, change.smartlockId);
    if (!lock)
        return tr(QT_TRANSLATE_NOOP("Planner", "The device is no longer in the account. Nothing was sent."));
    if (const auto *create = std::get_if<CreateAuthorization>(&change.subject)) {
        const QString problem = creationProblem(create->after, *lock, snapshot);
        return problem.isEmpty() ? create->after.schedule.problem(now) : problem;
    }
    if (const auto *update = std::get_if<UpdateAuthorization>(&change.subject)) {
        const QString problem = updateProblem(*update, *lock, snapshot);
        return problem.isEmpty() && update->scheduleEdited ? update->after.schedule.problem(now) : problem;
    }
    if (const auto *operate = std::get_if<OperateDevice>(&change.subject)) {
        if (!actionsOf(lock->deviceType()).contains(operate->action))
            return tr(QT_TRANSLATE_NOOP("Planner", "%1 cannot do this.")).arg(nameOf(*lock));
    }
    return {};
}

Authorization recordToSend(const UpdateAuthorization &update, const Authorization &fresh)
{
    const Authorization &before = update.before;
    const Authorization &after = update.after;
    Authorization record = fresh;
    if (after.name != before.name)
        record.name = after.name;
    if (after.accountUserId != before.accountUserId)
        record.accountUserId = after.accountUserId;
    if (after.code != before.code)
        record.code = after.code;
    if (after.enabled != before.enabled)
        record.enabled = after.enabled;
    if (after.remoteAllowed != before.remoteAllowed)
        record.remoteAllowed = after.remoteAllowed;
    if (update.scheduleEdited)
        record.schedule = after.schedule;
    return record;
}

QStringList warningsOf(const Change &change, const Snapshot &snapshot, const QDateTime &now)
{
    QStringList warnings;
    const Smartlock *lock = find(snapshot, change.smartlockId);
    if (!lock)
        return warnings;
    if (lock->isOffline()) {
        warnings += tr(
            QT_TRANSLATE_NOOP("Planner", "%1 is offline. The change waits here and is sent once it is back."))
                        .arg(nameOf(*lock));
        warnings += offlineReason(*lock);
    }
    if (std::holds_alternative<CreateAuthorization>(change.subject)) {
        const auto count = std::ranges::count(snapshot.authorizations, lock->id, &Authorization::smartlockId);
        const int capacity = authorizationCapacity(lock->deviceType());
        if (count >= capacity) {
            warnings += tr(QT_TRANSLATE_NOOP("Planner",
                               "%1 already holds %2 of %3 authorizations. The lock may refuse one more; "
                               "delete expired ones first."))
                            .arg(nameOf(*lock), QString::number(count), QString::number(capacity));
        }
    }
    if (const auto *update = std::get_if<UpdateAuthorization>(&change.subject);
        update && !update->scheduleEdited) {
        if (const QString problem = update->after.schedule.problem(now); !problem.isEmpty()) {
            warnings +=
                tr(QT_TRANSLATE_NOOP("Planner", "Its schedule, which stays as it is, breaks a rule: %1"))
                    .arg(problem);
        }
    }
    return warnings;
}

} // namespace lockdesk
