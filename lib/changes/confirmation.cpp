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

} // namespace lockdesk
