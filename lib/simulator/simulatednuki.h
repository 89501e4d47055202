#pragma once

#include "clock.h"
#include "simulatedbehaviour.h"
#include "simulatedexchange.h"
#include "simulatedworld.h"

#include <QByteArray>
#include <QHash>
#include <QJsonObject>
#include <QRandomGenerator>
#include <functional>
#include <memory>

namespace lockdesk {

/// The Nuki Web API as nuki-facts describes it, as pure logic: request in, response out; what happens later
/// happens on the clock. Two-stage visibility, full replacement on update, the real error shapes, offline
/// locks that lose writes, actions that fail.
class SimulatedNuki
{
public:
    /// Clock and random generator must outlive it.
    SimulatedNuki(const SimulatedWorld &world, Clock &clock, QRandomGenerator &random);
    ~SimulatedNuki();

    /// `tokens`: token → space-separated scopes. Empty, as at first: every token has every scope.
    void setTokens(const QHash<QByteArray, QByteArray> &tokens);

    SimulatedResponse handle(const SimulatedRequest &request);

    /// Is told of each request that is processed and of what that gave, before the answer may be lost: the
    /// service's own log. Not of those that are turned away unseen (429, 5xx).
    using Witness = std::function<void(const SimulatedRequest &, const SimulatedResponse &)>;
    void setWitness(Witness witness);

    /// How it behaves. Windows of time such as `rateLimitedFor` start when they are set; what behaviour()
    /// returns holds what is left of them.
    void setBehaviour(const SimulatedBehaviour &behaviour);
    SimulatedBehaviour behaviour() const;

    /// The record as the cloud shows it now; empty for one that is not listed.
    QJsonObject authorization(const QString &id) const;
    QJsonObject smartlock(qint64 id) const;

    /// Another admin's edit, there and confirmed at once: `fields` are put over the record, null removes one.
    void editAuthorization(const QString &id, const QJsonObject &fields);

    /// Something happened at the device: the same, objects such as `state` field by field.
    void editSmartlock(qint64 id, const QJsonObject &fields);

    /// The device was taken out of the account, and its authorizations with it.
    void removeSmartlock(qint64 id);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace lockdesk
