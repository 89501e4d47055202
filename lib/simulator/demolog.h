#pragma once

#include <QDateTime>
#include <QJsonArray>
#include <QRandomGenerator>

namespace lockdesk {

/// `count` log lines of the last five days, newest first: people, codes and fobs at their devices, wrong
/// codes, doors opened and closed, doorbells, a blocked motor. Nothing recent of an offline device.
QJsonArray demoLog(int count, const QJsonArray &devices, const QJsonArray &authorizations,
    const QDateTime &now, QRandomGenerator &random);

} // namespace lockdesk
