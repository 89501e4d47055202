#pragma once

#include "smartlock.h"

#include <QJsonObject>
#include <optional>

namespace lockdesk {

/// A device from the API's Smartlock. std::nullopt only when the id is missing or no positive 64-bit integer:
/// the row is then counted as unreadable. Everything else is tolerated (nuki-facts chapter 1).
std::optional<Smartlock> smartlockFromJson(const QJsonObject &object);

/// The body of POST /smartlock/{id}: exactly `name` and `favorite`.
QJsonObject smartlockUpdateToJson(const QString &name, bool favorite);

} // namespace lockdesk
