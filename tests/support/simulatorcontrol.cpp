#include "simulatorcontrol.h"

#include "simulatedanswers.h"
#include "simulatedbodies.h"
#include "simulatednuki.h"

#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace lockdesk {

namespace {

// A body of JSON as JSON, any other as text; none is left out.
QJsonObject toJson(const RecordedRequest &request)
{
    QJsonObject object{{u"method"_s, QString::fromLatin1(request.method)}, {u"path"_s, request.path},
        {u"query"_s, request.query}, {u"status"_s, request.status}};
    const QJsonDocument document = QJsonDocument::fromJson(request.body);
    if (document.isObject())
        object.insert("body"_L1, document.object());
    else if (document.isArray())
        object.insert("body"_L1, document.array());
    else if (!request.body.isEmpty())
        object.insert("body"_L1, QString::fromUtf8(request.body));
    return object;
}

} // namespace

void SimulatorControl::record(const SimulatedRequest &request, int status, std::chrono::milliseconds at)
{
    m_requests.append(
        {request.method, request.path, request.query.toString(QUrl::FullyDecoded), request.body, status, at});
}

std::optional<SimulatedResponse> SimulatorControl::handle(const SimulatedRequest &request)
{
    if (!request.path.startsWith("/_sim/"_L1))
        return std::nullopt;
    const QByteArray &method = request.method;
    if (request.path == "/_sim/requests"_L1 && method == "GET") {
        QList<QJsonObject> rows;
        for (const RecordedRequest &recorded : std::as_const(m_requests))
            rows.append(toJson(recorded));
        return answerList(rows);
    }
    if (request.path == "/_sim/requests"_L1 && method == "DELETE") {
        clearRequests();
        return accepted();
    }
    if (request.path == "/_sim/behaviour"_L1 && method == "GET")
        return answer({{u"knobs"_s, QJsonArray::fromStringList(behaviourKnobs())}});
    if (method != "POST")
        return refused(405, u"There is no %1 here"_s.arg(QString::fromLatin1(method)));
    const auto body = objectIn(request);
    if (!body)
        return refused(400, u"The body is no JSON object"_s);
    return request.path == "/_sim/behaviour"_L1 ? setBehaviour(*body) : edit(request.path, *body);
}

SimulatedResponse SimulatorControl::setBehaviour(const QJsonObject &changes)
{
    const auto changed = changedBehaviour(m_service.behaviour(), changes);
    if (!changed)
        return refused(400, changed.error());
    m_service.setBehaviour(*changed);
    return accepted();
}

SimulatedResponse SimulatorControl::edit(const QString &path, const QJsonObject &fields)
{
    const QString id = path.section(u'/', 3);
    if (path.startsWith("/_sim/smartlock/"_L1) && !m_service.smartlock(id.toLongLong()).isEmpty()) {
        m_service.editSmartlock(id.toLongLong(), fields);
        return accepted();
    }
    if (path.startsWith("/_sim/auth/"_L1) && !m_service.authorization(id).isEmpty()) {
        m_service.editAuthorization(id, fields);
        return accepted();
    }
    return notFound();
}

} // namespace lockdesk
