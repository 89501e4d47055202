#pragma once

#include "wallclock.h"

#include <QString>
#include <optional>

class QLocale;

namespace lockdesk {

/// Whether a field holds the start or the end of something. Ends are exclusive.
enum class Bound { From, Until };

/// Minutes since midnight for what a person types as a time of day: "9", "9:30", "09.30", "0930", "9h30", "5
/// pm", and the locale's own form. A start is 0–1439; an end is 1–1440, where both "24:00" and "0:00" are the
/// midnight at its day's end. Nullopt when it is no time of day.
std::optional<int> timeOfDayFromText(const QString &text, Bound bound, const QLocale &locale);

/// What a person types as a date and a time: "2026-03-02 09:00", "2026-03-02T9", or the locale's short date
/// and a time of day. A start may leave the time out, which is then midnight; an end may not, since people
/// differ in whether the day itself is meant. Nullopt when it cannot be read.
std::optional<WallClock> wallClockFromText(const QString &text, Bound bound, const QLocale &locale);

/// "2026-03-02 09:00", which means the same everywhere.
QString wallClockText(const WallClock &wallClock);

} // namespace lockdesk
