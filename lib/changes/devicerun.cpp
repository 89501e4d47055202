#include "devicerun.h"

#include "askedat.h"
#include "clock.h"
#include "decision.h"
#include "devicewatch.h"
#include "logapi.h"
#include "planner.h"
#include "runnertimes.h"
#include "smartlockapi.h"

namespace lockdesk {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr DeviceWatch::Pace actionPace{1500ms, 3s, RunnerTimes::actionProof};
constexpr DeviceWatch::Pace recordPace{2s, 0s, RunnerTimes::recordProof};

// By both clocks, whichever is first: however long the change lay about since the person asked.
Expiry expiryOf(const Change &change, bool isOneOfSeveral, const Clock &clock)
{
    const std::chrono::milliseconds waited(qMax(0, change.asked.msecsTo(clock.now())));
    const std::chrono::milliseconds left = isOneOfSeveral
        ? std::min<std::chrono::milliseconds>(RunnerTimes::actionExpiry, RunnerTimes::questionExpiry - waited)
        : RunnerTimes::actionExpiry - waited;
    return {clock.now().addMSecs(left.count()), clock.uptime() + left};
}

Expiry whileFresh(const Clock &clock)
{
    return {clock.now().addSecs(RunnerTimes::freshness.count()), clock.uptime() + RunnerTimes::freshness};
}

bool isUnlatch(const Change &change)
{
    const auto *operate = std::get_if<OperateDevice>(&change.subject);
    return operate && !isOpener(change.deviceType)
        && (operate->action == LockAction::Unlatch || operate->action == LockAction::UnlatchLockNGo);
}

} // namespace

DeviceRun::DeviceRun(ChangeId id, Account &account, ChangeStore &changes, QObject *parent)
    : QObject(parent)
    , m_id(id)
    , m_account(account)
    , m_changes(changes)
    , m_patience(account.clock())
{
    connect(&changes, &ChangeStore::changed, this, [this](ChangeId changed) {
        if (changed == m_id && !m_changes.find(m_id))
            end();
    });
}

// The change as long as something may come of it; null once it is gone or the run has ended.
const Change *DeviceRun::live() const
{
    return m_isEnded ? nullptr : m_changes.find(m_id);
}

bool DeviceRun::mayLeave() const
{
    const Change *change = live();
    const std::optional<ChangeSet> set = change ? m_changes.set(change->set) : std::nullopt;
    return set && !set->isPaused;
}

void DeviceRun::start()
{
    const Change *change = live();
    if (!change) {
        end();
        return;
    }
    const Snapshot devices{m_account.smartlocks().smartlocks(), {}};
    const QString problem = problemOf(*change, devices, m_account.clock().now());
    if (!problem.isEmpty())
        move(ChangeStatus::Problem, problem);
    else if (std::holds_alternative<OperateDevice>(change->subject))
        readBeforeAction();
    else
        readRecord();
}

void DeviceRun::lookAgain()
{
    m_basis = m_changes.basis(m_id);
    m_basis.state.reset(); // somebody else may have moved it since: only the log tells
    m_isAnswered = true;
    move(ChangeStatus::Accepted, tr("Looking again."));
    watch();
}

void DeviceRun::readBeforeAction()
{
    const Change &change = *live();
    const SmartlockId device = change.smartlockId;
    Transport &transport = m_account.transport();
    m_expiry = expiryOf(change, m_isOneOfSeveral, m_account.clock());
    m_patience.set(RunnerTimes::readingBeforeAction, [this] { leave(); });
    const AskedAt asked = AskedAt::by(m_account.clock());
    m_readings += fetchSmartlock(transport, device, this, Place::Actions)
                      ->then(this, [this, asked](const Result<Smartlock, ApiError> &outcome) {
                          if (outcome) {
                              m_basis.state = markOf(*outcome);
                              m_account.smartlocks().setOne(*outcome, asked);
                          }
                          noteReading();
                      });
    if (!m_account.poller().missingScopes().testFlag(TokenScope::Log)) {
        m_readings += fetchLog(transport, device, {}, 20, this, Place::Actions)
                          ->then(this, [this](const Result<ListResult<LogEntry>, ApiError> &outcome) {
                              // A line that could not be read may be the newest.
                              if (outcome && outcome->unreadable == 0)
                                  m_basis.log = markOf(outcome->items);
                              noteReading();
                          });
    }
    m_unread = int(m_readings.size());
    move(ChangeStatus::Waiting, tr("Reading the device's log and state first."));
}

