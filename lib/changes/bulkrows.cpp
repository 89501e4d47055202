#include "bulkrows.h"

#include "batch.h"

#include <algorithm>

namespace lockdesk {

using namespace std::chrono_literals;

BulkRows::BulkRows(ChangeStore &changes, Clock &clock, QObject *parent)
    : QObject(parent)
    , m_changes(changes)
    , m_clock(clock)
{
}

bool BulkRows::add(ChangeId id)
{
    const Change *change = m_changes.find(id);
    if (!change || m_rows.contains(id))
        return false;
    Row row;
    row.largestBatch = largestBatch;
    row.mayHaveHappened = change->status == ChangeStatus::Unconfirmed;
    const bool hasLeft = change->status == ChangeStatus::Sent || change->status == ChangeStatus::Accepted
        || change->status == ChangeStatus::Listed;
    if (hasLeft) {
        row.stage = Stage::Watched;
        row.watchedSince = uptime();
        row.isAnswerLost = change->status == ChangeStatus::Sent;
        row.after.emplace();
    }
    m_rows.emplace(id, row);
    if (!hasLeft)
        m_changes.setStatus(id, ChangeStatus::Waiting, tr("Waits for its turn."));
    return true;
}

BulkRows::Row *BulkRows::find(ChangeId id)
{
    const auto row = m_rows.find(id);
    return row == m_rows.end() ? nullptr : &row->second;
}

void BulkRows::forgetGone()
{
    QList<ChangeId> gone;
    for (const auto &[id, row] : m_rows) {
        if (!m_changes.find(id))
            gone += id;
    }
    for (const ChangeId id : std::as_const(gone)) {
        m_rows.erase(id);
        Q_EMIT ended(id);
    }
}

bool BulkRows::isPaused(const Change &change) const
{
    const std::optional<ChangeSet> set = m_changes.set(change.set);
    return set && set->isPaused;
}

void BulkRows::depart(ChangeId id)
{
    m_rows[id].stage = Stage::InFlight;
    m_changes.depart(id);
}

void BulkRows::watch(ChangeId id, ChangeStatus status, const QString &reason, bool isAnswerLost)
{
    Row &row = m_rows[id];
    row.stage = Stage::Watched;
    row.watchedSince = uptime();
    row.isSeen = false;
    row.isAnswerLost = isAnswerLost;
    row.mayHaveHappened = row.mayHaveHappened || isAnswerLost;
    lookNotBefore(uptime() + Time(lookEvery) / 2);
    m_changes.setStatus(id, status, reason);
}

void BulkRows::leaveLater(ChangeId id, Time delay, const QString &reason)
{
    Row &row = m_rows[id];
    row.stage = Stage::Ready;
    row.notBefore = uptime() + delay;
    m_changes.setStatus(id, ChangeStatus::Waiting, reason);
}

void BulkRows::tryAgain(ChangeId id, const QString &why, std::optional<std::chrono::seconds> notBefore)
{
    Row &row = m_rows[id];
    if (notBefore > RunnerTimes::longestWait) {
        leaveLater(id, 0ms, why);
        pauseSetsOf({id}, why);
        return;
    }
    if (++row.attempts >= RunnerTimes::attempts) {
        row.mayHaveHappened = false; // each attempt was proven undone
        fail(id,
            tr("%1 Tried %n time(s); nothing was changed. Try again later.", nullptr, row.attempts).arg(why));
        return;
    }
    leaveLater(id, std::max(busyPause * (1 << (row.attempts - 1)), notBefore.value_or(0s)), why);
}

void BulkRows::fail(ChangeId id, const QString &reason)
{
    end(id, m_rows[id].mayHaveHappened ? ChangeStatus::Unconfirmed : ChangeStatus::Failed, reason);
}

void BulkRows::end(ChangeId id, ChangeStatus status, const QString &reason)
{
    m_rows.erase(id);
    m_changes.setStatus(id, status, reason);
    Q_EMIT ended(id);
}

void BulkRows::pauseSetsOf(const QList<ChangeId> &ids, const QString &reason)
{
    QSet<ChangeSetId> sets;
    for (const ChangeId id : ids) {
        if (const Change *change = m_changes.find(id))
            sets.insert(change->set);
        m_changes.setStatus(id, ChangeStatus::Waiting, tr("Paused. %1").arg(reason));
    }
    for (const ChangeSetId set : std::as_const(sets))
        m_changes.setPaused(set, true);
    Q_EMIT paused();
}

void BulkRows::giveUpWaiting()
{
    QList<ChangeId> late;
    for (const auto &[id, row] : m_rows) {
        if (row.stage == Stage::Watched && uptime() - row.watchedSince >= RunnerTimes::recordProof)
            late += id;
    }
    const QString unproven = tr("No proof came in time. It may still happen: look again later.");
    for (const ChangeId id : std::as_const(late)) {
        const Change *change = m_changes.find(id);
        const QString missing = change ? change->reason : QString();
        end(id, ChangeStatus::Unconfirmed, missing.isEmpty() ? unproven : missing + u' ' + unproven);
    }
}

} // namespace lockdesk
