#include "bulkrows.h"

#include <algorithm>

namespace lockdesk {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

QString recordOf(const Change &change)
{
    const QString device = toString(change.smartlockId);
    const auto *create = std::get_if<CreateAuthorization>(&change.subject);
    if (!create)
        return editedRecord(change).toString();
    const Authorization &wanted = create->after;
    return wanted.code ? u"code/"_s + device + u'/' + QString::number(wanted.code->toNumber())
                       : u"person/"_s + device + u'/'
            + QString::number(toNumber(wanted.accountUserId.value_or(AccountUserId(0))));
}

} // namespace

BulkRows::BulkRows(ChangeStore &changes, Clock &clock, QObject *parent)
    : QObject(parent)
    , m_changes(changes)
    , m_clock(clock)
{
}

BulkRows::Row *BulkRows::add(ChangeId id)
{
    const Change *change = m_changes.find(id);
    if (!change || m_rows.contains(id))
        return nullptr;
    Row &row = m_rows[id];
    row.record = recordOf(*change);
    row.turn = m_turns++;
    const bool hasLeft = change->status == ChangeStatus::Sent || change->status == ChangeStatus::Accepted
        || change->status == ChangeStatus::Listed;
    if (hasLeft) {
        row.stage = Stage::Watched;
        row.watchedSince = uptime();
        row.lastRead = uptime();
        row.nextLook = uptime();
        row.after.emplace();
    } else {
        m_changes.setStatus(id, ChangeStatus::Waiting, tr("Waits for its turn."));
    }
    return find(id);
}

BulkRows::Row *BulkRows::find(ChangeId id)
{
    const auto row = m_rows.find(id);
    return row == m_rows.end() ? nullptr : &row->second;
}

void BulkRows::dropGone()
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

bool BulkRows::mayLeave(ChangeId id) const
{
    const Change *change = m_changes.find(id);
    return change && m_rows.contains(id) && !isPaused(*change)
        && (change->status == ChangeStatus::Waiting || change->status == ChangeStatus::Sent);
}

QHash<QString, ChangeId> BulkRows::holders() const
{
    QHash<QString, ChangeId> holders;
    const auto rank = [](const Row &row) { return std::pair(row.stage == Stage::Ready, row.turn); };
    for (const auto &[id, row] : m_rows) {
        const Change *change = m_changes.find(id);
        if (!change || (row.stage == Stage::Ready && isPaused(*change)))
            continue;
        ChangeId &holder = holders[row.record];
        const auto known = m_rows.find(holder);
        if (known == m_rows.end() || rank(row) < rank(known->second))
            holder = id;
    }
    return holders;
}

void BulkRows::depart(ChangeId id)
{
    Row &row = m_rows[id];
    row.stage = Stage::InFlight;
    row.absence = {};
    row.theirs.reset();
    row.goesOnAtOnce = false;
    m_changes.depart(id, row.before.record ? row.before.record->updated : QDateTime());
}

void BulkRows::watch(ChangeId id, ChangeStatus status, const QString &reason, AttemptOutcome outcome)
{
    Row &row = m_rows[id];
    row.stage = Stage::Watched;
    row.watchedSince = uptime();
    row.writeEnded = uptime();
    row.readable = 0ms;
    row.lastRead = uptime();
    row.nextLook = uptime(); // at once, while the list shows what it goes over
    m_changes.setOutcome(id, outcome);
    m_changes.setStatus(id, status, reason);
}

void BulkRows::follow(ChangeId id, const Verdict &verdict)
{
    Row &row = m_rows[id];
    row.stage = Stage::Watched;
    row.isOnlyLookedAt = true;
    row.watchedSince = uptime();
    row.lastRead = uptime();
    row.nextLook = uptime() + RunnerTimes::lookEvery;
    m_changes.setStatus(id, verdict.status, verdict.reason);
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
        const Change *change = m_changes.find(id);
        const QString tried = tr("Tried %n time(s).", nullptr, row.attempts);
        fail(id,
            why + u' ' + tried + u' '
                + (change && mayHaveHappened(*change)
                        ? tr("It is not known whether it was done: look again later.")
                        : tr("Nothing was changed. Try again later.")));
        return;
    }
    leaveLater(id, std::max(RunnerTimes::busyPause * (1 << (row.attempts - 1)), notBefore.value_or(0s)), why);
}

void BulkRows::fail(ChangeId id, const QString &reason)
{
    const Change *change = m_changes.find(id);
    if (change && mayHaveHappened(*change))
        end(id, ChangeStatus::Unconfirmed,
            tr("An earlier attempt may have happened. Of the newest: %1", "what came of it").arg(reason));
    else
        end(id, ChangeStatus::Failed, reason);
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
        const Change *change = m_changes.find(id);
        if (!change)
            continue;
        sets.insert(change->set);
        if (change->status == ChangeStatus::Waiting)
            m_changes.setStatus(id, ChangeStatus::Waiting, tr("Paused. %1", "a reason").arg(reason));
    }
    for (const ChangeSetId set : std::as_const(sets))
        m_changes.setPaused(set, true);
    Q_EMIT paused();
}

void BulkRows::noteRead(Row &row, Time asked)
{
    constexpr Time longestGap = 60s; // more between two readings was a sleep, or a service that hung
    if (row.lastRead)
        row.readable += std::clamp(asked - *row.lastRead, Time(0), longestGap);
    row.lastRead = std::max(asked, row.lastRead.value_or(asked));
}

void BulkRows::giveUpWaiting()
{
    QList<ChangeId> late;
    for (const auto &[id, row] : m_rows) {
        const bool isLate = row.readable >= RunnerTimes::recordProof
            || uptime() - row.watchedSince >= RunnerTimes::longestProof;
        if (row.stage == Stage::Watched && isLate)
            late += id;
    }
    const QString unproven = tr("No proof came in time. It may still happen: look again later.");
    for (const ChangeId id : std::as_const(late)) {
        const Change *change = m_changes.find(id);
        const QString missing = change ? change->reason : QString();
        if (change && change->status == ChangeStatus::Listed)
            end(id, ChangeStatus::Unconfirmed,
                missing + u' '
                    + tr("It is listed as asked; the service does not say whether the lock has it."));
        else
            end(id, ChangeStatus::Unconfirmed, missing.isEmpty() ? unproven : missing + u' ' + unproven);
    }
}

} // namespace lockdesk
