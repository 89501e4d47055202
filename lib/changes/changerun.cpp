#include "changerun.h"

#include "clock.h"

namespace lockdesk {

using namespace Qt::StringLiterals;

ChangeRun::ChangeRun(ChangeId id, Account &account, ChangeStore &changes, QObject *parent)
    : QObject(parent)
    , m_id(id)
    , m_account(account)
    , m_changes(changes)
    , m_patience(account.clock())
{
}

Snapshot ChangeRun::snapshot()
{
    return {m_account.smartlocks().smartlocks(), m_account.authorizations().authorizations()};
}

void ChangeRun::noteAnd(std::function<void()> leave)
{
    if (!m_note) {
        leave();
        return;
    }
    m_note({{m_id, {}}}, this, [this, leave](const QString &error) {
        if (error.isEmpty())
            leave();
        else
            move(ChangeStatus::Problem, error);
    });
}

void ChangeRun::move(ChangeStatus status, const QString &reason)
{
    if (m_isEnded)
        return;
    m_changes.setStatus(m_id, status, reason);
    if (isFinal(status)) {
        m_isEnded = true;
        m_patience.cancel();
        Q_EMIT ended();
    }
}

void ChangeRun::take(const Verdict &verdict)
{
    if (m_isEnded || (verdict.status == ChangeStatus::Accepted && change().status == ChangeStatus::Listed))
        return;
    if (verdict.found)
        m_changes.setCreated(m_id, *verdict.found);
    // A lost answer stays "sent" until the service's data say more.
    const bool isStillSent =
        verdict.status == ChangeStatus::Accepted && change().status == ChangeStatus::Sent;
    const bool isNothingNew = verdict.status == change().status && verdict.reason.isEmpty();
    move(isStillSent ? ChangeStatus::Sent : verdict.status,
        isStillSent || isNothingNew ? change().reason : verdict.reason);
}

void ChangeRun::expectProofWithin(std::chrono::milliseconds time)
{
    m_patience.set(time, [this] {
        const QString missing = change().reason;
        const QString unproven = tr("No proof came in time. It may still happen: look again later.");
        move(ChangeStatus::Unconfirmed, missing.isEmpty() ? unproven : missing + u' ' + unproven);
    });
}

Expiry ChangeRun::whileFresh() const
{
    const Clock &clock = m_account.clock();
    return {clock.now().addSecs(RunnerTimes::freshness.count()), clock.uptime() + RunnerTimes::freshness};
}

} // namespace lockdesk
