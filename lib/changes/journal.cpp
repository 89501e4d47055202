#include "journal.h"

#include "journalrecord.h"
#include "replay.h"

#include <QCoreApplication>
#include <QDir>

namespace lockdesk {

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *words)
{
    return QCoreApplication::translate("Journal", words);
}

QString withLoss(const QString &damage)
{
    return damage + u' '
        + tr(QT_TRANSLATE_NOOP("Journal",
            "It remembered changes that were not finished when Lockdesk last ended. Look at the list of "
            "authorizations to see which of them were made before you ask for them again."));
}

} // namespace

Journal::Journal(const QString &why)
    : m_problem(why)
{
}

Journal::Journal(const QString &path, SecretKey key)
{
    Result<SealedLog::Opened, QString> result = SealedLog::open(path, std::move(key));
    if (!result) {
        m_problem = result.error();
        return;
    }
    SealedLog::Opened opened = std::move(result).value();
    const auto found = replay(opened.records, opened.tail == SealedLog::Tail::Doubtful);
    if (!found) {
        // Sealed by this program and yet not understood: another version's. Not to be written over.
        m_problem =
            tr(QT_TRANSLATE_NOOP("Journal",
                   "“%1” holds what this version of Lockdesk does not understand. Nothing was changed. "
                   "Open it with the version that wrote it, or move it away and start again."))
                .arg(path);
        return;
    }
    if (!opened.damage.isEmpty())
        m_problem = withLoss(opened.damage);
    m_unfinished = *found;
    m_count = countIn(opened.records);
    m_log = std::move(opened.log);
    // Only what had ended, or never quite began. Should it not go now, it goes with the next set.
    if (m_unfinished.isEmpty())
        (void)m_log->remove();
}

Journal::~Journal() = default;

Writing Journal::append(const QByteArray &record, SealedLog::Sync sync)
{
    if (!m_unfinished.isEmpty()) {
        // Its ids are those of another session, and could be taken for those of this one.
        return tr(QT_TRANSLATE_NOOP("Journal",
            "What an earlier session left unfinished has not been taken up yet, so nothing was sent."));
    }
    return m_log->append(record, sync);
}

// A set begins or ends.
Writing Journal::count(ChangeSetId set)
{
    if (!m_count)
        return Written{};
    Writing done = tell(set, countedRecord(*m_count + 1), SealedLog::Sync::Later);
    if (done)
        ++*m_count;
    return done;
}

Writing Journal::tell(ChangeSetId set, const QByteArray &record, SealedLog::Sync sync)
{
    Writing done = append(record, sync);
    if (!done)
        m_lacking.insert(set);
    return done;
}

Writing Journal::takeUp(const QList<JournaledSet> &sets)
{
    if (!isKept() || (sets.isEmpty() && m_unfinished.isEmpty()))
        return Written{};
    QList<QByteArray> records;
    if (m_count)
        records.append(countedRecord(*m_count));
    for (const JournaledSet &set : sets)
        records.append(begunRecord(set.set, set.rows));
    if (const Writing done = sets.isEmpty() ? m_log->remove() : m_log->replace(records); !done)
        return done.error();
    m_unfinished.clear();
    for (const JournaledSet &set : sets) {
        m_open.insert(set.set.id);
        m_lacking.remove(set.set.id);
    }
    return Written{};
}

Writing Journal::begin(const ChangeSet &set, const QList<Change> &rows)
{
    if (!isKept() || rows.isEmpty())
        return Written{};
    Writing done = m_open.contains(set.id) ? Writing(Written{}) : count(set.id);
    if (done)
        done = tell(set.id, begunRecord(set, rows));
    if (done) {
        m_lacking.remove(set.id);
        m_open.insert(set.id);
    }
    return done;
}

Writing Journal::added(ChangeSetId set, const QList<Change> &rows)
{
    return isKept() && !rows.isEmpty() ? tell(set, addedRecord(set, rows)) : Writing(Written{});
}

Writing Journal::dropped(ChangeSetId set, const QList<ChangeId> &ids)
{
    return isKept() && !ids.isEmpty() ? tell(set, droppedRecord(ids)) : Writing(Written{});
}

Writing Journal::aboutToSend(const QList<Change> &rows)
{
    if (!isKept() || rows.isEmpty())
        return Written{};
    if (m_open.isEmpty()) {
        return tr(QT_TRANSLATE_NOOP("Journal",
            "These changes were not written to the journal, so nothing was sent. Ask for them again."));
    }
    return append(sendingRecord(rows));
}

Writing Journal::moved(const QList<Change> &rows)
{
    // Behind the last set's end there is no file to write to.
    const bool isWanted = isKept() && !rows.isEmpty() && !m_open.isEmpty();
    return isWanted ? tell(rows.first().set, movedRecord(rows), SealedLog::Sync::Later) : Writing(Written{});
}

Writing Journal::end(ChangeSetId set)
{
    if (!isKept() || !m_open.contains(set)) {
        m_lacking.remove(set);
        return Written{};
    }
    const bool isLast = m_open.size() == 1;
    Writing done = isLast ? m_log->remove() : count(set);
    if (done && !isLast)
        done = append(endedRecord(set));
    if (done) {
        if (isLast && m_count)
            ++*m_count;
        m_open.remove(set);
        m_lacking.remove(set);
    }
    return done;
}

} // namespace lockdesk
