#pragma once

#include <QDateTime>
#include <QJsonArray>
#include <QRandomGenerator>

namespace lockdesk {

/// `count` devices of all types in eight zones, the first 24 of them with a story each: one offline, one with
/// its motor blocked, one Opener in continuous mode, low batteries, an open door, one sold in the United
/// States. Fields are left out where real bodies lack them (nuki-facts chapter 1).
QJsonArray demoDevices(int count, const QDateTime &now, QRandomGenerator &random);

/// The account they belong to.
inline constexpr int demoAccountId = 734'501'219;

} // namespace lockdesk
