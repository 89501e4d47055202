#pragma once

#include "changestore.h"
#include "historyline.h"

#include <QHash>
#include <map>

namespace lockdesk {

/// The sets in which nothing is left to be done, and what the history is to be told of them: each change once
/// for each end that it has come to.
class EndedSets
{
public:
    /// Some of what there is to tell, and the sets of which it is the last.
    struct Part
    {
        QList<HistoryLine> lines;
        QList<ChangeSetId> ended;
    };

    /// `who` stands in the history: the account's name. Both must outlive it.
    EndedSets(const ChangeStore &changes, const QString &who, Clock &clock);

    /// Whether something of the set is left to be done. Cheap to ask again and again.
    bool isUnfinished(ChangeSetId set);

    bool isEmpty() const { return m_next.empty(); }
    void add(ChangeSetId set) { m_next.insert_or_assign(set, ChangeId{}); }
    /// Something of it is asked for again.
    void remove(ChangeSetId set) { m_next.erase(set); }

    /// At most so many lines, which do not come again.
    Part take(size_t atMost);

private:
    bool tell(ChangeSetId id, ChangeId &next, QList<HistoryLine> &lines, size_t atMost);

    const ChangeStore &m_changes;
    QString m_who;
    Clock &m_clock;
    QHash<ChangeSetId, ChangeId> m_leftAt; // a row that was left to be done
    std::map<ChangeSetId, ChangeId> m_next; // from which row on it is to be told
    QHash<ChangeId, QDateTime> m_told; // the status of which moment has been
};

/// Whether nothing more will happen to the change, and something has.
bool hasEnded(const Change &change);
/// An action on a door or a synchronisation, which no later session takes up again.
bool isOfTheMoment(const Change &change);
/// Neither.
bool isLeft(const Change &change);

} // namespace lockdesk
