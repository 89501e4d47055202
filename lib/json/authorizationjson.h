#pragma once

#include "authorization.h"

#include <QJsonObject>
#include <QList>
#include <optional>

namespace lockdesk {

/// An authorization from the API's SmartlockAuth. std::nullopt only when its id or its device's id is missing
/// or malformed. `code` may be a number, a numeric string, an array of one or absent; `operationId` a string
/// or an object (nuki-facts chapter 1). `unreadable` also names `type` when it is misshapen, or missing
/// beside a code: it decides whether an update must carry the code. It names `name` when that came with bytes
/// that are no UTF-8 and now holds U+FFFD in their place (recordtext.h).
std::optional<Authorization> authorizationFromJson(const QJsonObject &object);

/// The body of POST /smartlock/{id}/auth/{id}: the full record, every updatable field it has and no other.
/// `code` only for keypad codes, `accountUserId` where there is one.
QJsonObject authorizationUpdateToJson(const Authorization &authorization);

/// One element of POST /smartlock/auth: the same with `id`.
QJsonObject authorizationMultiUpdateToJson(const Authorization &authorization);

/// The body of PUT /smartlock/{id}/auth (no devices) or PUT /smartlock/auth (`devices` given). Always with
/// `type`, 0 (app) where the record has none, and with `remoteAllowed`, which the contract requires: false
/// where absent.
QJsonObject authorizationCreateToJson(
    const Authorization &authorization, const QList<SmartlockId> &devices = {});

} // namespace lockdesk
