#pragma once

#include "change.h"

#include <QJsonObject>
#include <optional>

namespace lockdesk {

/// A change as this program keeps it for itself: every field but `set`, which whoever keeps it knows, so that
/// what comes back is equal to what was kept. Ids are whole 64-bit numbers; enum numbers that nobody knows
/// stay. It holds codes in clear: it belongs into sealed files only.
QJsonObject toJson(const Change &change);

/// The way back, with `set` left at 0; std::nullopt when a field is missing or has a shape that toJson() does
/// not write.
std::optional<Change> changeFromJson(const QJsonObject &object);

} // namespace lockdesk