void DeviceRun::noteReading()
{
    if (m_isEnded)
        return;
    m_changes.setBasis(m_id, m_basis);
    --m_unread;
    if (m_unread == 0 && !m_isSent)
        leave();
    judge();
}

// Nothing else may be able to give its place in flight up: a reading that hangs must not keep the action from
// leaving.
void DeviceRun::makeRoom()
{
    if (m_isOnItsWay)
        return;
    for (const QPointer<JobBase> &reading : std::as_const(m_readings))
        delete reading;
}

void DeviceRun::leave()
{
    const Change *change = live();
    if (!change)
        return;
    if (!mayLeave()) {
        hold();
        return;
    }
    m_isSent = true;
    m_patience.set(RunnerTimes::readingInItsPlace, [this] { makeRoom(); });
    follow(sendAction(m_account.transport(), change->smartlockId,
        std::get<OperateDevice>(change->subject).action, m_expiry, this, [this] {
            m_isOnItsWay = true; // asked last when it leaves the queue
            return mayLeave();
        }));
}

void DeviceRun::readRecord()
{
    const Change *change = live();
    if (!change)
        return;
    const SmartlockId device = change->smartlockId;
    const AskedAt asked = AskedAt::by(m_account.clock());
    m_readAt = asked.uptime;
    fetchSmartlock(m_account.transport(), device, this)
        ->then(this, [this, asked](const Result<Smartlock, ApiError> &outcome) {
            if (!live())
                return;
            if (outcome) {
                m_account.smartlocks().setOne(*outcome, asked);
                decide(*outcome);
            } else {
                fail(tr("The present record could not be read, so nothing was sent. %1")
                         .arg(explain(outcome.error())));
            }
        });
    move(ChangeStatus::Waiting, tr("Reading the present record first."));
}

void DeviceRun::decide(const Smartlock &fresh)
{
    const Change *change = live();
    if (!change)
        return;
    const SmartlockId device = change->smartlockId;
    Transport &transport = m_account.transport();
    if (!mayLeave()) {
        hold();
        return;
    }
    const auto *update = std::get_if<UpdateDevice>(&change->subject);
    if (!update) {
        follow(sendSync(transport, device, this, [this] { return mayLeave(); }), fresh.updated);
        return;
    }
    QStringList moved;
    if (fresh.name != update->nameBefore)
        moved += u"name"_s;
    if (fresh.favorite.value_or(false) != update->favoriteBefore)
        moved += u"favorite"_s;
    if (isAsAsked(*update, fresh))
        move(ChangeStatus::Confirmed, tr("It was so already. Nothing was sent."));
    else if (!moved.isEmpty())
        move(ChangeStatus::Conflict, changedMeanwhile(moved));
    else if (m_note)
        m_note({{m_id, fresh.updated}}, this,
            [this, expiry = whileFresh(m_account.clock()), updated = fresh.updated](
                const QString &error) { sendUpdate(error, expiry, updated); });
    else
        sendUpdate({}, whileFresh(m_account.clock()), fresh.updated);
}

// Noted, or not for a reason in words: then its set waits until the person has seen to that.
void DeviceRun::sendUpdate(const QString &error, const Expiry &expiry, const QDateTime &updatedBefore)
{
    const Change *change = live();
    if (!change)
        return;
    if (!error.isEmpty())
        m_changes.setPaused(change->set, true);
    if (!mayLeave()) {
        hold(error);
        return;
    }
    const auto &update = std::get<UpdateDevice>(change->subject);
    follow(updateSmartlock(m_account.transport(), change->smartlockId, update.nameAfter, update.favoriteAfter,
               this, expiry, [this] { return mayLeave(); }),
        updatedBefore);
}

void DeviceRun::follow(Job<Accepted> *write, const QDateTime &updatedBefore)
{
    write->then(this, [this](const Result<Accepted, ApiError> &outcome) {
        if (live())
            take(outcome);
    });
    ++m_attempts;
    watch();
    m_changes.depart(m_id, updatedBefore);
}

void DeviceRun::take(const Result<Accepted, ApiError> &outcome)
{
    m_isAnswered = true;
    if (!outcome && surelyNotDone(outcome.error())) {
        takeRefusal(outcome.error());
        return;
    }
    if (outcome) {
        m_changes.setOutcome(m_id, AttemptOutcome::Accepted);
        move(ChangeStatus::Accepted, tr("The service has accepted it; the device has not confirmed it yet."));
    } else {
        move(ChangeStatus::Sent, whileLooking(outcome.error()));
    }
    judge();
}

