#pragma once

#include <QFlags>
#include <QString>

class QLocale;

namespace lockdesk {

/// Days of the week as the API's bit mask: Monday 64 … Sunday 1, the reverse of Qt's numbering.
enum class Weekday : int {
    Monday = 64,
    Tuesday = 32,
    Wednesday = 16,
    Thursday = 8,
    Friday = 4,
    Saturday = 2,
    Sunday = 1,
};
Q_DECLARE_FLAGS(Weekdays, Weekday)
Q_DECLARE_OPERATORS_FOR_FLAGS(Weekdays)

constexpr int allWeekdays = 127;

/// Qt's day of the week (Monday 1 … Sunday 7) to the API's bit and back. The one table of both.
Weekday weekdayFromQt(int dayOfWeek);
int toQt(Weekday day);

/// "Mon–Fri", "Sat, Sun", "Every day"; runs of three or more days are joined. The first day of the week in
/// `locale` decides the order only.
QString text(Weekdays days, const QLocale &locale);

/// The same for a screen reader: "Monday to Friday", "Saturday, Sunday", "Every day".
QString spokenText(Weekdays days, const QLocale &locale);

} // namespace lockdesk
