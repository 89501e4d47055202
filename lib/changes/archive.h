#pragma once

#include "history.h"
#include "journal.h"
#include "setcount.h"

namespace lockdesk {

/// The journal and the history as one thing that remembers: what a set keeper has work beside the GUI thread.
/// One thread at a time; a call lasts as long as the disk takes. Where the disk refuses something it is tried
/// again with the next call to tell(): no line of the history is lost while the program runs, and a set stays
/// in the journal until its lines are written.
class Archive
{
public:
    /// How things stand after a call.
    struct State
    {
        QString error; ///< what went wrong in this call, in words; empty when all was written
        bool isBehind = false; ///< something has been refused, and is not written yet
        bool hasTold = false; ///< the history has got more lines
        std::optional<SetCount> count; ///< to be kept beside the journal's key; once compare() was called
    };

    /// What became of rows that are about to leave.
    struct Noted
    {
        State state;
        QSet<ChangeSetId> lacking; ///< sets that are to be told anew, with all their rows, before
        bool isTakenUp = true; ///< takeUp() has failed, and must be done before

        bool mayLeave() const { return state.error.isEmpty() && lacking.isEmpty() && isTakenUp; }
    };

    /// Without a history its lines are dropped.
    Archive(std::unique_ptr<Journal> journal, std::optional<History> history);

    const Journal &journal() const { return *m_journal; }

    State takeUp(const QList<JournaledSet> &sets);
    State begin(const ChangeSet &set, const QList<Change> &rows);
    /// Rows of a set: `anew` as Journal::added() takes them, `moved` as moved().
    State keep(ChangeSetId set, const QList<Change> &anew, const QList<Change> &moved);
    State drop(ChangeSetId set, const QList<ChangeId> &rows);
    /// As departing() makes them. Nothing is noted when a set is lacking.
    Noted note(const QList<Change> &rows);
    /// Writes lines into the history, behind those that were refused before, and then ends sets.
    State tell(const QList<HistoryLine> &lines, const QList<ChangeSetId> &ended);

    /// What the keychain's count says of the files: in words, that they are older than they were; empty when
    /// they are not. From now on they are counted on.
    QString compare(const SetCount &kept);
    /// How things stand.
    State state(const Writing &done = Written{}) const;

private:
    std::unique_ptr<Journal> m_journal;
    std::optional<History> m_history;
    bool m_isCompared = false;
    qint64 m_lines = 0; // of the history
    QList<HistoryLine> m_untold; // refused
    QList<ChangeSetId> m_unended; // likewise, or since their lines were
};

} // namespace lockdesk
