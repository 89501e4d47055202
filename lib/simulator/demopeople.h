#pragma once

#include <QDateTime>
#include <QJsonArray>
#include <QJsonObject>
#include <QRandomGenerator>

namespace lockdesk {

/// The account that the demo's devices belong to.
QJsonObject demoAccount(const QDateTime &now);

/// `count` people of it, each with a name and an e-mail address of their own; a few lack the name, as some
/// real ones do (nuki-facts chapter 1).
QJsonArray demoPeople(int count, const QDateTime &now, QRandomGenerator &random);

} // namespace lockdesk
