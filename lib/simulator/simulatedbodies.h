#pragma once

#include "simulatedexchange.h"

#include <QJsonArray>
#include <QJsonObject>
#include <optional>

namespace lockdesk {

/// The object, or the array, that a request's body holds; std::nullopt when it holds something else.
std::optional<QJsonObject> objectIn(const SimulatedRequest &request);
std::optional<QJsonArray> arrayIn(const SimulatedRequest &request);

/// The framework's answer to such a body: 422.
SimulatedResponse refusedUnreadable();

/// A whole number of the query: `otherwise` without the item, -1 for what is no number.
qint64 numberIn(const QUrlQuery &query, const QString &item, qint64 otherwise);

} // namespace lockdesk
