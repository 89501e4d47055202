#include "planner.h"

#include "lockaction.h"
#include "redact.h"

#include <QCoreApplication>

namespace lockdesk {

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *words)
{
    return QCoreApplication::translate("Planner", words);
}

QString nameOf(const Smartlock &lock)
{
    return forDisplay(lock.displayName());
}

QString codeProblem(const Authorization &wanted, const Smartlock &lock, const SnapshotIndex &index)
{
    if (lock.keypadPaired.has_value() && !*lock.keypadPaired)
        return tr(QT_TRANSLATE_NOOP("Planner", "%1 has no keypad, so it cannot have keypad codes."))
            .arg(nameOf(lock));
    if (!wanted.code)
        return tr(QT_TRANSLATE_NOOP("Planner", "A keypad code needs six digits."));
    if (const QString problem = KeypadCode::problem(wanted.code->toString()); !problem.isEmpty())
        return problem;
    if (const Authorization *other = index.withCode(lock.id, *wanted.code, wanted.id)) {
        return tr(
            QT_TRANSLATE_NOOP("Planner", "This code is already taken on %1 by “%2”. Choose another one."))
            .arg(nameOf(lock), forDisplay(other->name));
    }
    return {};
}

QString creationProblem(const Authorization &wanted, const Smartlock &lock, const SnapshotIndex &index)
{
    if (const QString problem = nameProblem(wanted.name, wanted.kind()); !problem.isEmpty())
        return problem;
    if (wanted.isKeypadCode())
        return codeProblem(wanted, lock, index);
    if (!wanted.accountUserId)
        return tr(QT_TRANSLATE_NOOP("Planner", "Choose the person who gets access."));
    if (index.ofPerson(lock.id, *wanted.accountUserId, wanted.id)) {
        return tr(
            QT_TRANSLATE_NOOP("Planner", "This person already has access to %1. Edit that one instead."))
            .arg(nameOf(lock));
    }
    return {};
}

QString updateProblem(const UpdateAuthorization &update, const Smartlock &lock, const SnapshotIndex &index)
{
    Authorization sent = update.after;
    sent.unreadable = update.before.unreadable;
    if (!mayGoBack(sent)) {
        return tr(QT_TRANSLATE_NOOP("Planner",
                      "The service gave fields that Lockdesk cannot read (%1). Sending the record back could "
                      "lose them. "
                      "Nothing was sent."))
            .arg(sent.unreadable.join(u", "_s));
    }
    if (update.before.name != update.after.name) {
        if (const QString problem = nameProblem(update.after.name, update.after.kind()); !problem.isEmpty())
            return problem;
    } else if (update.after.name.isEmpty()) { // a rule of the service: 422 without a name
        return nameProblem(update.after.name, update.after.kind());
    }
    if (update.after.isKeypadCode() && update.before.code != update.after.code)
        return codeProblem(update.after, lock, index);
    return {};
}

} // namespace

QString problemOf(const Change &change, const Snapshot &snapshot, const QDateTime &now)
{
    return problemOf(change, SnapshotIndex(snapshot, {change.smartlockId}), now);
}

QString problemOf(const Change &change, const SnapshotIndex &index, const QDateTime &now)
{
    const Smartlock *lock = index.smartlock(change.smartlockId);
    if (!lock)
        return tr(QT_TRANSLATE_NOOP("Planner", "The device is no longer in the account. Nothing was sent."));
    if (const auto *create = std::get_if<CreateAuthorization>(&change.subject)) {
        const QString problem = creationProblem(create->after, *lock, index);
        return problem.isEmpty() ? create->after.schedule.problem(now) : problem;
    }
    if (const auto *update = std::get_if<UpdateAuthorization>(&change.subject)) {
        const QString problem = updateProblem(*update, *lock, index);
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
    return warningsOf(change, SnapshotIndex(snapshot, {change.smartlockId}), now);
}

QStringList warningsOf(const Change &change, const SnapshotIndex &index, const QDateTime &now)
{
    QStringList warnings = warningsApartFromRoom(change, index, now);
    const Smartlock *lock = index.smartlock(change.smartlockId);
    if (lock && std::holds_alternative<CreateAuthorization>(change.subject)) {
        const int count = index.countOf(lock->id);
        const int capacity = authorizationCapacity(lock->deviceType());
        if (count >= capacity) {
            warnings += tr(QT_TRANSLATE_NOOP("Planner",
                               "%1 already holds %2 of %3 authorizations. The lock may refuse one more; "
                               "delete expired ones first."))
                            .arg(nameOf(*lock), QString::number(count), QString::number(capacity));
        }
    }
    return warnings;
}

QStringList warningsApartFromRoom(const Change &change, const SnapshotIndex &index, const QDateTime &now)
{
    QStringList warnings;
    const Smartlock *lock = index.smartlock(change.smartlockId);
    if (!lock)
        return warnings;
    if (lock->isOffline()) {
        warnings += tr(
            QT_TRANSLATE_NOOP("Planner", "%1 is offline. The change waits here and is sent once it is back."))
                        .arg(nameOf(*lock));
        warnings += offlineReason(*lock);
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
