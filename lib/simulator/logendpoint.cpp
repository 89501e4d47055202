#include "logendpoint.h"

#include "simulatedanswers.h"
#include "simulatedbodies.h"
#include "simulatedcore.h"
#include "simulateddates.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lockdesk {

namespace {

constexpr qint64 usualPage = 20;
constexpr qint64 longestPage = 50;

// The filters of the query, as the contract names them.
struct Filter
{
    qint64 smartlockId = 0; // 0: all
    QString authId;
    qint64 userId = 0;
    qint64 action = -1;
    std::optional<QDateTime> from;
    std::optional<QDateTime> to;

    bool lets(const QJsonObject &row) const
    {
        const auto date = instantFrom(row.value("date"_L1).toString());
        return (!smartlockId || row.value("smartlockId"_L1).toInteger() == smartlockId)
            && (authId.isEmpty() || row.value("authId"_L1).toString() == authId)
            && (!userId || row.value("accountUserId"_L1).toInteger() == userId)
            && (action < 0 || row.value("action"_L1).toInteger() == action)
            && (!from || (date && *date >= *from)) && (!to || (date && *date <= *to));
    }
};

} // namespace

SimulatedResponse LogEndpoint::list(const SimulatedRequest &request) const
{
    return rows(request, 0);
}

SimulatedResponse LogEndpoint::listOfDevice(
    const SimulatedRoute &route, const SimulatedRequest &request) const
{
    if (!m_core.records().hasSmartlock(route.smartlockId))
        return notFound();
    return rows(request, route.smartlockId);
}

SimulatedResponse LogEndpoint::rows(const SimulatedRequest &request, qint64 smartlockId) const
{
    const qint64 limit = numberIn(request.query, u"limit"_s, usualPage);
    if (limit < 1)
        return badParameter(u"limit"_s, request.query.queryItemValue(u"limit"_s));
    Filter filter{smartlockId, request.query.queryItemValue(u"authId"_s),
        numberIn(request.query, u"accountUserId"_s, 0), numberIn(request.query, u"action"_s, -1), {}, {}};
    for (const QString &item : {u"fromDate"_s, u"toDate"_s}) {
        if (!request.query.hasQueryItem(item))
            continue;
        const QString text = request.query.queryItemValue(item, QUrl::FullyDecoded);
        const auto instant = instantFrom(text);
        if (!instant) // an epoch number, for one
            return badParameter(item, text);
        (item == "fromDate"_L1 ? filter.from : filter.to) = instant;
    }

    const auto &log = m_core.records().log();
    auto row = log.begin();
    if (const QString id = request.query.queryItemValue(u"id"_s); !id.isEmpty()) {
        row = std::ranges::find(log, id, [](const QJsonObject &r) { return r.value("id"_L1).toString(); });
        if (row == log.end())
            return badParameter(u"id"_s, id);
        ++row;
    }
    QList<QJsonObject> found;
    for (; row != log.end() && found.size() < std::min(limit, longestPage); ++row) {
        if (filter.lets(*row))
            found.append(*row);
    }
    return answerList(found);
}

} // namespace lockdesk
