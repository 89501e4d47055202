#include "accessschedule.h"

#include "openings.h"
#include "utc.h"

#include <QCoreApplication>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace lockdesk {

namespace {

constexpr int minutesPerDay = 1440;
constexpr qint64 msecsPerDay = 86'400'000;

bool isReadable(const std::optional<Instant> &date)
{
    return !date || date->isReadable();
}

bool hasLimitedDays(const AccessSchedule &schedule)
{
    return int(schedule.days()) != allWeekdays;
}

// Days or times limit it, so that its answers depend on the lock's wall clock.
bool isWeekly(const AccessSchedule &schedule)
{
    return hasLimitedDays(schedule) || !schedule.isAllDay();
}

qint64 secondsCut(const QDateTime &when)
{
    const qint64 msecs = when.toMSecsSinceEpoch();
    return msecs - ((msecs % 60'000) + 60'000) % 60'000;
}

// The same text where the seconds are 0 already.
Instant withoutSeconds(const Instant &date)
{
    const QDateTime cut = utcFromMSecs(secondsCut(date.when()));
    return !date.isReadable() || cut == date.when() ? date : Instant::fromDateTime(cut);
}

// What the date limits leave of the time from `begin` to `end`.
Opening withinDates(const AccessSchedule &schedule, qint64 begin, qint64 end)
{
    if (schedule.fromDate)
        begin = qMax(begin, schedule.fromDate->when().toMSecsSinceEpoch());
    if (schedule.untilDate)
        end = qMin(end, schedule.untilDate->when().toMSecsSinceEpoch());
    return {begin, end};
}

QString problemOfDates(const AccessSchedule &schedule, const QDateTime &now)
{
    const auto &fromDate = schedule.fromDate;
    const auto &untilDate = schedule.untilDate;
    if (!isReadable(fromDate))
        return QCoreApplication::translate(
            "AccessSchedule", "The start date cannot be read. Set it again, or remove it.");
    if (!isReadable(untilDate))
        return QCoreApplication::translate(
            "AccessSchedule", "The end date cannot be read. Set it again, or remove it.");
    if (!untilDate)
        return {};
    if (fromDate && secondsCut(untilDate->when()) <= secondsCut(fromDate->when()))
        return QCoreApplication::translate("AccessSchedule", "The end must be later than the start.");
    if (secondsCut(untilDate->when()) <= now.toMSecsSinceEpoch())
        return QCoreApplication::translate("AccessSchedule", "The end is in the past.");
    return {};
}

// The two windows to make of one past midnight, which the service has no word for.
QString offerOfTwo(const AccessSchedule &schedule)
{
    const QLocale locale;
    const int lastMinute = *schedule.fromTime < minutesPerDay - 1 ? minutesPerDay - 1 : minutesPerDay;
    const QString evening =
        timeOfDayText(*schedule.fromTime, locale) + u'–' + timeOfDayText(lastMinute, locale);
    const QString morning = timeOfDayText(0, locale) + u'–' + timeOfDayText(*schedule.untilTime, locale);
    if (hasLimitedDays(schedule))
        return QCoreApplication::translate("AccessSchedule",
            "A window cannot go past midnight. Make two authorizations instead: %1 and, on the days after, "
            "%2.")
            .arg(evening, morning);
    return QCoreApplication::translate(
        "AccessSchedule", "A window cannot go past midnight. Make two authorizations instead: %1 and %2.")
        .arg(evening, morning);
}

QString problemOfTimes(const AccessSchedule &schedule)
{
    const auto &from = schedule.fromTime;
    const auto &until = schedule.untilTime;
    if (!schedule.hasUnclearTimes())
        return {};
    if (!from || !until)
        return QCoreApplication::translate("AccessSchedule", "A daily window needs both times.");
    if (*from < 0 || *from >= minutesPerDay || *until < 0 || *until > minutesPerDay)
        return QCoreApplication::translate(
            "AccessSchedule", "A daily window begins between 00:00 and 23:59 and ends by 24:00.");
    if (*from == *until)
        return QCoreApplication::translate("AccessSchedule",
            "The daily window must end later than it begins. For the whole day choose “All day”.");
    if (*until == 0)
        return QCoreApplication::translate(
            "AccessSchedule", "A window cannot end on the next day. Let it end at %1.")
            .arg(timeOfDayText(minutesPerDay - 1, QLocale()));
    return offerOfTwo(schedule);
}

} // namespace

bool AccessSchedule::isUnlimited() const
{
    return !fromDate && !untilDate && !isUnclear() && !isWeekly(*this);
}

bool AccessSchedule::isUnclear() const
{
    const int mask = weekDays.value_or(0);
    return !isReadable(fromDate) || !isReadable(untilDate) || mask < 0 || mask > allWeekdays
        || hasUnclearTimes();
}

Weekdays AccessSchedule::days() const
{
    const int mask = weekDays.value_or(0);
    return Weekdays::fromInt(mask == 0 ? allWeekdays : mask & allWeekdays);
}

bool AccessSchedule::isAllDay() const
{
    const bool isAbsent = !fromTime && !untilTime;
    return isAbsent || (fromTime == 0 && (untilTime == 0 || untilTime == minutesPerDay));
}

bool AccessSchedule::hasUnclearTimes() const
{
    if (isAllDay())
        return false;
    return !fromTime || !untilTime || *fromTime < 0 || *untilTime > minutesPerDay || *fromTime >= *untilTime;
}

bool AccessSchedule::isOpenAt(const QDateTime &when, const QTimeZone &zone) const
{
    const qint64 instant = when.toMSecsSinceEpoch();
    if (!when.isValid() || isUnclear())
        return false;
    const Opening dates = withinDates(*this, instant, instant + 1);
    if (dates.begin >= dates.end)
        return false;
    if (!isWeekly(*this))
        return true;
    if (!zone.isValid())
        return false;
    const QDateTime wall = utcFromMSecs(instant + zone.offsetFromUtc(when) * qint64(1000));
    const int minute = wall.time().msecsSinceStartOfDay() / 60'000;
    return days().testFlag(weekdayFromQt(wall.date().dayOfWeek()))
        && (isAllDay() || (*fromTime <= minute && minute < *untilTime));
}

std::optional<QDateTime> AccessSchedule::openUntil(const QDateTime &when, const QTimeZone &zone) const
{
    if (!isOpenAt(when, zone))
        return std::nullopt;
    if (!isWeekly(*this))
        return untilDate ? std::optional(untilDate->when()) : std::nullopt;
    // At least one day or hour of a week is closed, so nine days show the end even where a clock change hides
    // it.
    const qint64 instant = when.toMSecsSinceEpoch();
    const Opening dates = withinDates(*this, instant, instant + 9 * msecsPerDay);
    const std::optional<Opening> opening = Openings(*this, zone, dates.begin, dates.end).next();
    return opening ? std::optional(utcFromMSecs(opening->end)) : std::nullopt;
}

QList<QDateTime> AccessSchedule::nextOpenings(int count, const QDateTime &when, const QTimeZone &zone) const
{
    QList<QDateTime> starts;
    if (!when.isValid() || isUnclear())
        return starts;
    const qint64 instant = when.toMSecsSinceEpoch();
    const qint64 start = withinDates(*this, instant, instant).begin;
    // Every week has an opening unless a clock change skips it, which no two weeks in a row do.
    const Opening dates = withinDates(*this, start, start + (count + 1) * 14 * msecsPerDay);
    if (!isWeekly(*this)) {
        if (count > 0 && dates.begin > instant && dates.begin < dates.end)
            starts.append(utcFromMSecs(dates.begin));
        return starts;
    }
    if (!zone.isValid())
        return starts;
    Openings openings(*this, zone, dates.begin, dates.end);
    while (starts.size() < count) {
        const std::optional<Opening> opening = openings.next();
        if (!opening)
            break;
        if (opening->begin > instant) // one that begins with the walk holds already
            starts.append(utcFromMSecs(opening->begin));
    }
    return starts;
}

QString AccessSchedule::problem(const QDateTime &now) const
{
    if (const QString dates = problemOfDates(*this, now); !dates.isEmpty())
        return dates;
    if (weekDays == 0)
        return QCoreApplication::translate("AccessSchedule", "Choose at least one day.");
    if (weekDays && (*weekDays < 0 || *weekDays > allWeekdays))
        return QCoreApplication::translate("AccessSchedule", "The days cannot be read. Choose them again.");
    return problemOfTimes(*this);
}

AccessSchedule AccessSchedule::completed(const QDateTime &now) const
{
    if (isUnlimited() && weekDays != 0)
        return {};
    AccessSchedule set = *this;
    set.fromDate =
        fromDate ? withoutSeconds(*fromDate) : Instant::fromDateTime(utcFromMSecs(secondsCut(now)));
    if (untilDate)
        set.untilDate = withoutSeconds(*untilDate);
    set.weekDays = weekDays.value_or(allWeekdays);
    if (isAllDay())
        set.fromTime = set.untilTime = 0;
    return set;
}

QStringList AccessSchedule::differences(const AccessSchedule &other) const
{
    QStringList names;
    const auto compare = [&names](const auto &mine, const auto &theirs, QLatin1StringView name) {
        if (mine != theirs)
            names.append(name);
    };
    compare(fromDate, other.fromDate, "allowedFromDate"_L1);
    compare(untilDate, other.untilDate, "allowedUntilDate"_L1);
    compare(weekDays, other.weekDays, "allowedWeekDays"_L1);
    compare(fromTime, other.fromTime, "allowedFromTime"_L1);
    compare(untilTime, other.untilTime, "allowedUntilTime"_L1);
    return names;
}

} // namespace lockdesk
