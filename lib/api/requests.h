#pragma once

#include "authorization.h"
#include "place.h"
#include "request.h"

#include <QJsonArray>
#include <QJsonObject>

namespace lockdesk {

// How the requests of all endpoints are put together.

/// An id as a segment of a path. One that names nothing gives an empty segment, which Transport refuses:
/// nothing is sent (safety D6).
QString segmentOf(SmartlockId id);
QString segmentOf(const AuthorizationId &id);

/// A read of a list: it may take a minute while it keeps coming.
Request listRequest(const QStringList &path);

/// A read of one record.
Request recordRequest(const QStringList &path);

/// A write that touches `devices`. What is written on one device is never in flight together, be it the
/// device or its authorizations (nuki-facts chapter 2: a second write is refused, or the first one is lost).
/// It must name a device, and none that is no device; else it is made one that Transport refuses.
Request writeRequest(Method method, const QStringList &path, const QList<SmartlockId> &devices);

/// Gives a request its place in the queue.
void take(Place place, Request &request);

/// An action on a door, by `action`, the segments after the device's; it does not leave after `expiry`. One a
/// device is in flight at most. It waits for no write of that device, nor for a place in flight that
/// something else holds: a person stands before the door.
Request actionRequest(SmartlockId device, const QStringList &action, const Expiry &expiry);

/// The body of a request, compact.
QByteArray bodyOf(const QJsonObject &object);
QByteArray bodyOf(const QJsonArray &array);

/// Takes the way out of a request that must not leave: Transport refuses it with
/// ApiError::Kind::InvalidRequest.
void refuse(Request &request);

} // namespace lockdesk
