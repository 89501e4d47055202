#pragma once

#include "batch.h"
#include "changestore.h"
#include "clock.h"
#include "decision.h"
#include "runnertimes.h"

#include <map>

namespace lockdesk {

/// The changes that are under way, and where each of them stands: about to leave, on its way, or looked
/// after. Moves their status in the store; knows nothing of requests.
class BulkRows : public QObject
{
    Q_OBJECT

public:
    using Time = std::chrono::milliseconds; ///< of the clock's uptime, where it is no length

    enum class Stage {
        Ready, ///< may leave once nothing holds it
        Leaving, ///< decided and being noted; may still be held back
        InFlight,
        Watched, ///< has left, or was found as asked: its proof is looked for
    };

    /// What is known of one change beside the store.
    struct Row
    {
        Stage stage = Stage::Ready;
        QString
            record; ///< what must not be written twice at once: a record, or the slot that a creation takes
        qint64 turn = 0; ///< in which it was taken over
        int attempts = 0; ///< since then that were refused or are taken for undone
        int largestBatch = lockdesk::largestBatch; ///< with how many it may share a request, itself included
        Time notBefore{}; ///< when it may leave
        Time nextLook{};
        Time watchedSince{}; ///< lists asked for before it say nothing
        Time writeEnded{}; ///< when its answer came or was given up; 0 for a write of an earlier watch
        Time readable{}; ///< how long it has been watched while the service could be read
        std::optional<Time> lastRead; ///< nullopt after a reading that failed
        bool goesOnAtOnce = false; ///< its write was refused: what the next list does not show was not done
        bool isOnlyLookedAt = false; ///< is not sent again
        bool mayRepeat = false; ///< a person has agreed to send it again
        bool wasUnreadable = false;
        bool needsWhole = false; ///< only a list that comes as one answer tells of it
        Absence absence; ///< of its record
        Baseline before; ///< as it was read just before the write
        std::optional<Authorization>
            theirs; ///< what somebody made of it then, which the write has taken back
        std::optional<QList<ChangeId>> after; ///< what must have ended before; nullopt until it is planned
    };

    /// Both must outlive it.
    BulkRows(ChangeStore &changes, Clock &clock, QObject *parent = nullptr);

    /// Takes a change in, as Ready, or as Watched when it has left before; null when it is here already, or
    /// not in the store.
    Row *add(ChangeId id);
    bool contains(ChangeId id) const { return m_rows.contains(id); }
    bool isEmpty() const { return m_rows.empty(); }
    int count() const { return int(m_rows.size()); }
    /// Null when it is not here. Good until it ends.
    Row *find(ChangeId id);
    /// In the order of their ids.
    std::map<ChangeId, Row> &all() { return m_rows; }
    const std::map<ChangeId, Row> &all() const { return m_rows; }
    /// Drops those that were taken out of the store.
    void dropGone();

    /// Whether its set is paused.
    bool isPaused(const Change &change) const;
    /// Whether it may leave now: it is still in the store, waits to be sent, and its set is not paused. Gone
    /// means no.
    bool mayLeave(ChangeId id) const;
    /// Those that hold a record: each record's row that is on its way or watched, else the one of the
    /// earliest turn whose set is not paused. The others of the record wait for it.
    QHash<QString, ChangeId> holders() const;

    /// It is on its way.
    void depart(ChangeId id);
    /// It has left, and is looked after from now on. `outcome` is that of its attempt.
    void watch(ChangeId id, ChangeStatus status, const QString &reason, AttemptOutcome outcome);
    /// It is as asked without having been sent now: its proof is looked for.
    void follow(ChangeId id, const Verdict &verdict);
    /// It leaves after `delay`, unless it is paused.
    void leaveLater(ChangeId id, Time delay, const QString &reason);
    /// It was not done, or is taken for undone: it leaves again after a pause that grows, and at least as
    /// late as the service asked; after five times it has ended. A longer wish than two minutes pauses its
    /// set.
    void tryAgain(ChangeId id, const QString &why, std::optional<std::chrono::seconds> notBefore);
    void end(ChangeId id, ChangeStatus status, const QString &reason);
    /// Failed, or Unconfirmed where an attempt may have happened.
    void fail(ChangeId id, const QString &reason);
    /// Nothing more of their sets leaves before a person says so. Those of them that have not left wait.
    void pauseSetsOf(const QList<ChangeId> &ids, const QString &reason);
    /// A reading, asked for at `asked`, told of the row's device: the time since the last one was readable.
    void noteRead(Row &row, Time asked);
    /// Leaves those to the person that have been looked after for long without proof.
    void giveUpWaiting();

Q_SIGNALS:
    /// It has come to its end and is no longer held here.
    void ended(lockdesk::ChangeId id);
    /// Sets have been paused.
    void paused();

private:
    Time uptime() const { return m_clock.uptime(); }

    ChangeStore &m_changes;
    Clock &m_clock;
    std::map<ChangeId, Row> m_rows;
    qint64 m_turns = 0;
};

} // namespace lockdesk
