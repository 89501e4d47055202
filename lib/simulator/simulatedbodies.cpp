#include "simulatedbodies.h"

#include "simulatedanswers.h"

#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace lockdesk {

std::optional<QJsonObject> objectIn(const SimulatedRequest &request)
{
    const QJsonDocument document = QJsonDocument::fromJson(request.body);
    return document.isObject() ? std::optional(document.object()) : std::nullopt;
}

std::optional<QJsonArray> arrayIn(const SimulatedRequest &request)
{
    const QJsonDocument document = QJsonDocument::fromJson(request.body);
    return document.isArray() ? std::optional(document.array()) : std::nullopt;
}

SimulatedResponse refusedUnreadable()
{
    return refusedByFramework(422, u"The body could not be read"_s);
}

qint64 numberIn(const QUrlQuery &query, const QString &item, qint64 otherwise)
{
    if (!query.hasQueryItem(item))
        return otherwise;
    bool isNumber = false;
    const qint64 number = query.queryItemValue(item).toLongLong(&isNumber);
    return isNumber ? number : -1;
}

} // namespace lockdesk
