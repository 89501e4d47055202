#pragma once

#include <QString>
#include <QTimeZone>

class QDateTime;
class QLocale;

namespace lockdesk {

/// "Just now", "2 min ago", "3 h ago", "5 days ago": how long before `now` something was; "Never" for an
/// invalid `then`. What seems to lie ahead, since a clock was set, is just now.
QString ageText(const QDateTime &then, const QDateTime &now);

/// A date and a time of day on the clock `zone`; where that is invalid, in UTC, and said so. Empty for an
/// invalid `when`.
QString dateTimeText(const QDateTime &when, const QTimeZone &zone, const QLocale &locale);

/// This computer's zone as it is set now. As QTimeZone::systemTimeZone(), but fit to be asked for each cell
/// of a table: Windows reads a zone's rules from the registry whenever it is made.
QTimeZone systemZone();

/// "UTC+1", "UTC−3:30": how far the clock `zone` is from UTC at `when`.
QString offsetText(const QDateTime &when, const QTimeZone &zone);

/// Plain text as a tool tip, which Qt takes for HTML as soon as it looks like it: shown as it is, whatever it
/// holds. Empty for an empty text.
QString plainToolTip(const QString &text);

} // namespace lockdesk
