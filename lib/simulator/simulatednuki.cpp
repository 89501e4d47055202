#include "simulatednuki.h"

#include "authorizationsendpoint.h"
#include "logendpoint.h"
#include "simulatedanswers.h"
#include "simulatedcore.h"
#include "simulateddates.h"
#include "simulatedfaults.h"
#include "simulatedroute.h"
#include "simulatedtokens.h"
#include "smartlocksendpoint.h"
#include "usersendpoint.h"

using namespace Qt::StringLiterals;

namespace lockdesk {

class SimulatedNuki::Private
{
public:
    Private(const SimulatedWorld &world, Clock &clock, QRandomGenerator &random)
        : core(world, clock, random)
    {
    }

    SimulatedResponse dispatch(const SimulatedRoute &route, const SimulatedRequest &request);
    SimulatedResponse process(const SimulatedRequest &request);
    void awaitSecondAdmin();

    SimulatedCore core;
    SimulatedTokens tokens;
    SimulatedFaults faults{core};
    AuthorizationsEndpoint authorizations{core};
    SmartlocksEndpoint smartlocks{core, authorizations.writes()};
    UsersEndpoint users{core};
    LogEndpoint log{core};
    Witness witness;
    qint64 adminRound = 0; // a new setting ends the rounds of the last
};

SimulatedResponse SimulatedNuki::Private::dispatch(
    const SimulatedRoute &route, const SimulatedRequest &request)
{
    using O = SimulatedOperation;
    switch (route.operation) {
    case O::ReadAccount:
        return users.readAccount();
    case O::ListUsers:
        return users.list(request);
    case O::CreateUser:
        return users.create(request);
    case O::ReadUser:
        return users.read(route);
    case O::UpdateUser:
        return users.update(route, request);
    case O::DeleteUser:
        return users.remove(route);
    case O::ListSmartlocks:
        return smartlocks.list(request);
    case O::ReadSmartlock:
        return smartlocks.read(route);
    case O::UpdateSmartlock:
        return smartlocks.update(route, request);
    case O::Act:
        return smartlocks.act(route, request);
    case O::SimpleLock:
        return smartlocks.lock(route, request);
    case O::SimpleUnlock:
        return smartlocks.unlock(route, request);
    case O::Sync:
        return smartlocks.sync(route);
    case O::ListAuthorizations:
        return authorizations.list(request);
    case O::PageAuthorizations:
        return authorizations.page(request);
    case O::CreateManyAuthorizations:
        return authorizations.createMany(request);
    case O::UpdateManyAuthorizations:
        return authorizations.updateMany(request);
    case O::DeleteManyAuthorizations:
        return authorizations.removeMany(request);
    case O::ListDeviceAuthorizations:
        return authorizations.listOfDevice(route, request);
    case O::CreateAuthorization:
        return authorizations.create(route, request);
    case O::ReadAuthorization:
        return authorizations.read(route);
    case O::UpdateAuthorization:
        return authorizations.update(route, request);
    case O::DeleteAuthorization:
        return authorizations.remove(route);
    case O::ListLog:
        return log.list(request);
    case O::ListDeviceLog:
        return log.listOfDevice(route, request);
    }
    return refusedByFramework(404, u"The server has not found anything matching the request URI"_s);
}

SimulatedResponse SimulatedNuki::Private::process(const SimulatedRequest &request)
{
    const SimulatedRoute route = routeOf(request.method, request.path);
    const bool isMissing = core.behaviour().pagedMissing && route.match == SimulatedRoute::Match::Found
        && route.operation == SimulatedOperation::PageAuthorizations;
    if (route.match == SimulatedRoute::Match::NoSuchPath || isMissing)
        return refusedByFramework(404, u"The server has not found anything matching the request URI"_s);
    if (route.match == SimulatedRoute::Match::NoSuchMethod)
        return refusedByFramework(405, u"The method specified is not allowed for this resource"_s);
    if (!tokens.admit(request.authorization, route.scopes))
        return notAuthorized();
    return dispatch(route, request);
}

void SimulatedNuki::Private::awaitSecondAdmin()
{
    const auto interval = core.behaviour().secondAdminEvery;
    if (interval.count() <= 0)
        return;
    core.after({interval, interval}, [this, round = adminRound] {
        const auto &ids = core.records().authorizationIds();
        if (round != adminRound)
            return;
        if (!ids.isEmpty()) {
            const QString id = ids[core.random().bounded(ids.size())];
            const bool isEnabled = core.records().authorization(id).value("enabled"_L1).toBool(true);
            core.records().putAuthorization(merged(core.records().authorization(id),
                {{u"enabled"_s, !isEnabled}, {u"updateDate"_s, millisecondsText(core.now())}}));
        }
        awaitSecondAdmin();
    });
}

SimulatedNuki::SimulatedNuki(const SimulatedWorld &world, Clock &clock, QRandomGenerator &random)
    : d(std::make_unique<Private>(world, clock, random))
{
}

SimulatedNuki::~SimulatedNuki() = default;

void SimulatedNuki::setTokens(const QHash<QByteArray, QByteArray> &tokens)
{
    d->tokens.set(tokens);
}

SimulatedResponse SimulatedNuki::handle(const SimulatedRequest &request)
{
    if (const auto fault = d->faults.before())
        return *fault;
    const SimulatedResponse response = d->process(request);
    if (d->witness)
        d->witness(request, response);
    return d->faults.after(request, response);
}

void SimulatedNuki::setWitness(Witness witness)
{
    d->witness = std::move(witness);
}

void SimulatedNuki::setBehaviour(const SimulatedBehaviour &behaviour)
{
    d->core.setBehaviour(behaviour);
    d->faults.restart();
    ++d->adminRound;
    d->awaitSecondAdmin();
}

SimulatedBehaviour SimulatedNuki::behaviour() const
{
    SimulatedBehaviour behaviour = d->core.behaviour();
    behaviour.rateLimitedFor = d->faults.rateLimitedFor();
    behaviour.brokenFor = d->faults.brokenFor();
    behaviour.loseAnswers = d->faults.loseAnswers();
    return behaviour;
}

QJsonObject SimulatedNuki::authorization(const QString &id) const
{
    return d->core.records().authorization(id);
}

QJsonObject SimulatedNuki::smartlock(qint64 id) const
{
    return d->core.records().smartlock(id);
}

void SimulatedNuki::editAuthorization(const QString &id, const QJsonObject &fields)
{
    QJsonObject record = merged(d->core.records().authorization(id), fields);
    if (!fields.contains("updateDate"_L1))
        record.insert("updateDate"_L1, millisecondsText(d->core.now()));
    d->core.records().putAuthorization(record);
}

void SimulatedNuki::editSmartlock(qint64 id, const QJsonObject &fields)
{
    d->core.changeSmartlock(id, fields);
}

void SimulatedNuki::removeSmartlock(qint64 id)
{
    d->core.records().removeSmartlock(id);
}

} // namespace lockdesk
