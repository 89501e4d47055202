#include "setkeeper.h"

#include "clock.h"
#include "journalrecord.h"

#include <algorithm>
#include <limits>

namespace lockdesk {

namespace {

// What is written in one go. More would take longer than a frame.
constexpr size_t rowsAtOnce = 800;
constexpr size_t linesAtOnce = 200;
constexpr std::chrono::seconds keychainPatience{10};

} // namespace

SetKeeper::SetKeeper(ChangeStore &changes, const QString &who, Clock &clock, QObject *parent)
    : QObject(parent)
    , m_changes(changes)
    , m_clock(clock)
    , m_patience(clock)
    , m_ended(changes, who, clock)
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
    if (m_archive && (!m_ended.isEmpty() || m_isBehind))
        tellEnded(std::numeric_limits<size_t>::max());
}

void SetKeeper::expectOpening()
{
    m_isAwaited = true;
    m_patience.set(keychainPatience, [this] {
        m_problem = tr("The keychain has not given the key for it within %n second(s). Should Lockdesk end "
                       "before changes are finished that are sent now, it does not go on with them.",
            nullptr, int(keychainPatience.count()));
        m_isAwaited = false;
        Q_EMIT changed();
        goOn();
    });
}

void SetKeeper::open(std::unique_ptr<Journal> journal, std::optional<History> history)
{
    open([kept = std::make_shared<std::unique_ptr<Journal>>(std::move(journal))] { return std::move(*kept); },
        std::move(history));
}

void SetKeeper::open(const MakeJournal &make, std::optional<History> history)
{
    if (!m_isAwaited)
        expectOpening();
    m_history = std::move(history);
    const auto work = [make, history = m_history] { return std::make_shared<Archive>(make(), history); };
    m_queue.add(work, [this](std::shared_ptr<Archive> archive) { onOpened(std::move(archive)); });
    Q_EMIT changed();
}

void SetKeeper::onOpened(std::shared_ptr<Archive> archive)
{
    m_archive = std::move(archive);
    m_isAwaited = false;
    m_patience.cancel();
    m_problem.clear();
    m_isJournalKept = m_archive->journal().isKept();
    m_journalProblem = m_archive->journal().problem();
    QList<JournaledSet> renamed;
    const QList<JournaledSet> found = m_archive->journal().unfinished();
    for (const JournaledSet &left : found) {
        const ChangeSetId id = m_changes.restoreSet(left.set, left.rows);
        renamed.append({*m_changes.set(id), m_changes.changesOf(id)});
        for (const Change &row : std::as_const(renamed.last().rows))
            m_rows.insert(row.id, id);
        m_begun.insert(id);
    }
    compare();
    if (!renamed.isEmpty())
        write([renamed](Archive &to) { return to.takeUp(renamed); });
    // And what was asked for before the keychain answered.
    for (const Change &change : m_changes.changes())
        m_pending.insert(m_pending.end(), change.id);
    work();
    Q_EMIT changed();
    if (!renamed.isEmpty())
        Q_EMIT takenUp(int(renamed.size()));
}

void SetKeeper::compareWith(const SetCount &kept)
{
    m_toCompare = kept;
    compare();
}

void SetKeeper::compare()
{
    if (!m_archive || !m_toCompare)
        return;
    struct Compared
    {
        QString words;
        Archive::State state;
    };
    m_count = m_toCompare;
    const auto work = [archive = m_archive, kept = *std::exchange(m_toCompare, {})] {
        const QString words = archive->compare(kept);
        return Compared{words, archive->state()};
    };
    m_queue.add(work, [this](const Compared &compared) {
        if (!compared.words.isEmpty()) {
            m_journalProblem += (m_journalProblem.isEmpty() ? QString() : QString(u' ')) + compared.words;
            Q_EMIT changed();
        }
        take(compared.state);
    });
}

// With what has waited for the journal.
void SetKeeper::goOn()
{
    const QList<Waiting> waiting = std::exchange(m_waiting, {});
    for (const Waiting &asked : waiting) {
        if (asked.context)
            noteBeforeSending(asked.rows, asked.context, asked.done);
    }
}

