#include "setkeeper.h"

#include "clock.h"
#include "historyjson.h"

#include <QLocale>

#include <algorithm>
#include <utility>

namespace lockdesk {

namespace {

bool isOfTheMoment(const Change &change)
{
    return std::holds_alternative<OperateDevice>(change.subject)
        || std::holds_alternative<SynchroniseDevice>(change.subject);
}

// Nothing more will happen to it, and something has.
bool hasEnded(const Change &change)
{
    return isFinal(change.status) && change.status != ChangeStatus::Draft
        && change.status != ChangeStatus::Problem;
}

} // namespace

SetKeeper::SetKeeper(ChangeStore &changes, const QString &who, Clock &clock, QObject *parent)
    : QObject(parent)
    , m_changes(changes)
    , m_who(who)
    , m_clock(clock)
{
    connect(&changes, &ChangeStore::changed, this, [this](ChangeId id) { m_pending.insert(id); });
    connect(&changes, &ChangeStore::settled, this, &SetKeeper::flush);
}

SetKeeper::~SetKeeper()
{
    flush();
}

void SetKeeper::open(std::unique_ptr<Journal> journal, std::unique_ptr<History> history)
{
    m_journal = std::move(journal);
    m_history = std::move(history);
    QList<JournaledSet> renamed;
    const QList<JournaledSet> found = m_journal->unfinished();
    for (const JournaledSet &left : found) {
        const ChangeSetId id = m_changes.restoreSet(left.set, left.rows);
        renamed.append({*m_changes.set(id), m_changes.changesOf(id)});
        for (const Change &row : std::as_const(renamed.last().rows))
            m_rows.insert(row.id, id);
    }
    note(m_journal->takeUp(renamed));
    // And what was asked for before the keychain answered.
    for (const Change &change : m_changes.changes())
        m_pending.insert(change.id);
    flush();
    Q_EMIT changed();
    if (!renamed.isEmpty())
        Q_EMIT takenUp(int(renamed.size()));
}

bool SetKeeper::isKept() const
{
    return m_journal && m_journal->isKept() && m_problem.isEmpty();
}

QString SetKeeper::problem() const
{
    return !m_problem.isEmpty() || !m_journal ? m_problem : m_journal->problem();
}

QString SetKeeper::noteBeforeSending(const QList<ChangeId> &ids)
{
    if (!m_journal || !m_journal->isKept())
        return {};
    flush(); // it may have been asked for and sent in one go
    if (!m_problem.isEmpty()) {
        // The journal lacks something that it could not write. With these sets anew, it is whole for them.
        m_problem.clear();
        QSet<ChangeSetId> sets;
        for (const ChangeId id : ids)
            sets.insert(m_changes.find(id)->set);
        for (const ChangeSetId id : std::as_const(sets))
            begin(*m_changes.set(id));
    }
    if (!m_problem.isEmpty())
        return m_problem;
    const Writing done = m_journal->aboutToSend(ids, m_clock.now());
    return done ? QString() : done.error();
}

QList<JournaledSet> SetKeeper::unfinished() const
{
    QList<JournaledSet> sets;
    for (const ChangeSet &set : m_changes.sets()) {
        if (isUnfinished(set.id))
            sets.append({set, m_changes.changesOf(set.id)});
    }
    return sets;
}

void SetKeeper::takeOver(const QList<JournaledSet> &sets)
{
    for (const JournaledSet &set : sets)
        m_changes.restoreSet(set.set, set.rows);
    if (!sets.isEmpty())
        Q_EMIT takenUp(int(sets.size()));
}

bool SetKeeper::isUnfinished(ChangeSetId set) const
{
    return std::ranges::any_of(m_changes.changes(), [set](const Change &change) {
        return change.set == set && !hasEnded(change) && !isOfTheMoment(change);
    });
}

void SetKeeper::flush()
{
    const QSet<ChangeId> pending = std::exchange(m_pending, {});
    QHash<ChangeSetId, QList<ChangeId>> moved;
    QList<ChangeId> dropped;
    for (const ChangeId id : pending) {
        if (const Change *change = m_changes.find(id))
            moved[change->set].append(id);
        else if (m_rows.contains(id))
            dropped.append(id);
    }
    drop(dropped);
    for (auto set = moved.cbegin(); set != moved.cend(); ++set)
        keep(*m_changes.set(set.key()), set.value());
}

void SetKeeper::drop(const QList<ChangeId> &ids)
{
    if (ids.isEmpty() || !m_journal)
        return;
    QSet<ChangeSetId> sets;
    for (const ChangeId id : ids)
        sets.insert(m_rows.take(id));
    note(m_journal->dropped(ids));
    for (const ChangeSetId id : std::as_const(sets)) {
        if (isUnfinished(id))
            continue;
        if (const std::optional<ChangeSet> set = m_changes.set(id))
            tell(*set);
        end(id);
    }
}

void SetKeeper::keep(const ChangeSet &set, const QList<ChangeId> &moved)
{
    if (!m_journal)
        return;
    const bool isKeptThere = std::ranges::any_of(moved, [this](ChangeId id) { return m_rows.contains(id); });
    const bool isLeft = isUnfinished(set.id);
    if (!isKeptThere && isLeft) {
        begin(set);
        return;
    }
    if (isKeptThere) {
        QList<Change> anew; // asked for in another way
        QList<Change> further;
        for (const ChangeId id : moved) {
            const Change &change = *m_changes.find(id);
            const bool isAsked =
                change.status == ChangeStatus::Draft || change.status == ChangeStatus::Problem;
            (isAsked ? anew : further).append(change);
        }
        note(m_journal->added(set.id, anew));
        note(m_journal->moved(further));
    }
    if (!isLeft) {
        tell(set);
        end(set.id);
    }
}

void SetKeeper::begin(const ChangeSet &set)
{
    QList<Change> rows = m_changes.changesOf(set.id);
    rows.removeIf(isOfTheMoment);
    for (const Change &row : std::as_const(rows))
        m_rows.insert(row.id, set.id);
    note(m_journal->begin(set, rows));
}

void SetKeeper::end(ChangeSetId set)
{
    m_rows.removeIf([set](const auto &row) { return row.value() == set; });
    note(m_journal->end(set));
}

// Each change once for each end that it has come to.
void SetKeeper::tell(const ChangeSet &set)
{
    QList<HistoryLine> lines;
    for (const Change &change : m_changes.changes()) {
        if (change.set != set.id || !hasEnded(change) || m_told.value(change.id) == change.statusSince)
            continue;
        m_told.insert(change.id, change.statusSince);
        lines.append(historyLine(change, set, m_who, m_clock.now(), QLocale()));
    }
    if (lines.isEmpty() || !m_history)
        return;
    const Writing done = m_history->append(lines);
    note(done);
    if (done)
        Q_EMIT changed();
}

void SetKeeper::note(const Writing &done)
{
    if (done)
        return;
    m_problem = done.error();
    Q_EMIT changed();
}

} // namespace lockdesk
