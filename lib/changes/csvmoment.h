#pragma once

#include "result.h"

#include <QDateTime>
#include <QString>
#include <QTimeZone>
#include <optional>

namespace lockdesk {

/// "2026-03-02 09:00 +01:00": an instant on the clock `zone` (UTC where that is invalid) with its distance
/// from UTC, so that nothing misreads it; seconds only where they are not 0. Empty for an invalid one.
QString momentText(const QDateTime &when, const QTimeZone &zone);

/// The instant in UTC that a cell means, or in words why it means none. Understood: momentText(), T for the
/// space, Z, UTC or no distance at all, and a date written 2.3.2026. Without a distance it is the wall clock
/// `zone`: a time that its clock change skips, or gives twice, is refused (safety D11), as is everything
/// where the zone is invalid.
Result<QDateTime, QString> momentFromText(const QString &text, const QTimeZone &zone);

/// "09:00" for minutes since midnight, 0 to 1440.
QString minutesText(int minutes);

/// The minutes since midnight of "9:00", "09:00" or "09:00:00", up to 24:00; nothing for other text.
std::optional<int> minutesFromText(const QString &text);

} // namespace lockdesk
