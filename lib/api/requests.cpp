#include "requests.h"

#include <QJsonDocument>
#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace lockdesk {

namespace {

// `realm`: what kind of write must not be in flight together on one device.
Request exclusiveRequest(
    Method method, const QStringList &path, const QString &realm, const QList<SmartlockId> &devices)
{
    Request request;
    request.method = method;
    request.path = path;
    for (const SmartlockId device : devices)
        request.exclusiveKeys.append(realm + segmentOf(device));
    request.exclusiveKeys.removeDuplicates();
    const bool areDevices =
        std::ranges::all_of(devices, [](SmartlockId device) { return toNumber(device) > 0; });
    if (devices.isEmpty() || !areDevices)
        refuse(request);
    return request;
}

} // namespace

QString segmentOf(SmartlockId id)
{
    return toNumber(id) > 0 ? toString(id) : QString();
}

QString segmentOf(const AuthorizationId &id)
{
    return id.toString();
}

Request listRequest(const QStringList &path)
{
    Request request = recordRequest(path);
    request.longest = 60s;
    return request;
}

Request recordRequest(const QStringList &path)
{
    Request request;
    request.path = path;
    return request;
}

Request writeRequest(Method method, const QStringList &path, const QList<SmartlockId> &devices)
{
    return exclusiveRequest(method, path, u"smartlock/"_s, devices);
}

Request actionRequest(SmartlockId device, const QStringList &action, const Expiry &expiry)
{
    const QStringList path = QStringList{u"smartlock"_s, segmentOf(device), u"action"_s} + action;
    Request request = exclusiveRequest(Method::Post, path, u"action/"_s, {device});
    request.expiry = expiry;
    request.isUrgent = true;
    request.isAction = true;
    return request;
}

void take(Place place, Request &request)
{
    request.isUrgent = request.isAction = place == Place::Actions;
}

QByteArray bodyOf(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

QByteArray bodyOf(const QJsonArray &array)
{
    return QJsonDocument(array).toJson(QJsonDocument::Compact);
}

void refuse(Request &request)
{
    request.path.clear();
}

} // namespace lockdesk