bool SetKeeper::isKept() const
{
    return m_isJournalKept && m_problem.isEmpty();
}

QString SetKeeper::problem() const
{
    return m_problem.isEmpty() ? m_journalProblem : m_problem;
}

void SetKeeper::noteBeforeSending(
    const QList<Departure> &rows, QObject *context, std::function<void(const QString &error)> done)
{
    // A large set that is sent as soon as it is asked for is handed over in parts all the same.
    if (m_isAwaited || (m_isJournalKept && m_pending.size() > rowsAtOnce))
        m_waiting.append({rows, context, std::move(done)});
    else if (m_isJournalKept)
        note({rows, context, std::move(done)}, true);
    else
        done({});
}

void SetKeeper::note(const Waiting &asked, bool isFirst)
{
    flush(m_pending.size()); // it may have been asked for and sent in one go
    QList<Change> departed;
    for (const Departure &row : asked.rows) {
        if (const Change *change = m_changes.find(row.id)) // it may have been taken out meanwhile
            departed.append(departing(*change, row.updatedBefore, m_clock.now()));
    }
    for (const Change &row : std::as_const(departed))
        m_noted.insert(row.id, row);
    m_queue.add([archive = m_archive, departed] { return archive->note(departed); },
        [this, asked, departed, isFirst](const Archive::Noted &noted) {
            take(noted.state);
            if (!noted.mayLeave()) {
                for (const Change &row : departed)
                    m_noted.remove(row.id);
            }
            if (!noted.mayLeave() && noted.state.error.isEmpty() && isFirst) {
                tellAnew(noted);
                note(asked, false);
            } else if (asked.context) {
                asked.done(noted.mayLeave() ? QString() : whyNotNoted());
            }
        });
}

QString SetKeeper::whyNotNoted() const
{
    return m_problem.isEmpty() ? tr("It could not be written to the journal.") : m_problem;
}

// What the disk has refused of these sets.
void SetKeeper::tellAnew(const Archive::Noted &noted)
{
    if (!noted.isTakenUp) {
        QList<JournaledSet> begun;
        for (const ChangeSetId id : std::as_const(m_begun)) {
            if (const std::optional<ChangeSet> set = m_changes.set(id))
                begun.append({*set, m_changes.changesOf(id)});
        }
        write([begun](Archive &to) { return to.takeUp(begun); });
    }
    for (const ChangeSetId id : noted.lacking) {
        QList<ChangeId> rows;
        for (const Change &row : m_changes.rowsOf(id))
            rows.append(row.id);
        if (!rows.isEmpty())
            begin(*m_changes.set(id), rows);
    }
}

