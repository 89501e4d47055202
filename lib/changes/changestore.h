#pragma once

#include "changeset.h"
#include "devicebasis.h"

#include <QHash>
#include <QList>
#include <QObject>
#include <QSet>
#include <span>

namespace lockdesk {

class Clock;

/// The changes of this session in the sets in which they were asked for, newest last: plain values. The
/// runner moves their status; the Changes screen shows them.
class ChangeStore : public QObject
{
    Q_OBJECT

public:
    explicit ChangeStore(Clock &clock, QObject *parent = nullptr);

    /// In the order of their ids.
    const QList<Change> &changes() const { return m_changes; }
    /// The same, without a copy; null when there is none. Good until the store changes.
    const Change *find(ChangeId id) const;
    std::optional<Change> change(ChangeId id) const;

    const QList<ChangeSet> &sets() const { return m_sets; }
    std::optional<ChangeSet> set(ChangeSetId id) const;
    /// Its changes in the order of their ids.
    QList<Change> changesOf(ChangeSetId id) const;
    /// The same, without a copy. Good until the store changes.
    std::span<const Change> rowsOf(ChangeSetId id) const;

    /// Adds it as a set of its own, with ids, `asked` and `statusSince`; returns its id.
    ChangeId add(Change change);
    /// Adds them as one set; no set when there are none. `undoes` where it takes back another.
    ChangeSetId addSet(
        const QString &title, const QList<Change> &changes, std::optional<ChangeSetId> undoes = {});
    /// Adds a set of an earlier session as it was then, with new ids for it and its changes; paused when it
    /// was under way.
    ChangeSetId restoreSet(const ChangeSet &set, const QList<Change> &changes);

    /// Takes out those that were not sent: Draft, Problem, or Waiting in a paused set. Anything else stays. A
    /// set without changes goes too.
    void discard(ChangeId id) { discard(QList<ChangeId>{id}); }
    void discard(const QList<ChangeId> &ids);
    /// Whether discard() would take it out.
    bool isDiscardable(const Change &change) const;

    void setStatus(ChangeId id, ChangeStatus status, const QString &reason = {});
    /// Its write leaves: Sent, with a new attempt whose outcome is open. `updatedBefore` as in WriteAttempt.
    void depart(ChangeId id, const QDateTime &updatedBefore = {});
    /// What became of its newest attempt.
    void setOutcome(ChangeId id, AttemptOutcome outcome);
    /// The authorization a creation has become, once it is found in the list.
    void setCreated(ChangeId id, const Authorization &found);
    /// Asks for something else in its place, as a Draft: a problem mended, a conflict decided. Only of a
    /// Draft, a Problem, or one in Conflict.
    void setSubject(ChangeId id, const ChangeSubject &subject);
    void setPaused(ChangeSetId id, bool isPaused);

    /// What somebody else made of the record meanwhile, of a change in Conflict; nullopt when it is gone.
    std::optional<Authorization> theirs(ChangeId id) const;
    void setTheirs(ChangeId id, const std::optional<Authorization> &theirs);

    /// What an action on a door is proven against; of any other change, and of an earlier session's, nothing.
    DeviceBasis basis(ChangeId id) const { return m_bases.value(id); }
    void setBasis(ChangeId id, const DeviceBasis &basis) { m_bases.insert(id, basis); }

Q_SIGNALS:
    /// `id` was added, moved on or taken out.
    void changed(lockdesk::ChangeId id);
    /// These were added, moved on or taken out since it was last emitted, or a set of theirs was paused or
    /// resumed. Once for all that happens together, from the event loop: for what shows many at once.
    void settled(const QList<lockdesk::ChangeId> &ids);

private:
    Change *at(ChangeId id);
    ChangeSetId append(ChangeSet set, const QList<Change> &changes);
    void touch(const QList<ChangeId> &ids);
    template <typename Edit>
    void update(ChangeId id, Edit edit);

    Clock &m_clock;
    QList<Change> m_changes;
    QList<ChangeSet> m_sets;
    QHash<ChangeId, Authorization> m_theirs;
    QHash<ChangeId, DeviceBasis> m_bases;
    QList<ChangeId> m_touched; // since the last settled()
    QSet<ChangeId> m_isTouched;
    bool m_isSettling = false;
    qint64 m_lastId = 0;
    qint64 m_lastSetId = 0;
};

} // namespace lockdesk