void DeviceRun::takeRefusal(const ApiError &error)
{
    m_watch->stop();
    m_changes.setOutcome(m_id, AttemptOutcome::NotDone);
    const Change *change = live();
    if (!change)
        return;
    const bool isAction = std::holds_alternative<OperateDevice>(change->subject);
    if (error.kind == ApiError::Kind::Cancelled) {
        hold();
    } else if (error.kind == ApiError::Kind::Expired && !isAction && m_attempts < RunnerTimes::attempts) {
        readRecord(); // what it was compared with is too old by now
    } else if (error.kind == ApiError::Kind::BadRequest && isUnlatch(*change)) {
        Q_EMIT unlatchRefused(change->smartlockId);
        fail(tr("This lock may be a US model, which cannot unlatch; use Unlock. Nothing was done."));
    } else {
        fail(explain(error));
    }
}

void DeviceRun::watch()
{
    const Change *change = live();
    if (!change)
        return;
    DeviceWatch::Pace pace = recordPace;
    if (std::holds_alternative<OperateDevice>(change->subject)) {
        pace = actionPace;
        if (m_account.poller().missingScopes().testFlag(TokenScope::Log))
            pace.log = 0s;
    }
    delete m_watch;
    m_watch = new DeviceWatch(m_account, change->smartlockId, pace, this);
    connect(m_watch, &DeviceWatch::read, this, &DeviceRun::judge);
    connect(m_watch, &DeviceWatch::timeUp, this, &DeviceRun::giveUp);
}

// Not before the answer or its loss: until then the write may be on its way.
void DeviceRun::judge()
{
    const Change *change = live();
    if (!change || !m_isAnswered || !m_watch)
        return;
    const DeviceVerdict found = verdict(*change);
    if (found.status == ChangeStatus::Accepted)
        return;
    if (std::holds_alternative<SynchroniseDevice>(change->subject) && m_readAt.count() > 0)
        Q_EMIT synchronised(change->smartlockId, m_readAt, m_account.clock().uptime());
    move(found.status, found.reason);
}

DeviceVerdict DeviceRun::verdict(const Change &change) const
{
    const std::optional<Smartlock> &record = m_watch->record();
    if (const auto *operate = std::get_if<OperateDevice>(&change.subject)) {
        DeviceBasis basis = m_basis;
        // Later than this somebody else may have moved it: then the log alone tells.
        if (m_watch->recordAge() > RunnerTimes::actionProof)
            basis.state.reset();
        return verdictOf(*operate, change.deviceType, basis, record, m_watch->log());
    }
    const auto *update = std::get_if<UpdateDevice>(&change.subject);
    const bool isProven = record
        && (update ? isAsAsked(*update, *record)
                   : !change.attempts.isEmpty()
                    && hasReportedSince(change.attempts.last().updatedBefore, *record));
    return isProven ? DeviceVerdict{ChangeStatus::Confirmed, {}} : DeviceVerdict{};
}

void DeviceRun::giveUp()
{
    m_isAnswered = true; // or never will be
    judge();
    const Change *change = live();
    if (!change)
        return;
    const bool isAction = std::holds_alternative<OperateDevice>(change->subject);
    QString unproven = tr("No proof came in time. It may still happen: look again later.");
    if (isAction && !m_basis.log && !m_basis.state)
        unproven = tr("No proof came in time: neither the log nor the state of the device was there to be "
                      "compared with. Look at the door.");
    move(ChangeStatus::Unconfirmed, change->reason.isEmpty() ? unproven : change->reason + u' ' + unproven);
}

// Its set was paused before it left.
void DeviceRun::hold(const QString &why)
{
    const Change *change = live();
    if (change && std::holds_alternative<OperateDevice>(change->subject))
        move(ChangeStatus::Problem, tr("Its set was paused before it left. Nothing was sent."));
    else if (change)
        move(ChangeStatus::Waiting, why.isEmpty() ? tr("Its set is paused.") : why);
    end();
}

// This time; an earlier attempt, of which nothing is known, stays what it was.
void DeviceRun::fail(const QString &why)
{
    const Change *change = live();
    if (change && mayHaveHappened(*change))
        move(ChangeStatus::Unconfirmed,
            tr("It was not carried out this time. An earlier attempt may have been: look again later."));
    else
        move(ChangeStatus::Failed, why);
}

void DeviceRun::move(ChangeStatus status, const QString &reason)
{
    if (!live())
        return;
    m_changes.setStatus(m_id, status, reason);
    if (isFinal(status))
        end();
}

void DeviceRun::end()
{
    if (m_isEnded)
        return;
    m_isEnded = true;
    m_patience.cancel();
    if (m_watch)
        m_watch->stop();
    Q_EMIT ended();
}

} // namespace lockdesk
