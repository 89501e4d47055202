#include "authorizationrun.h"

#include "authorizationapi.h"
#include "clock.h"
#include "decision.h"
#include "turns.h"

#include <algorithm>

namespace lockdesk {

using namespace std::chrono_literals;

namespace {

// The service has said that it did nothing, and that it may later.
bool mayGoBetterLater(const ApiError &error)
{
    return error.kind == ApiError::Kind::TooManyRequests || error.kind == ApiError::Kind::Busy
        || error.httpStatus == 503;
}

} // namespace

AuthorizationRun::AuthorizationRun(
    ChangeId id, Account &account, ChangeStore &changes, Turns &turns, QObject *parent)
    : ChangeRun(id, account, changes, parent)
    , m_turns(turns)
    , m_nextAttempt(account.clock())
{
}

AuthorizationRun::~AuthorizationRun()
{
    if (m_isHurrying)
        account().poller().unhurryAuthorizations(change().smartlockId);
}

void AuthorizationRun::start()
{
    m_mayHaveHappened = change().status == ChangeStatus::Unconfirmed;
    connect(&account().smartlocks(), &TruthStore::changed, this, [this] {
        if (std::exchange(m_isWaitingForDevice, false))
            readWhenItsTurn();
    });
    readWhenItsTurn();
}

void AuthorizationRun::lookAgain()
{
    move(ChangeStatus::Accepted, tr("Looking again."));
    watch();
}

void AuthorizationRun::readWhenItsTurn()
{
    const auto device = account().smartlocks().smartlock(change().smartlockId);
    if (device && device->isOffline()) {
        m_isWaitingForDevice = true;
        move(ChangeStatus::Waiting, waitsForDevice());
        return;
    }
    move(ChangeStatus::Waiting, tr("Waits for its turn."));
    m_turns.ask(this, change().smartlockId, [this] { readFresh(); });
}

void AuthorizationRun::readFresh()
{
    move(ChangeStatus::Waiting, tr("Reading the present record first."));
    const SmartlockId device = change().smartlockId;
    const AskedAt asked = AskedAt::by(account().clock());
    fetchAuthorizations(account().transport(), device, this)
        ->then(this, [this, device, asked](const Result<ListResult<Authorization>, ApiError> &outcome) {
            if (!outcome && mayGoBetterLater(outcome.error())) {
                planAgain(explain(outcome.error()), outcome.error().retryAfter);
                return;
            }
            if (!outcome) {
                failToRead(explain(outcome.error()));
                return;
            }
            if (outcome->unreadable > 0 && !contains(outcome->items)) {
                failToRead({}); // it may be the one that makes no sense
                return;
            }
            account().authorizations().setOf(device, *outcome, asked);
            decide(outcome->items);
        });
}

// Whether the record of an edit or a deletion is among them; a creation has none.
bool AuthorizationRun::contains(const QList<Authorization> &fresh) const
{
    const AuthorizationId record = editedRecord(change());
    return record.isNull() || std::ranges::find(fresh, record, &Authorization::id) != fresh.end();
}

void AuthorizationRun::fail(const QString &why)
{
    move(m_mayHaveHappened ? ChangeStatus::Unconfirmed : ChangeStatus::Failed, why);
}

void AuthorizationRun::failToRead(const QString &why)
{
    const QString what = tr("The present record could not be read, so nothing was sent.");
    fail(why.isEmpty() ? what : what + u' ' + why);
}

void AuthorizationRun::decide(const QList<Authorization> &fresh)
{
    const Change current = change();
    const QString problem = problemOf(current, snapshot(), account().clock().now());
    const Decision decision = lockdesk::decide(current, fresh, problem);
    switch (decision.step) {
    case Decision::Step::End:
        if (decision.isChangedByOthers)
            changes().setTheirs(id(), decision.fresh);
        move(decision.verdict.status, decision.verdict.reason);
        return;
    case Decision::Step::Wait:
        planAgain(decision.verdict.reason, std::nullopt);
        return;
    case Decision::Step::Follow:
        take(decision.verdict);
        if (!isEnded())
            watch();
        return;
    case Decision::Step::Send:
        m_before = decision.fresh;
        if (maySend())
            send(current);
        return;
    }
}

void AuthorizationRun::send(const Change &current)
{
    Transport &transport = account().transport();
    if (const auto *create = std::get_if<CreateAuthorization>(&current.subject))
        follow(createAuthorization(transport, create->after, this, whileFresh()));
    else if (const auto *update = std::get_if<UpdateAuthorization>(&current.subject))
        follow(updateAuthorization(transport, recordToSend(*update, *m_before), this, whileFresh()));
    else
        follow(deleteAuthorization(transport, m_before->smartlockId, m_before->id, this, whileFresh()));
}

void AuthorizationRun::follow(Job<Accepted> *write)
{
    changes().depart(id());
    write->then(this, [this](const Result<Accepted, ApiError> &outcome) {
        if (outcome) {
            move(ChangeStatus::Accepted,
                tr("The service has accepted it; the lock has not confirmed it yet."));
            watch();
            return;
        }
        const ApiError &error = outcome.error();
        if (!surelyNotDone(error)) {
            move(ChangeStatus::Sent, whileLooking(error));
            watch();
        } else if (error.kind == ApiError::Kind::Expired) {
            planAgain(tr("It waited too long to leave, so the record is read anew."), std::nullopt);
        } else if (mayGoBetterLater(error)) {
            planAgain(explain(error), error.retryAfter);
        } else if (error.kind == ApiError::Kind::NotFound
            && std::holds_alternative<DeleteAuthorization>(change().subject)) {
            lookWhetherGone(error);
        } else {
            fail(explain(error));
        }
    });
}

// "Not found" may be what was wanted (safety 4.2).
void AuthorizationRun::lookWhetherGone(const ApiError &refusal)
{
    fetchAuthorizations(account().transport(), change().smartlockId, this)
        ->then(this, [this, refusal](const Result<ListResult<Authorization>, ApiError> &outcome) {
            if (outcome && outcome->unreadable == 0 && !contains(outcome->items))
                move(ChangeStatus::Confirmed, tr("It was gone already."));
            else
                fail(explain(refusal));
        });
}

void AuthorizationRun::watch()
{
    m_turns.end(this);
    connect(&account().authorizations(), &AuthorizationStore::deviceAsked, this, &AuthorizationRun::judge,
        Qt::UniqueConnection);
    if (!m_isHurrying)
        account().poller().hurryAuthorizations(change().smartlockId);
    m_isHurrying = true;
    expectProofWithin(RunnerTimes::recordProof);
}

// Only by the device's own list, asked for since the write: one of all devices is read page by page and may
// skip a record when others are deleted.
void AuthorizationRun::judge(SmartlockId device, const AskedAt &asked)
{
    const Change current = change();
    if (device == current.smartlockId && asked.now >= lastSentAt(current))
        take(verdictOf(current, account().authorizations().of(device), m_before));
}

void AuthorizationRun::planAgain(const QString &why, std::optional<std::chrono::seconds> notBefore)
{
    m_turns.end(this); // others need not wait with it
    if (notBefore > RunnerTimes::longestWait) {
        fail(why);
        return;
    }
    if (++m_attempts >= RunnerTimes::attempts) {
        fail(tr("%1 Tried %n time(s); nothing was changed. Try again later.", nullptr, m_attempts).arg(why));
        return;
    }
    move(ChangeStatus::Waiting, why);
    // 423 means an operation is pending: 2 s, 4 s, 8 s … (nuki-facts chapter 2); the service's own wish goes
    // first.
    const std::chrono::seconds pause =
        std::max(std::chrono::seconds(1 << m_attempts), notBefore.value_or(0s));
    m_nextAttempt.set(pause, [this] { readWhenItsTurn(); });
}

} // namespace lockdesk
