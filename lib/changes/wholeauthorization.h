#pragma once

#include "authorization.h"

#include <QJsonObject>
#include <optional>

namespace lockdesk {

/// An authorization as this program keeps it for itself: every field, so that what comes back is equal to
/// what was kept. Unlike the service's form (lib/json) it knows records that the service has not made yet,
/// and what was unreadable of one. It holds the code in clear: it belongs into sealed files only.
QJsonObject wholeToJson(const Authorization &authorization);

/// The way back; std::nullopt when a field has a shape that wholeToJson() does not write.
std::optional<Authorization> wholeAuthorizationFromJson(const QJsonObject &object);

} // namespace lockdesk
