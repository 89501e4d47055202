#include "accessschedule.h"

#include <QCoreApplication>
#include <QLocale>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace lockdesk {

namespace {

constexpr int minutesPerDay = 1440;

QString timeFormat(const QLocale &locale)
{
    return locale.language() == QLocale::C ? u"HH:mm"_s : locale.timeFormat(QLocale::ShortFormat);
}

// A date-time on the clock `zone`; where nobody knows that clock, in UTC, and said so.
struct Moment
{
    Moment(const QDateTime &when, const QTimeZone &zone)
        : wall(zone.isValid() ? when.toTimeZone(zone) : when.toUTC())
        , isUtc(!zone.isValid())
    {
    }

    QString timeText(const QLocale &locale) const
    {
        const QString time = locale.toString(wall.time(), timeFormat(locale));
        return isUtc ? QCoreApplication::translate("AccessSchedule", "%1 UTC").arg(time) : time;
    }

    QString dateText(const QLocale &locale) const
    {
        return locale.toString(wall.date(), QLocale::ShortFormat) + u' ' + timeText(locale);
    }

    QDateTime wall;
    bool isUtc;
};

// The day of the week says which day it is for less than a week.
QString momentText(const QDateTime &when, const QDateTime &now, const QTimeZone &shown, const QLocale &locale)
{
    const Moment moment(when, shown);
    const qint64 days = Moment(now, shown).wall.date().daysTo(moment.wall.date());
    if (days >= 7)
        return moment.dateText(locale);
    const QString day = locale.standaloneDayName(moment.wall.date().dayOfWeek(), QLocale::ShortFormat);
    return day + u' ' + moment.timeText(locale);
}

QString windowText(const AccessSchedule &schedule, const QLocale &locale)
{
    const auto text = [&locale](const std::optional<int> &minutes) {
        return minutes ? timeOfDayText(*minutes, locale) : u"?"_s;
    };
    return text(schedule.fromTime) + u'–' + text(schedule.untilTime);
}

QString dateText(const Instant &date, const QTimeZone &shown, const QLocale &locale)
{
    return date.isReadable() ? Moment(date.when(), shown).dateText(locale)
                             : QCoreApplication::translate("AccessSchedule", "at an unreadable date");
}

} // namespace

QString timeOfDayText(int minutes, const QLocale &locale)
{
    if (minutes < 0 || minutes > minutesPerDay)
        return u"?"_s;
    QString format = timeFormat(locale);
    // QTime has no 24:00, and the start of the day would be misread; a clock with a.m. and p.m. has no other
    // word.
    if (minutes == minutesPerDay && !format.contains(u'a', Qt::CaseInsensitive))
        format.replace(QRegularExpression(u"[Hh]+"_s), u"'24'"_s);
    return locale.toString(QTime::fromMSecsSinceStartOfDay(minutes % minutesPerDay * 60'000), format);
}

QString weeklyText(const AccessSchedule &schedule, const QLocale &locale)
{
    const QString days = text(schedule.days(), locale);
    if (schedule.hasUnclearTimes())
        return QCoreApplication::translate("AccessSchedule", "%1, unclear times (%2)")
            .arg(days, windowText(schedule, locale));
    if (!schedule.isAllDay())
        return QCoreApplication::translate("AccessSchedule", "%1 %2", "days and times: Mon–Fri 09:00–17:00")
            .arg(days, windowText(schedule, locale));
    if (int(schedule.days()) == allWeekdays)
        return days;
    return QCoreApplication::translate("AccessSchedule", "%1 all day", "days: Sat, Sun all day").arg(days);
}

QString spokenText(const AccessSchedule &schedule, const QTimeZone &shown, const QLocale &locale)
{
    const QString days = spokenText(schedule.days(), locale);
    QString words;
    if (schedule.hasUnclearTimes())
        words = QCoreApplication::translate("AccessSchedule", "%1 at unclear times").arg(days);
    else if (schedule.isAllDay())
        words = QCoreApplication::translate("AccessSchedule", "%1 all day", "days: Saturday, Sunday all day")
                    .arg(days);
    else
        words = QCoreApplication::translate("AccessSchedule", "%1 from %2 to %3")
                    .arg(days, timeOfDayText(*schedule.fromTime, locale),
                        timeOfDayText(*schedule.untilTime, locale));
    if (schedule.fromDate)
        words = QCoreApplication::translate("AccessSchedule", "%1, starting %2")
                    .arg(words, dateText(*schedule.fromDate, shown, locale));
    if (schedule.untilDate)
        words = QCoreApplication::translate("AccessSchedule", "%1, ending %2")
                    .arg(words, dateText(*schedule.untilDate, shown, locale));
    return words;
}

QString accessNowText(const AccessSchedule &schedule, const QDateTime &now, const QTimeZone &lockZone,
    const QTimeZone &shown, const QLocale &locale)
{
    const auto &until = schedule.untilDate;
    if (until && until->isReadable() && until->when() <= now)
        return QCoreApplication::translate("AccessSchedule", "Never again");
    const bool isWeekly = int(schedule.days()) != allWeekdays || !schedule.isAllDay();
    if (schedule.isUnclear() || (isWeekly && !lockZone.isValid()))
        return QCoreApplication::translate("AccessSchedule", "Unclear");
    if (schedule.isOpenAt(now, lockZone)) {
        const std::optional<QDateTime> end = schedule.openUntil(now, lockZone);
        return end ? QCoreApplication::translate("AccessSchedule", "Yes, until %1")
                         .arg(momentText(*end, now, shown, locale))
                   : QCoreApplication::translate("AccessSchedule", "Yes");
    }
    const QList<QDateTime> next = schedule.nextOpenings(1, now, lockZone);
    return next.isEmpty() ? QCoreApplication::translate("AccessSchedule", "Never again")
                          : QCoreApplication::translate("AccessSchedule", "No, next %1")
                                .arg(momentText(next.first(), now, shown, locale));
}

} // namespace lockdesk
