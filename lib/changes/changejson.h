#pragma once

#include "change.h"

#include <QJsonArray>
#include <QJsonObject>
#include <optional>

namespace lockdesk {

/// A change as this program keeps it for itself: every field but `set`, which whoever keeps it knows, so that
/// what comes back is equal to what was kept. Ids are whole 64-bit numbers; enum numbers that nobody knows
/// stay. It holds codes in clear: it belongs into sealed files only.
QJsonObject toJson(const Change &change);

/// The attempts of a change. What was sent is kept only where it is not what the change asks for now.
QJsonArray attemptsToJson(const Change &change);
/// The way back. `subject` is what the change asks for; std::nullopt as below.
std::optional<QList<WriteAttempt>> attemptsFromJson(const QJsonArray &array, const ChangeSubject &subject);

/// The way back, with `set` left at 0; std::nullopt when a field is missing or has a shape that toJson() does
/// not write.
std::optional<Change> changeFromJson(const QJsonObject &object);

} // namespace lockdesk
