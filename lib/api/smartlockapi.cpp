#include "smartlockapi.h"

#include "bodies.h"
#include "requests.h"
#include "smartlockjson.h"
#include "transport.h"

using namespace Qt::StringLiterals;

namespace lockdesk {

Job<ListResult<Smartlock>> *fetchSmartlocks(Transport &transport, QObject *parent)
{
    return transport.send<ListResult<Smartlock>>(
        listRequest({u"smartlock"_s}), listReader<Smartlock>(smartlockFromJson, mostSmartlocks), parent);
}

Job<Smartlock> *fetchSmartlock(Transport &transport, SmartlockId id, QObject *parent, Place place)
{
    // Another device than the one asked for is no answer.
    const auto decode = [id](const QJsonObject &object) {
        const std::optional<Smartlock> smartlock = smartlockFromJson(object);
        return smartlock && smartlock->id == id ? smartlock : std::nullopt;
    };
    Request request = recordRequest({u"smartlock"_s, segmentOf(id)});
    take(place, request);
    return transport.send<Smartlock>(request, recordReader<Smartlock>(decode), parent);
}

Job<Accepted> *updateSmartlock(Transport &transport, SmartlockId id, const QString &name, bool favorite,
    QObject *parent, const std::optional<Expiry> &expiry, const MayLeave &mayLeave)
{
    Request request = writeRequest(Method::Post, {u"smartlock"_s, segmentOf(id)}, {id});
    request.body = bodyOf(smartlockUpdateToJson(name, favorite));
    request.expiry = expiry;
    request.mayLeave = mayLeave;
    return transport.sendWrite(request, parent);
}

Job<Accepted> *sendAction(Transport &transport, SmartlockId id, LockAction action, const Expiry &expiry,
    QObject *parent, const MayLeave &mayLeave)
{
    Request request = actionRequest(id, {}, expiry);
    request.body = bodyOf(QJsonObject{{u"action"_s, int(action)}});
    request.mayLeave = mayLeave;
    return transport.sendWrite(request, parent);
}

Job<Accepted> *sendLock(Transport &transport, SmartlockId id, const Expiry &expiry, QObject *parent)
{
    return transport.sendWrite(actionRequest(id, {u"lock"_s}, expiry), parent);
}

Job<Accepted> *sendUnlock(Transport &transport, SmartlockId id, const Expiry &expiry, QObject *parent)
{
    return transport.sendWrite(actionRequest(id, {u"unlock"_s}, expiry), parent);
}

Job<Accepted> *sendSync(Transport &transport, SmartlockId id, QObject *parent, const MayLeave &mayLeave)
{
    Request request = writeRequest(Method::Post, {u"smartlock"_s, segmentOf(id), u"sync"_s}, {id});
    request.mayLeave = mayLeave;
    return transport.sendWrite(request, parent);
}

} // namespace lockdesk
