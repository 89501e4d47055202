#pragma once

#include <QDateTime>
#include <QJsonArray>
#include <QRandomGenerator>

namespace lockdesk {

/// `count` authorizations over the devices: people with the app, keypad codes with schedules of every kind
/// (always, office hours, a stay, expired, yet to begin, disabled), fobs, the keypads and bridges themselves
/// and a virtual one; a few are listed and not yet confirmed. Codes are valid and each is unique on its
/// device; nobody has two app authorizations on one device.
QJsonArray demoAuthorizations(int count, const QJsonArray &devices, const QJsonArray &people,
    const QDateTime &now, QRandomGenerator &random);

} // namespace lockdesk
