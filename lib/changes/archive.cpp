#include "archive.h"

#include <QCoreApplication>

namespace lockdesk {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Archive)
};

} // namespace

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
    if (hasTold && m_isCompared)
        m_lines = m_history->lineCount();
    while (done && !m_unended.isEmpty()) {
        done = m_journal->end(m_unended.first());
        if (done)
            m_unended.removeFirst();
    }
    State after = state(done);
    after.hasTold = hasTold;
    return after;
}

QString Archive::compare(const SetCount &kept)
{
    QStringList words;
    if (m_journal->count().value_or(kept.moves) < kept.moves) {
        words +=
            Words::tr("The journal is an older copy: sets of changes have begun or ended since it was "
                      "written. What it holds is listed as it was then, paused. Look at the list of "
                      "authorizations to see what has been made since, before you resume or discard it.");
    }
    m_lines = m_history ? m_history->lineCount() : 0;
    if (m_history && m_lines < kept.lines) {
        words += Words::tr("The history has %n line(s) fewer than it had: its files were deleted, or older "
                           "copies were put in their place. Nothing else was changed.",
            nullptr, int(kept.lines - m_lines));
    }
    m_journal->countFrom(kept.moves);
    m_isCompared = true;
    return words.join(u' ');
}

Archive::State Archive::state(const Writing &done) const
{
    const bool isBehind = !m_journal->isTakenUp() || !m_journal->isWhole() || !m_unended.isEmpty();
    State state{done ? QString() : done.error(), isBehind || !m_untold.isEmpty(), false, {}};
    if (m_isCompared)
        state.count = SetCount{m_journal->count().value_or(0), m_lines};
    return state;
}

} // namespace lockdesk
