#include "devicerun.h"

#include "clock.h"
#include "decision.h"
#include "logapi.h"
#include "smartlockapi.h"

namespace lockdesk {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

// Counted from the click, however long the change lay about since then.
Expiry expiryOf(const QDateTime &asked, const Clock &clock)
{
    const std::chrono::milliseconds waited(qMax(0, asked.msecsTo(clock.now())));
    return {asked.addSecs(RunnerTimes::actionExpiry.count()),
        clock.uptime() + RunnerTimes::actionExpiry - waited};
}

} // namespace

DeviceRun::DeviceRun(ChangeId id, Account &account, ChangeStore &changes, QObject *parent)
    : ChangeRun(id, account, changes, parent)
    , m_nextLogLook(account.clock())
{
}

DeviceRun::~DeviceRun()
{
    if (m_isHurrying)
        account().poller().unhurryState(change().smartlockId);
}

void DeviceRun::start()
{
    const Change current = change();
    if (const QString problem = problemOf(current, snapshot(), account().clock().now()); !problem.isEmpty()) {
        move(ChangeStatus::Problem, problem);
        return;
    }
    Transport &transport = account().transport();
    if (const auto *operate = std::get_if<OperateDevice>(&current.subject))
        follow(sendAction(transport, current.smartlockId, operate->action,
            expiryOf(current.asked, account().clock()), this));
    else if (std::holds_alternative<SynchroniseDevice>(current.subject))
        follow(sendSync(transport, current.smartlockId, this));
    else if (const auto *update = std::get_if<UpdateDevice>(&current.subject))
        updateAfterReading(*update);
}

void DeviceRun::lookAgain()
{
    m_leftAt = account().clock().uptime();
    move(ChangeStatus::Accepted, tr("Looking again."));
    watch();
}

void DeviceRun::updateAfterReading(const UpdateDevice &update)
{
    move(ChangeStatus::Waiting, tr("Reading the present record first."));
    fetchSmartlock(account().transport(), change().smartlockId, this)
        ->then(this, [this, update](const Result<Smartlock, ApiError> &outcome) {
            if (!outcome) {
                move(ChangeStatus::Failed,
                    tr("The present record could not be read, so nothing was sent. %1")
                        .arg(explain(outcome.error())));
                return;
            }
            const bool isFavorite = outcome->favorite.value_or(false);
            QStringList moved;
            if (outcome->name != update.nameBefore)
                moved += u"name"_s;
            if (isFavorite != update.favoriteBefore)
                moved += u"favorite"_s;
            if (outcome->name == update.nameAfter && isFavorite == update.favoriteAfter)
                move(ChangeStatus::Confirmed, tr("It was so already. Nothing was sent."));
            else if (!moved.isEmpty())
                move(ChangeStatus::Conflict, changedMeanwhile(moved));
            else
                noteAnd([this, update, id = outcome->id] {
                    follow(updateSmartlock(account().transport(), id, update.nameAfter, update.favoriteAfter,
                        this, whileFresh()));
                });
        });
}

void DeviceRun::follow(Job<Accepted> *write)
{
    m_leftAt = account().clock().uptime();
    changes().depart(id());
    write->then(this, [this](const Result<Accepted, ApiError> &outcome) {
        if (outcome) {
            move(ChangeStatus::Accepted,
                tr("The service has accepted it; the device has not confirmed it yet."));
            watch();
            return;
        }
        const ApiError &error = outcome.error();
        const Change current = change();
        const auto *operate = std::get_if<OperateDevice>(&current.subject);
        const bool isUnlatch = operate && !isOpener(current.deviceType)
            && (operate->action == LockAction::Unlatch || operate->action == LockAction::UnlatchLockNGo);
        if (!surelyNotDone(error)) {
            move(ChangeStatus::Sent, whileLooking(error));
            watch();
        } else if (isUnlatch && error.kind == ApiError::Kind::BadRequest) {
            Q_EMIT unlatchRefused(current.smartlockId);
            move(ChangeStatus::Failed,
                tr("This lock may be a US model, which cannot unlatch; use Unlock. Nothing was done."));
        } else {
            move(ChangeStatus::Failed, explain(error));
        }
    });
}

void DeviceRun::watch()
{
    connect(&account().smartlocks(), &TruthStore::changed, this, &DeviceRun::judge, Qt::UniqueConnection);
    if (!m_isHurrying)
        account().poller().hurryState(change().smartlockId);
    m_isHurrying = true;
    // An answer that was waited for in vain has cost some of the time; a few looks there must be.
    const std::chrono::milliseconds waited = account().clock().uptime() - m_leftAt;
    expectProofWithin(std::max<std::chrono::milliseconds>(RunnerTimes::actionProof - waited, 10s));
    if (std::holds_alternative<OperateDevice>(change().subject))
        readLog();
}

void DeviceRun::judge()
{
    const Change current = change();
    const std::optional<Smartlock> known = account().smartlocks().smartlock(current.smartlockId);
    const QDateTime asked = account().smartlocks().fetchedAtOf(current.smartlockId);
    const bool isFresh = known && asked >= lastSentAt(current);
    if (!std::holds_alternative<OperateDevice>(current.subject)) {
        if (isFresh)
            take(verdictOf(current, *known));
        return;
    }
    Smartlock fresh = known.value_or(Smartlock());
    // Later than this somebody else may have moved it: then the log alone tells.
    if (!isFresh || asked > lastSentAt(current).addSecs(RunnerTimes::actionProof.count()))
        fresh.state.reset();
    take(verdictOf(current, fresh, m_log, lastSentAt(current), previousEnd()));
}

// When the last action on this device before this one had ended; invalid when there was none.
QDateTime DeviceRun::previousEnd()
{
    const Change current = change();
    QDateTime end;
    for (const Change &other : changes().changes()) {
        if (other.id != current.id && other.smartlockId == current.smartlockId
            && std::holds_alternative<OperateDevice>(other.subject) && isFinal(other.status)
            && other.statusSince <= lastSentAt(current) && (!end.isValid() || other.statusSince > end))
            end = other.statusSince;
    }
    return end;
}

void DeviceRun::readLog()
{
    if (isEnded() || account().poller().missingScopes().testFlag(TokenScope::Log))
        return;
    fetchLog(account().transport(), change().smartlockId, {}, 20, this)
        ->then(this, [this](const Result<ListResult<LogEntry>, ApiError> &outcome) {
            if (isEnded())
                return;
            if (outcome) {
                m_log = outcome->items;
                judge();
            }
            // A refusal here is a missing scope: the state alone decides then.
            const bool isRefused = !outcome && outcome.error().kind == ApiError::Kind::Unauthorized;
            if (!isRefused)
                m_nextLogLook.set(3s, [this] { readLog(); });
        });
}

} // namespace lockdesk
