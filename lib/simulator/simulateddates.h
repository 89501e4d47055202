#pragma once

#include <QDateTime>
#include <QString>
#include <optional>

namespace lockdesk {

/// "2026-03-02T09:00:00.123Z": how the service writes what it dated itself (nuki-facts chapter 1).
QString millisecondsText(const QDateTime &instant);

/// The same with ".000": what a device dated.
QString wholeSecondsText(const QDateTime &instant);

/// A date as the service accepts it: with or without milliseconds or seconds, "Z" or an offset. std::nullopt
/// for anything else, a date without a zone included.
std::optional<QDateTime> instantFrom(const QString &text);

} // namespace lockdesk
