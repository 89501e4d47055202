#include "simulatedactions.h"

#include "lockaction.h"
#include "simulatedanswers.h"
#include "simulatedcore.h"
#include "simulateddates.h"
#include "states.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace lockdesk {

namespace {

constexpr auto latchTime = 3s; // how long a latch or an electric strike stays open
constexpr int tooRecentResult = 3; // of the contract's SmartlockLog.state, as the next one
constexpr int motorBlockedResult = 1;
constexpr int webTrigger = 4;
constexpr int automaticTrigger = 3;

DeviceType typeOf(const QJsonObject &smartlock)
{
    return DeviceType(smartlock.value("type"_L1).toInt());
}
int stateOf(const QJsonObject &smartlock)
{
    return smartlock.value("state"_L1).toObject().value("state"_L1).toInt();
}

bool hasAction(DeviceType type, int action)
{
    switch (type) {
    case DeviceType::Opener:
        return (action >= 1 && action <= 3) || action == 6 || action == 7;
    case DeviceType::Box:
        return action == 1;
    default:
        return action >= 1 && action <= 5;
    }
}

bool isOpening(DeviceType type, int action)
{
    return action == int(LockAction::Unlatch) || action == int(LockAction::UnlatchLockNGo)
        || (action == int(LockAction::Unlock) && !isOpener(type));
}

// The state while the motor runs; -1 where none does.
int movingState(DeviceType type, int action)
{
    if (isOpener(type))
        return action == int(LockAction::Unlatch) ? int(OpenerState::Opening) : -1;
    switch (LockAction(action)) {
    case LockAction::Unlock:
    case LockAction::LockNGo:
        return int(LockState::Unlocking);
    case LockAction::Lock:
        return int(LockState::Locking);
    default:
        return int(LockState::Unlatching);
    }
}

int finalState(DeviceType type, int action)
{
    const bool isUnlatching = isOpening(type, action) && action != int(LockAction::Unlock);
    if (isOpener(type))
        return isUnlatching ? int(OpenerState::Open)
            : action == 1   ? int(OpenerState::RingToOpenActive)
                            : int(OpenerState::Online);
    if (isUnlatching)
        return int(LockState::Unlatched);
    switch (LockAction(action)) {
    case LockAction::Lock:
        return int(LockState::Locked);
    case LockAction::LockNGo:
        return int(LockState::UnlockedLockNGo);
    default:
        return int(LockState::Unlocked);
    }
}

std::chrono::seconds lockNGoTime(const QJsonObject &smartlock)
{
    const QString key =
        typeOf(smartlock) == DeviceType::SmartDoor ? u"smartdoorAdvancedConfig"_s : u"advancedConfig"_s;
    return std::chrono::seconds(smartlock.value(key).toObject().value("lngTimeout"_L1).toInt(20));
}

} // namespace

SimulatedActions::SimulatedActions(SimulatedCore &core)
    : m_core(core)
{
    for (const qint64 id : core.records().smartlockIds()) {
        const QJsonObject state = core.records().smartlock(id).value("state"_L1).toObject();
        if (const auto end = instantFrom(state.value("ringToOpenEnd"_L1).toString()))
            endRingToOpenLater({id, 0, 0, 0}, std::chrono::milliseconds(qMax(0, core.now().msecsTo(*end))));
    }
}

std::optional<SimulatedResponse> SimulatedActions::refusal(qint64 smartlockId, int action) const
{
    const QJsonObject smartlock = m_core.records().smartlock(smartlockId);
    const DeviceType type = typeOf(smartlock);
    const bool cannotUnlatch = !isOpener(type) && smartlock.value("region"_L1).toInt() == usRegion;
    const bool isUnlatching = isOpening(type, action) && action != int(LockAction::Unlock);
    if (!hasAction(type, action) || (cannotUnlatch && isUnlatching))
        return badParameter(u"action"_s, action);
    if (smartlock.contains("operationId"_L1))
        return pending();
    return std::nullopt;
}

void SimulatedActions::start(qint64 smartlockId, int action)
{
    if (m_core.losesWrites(smartlockId))
        return;
    const Run run{smartlockId, action, ++m_runs, stateOf(m_core.records().smartlock(smartlockId))};
    m_lastRun.insert(smartlockId, run.number);
    m_core.show([this, smartlockId, operationId = m_core.ids().next(m_core.now())] {
        m_core.changeSmartlock(smartlockId, {{u"operationId"_s, operationId}});
    });
    m_core.after(m_core.behaviour().moving, [this, run] { move(run); });
}

void SimulatedActions::move(const Run &run)
{
    const int state = movingState(typeOf(m_core.records().smartlock(run.smartlockId)), run.action);
    if (state >= 0) {
        m_core.show([this, run, state] {
            m_core.changeSmartlock(run.smartlockId, {{u"state"_s, QJsonObject{{u"state"_s, state}}}});
        });
    }
    m_core.after(m_core.behaviour().settling, [this, run] { settle(run); });
}

void SimulatedActions::settle(const Run &run)
{
    const int failure = failureOf(run);
    if (failure == 0 && isOpening(typeOf(m_core.records().smartlock(run.smartlockId)), run.action))
        m_lastOpening.insert(run.smartlockId, m_core.clock().uptime());
    m_core.show([this, run, failure] {
        if (failure)
            fail(run, failure);
        else
            succeed(run);
        m_core.changeSmartlock(run.smartlockId,
            {{u"operationId"_s, QJsonValue::Null}, {u"updateDate"_s, millisecondsText(m_core.now())}});
        log(run, failure);
    });
}

