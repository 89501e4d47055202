#pragma once

#include "change.h"
#include "exchange.h"
#include "fields.h"

#include <QHash>
#include <deque>

namespace lockdesk {

class Cloud;

/// One thing that a person asked for, and what was shown of it. Moments are VirtualTime::nextMoment().
struct Ask
{
    enum class Sort { Create, Update, Remove, Operate, Synchronise, Rename };

    struct Seen
    {
        qint64 at = 0; ///< true time
        qint64 moment = 0;
        ChangeStatus status{};
        QString reason;
    };

    int number = 0;
    Sort sort{};
    qint64 device = 0;
    QByteArray record; ///< of an update or a deletion
    int action = 0;
    Fields before;
    Fields wanted; ///< of a creation all; of an update the ones that differ; a rename's name
    ChangeId id{}; ///< in the present session
    ChangeSetId set{};
    int sends = 0; ///< how often it was asked for
    std::optional<qint64> heldSince = 0; ///< must not leave since that moment: a draft, paused, discarded
    qint64 heldAt = 0; ///< the same as a true time
    bool isGone = false; ///< discarded, or asked for in another way
    bool hasLeft = false;
    bool isLost = false; ///< the program could not keep it and said so
    qint64 clicked = 0; ///< true time; of an action
    QDateTime clickedWall;
    std::chrono::milliseconds clickedUptime{};
    int leaves = 0; ///< of an action
    QList<Seen> seen;

    ChangeStatus status() const { return seen.isEmpty() ? ChangeStatus::Draft : seen.last().status; }
    bool isOfAuthorization() const { return sort <= Sort::Remove; }
    /// What makes it the same after a restart.
    bool isLike(const Ask &other) const;
};

/// What the person did: the deeds, which the judge knows, and nothing of what the program thinks.
class Ledger
{
public:
    Ask &add(const Change &change);
    std::deque<Ask> &asks() { return m_asks; }
    const std::deque<Ask> &asks() const { return m_asks; }
    /// Of the present session; null where there is none.
    Ask *find(ChangeId id);
    /// It goes on under another name in the next session.
    void rename(Ask &ask, ChangeId id, ChangeSetId set);
    void endSession() { m_byId.clear(); }

    /// Which of them a write may be the doing of: the element of an array, or the whole.
    QList<Ask *> askedFor(const Exchange &exchange, const Exchange::Effect &effect);

    static Ask made(const Change &change);

private:
    std::deque<Ask> m_asks;
    QHash<ChangeId, int> m_byId;
};

/// What one write asks for, element by element: the records or devices it names.
QList<Exchange::Effect> elementsOf(const Exchange &exchange, const Cloud &cloud);
/// The fields that it gives to a record, of an update or a creation.
Fields fieldsFor(const Exchange &exchange, const QByteArray &record);

} // namespace lockdesk
