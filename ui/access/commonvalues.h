#pragma once

#include "authorizationmodel.h"

namespace lockdesk {

/// The schedule with only its days and times, where all of `rows`, at least one, have a week of one meaning;
/// nullopt where they differ.
std::optional<AccessSchedule> commonWeek(const QList<AuthorizationRow> &rows);

/// What `rows`, at least one, have in common, in words for a person: "Cleaning", "yes", "Mon–Fri
/// 09:00–17:00", "no limit", "2026-12-31 01:00" on each lock's own clock; "several different" where they
/// differ. Remote access is only of those that can have it: "not for keypad codes" where none can.
QString commonName(const QList<AuthorizationRow> &rows);
QString commonEnabled(const QList<AuthorizationRow> &rows);
QString commonRemoteAccess(const QList<AuthorizationRow> &rows);
QString commonWeekText(const QList<AuthorizationRow> &rows);
QString commonLimit(const QList<AuthorizationRow> &rows, std::optional<Instant> AccessSchedule::*limit);

} // namespace lockdesk
