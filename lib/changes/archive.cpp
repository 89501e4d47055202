#include "archive.h"

namespace lockdesk {

Archive::Archive(std::unique_ptr<Journal> journal, std::optional<History> history)
    : m_journal(std::move(journal))
    , m_history(std::move(history))
{
}

Archive::State Archive::takeUp(const QList<JournaledSet> &sets)
{
    return state(m_journal->takeUp(sets));
}

Archive::State Archive::begin(const ChangeSet &set, const QList<Change> &rows)
{
    m_unended.removeAll(set.id); // something of it is asked for again
    return state(m_journal->begin(set, rows));
}

Archive::State Archive::keep(ChangeSetId set, const QList<Change> &anew, const QList<Change> &moved)
{
    const Writing added = m_journal->added(set, anew);
    const Writing done = m_journal->moved(moved);
    return state(added ? done : added);
}

Archive::State Archive::drop(ChangeSetId set, const QList<ChangeId> &rows)
{
    return state(m_journal->dropped(set, rows));
}

Archive::Noted Archive::note(const QList<Change> &rows)
{
    Noted noted;
    noted.isTakenUp = m_journal->isTakenUp();
    for (const Change &row : rows) {
        if (!m_journal->isWhole(row.set))
            noted.lacking.insert(row.set);
    }
    const bool isReady = noted.isTakenUp && noted.lacking.isEmpty();
    noted.state = state(isReady ? m_journal->aboutToSend(rows) : Writing(Written{}));
    return noted;
}

Archive::State Archive::tell(const QList<HistoryLine> &lines, const QList<ChangeSetId> &ended)
{
    m_untold += lines;
    m_unended += ended;
    const bool hasLines = m_history && !m_untold.isEmpty();
    Writing done = hasLines ? m_history->append(m_untold) : Writing(Written{});
    if (done)
        m_untold.clear();
    const bool hasTold = hasLines && done;
    while (done && !m_unended.isEmpty()) {
        done = m_journal->end(m_unended.first());
        if (done)
            m_unended.removeFirst();
    }
    State after = state(done);
    after.hasTold = hasTold;
    return after;
}

Archive::State Archive::state(const Writing &done) const
{
    const bool isBehind = !m_journal->isTakenUp() || !m_journal->isWhole() || !m_unended.isEmpty();
    return {done ? QString() : done.error(), isBehind || !m_untold.isEmpty(), false};
}

} // namespace lockdesk
