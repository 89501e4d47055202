#pragma once

#include "clock.h"

#include <QByteArray>
#include <QHash>
#include <QJsonArray>
#include <QJsonObject>
#include <QRandomGenerator>
#include <QString>
#include <QUrlQuery>
#include <memory>

namespace lockdesk {

/// A request as the simulated service sees it.
struct SimulatedRequest
{
    QByteArray method; ///< "GET", "PUT" …
    QString path; ///< decoded, "/smartlock/123/auth"
    QUrlQuery query;
    QByteArray authorization; ///< the header's value
    QByteArray contentType;
    QByteArray body;
};

struct SimulatedResponse
{
    int status = 200;
    QByteArray contentType; ///< empty: no body
    QByteArray body;
    QList<std::pair<QByteArray, QByteArray>> headers;
};

/// What the simulated service holds to begin with. Records are the API's own JSON.
struct SimulatedWorld
{
    QJsonObject account;
    QJsonArray smartlocks;
    QJsonArray authorizations;
    QJsonArray users;
    QJsonArray log;
};

/// The Nuki Web API as nuki-facts describes it, as pure logic: request in, response out; what happens later happens
/// on the clock. Two-stage visibility, full replacement on update, the real error shapes, offline locks that lose
/// writes, actions that fail.
class SimulatedNuki
{
public:
    /// Clock and random generator must outlive it. `tokens`: token → space-separated scopes; empty = every token
    /// has every scope.
    SimulatedNuki(SimulatedWorld world, Clock &clock, QRandomGenerator &random);
    ~SimulatedNuki();

    void setTokens(const QHash<QByteArray, QByteArray> &tokens);
    SimulatedResponse handle(const SimulatedRequest &request);

    /// The records as they are now, on the "locks" and in the cloud: for tests that compare.
    QJsonObject authorization(const QString &id) const;
    QJsonObject smartlock(qint64 id) const;

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace lockdesk