QList<JournaledSet> SetKeeper::unfinished() const
{
    QList<JournaledSet> sets;
    for (const ChangeSet &set : m_changes.sets()) {
        if (std::ranges::any_of(m_changes.rowsOf(set.id), isLeft))
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

// A part of what there is to write; the rest when others have had their turn. What the disk has refused is
// written with the next change.
void SetKeeper::work()
{
    if (!m_archive) {
        m_pending.clear(); // all of it is looked at then
        return;
    }
    flush(rowsAtOnce);
    if (m_pending.empty() && (!m_ended.isEmpty() || m_isBehind))
        tellEnded(linesAtOnce);
    if (m_pending.size() <= rowsAtOnce && !m_isAwaited)
        goOn();
    if (!m_pending.empty() || !m_ended.isEmpty())
        m_timer.start();
}

void SetKeeper::flush(size_t atMost)
{
    if (!m_archive)
        return;
    const auto end = std::next(m_pending.begin(), std::ptrdiff_t(std::min(atMost, m_pending.size())));
    const QList<ChangeId> pending(m_pending.begin(), end);
    m_pending.erase(m_pending.begin(), end);
    QHash<ChangeSetId, QList<ChangeId>> moved;
    QHash<ChangeSetId, QList<ChangeId>> dropped;
    for (const ChangeId id : pending) {
        if (const Change *change = m_changes.find(id))
            moved[change->set].append(id);
        else if (m_rows.contains(id))
            dropped[m_rows.take(id)].append(id);
    }
    for (auto set = dropped.cbegin(); set != dropped.cend(); ++set)
        drop(set.key(), set.value());
    for (auto set = moved.cbegin(); set != moved.cend(); ++set)
        keep(*m_changes.set(set.key()), set.value());
}

void SetKeeper::drop(ChangeSetId set, const QList<ChangeId> &ids)
{
    for (const ChangeId id : ids)
        m_noted.remove(id);
    write([set, ids](Archive &to) { return to.drop(set, ids); });
    if (!m_ended.isUnfinished(set))
        finish(set);
}

void SetKeeper::keep(const ChangeSet &set, const QList<ChangeId> &moved)
{
    const bool hasMore = m_ended.isUnfinished(set.id);
    if (m_begun.contains(set.id))
        goOnWith(set.id, moved);
    else if (hasMore)
        begin(set, moved);
    if (hasMore)
        m_ended.remove(set.id);
    else
        finish(set.id);
}

void SetKeeper::goOnWith(ChangeSetId set, const QList<ChangeId> &rows)
{
    QList<Change> anew; // not there yet, or asked for in another way
    QList<Change> moved;
    for (const ChangeId id : rows) {
        const Change &change = *m_changes.find(id);
        if (isOfTheMoment(change))
            continue;
        const bool isAsked = change.status == ChangeStatus::Draft || change.status == ChangeStatus::Problem;
        (isAsked || !m_rows.contains(id) ? anew : moved).append(change);
        m_rows.insert(id, set);
        if (const auto noted = m_noted.constFind(id);
            noted != m_noted.cend() && noted->attempts.size() <= change.attempts.size())
            m_noted.erase(noted); // it has left
    }
    write([set, anew, moved](Archive &to) { return to.keep(set, anew, moved); });
}

// With these; the others of its rows follow.
void SetKeeper::begin(const ChangeSet &set, const QList<ChangeId> &first)
{
    QList<Change> rows;
    for (const ChangeId id : first) {
        const Change &change = *m_changes.find(id);
        if (isOfTheMoment(change))
            continue;
        // What has been noted may leave at any moment.
        const auto noted = m_noted.constFind(id);
        const bool isLeaving = noted != m_noted.cend() && change.status == ChangeStatus::Waiting
            && noted->attempts.size() > change.attempts.size();
        rows.append(isLeaving ? *noted : change);
    }
    if (rows.isEmpty())
        return;
    auto place = m_pending.begin();
    for (const Change &row : m_changes.rowsOf(set.id))
        place = std::next(m_pending.insert(place, row.id));
    for (const Change &row : std::as_const(rows)) {
        m_rows.insert(row.id, set.id);
        m_pending.erase(row.id);
    }
    m_begun.insert(set.id);
    write([set, rows](Archive &to) { return to.begin(set, rows); });
}

// Nothing is left to be done: it is told first, lest it be lost between the two.
void SetKeeper::finish(ChangeSetId set)
{
    m_ended.add(set);
    if (!m_timer.isActive())
        m_timer.start();
}

// And what the disk has refused before.
void SetKeeper::tellEnded(size_t atMost)
{
    const EndedSets::Part part = m_ended.take(atMost);
    for (const ChangeSetId set : part.ended)
        forget(set);
    write([part](Archive &to) { return to.tell(part.lines, part.ended); });
}

void SetKeeper::forget(ChangeSetId set)
{
    for (const Change &row : m_changes.rowsOf(set)) {
        m_rows.remove(row.id);
        m_noted.remove(row.id);
    }
    m_begun.remove(set);
}

void SetKeeper::write(const std::function<Archive::State(Archive &)> &step)
{
    m_queue.add([archive = m_archive, step] { return step(*archive); },
        [this](const Archive::State &state) { take(state); });
}

// What went wrong is a problem until all is written.
void SetKeeper::take(const Archive::State &state)
{
    m_isBehind = state.isBehind;
    const QString before = m_problem;
    if (!state.error.isEmpty())
        m_problem = state.error;
    else if (!state.isBehind)
        m_problem.clear();
    if (state.hasTold || m_problem != before)
        Q_EMIT changed();
    if (state.count && state.count != m_count) {
        m_count = state.count;
        Q_EMIT counted(*m_count);
    }
}

} // namespace lockdesk
