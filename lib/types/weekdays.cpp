#include "weekdays.h"

#include <QCoreApplication>
#include <QLocale>
#include <QStringList>

using namespace Qt::StringLiterals;

namespace lockdesk {

namespace {

// The days in the locale's order; `run` joins the first and the last of three or more in a row.
QString joined(Weekdays days, const QLocale &locale, QLocale::FormatType format, const QString &run)
{
    const auto dayAt = [&locale](int place) { return (int(locale.firstDayOfWeek()) - 1 + place) % 7 + 1; };
    const auto isSet = [&](int place) { return days.testFlag(weekdayFromQt(dayAt(place))); };
    const auto name = [&](int place) { return locale.standaloneDayName(dayAt(place), format); };
    QStringList parts;
    for (int place = 0; place < 7; ++place) {
        if (!isSet(place))
            continue;
        int last = place;
        while (last + 1 < 7 && isSet(last + 1))
            ++last;
        if (last - place >= 2) {
            parts.append(run.arg(name(place), name(last)));
            place = last;
        } else {
            parts.append(name(place));
        }
    }
    return parts.join(", "_L1);
}

} // namespace

// Monday is Qt's 1 and the seventh bit: bit n from the top is day n.
Weekday weekdayFromQt(int dayOfWeek)
{
    Q_ASSERT(dayOfWeek >= 1 && dayOfWeek <= 7);
    return Weekday(64 >> (dayOfWeek - 1));
}

int toQt(Weekday day)
{
    int dayOfWeek = 7;
    for (int bit = int(day); bit > 1; bit >>= 1)
        --dayOfWeek;
    return dayOfWeek;
}

QString text(Weekdays days, const QLocale &locale)
{
    if ((int(days) & allWeekdays) == allWeekdays)
        return QCoreApplication::translate("Weekdays", "Every day");
    if ((int(days) & allWeekdays) == 0)
        return QCoreApplication::translate("Weekdays", "No day");
    return joined(days, locale, QLocale::ShortFormat, u"%1–%2"_s);
}

QString spokenText(Weekdays days, const QLocale &locale)
{
    if ((int(days) & allWeekdays) == allWeekdays || (int(days) & allWeekdays) == 0)
        return text(days, locale);
    return joined(days, locale, QLocale::LongFormat, QCoreApplication::translate("Weekdays", "%1 to %2"));
}

} // namespace lockdesk
