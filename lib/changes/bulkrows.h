#pragma once

#include "changestore.h"
#include "clock.h"
#include "runnertimes.h"

#include <map>

namespace lockdesk {

/// The changes that go out together, and where each of them stands: about to leave, on its way, or looked
/// after. Moves their status in the store; knows nothing of requests.
class BulkRows : public QObject
{
    Q_OBJECT

public:
    using Time = std::chrono::milliseconds; ///< of the clock's uptime, where it is no length

    enum class Stage { Ready, InFlight, Watched };

    /// What is known of one change beside its status.
    struct Row
    {
        Stage stage = Stage::Ready;
        int attempts = 0; ///< proven undone
        int largestBatch = 1; ///< with how many others it may share a request, itself included
        Time notBefore{};
        Time watchedSince{};
        bool isSeen = false; ///< looked at since it left
        bool isAnswerLost = false; ///< of the newest attempt: it may have happened, or not
        bool mayHaveHappened = false; ///< an earlier attempt, which a failure of this one does not undo
        std::optional<Authorization> before; ///< the record as it was read just before the write
        std::optional<Authorization>
            theirs; ///< what somebody made of it then, which the write has taken back
        std::optional<QList<ChangeId>> after; ///< what must have ended before; nullopt until it is planned
    };

    /// Both must outlive it.
    BulkRows(ChangeStore &changes, Clock &clock, QObject *parent = nullptr);

    /// Takes a change in; false when it is here already, or not in the store.
    bool add(ChangeId id);
    bool contains(ChangeId id) const { return m_rows.contains(id); }
    bool isEmpty() const { return m_rows.empty(); }
    /// Null when it is not here. Good until it ends.
    Row *find(ChangeId id);
    /// In the order of their ids.
    std::map<ChangeId, Row> &all() { return m_rows; }
    const std::map<ChangeId, Row> &all() const { return m_rows; }
    /// Forgets those that were taken out of the store.
    void forgetGone();

    bool isPaused(const Change &change) const;
    /// When those that are looked after are looked at next.
    Time nextLook() const { return m_nextLook; }
    void lookNotBefore(Time when) { m_nextLook = std::max(m_nextLook, when); }

    /// It is on its way.
    void depart(ChangeId id);
    /// It has left, and is looked after from now on.
    void watch(ChangeId id, ChangeStatus status, const QString &reason, bool isAnswerLost);
    /// It leaves after `delay`, unless it is paused.
    void leaveLater(ChangeId id, Time delay, const QString &reason);
    /// It was proven undone: it leaves again after a pause that grows, and at least as late as the service
    /// asked; after five times it has failed. A longer wish than two minutes pauses its set.
    void tryAgain(ChangeId id, const QString &why, std::optional<std::chrono::seconds> notBefore);
    void end(ChangeId id, ChangeStatus status, const QString &reason);
    /// Failed, or Unconfirmed where an earlier attempt may have happened.
    void fail(ChangeId id, const QString &reason);
    /// They wait, and nothing more of their sets leaves before a person says so.
    void pauseSetsOf(const QList<ChangeId> &ids, const QString &reason);
    /// Those that have been looked after for long without proof are left to the person.
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
    Time m_nextLook{};
};

/// The pause before what was refused as busy is tried again; it doubles: 4, 8, 16, 32 s until a record is
/// free.
constexpr std::chrono::seconds busyPause{4};
/// How often what has left is looked at.
constexpr std::chrono::seconds lookEvery{2};

} // namespace lockdesk
