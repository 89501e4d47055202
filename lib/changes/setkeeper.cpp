#include "setkeeper.h"

#include "clock.h"
#include "historyjson.h"
#include "journalrecord.h"

#include <QLocale>

#include <algorithm>
#include <limits>

namespace lockdesk {

namespace {

// What is written in one go. More would take longer than a frame.
constexpr size_t rowsAtOnce = 800;
constexpr size_t linesAtOnce = 200;
constexpr std::chrono::seconds keychainPatience{10};

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
    , m_patience(clock)
{
    connect(&changes, &ChangeStore::changed, this, [this](ChangeId id) { m_pending.insert(id); });
    connect(&changes, &ChangeStore::settled, this, &SetKeeper::work);
    m_timer.setSingleShot(true);
    m_timer.setInterval(0);
    connect(&m_timer, &QTimer::timeout, this, &SetKeeper::work);
}

SetKeeper::~SetKeeper()
{
    flush(m_pending.size());
    (void)tellEnded(std::numeric_limits<size_t>::max());
}

void SetKeeper::open(std::unique_ptr<Journal> journal, std::unique_ptr<History> history)
{
    m_patience.cancel();
    m_problem.clear();
    m_journal = std::move(journal);
    m_history = std::move(history);
    QList<JournaledSet> renamed;
    const QList<JournaledSet> found = m_journal->unfinished();
    for (const JournaledSet &left : found) {
        const ChangeSetId id = m_changes.restoreSet(left.set, left.rows);
        renamed.append({*m_changes.set(id), m_changes.changesOf(id)});
        for (const Change &row : std::as_const(renamed.last().rows))
            m_rows.insert(row.id, id);
        m_begun.insert(id);
    }
    note(m_journal->takeUp(renamed));
    // And what was asked for before the keychain answered.
    for (const Change &change : m_changes.changes())
        m_pending.insert(change.id);
    work();
    Q_EMIT changed();
    if (!renamed.isEmpty())
        Q_EMIT takenUp(int(renamed.size()));
    goOn();
}

void SetKeeper::expectOpening()
{
    m_patience.set(keychainPatience, [this] {
        m_problem = tr("The keychain has not given the key for it within %n second(s). Should Lockdesk end "
                       "before changes are finished that are sent now, it does not go on with them.",
            nullptr, int(keychainPatience.count()));
        Q_EMIT changed();
        goOn();
    });
}

// With what has waited for the journal.
void SetKeeper::goOn()
{
    const QList<Waiting> waiting = std::exchange(m_waiting, {});
    for (const Waiting &asked : waiting) {
        if (asked.context)
            asked.done(noteNow(asked.rows));
    }
}

bool SetKeeper::isKept() const
{
    return m_journal && m_journal->isKept() && m_problem.isEmpty();
}

QString SetKeeper::problem() const
{
    return !m_problem.isEmpty() || !m_journal ? m_problem : m_journal->problem();
}

void SetKeeper::noteBeforeSending(
    const QList<Departure> &rows, QObject *context, std::function<void(const QString &error)> done)
{
    if (!m_journal && m_patience.isSet())
        m_waiting.append({rows, context, std::move(done)});
    else
        done(noteNow(rows));
}

QString SetKeeper::noteNow(const QList<Departure> &rows)
{
    if (!m_journal || !m_journal->isKept())
        return {};
    flush(m_pending.size()); // it may have been asked for and sent in one go
    completeJournal(rows);
    QList<Change> departed;
    for (const Departure &row : rows) {
        const Change *change = m_changes.find(row.id);
        if (change && !m_journal->isWhole(change->set))
            return m_problem;
        if (change)
            departed.append(departing(*change, row.updatedBefore, m_clock.now()));
    }
    const Writing done = m_journal->aboutToSend(departed);
    return done ? QString() : done.error();
}

// What could not be written of the sets of these is written again.
void SetKeeper::completeJournal(const QList<Departure> &rows)
{
    if (!m_journal->isTakenUp()) {
        QList<JournaledSet> begun;
        for (const ChangeSetId id : std::as_const(m_begun)) {
            if (const std::optional<ChangeSet> set = m_changes.set(id))
                begun.append({*set, m_changes.changesOf(id)});
        }
        note(m_journal->takeUp(begun));
    }
    QSet<ChangeSetId> lacking;
    for (const Departure &row : rows) {
        if (const Change *change = m_changes.find(row.id); change && !m_journal->isWhole(change->set))
            lacking.insert(change->set);
    }
    for (const ChangeSetId id : std::as_const(lacking))
        begin(*m_changes.set(id));
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
    return std::ranges::any_of(m_changes.rowsOf(set),
        [](const Change &change) { return !hasEnded(change) && !isOfTheMoment(change); });
}

// A part of what there is to write; the rest when others have had their turn, or with the next change where
// the disk has refused it.
void SetKeeper::work()
{
    bool isWritten = true;
    if (m_pending.empty())
        isWritten = tellEnded(linesAtOnce);
    else
        flush(rowsAtOnce);
    const bool isAll = m_pending.empty() && m_ended.empty();
    if (isWritten && !isAll)
        m_timer.start();
    if (isAll && m_journal && m_journal->isWhole() && m_journal->isTakenUp() && !m_problem.isEmpty()) {
        m_problem.clear();
        Q_EMIT changed();
    }
}

void SetKeeper::flush(size_t atMost)
{
    const auto end = std::next(m_pending.begin(), std::ptrdiff_t(std::min(atMost, m_pending.size())));
    const QList<ChangeId> pending(m_pending.begin(), end);
    m_pending.erase(m_pending.begin(), end);
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
    QHash<ChangeSetId, QList<ChangeId>> sets;
    for (const ChangeId id : ids)
        sets[m_rows.take(id)].append(id);
    for (auto set = sets.cbegin(); set != sets.cend(); ++set) {
        note(m_journal->dropped(set.key(), set.value()));
        if (!isUnfinished(set.key()))
            finish(set.key());
    }
}

void SetKeeper::keep(const ChangeSet &set, const QList<ChangeId> &moved)
{
    if (!m_journal)
        return;
    const bool isLeft = isUnfinished(set.id);
    if (m_begun.contains(set.id))
        write(set.id, moved);
    else if (isLeft)
        begin(set, moved);
    if (!isLeft)
        finish(set.id);
}

void SetKeeper::write(ChangeSetId set, const QList<ChangeId> &moved)
{
    QList<Change> anew; // not there yet, or asked for in another way
    QList<Change> further;
    for (const ChangeId id : moved) {
        const Change &change = *m_changes.find(id);
        if (isOfTheMoment(change))
            continue;
        const bool isAsked = change.status == ChangeStatus::Draft || change.status == ChangeStatus::Problem;
        (isAsked || !m_rows.contains(id) ? anew : further).append(change);
        m_rows.insert(id, set);
    }
    note(m_journal->added(set, anew));
    note(m_journal->moved(further));
}

// With these; the others of its rows follow.
void SetKeeper::begin(const ChangeSet &set, const QList<ChangeId> &first)
{
    QList<Change> rows;
    for (const ChangeId id : first) {
        if (const Change &change = *m_changes.find(id); !isOfTheMoment(change))
            rows.append(change);
    }
    if (rows.isEmpty())
        return;
    for (const Change &row : m_changes.rowsOf(set.id))
        m_pending.insert(row.id);
    for (const Change &row : std::as_const(rows)) {
        m_rows.insert(row.id, set.id);
        m_pending.erase(row.id);
    }
    m_begun.insert(set.id);
    note(m_journal->begin(set, rows));
}

void SetKeeper::begin(const ChangeSet &set)
{
    QList<ChangeId> ids;
    for (const Change &row : m_changes.rowsOf(set.id))
        ids.append(row.id);
    begin(set, ids);
}

// Nothing is left to be done: it is told first, lest it be lost between the two.
void SetKeeper::finish(ChangeSetId set)
{
    m_ended.insert(set);
    if (!m_timer.isActive())
        m_timer.start();
}

// Whether the disk has taken it.
bool SetKeeper::tellEnded(size_t atMost)
{
    while (!m_ended.empty() && atMost > 0) {
        const ChangeSetId id = *m_ended.begin();
        if (isUnfinished(id)) { // something of it is asked for again
            m_ended.erase(id);
            continue;
        }
        const std::optional<ChangeSet> set = m_changes.set(id);
        const std::optional<size_t> told = set ? tell(*set, atMost) : 0;
        if (told == atMost)
            return true; // there may be more
        if (!told || !end(id))
            return false;
        atMost -= *told;
        m_ended.erase(id);
    }
    return true;
}

bool SetKeeper::end(ChangeSetId set)
{
    m_rows.removeIf([set](const auto &row) { return row.value() == set; });
    m_begun.remove(set);
    return note(m_journal->end(set));
}

// Each change once for each end that it has come to. How many they were; nullopt when the disk did not take
// them.
std::optional<size_t> SetKeeper::tell(const ChangeSet &set, size_t atMost)
{
    QList<HistoryLine> lines;
    QList<const Change *> told;
    for (const Change &change : m_changes.rowsOf(set.id)) {
        if (size_t(lines.size()) == atMost)
            break;
        if (!hasEnded(change) || m_told.value(change.id) == change.statusSince)
            continue;
        told.append(&change);
        lines.append(historyLine(change, set, m_who, m_clock.now(), QLocale()));
    }
    if (!lines.isEmpty() && m_history && !note(m_history->append(lines)))
        return {};
    for (const Change *change : std::as_const(told))
        m_told.insert(change->id, change->statusSince);
    if (!lines.isEmpty() && m_history)
        Q_EMIT changed();
    return size_t(lines.size());
}

// Whether it is done; what went wrong is a problem until all is written.
bool SetKeeper::note(const Writing &done)
{
    if (!done) {
        m_problem = done.error();
        Q_EMIT changed();
    }
    return done.isOk();
}

} // namespace lockdesk
