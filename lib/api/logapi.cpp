#include "logapi.h"

#include "bodies.h"
#include "logjson.h"
#include "requests.h"
#include "transport.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lockdesk {

namespace {

constexpr int mostLines = 50; // the service gives no more, whatever is asked

Job<ListResult<LogEntry>> *fetchLines(Transport &transport, const QStringList &path, const QString &beforeId,
    int limit, QObject *parent, Place place)
{
    Request request = listRequest(path);
    take(place, request);
    request.query.addQueryItem(u"limit"_s, QString::number(std::clamp(limit, 1, mostLines)));
    if (!beforeId.isEmpty()) // encoded, since a percent sign in it would be read as the start of a code
        request.query.addQueryItem(u"id"_s, QString::fromLatin1(QUrl::toPercentEncoding(beforeId)));
    return transport.send<ListResult<LogEntry>>(
        request, listReader<LogEntry>(logEntryFromJson, mostLines * 100), parent);
}

} // namespace

Job<ListResult<LogEntry>> *fetchLog(Transport &transport, SmartlockId device, const QString &beforeId,
    int limit, QObject *parent, Place place)
{
    return fetchLines(
        transport, {u"smartlock"_s, segmentOf(device), u"log"_s}, beforeId, limit, parent, place);
}

Job<ListResult<LogEntry>> *fetchLog(Transport &transport, const QString &beforeId, int limit, QObject *parent)
{
    return fetchLines(transport, {u"smartlock"_s, u"log"_s}, beforeId, limit, parent, Place::Ordinary);
}

} // namespace lockdesk
