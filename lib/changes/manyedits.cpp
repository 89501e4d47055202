#include "manyedits.h"

#include "authorizationedit.h"
#include "nukitimezone.h"

#include <QCoreApplication>
#include <QStringList>

namespace lockdesk {

using namespace Qt::StringLiterals;

namespace {

enum class Side { From, Until };

QString tr(const char *words)
{
    return QCoreApplication::translate("ManyEdits", words);
}

// A limit as one lock has it.
struct LocalLimit
{
    std::optional<Instant> instant;
    QString problem;
    QString note;
};

// It has no zone, so it is no instant: every check refuses a schedule with it.
Instant unreadable(const WallClock &at)
{
    return Instant::fromText(at.date.toString(Qt::ISODate) + u'T' + at.time.toString(u"HH:mm"_s));
}

QString withTime(const char *words, const WallClock &at)
{
    return tr(words).arg(at.time.toString(u"HH:mm"_s), at.date.toString(Qt::ISODate));
}

LocalLimit localLimit(const ManyEdits::Limit &limit, Side side, const QTimeZone &zone)
{
    if (!limit.at)
        return {};
    const WallClock &at = *limit.at;
    if (!zone.isValid())
        return {unreadable(at),
            tr(QT_TRANSLATE_NOOP("ManyEdits",
                   "The time zone of this lock is not known, so nobody can say when %1 on %2 is there. Edit "
                   "this "
                   "one alone, in UTC."))
                .arg(at.time.toString(u"HH:mm"_s), at.date.toString(Qt::ISODate)),
            {}};
    const LocalTimeMeaning both = instantsOf(at.date, at.time, zone);
    if (both.isGap())
        return {unreadable(at),
            withTime(QT_TRANSLATE_NOOP("ManyEdits",
                         "There is no %1 on %2 at this lock: its clock is put forward over it. Edit this one "
                         "alone."),
                at),
            {}};
    if (!both.isAmbiguous())
        return {Instant::fromDateTime(*both.earlier), {}, {}};
    if (side == Side::From)
        return {Instant::fromDateTime(*both.later), {},
            withTime(QT_TRANSLATE_NOOP("ManyEdits",
                         "%1 comes twice on %2 at this lock, whose clock is put back. It starts the second "
                         "time."),
                at)};
    return {Instant::fromDateTime(*both.earlier), {},
        withTime(QT_TRANSLATE_NOOP("ManyEdits",
                     "%1 comes twice on %2 at this lock, whose clock is put back. It ends the first time."),
            at)};
}

bool hasClearWeek(const AccessSchedule &schedule)
{
    const int mask = schedule.weekDays.value_or(allWeekdays);
    return mask >= 0 && mask <= allWeekdays && !schedule.hasUnclearTimes();
}

// Whether the week `has` means what `wanted` says. Where no day is wanted, nothing means it.
bool isWeek(const AccessSchedule &has, const AccessSchedule &wanted)
{
    if (!hasClearWeek(has) || !hasClearWeek(wanted) || wanted.weekDays == 0 || has.days() != wanted.days()
        || has.isAllDay() != wanted.isAllDay())
        return false;
    return has.isAllDay() || (has.fromTime == wanted.fromTime && has.untilTime == wanted.untilTime);
}

// A start that is over keeps nobody out, and every other limit needs one: it stays.
bool isOver(const std::optional<Instant> &start, const QDateTime &now)
{
    return start && start->isReadable() && start->when() <= now;
}

// What the edits ask of a schedule, and whether that is another one than `before`.
struct WantedSchedule
{
    AccessSchedule schedule;
    bool isEdited = false;
    QStringList problems;
    QStringList notes;

    void take(const ManyEdits::Limit &limit, Side side, const QTimeZone &zone)
    {
        const LocalLimit local = localLimit(limit, side, zone);
        std::optional<Instant> &date = side == Side::From ? schedule.fromDate : schedule.untilDate;
        isEdited = isEdited || date != local.instant;
        date = local.instant;
        if (!local.problem.isEmpty())
            problems += local.problem;
        if (!local.note.isEmpty())
            notes += local.note;
    }
};

WantedSchedule wantedSchedule(
    const AccessSchedule &before, const ManyEdits &edits, const QTimeZone &zone, const QDateTime &now)
{
    WantedSchedule wanted{before, false, {}, {}};
    if (edits.week) {
        wanted.isEdited = !isWeek(before, *edits.week);
        wanted.schedule.weekDays = edits.week->weekDays;
        wanted.schedule.fromTime = edits.week->fromTime;
        wanted.schedule.untilTime = edits.week->untilTime;
    }
    if (edits.until)
        wanted.take(*edits.until, Side::Until, zone);
    AccessSchedule unstarted = wanted.schedule;
    unstarted.fromDate.reset();
    const bool mayStay = edits.from && !edits.from->at && isOver(before.fromDate, now);
    if (edits.from && (!mayStay || unstarted.isUnlimited()))
        wanted.take(*edits.from, Side::From, zone);
    return wanted;
}

} // namespace

std::optional<ManyEdited> edited(
    const Authorization &before, const ManyEdits &edits, const QTimeZone &lockZone, const QDateTime &now)
{
    Authorization after = before;
    if (edits.name)
        after.name = *edits.name;
    if (edits.enabled)
        changeEnabled(after, *edits.enabled);
    if (edits.remoteAllowed && canHaveRemoteAccess(before))
        changeRemoteAllowed(after, *edits.remoteAllowed);
    const WantedSchedule wanted = wantedSchedule(before.schedule, edits, lockZone, now);
    if (wanted.isEdited)
        after.schedule = wanted.schedule;
    const auto update = updateOf(before, after, wanted.isEdited, now);
    if (!update)
        return std::nullopt;
    return ManyEdited{*update, wanted.problems.join(u' '), wanted.notes.join(u' ')};
}

} // namespace lockdesk