int SimulatedActions::failureOf(const Run &run) const
{
    const DeviceType type = typeOf(m_core.records().smartlock(run.smartlockId));
    if (const int planned = m_core.behaviour().failingActions.value(run.smartlockId))
        return planned;
    if (run.stateBefore == int(LockState::MotorBlocked) && !isOpener(type))
        return motorBlockedResult;
    const auto last = m_lastOpening.constFind(run.smartlockId);
    if (isOpening(type, run.action) && last != m_lastOpening.constEnd()
        && m_core.clock().uptime() - *last < m_core.behaviour().tooRecent)
        return tooRecentResult;
    return 0;
}

void SimulatedActions::fail(const Run &run, int result)
{
    const bool isBlocked =
        result == motorBlockedResult && !isOpener(typeOf(m_core.records().smartlock(run.smartlockId)));
    const int state = isBlocked ? int(LockState::MotorBlocked) : run.stateBefore;
    m_core.changeSmartlock(run.smartlockId, {{u"state"_s, QJsonObject{{u"state"_s, state}}}});
}

void SimulatedActions::succeed(const Run &run)
{
    const QJsonObject smartlock = m_core.records().smartlock(run.smartlockId);
    const DeviceType type = typeOf(smartlock);
    const int trigger =
        type == DeviceType::Box ? webTrigger : int(Trigger::System); // the contract's State.trigger
    m_core.changeSmartlock(run.smartlockId,
        {{u"state"_s,
            QJsonObject{{u"state"_s, finalState(type, run.action)}, {u"lastAction"_s, run.action},
                {u"trigger"_s, trigger}}}});
    const auto action = LockAction(run.action);
    if (isOpener(type)) {
        if (action == LockAction::Unlatch)
            thenLater(run, latchTime, {{u"state"_s, run.stateBefore}});
        else
            activateRingToOpen(run);
    } else if (action == LockAction::Unlatch) {
        thenLater(run, latchTime, {{u"state"_s, int(LockState::Unlocked)}});
    } else if (action == LockAction::LockNGo) {
        lockLater(run, lockNGoTime(smartlock));
    } else if (action == LockAction::UnlatchLockNGo) {
        thenLater(run, latchTime, {{u"state"_s, int(LockState::UnlockedLockNGo)}});
        lockLater(run, latchTime + lockNGoTime(smartlock));
    }
}

// Ring to open and continuous mode of an Opener: the two exclude each other.
void SimulatedActions::activateRingToOpen(const Run &run)
{
    const QJsonObject config =
        m_core.records().smartlock(run.smartlockId).value("openerAdvancedConfig"_L1).toObject();
    const std::chrono::minutes time(config.value("rtoTimeout"_L1).toInt(20));
    const auto action = LockAction(run.action);
    QJsonObject state{{u"ringToOpenEnd"_s, QJsonValue::Null}, {u"ringToOpenTimer"_s, 0}};
    if (action != LockAction::Lock)
        state.insert("mode"_L1,
            int(action == LockAction::ActivateContinuousMode ? Mode::ContinuousOrFailure : Mode::Door));
    if (action == LockAction::Unlock) {
        state.insert(
            "ringToOpenEnd"_L1, wholeSecondsText(m_core.now().addSecs(std::chrono::seconds(time).count())));
        state.insert("ringToOpenTimer"_L1, int(std::chrono::seconds(time).count()));
        endRingToOpenLater(run, time);
    }
    m_core.changeSmartlock(run.smartlockId, {{u"state"_s, state}});
}

void SimulatedActions::endRingToOpenLater(const Run &run, std::chrono::milliseconds delay)
{
    thenLater(run, delay,
        {{u"state"_s, int(OpenerState::Online)}, {u"ringToOpenEnd"_s, QJsonValue::Null},
            {u"ringToOpenTimer"_s, 0}});
}

void SimulatedActions::thenLater(const Run &run, std::chrono::milliseconds delay, const QJsonObject &state)
{
    m_core.after({delay, delay}, [this, run, state] {
        if (m_lastRun.value(run.smartlockId) != run.number)
            return;
        m_core.show([this, run, state] { m_core.changeSmartlock(run.smartlockId, {{u"state"_s, state}}); });
    });
}

void SimulatedActions::lockLater(const Run &run, std::chrono::milliseconds delay)
{
    m_core.after({delay, delay}, [this, run] {
        if (m_lastRun.value(run.smartlockId) != run.number)
            return;
        m_core.show([this, run] {
            m_core.changeSmartlock(run.smartlockId,
                {{u"state"_s,
                    QJsonObject{{u"state"_s, int(LockState::Locked)}, {u"trigger"_s, automaticTrigger}}}});
            m_core.log(run.smartlockId,
                {{u"name"_s, QString()}, {u"action"_s, int(LockAction::Lock)},
                    {u"trigger"_s, automaticTrigger}, {u"state"_s, 0}});
        });
    });
}

void SimulatedActions::log(const Run &run, int result)
{
    m_core.log(run.smartlockId,
        {{u"name"_s, u"Nuki Web"_s}, {u"action"_s, run.action}, {u"trigger"_s, webTrigger},
            {u"state"_s, result}, {u"source"_s, 0}});
}

} // namespace lockdesk
