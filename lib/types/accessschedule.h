#pragma once

#include "instant.h"
#include "weekdays.h"

#include <QList>
#include <QStringList>
#include <QTime>
#include <QTimeZone>
#include <optional>

class QLocale;

namespace lockdesk {

/// When an authorization may open, as the API's five fields hold it (nuki-facts chapter 4): two UTC instants,
/// and a daily window in minutes of the *lock's* wall clock on the lock's weekdays. Each field may be absent,
/// and an absent field is another thing than 0 when the record goes back.
struct AccessSchedule
{
    std::optional<Instant> fromDate;
    std::optional<Instant> untilDate; ///< exclusive
    std::optional<int> weekDays; ///< the API's mask, 0–127; absent or 0 reads as every day
    std::optional<int> fromTime; ///< minutes since the lock's midnight
    std::optional<int> untilTime; ///< exclusive; 0/0 or absent: all day

    friend bool operator==(const AccessSchedule &, const AccessSchedule &) = default;

    /// No field limits anything.
    bool isUnlimited() const;

    /// Some field cannot be understood: an unreadable date, a mask or a time out of range, one of the two
    /// times alone, or a window that ends when or before it begins (past midnight). What a lock makes of that
    /// is documented nowhere (nuki-facts chapter 11), so it is kept, never said to be open, and said to be
    /// unclear.
    bool isUnclear() const;

    /// The days on which it may open: `weekDays` with 0 and absent read as all.
    Weekdays days() const;
    /// No daily window: times absent, 0/0, or midnight to midnight (0–1440).
    bool isAllDay() const;

    /// The daily window alone cannot be understood; see isUnclear().
    bool hasUnclearTimes() const;

    /// Whether it may open at `when`, a UTC instant, on a lock whose clock is `zone`. The end of the window
    /// and of the date limit is exclusive. The wall clock governs: an hour that a clock change repeats counts
    /// twice. False where it cannot be known: an unclear schedule, or days or times in an invalid zone.
    bool isOpenAt(const QDateTime &when, const QTimeZone &zone) const;

    /// When the opening that holds at `when` ends: a UTC instant, or nullopt when it never does or none
    /// holds.
    std::optional<QDateTime> openUntil(const QDateTime &when, const QTimeZone &zone) const;

    /// The starts of the next `count` openings after `when`, as UTC instants, oldest first; fewer when there
    /// are no more. A window's start that falls into the hour a clock change skips begins at the first
    /// instant after it.
    QList<QDateTime> nextOpenings(int count, const QDateTime &when, const QTimeZone &zone) const;

    /// What is wrong with a schedule that a person edited, in words; empty when nothing is. Never asked of a
    /// record nobody touched. `now` finds ends in the past. A window past midnight is refused with an offer
    /// of two authorizations (nuki-facts chapter 4). A missing start date is no problem: completed() adds it.
    /// Before and after completed() the same schedules are refused.
    QString problem(const QDateTime &now) const;

    /// The schedule as it must be sent after a person edited it: all five fields as a set when anything
    /// limits it (a limit without a start gets `now` as its start, since the service otherwise ignores it),
    /// none when nothing does. The seconds of dates are cut. An explicit 0 in `weekDays` stays, for problem()
    /// to refuse.
    AccessSchedule completed(const QDateTime &now) const;

    /// The names of fields that differ, for "changed meanwhile" and for before/after ("allowedFromDate" …).
    QStringList differences(const AccessSchedule &other) const;
};

/// A time of day in `locale`'s short form, for `minutes` from 0 to 1440; 24-hour HH:MM in the C locale.
QString timeOfDayText(int minutes, const QLocale &locale);

/// "Mon–Fri 09:00–17:00", "Every day", "Sat, Sun all day": the weekly part in words (ui-contract "Access").
QString weeklyText(const AccessSchedule &schedule, const QLocale &locale);

/// "Monday to Friday from 09:00 to 17:00, starting 2 Mar 2026 09:00": the whole schedule in words that a
/// screen reader speaks well. Dates are told in `shown`; the window is the lock's wall clock.
QString spokenText(const AccessSchedule &schedule, const QTimeZone &shown, const QLocale &locale);

/// "Yes, until Fri 17:00" / "Yes", "No, next Mon 09:00", "Never again", or "Unclear" where it cannot be
/// known: times in `shown`, the clock that the table shows (UTC, and said so, where that is invalid), with a
/// date in place of the day when a week or more away. "Disabled" is the authorization's to say.
QString accessNowText(const AccessSchedule &schedule, const QDateTime &now, const QTimeZone &lockZone,
    const QTimeZone &shown, const QLocale &locale);

} // namespace lockdesk
