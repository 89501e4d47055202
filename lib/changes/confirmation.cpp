#include "confirmation.h"

#include "fieldwords.h"

#include <QCoreApplication>
#include <algorithm>

namespace lockdesk {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

QString tr(const char *words)
{
    return QCoreApplication::translate("Confirmation", words);
}

bool isSameInstant(const std::optional<Instant> &a, const std::optional<Instant> &b)
{
    if (a.has_value() != b.has_value() || !a)
        return a.has_value() == b.has_value();
    if (a->isReadable() && b->isReadable())
        return a->when().toSecsSinceEpoch() == b->when().toSecsSinceEpoch();
    return *a == *b;
}

// Everything but the sign of the lock itself is equal: has the lock echoed it?
Verdict provenOrListed(const Authorization &found)
{
    if (found.operationPending)
        return {ChangeStatus::Listed,
            tr(QT_TRANSLATE_NOOP("Confirmation", "The lock is still working on it.")), found};
    if (!found.updated.isValid())
        return {ChangeStatus::Listed,
            tr(QT_TRANSLATE_NOOP("Confirmation", "The lock has not confirmed it yet.")), found};
    return {ChangeStatus::Confirmed, {}, found};
}

QString errorText(const Authorization &found)
{
    return tr(QT_TRANSLATE_NOOP("Confirmation", "The service says: %1")).arg(found.error);
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

Verdict ofRecord(const Authorization &wanted, const Authorization &found, const Authorization *before)
{
    if (hasNewError(found, before))
        return {ChangeStatus::Failed, errorText(found), {}};
    const QStringList fields = contradictions(wanted, found);
    if (fields.isEmpty())
        return hasOldError(found, before) ? Verdict{ChangeStatus::Listed, errorText(found), found}
                                          : provenOrListed(found);
    const QString missing =
        tr(QT_TRANSLATE_NOOP("Confirmation", "Not yet as asked: %1.")).arg(fieldWords(fields));
    return {
        ChangeStatus::Accepted, hasOldError(found, before) ? missing + u' ' + errorText(found) : missing, {}};
}

bool isNaturallyTheSame(const Authorization &wanted, const Authorization &found)
{
    if (wanted.isKeypadCode())
        return found.isKeypadCode() && found.code == wanted.code;
    return !found.isKeypadCode() && wanted.accountUserId && found.accountUserId == wanted.accountUserId;
}

Verdict ofCreation(const CreateAuthorization &create, const QList<Authorization> &fresh)
{
    const auto found = std::ranges::find_if(
        fresh, [&](const Authorization &a) { return isNaturallyTheSame(create.after, a); });
    return found == fresh.end() ? Verdict{} : ofRecord(create.after, *found, nullptr);
}

Verdict ofUpdate(
    const UpdateAuthorization &update, const QList<Authorization> &fresh, const Authorization &before)
{
    const auto found = std::ranges::find(fresh, update.before.id, &Authorization::id);
    if (found == fresh.end())
        return {ChangeStatus::Accepted,
            tr(QT_TRANSLATE_NOOP("Confirmation", "It is not in the list at the moment.")), {}};
    return ofRecord(update.after, *found, &before);
}

Verdict ofDeletion(
    const DeleteAuthorization &remove, const QList<Authorization> &fresh, const Authorization &before)
{
    const auto found = std::ranges::find(fresh, remove.before.id, &Authorization::id);
    if (found == fresh.end())
        return {ChangeStatus::Confirmed, {}, {}};
    if (hasNewError(*found, &before))
        return {ChangeStatus::Failed, errorText(*found), {}};
    return {ChangeStatus::Accepted,
        tr(QT_TRANSLATE_NOOP("Confirmation", "It is still listed: deletion is pending.")), {}};
}

} // namespace

QStringList contradictions(const Authorization &wanted, const Authorization &found)
{
    QStringList fields;
    const auto check = [&fields](bool isSame, const QString &field) {
        if (!isSame)
            fields += field;
    };
    const AccessSchedule &w = wanted.schedule;
    const AccessSchedule &f = found.schedule;
    check(wanted.name == found.name, tr(QT_TRANSLATE_NOOP("Confirmation", "name")));
    check(wanted.isEnabled() == found.isEnabled(), tr(QT_TRANSLATE_NOOP("Confirmation", "enabled")));
    check(wanted.remoteAllowed.value_or(false) == found.remoteAllowed.value_or(false),
        tr(QT_TRANSLATE_NOOP("Confirmation", "remote access")));
    check(wanted.accountUserId == found.accountUserId, tr(QT_TRANSLATE_NOOP("Confirmation", "person")));
    // Where the service does not give codes back at all, their absence says nothing.
    check(!found.code || wanted.code == found.code, tr(QT_TRANSLATE_NOOP("Confirmation", "code")));
    check(isSameInstant(w.fromDate, f.fromDate), tr(QT_TRANSLATE_NOOP("Confirmation", "start")));
    check(isSameInstant(w.untilDate, f.untilDate), tr(QT_TRANSLATE_NOOP("Confirmation", "end")));
    check(w.days() == f.days(), tr(QT_TRANSLATE_NOOP("Confirmation", "weekdays")));
    check(w.fromTime.value_or(0) == f.fromTime.value_or(0)
            && w.untilTime.value_or(0) == f.untilTime.value_or(0),
        tr(QT_TRANSLATE_NOOP("Confirmation", "daily window")));
    return fields + found.unreadable; // which read as absent, and are not
}

Verdict verdictOf(const Change &change, const QList<Authorization> &freshOfDevice,
    const std::optional<Authorization> &before)
{
    if (const auto *create = std::get_if<CreateAuthorization>(&change.subject))
        return ofCreation(*create, freshOfDevice);
    if (const auto *update = std::get_if<UpdateAuthorization>(&change.subject))
        return ofUpdate(*update, freshOfDevice, before.value_or(update->before));
    if (const auto *remove = std::get_if<DeleteAuthorization>(&change.subject))
        return ofDeletion(*remove, freshOfDevice, before.value_or(remove->before));
    return {};
}

QStringList editedMeanwhile(const Change &change, const Authorization &before, const Authorization &found)
{
    const auto *update = std::get_if<UpdateAuthorization>(&change.subject);
    if (!update && !std::holds_alternative<DeleteAuthorization>(change.subject))
        return {};
    const bool isShown = update && contradictions(update->after, found).isEmpty();
    return isShown ? QStringList() : updatableDifferences(before, found);
}

} // namespace lockdesk
