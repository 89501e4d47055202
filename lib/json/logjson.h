#pragma once

#include "logentry.h"

#include <QJsonObject>
#include <optional>

namespace lockdesk {

/// A log line from the API's SmartlockLog. std::nullopt only without an id or a device.
std::optional<LogEntry> logEntryFromJson(const QJsonObject &object);

} // namespace lockdesk
