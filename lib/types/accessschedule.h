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

/// When an authorization may open, as the API's five fields hold it (nuki-facts chapter 4): two UTC instants, and
/// a daily window in minutes of the *lock's* wall clock on the lock's weekdays. Each field may be absent, and an
/// absent field is another thing than 0 when the record goes back.
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
    /// The days on which it may open: `weekDays` with 0 and absent read as all.
    Weekdays days() const;
    /// No daily window: times absent, 0/0, or midnight to midnight (0–1440).
    bool isAllDay() const;

    /// Whether it may open at `when`, a UTC instant, on a lock whose clock is `zone` (which must be valid). The end
    /// of the window and of the date limit is exclusive. Date limits that cannot be read count as closed.
    bool isOpenAt(const QDateTime &when, const QTimeZone &zone) const;

    /// When the opening that holds at `when` ends: a UTC instant, or nullopt when it never does or none holds.
    std::optional<QDateTime> openUntil(const QDateTime &when, const QTimeZone &zone) const;

    /// The starts of the next `count` openings after `when`, as UTC instants, oldest first; fewer when there are no
    /// more. A window's start that falls into the hour a clock change skips begins at the first instant after it.
    QList<QDateTime> nextOpenings(int count, const QDateTime &when, const QTimeZone &zone) const;

    /// What is wrong with a schedule that a person edited, in words; empty when nothing is. Never asked of a record
    /// nobody touched. `now` finds ends in the past. A window past midnight is refused with an offer of two
    /// authorizations (nuki-facts chapter 4).
    QString problem(const QDateTime &now) const;

    /// The schedule as it must be sent after a person edited it: all five fields as a set when anything limits it
    /// (a limit on days or times gets `now`, seconds cut, as its start, since the service otherwise ignores it), none when nothing does.
    AccessSchedule completed(const QDateTime &now) const;

    /// The names of fields that differ, for "changed meanwhile" and for before/after ("allowedFromDate" …).
    QStringList differences(const AccessSchedule &other) const;
};

/// "Mon–Fri 09:00–17:00", "Every day", "Sat, Sun all day": the weekly part in words (ui-contract "Access").
QString weeklyText(const AccessSchedule &schedule, const QLocale &locale);

/// "Yes, until Fri 17:00" / "Yes", "No, next Mon 09:00", "Never again": times in `shown`, the clock that the table
/// shows. "Disabled" is the authorization's to say.
QString accessNowText(const AccessSchedule &schedule, const QDateTime &now, const QTimeZone &lockZone,
    const QTimeZone &shown, const QLocale &locale);

} // namespace lockdesk
