#pragma once

#include "changetotals.h"

#include <QFlags>
#include <QHash>
#include <array>

namespace lockdesk {

class ChangeStore;

/// What a person may have done with a change.
enum class ChangeAbility : int {
    Send = 1 << 0, ///< a Draft, or a Problem that is no action on a door
    Discard = 1 << 1, ///< ChangeStore::isDiscardable()
    Pause = 1 << 2, ///< under way, in a set that is not paused
    Resume = 1 << 3, ///< in a paused set, and not at its end
    Retry = 1 << 4, ///< Unconfirmed, or Failed and no action on a door
    Undo = 1 << 5, ///< happened, has an inverse, and nobody takes it back yet
    Synchronise = 1 << 6, ///< of an authorization, and listed or Unconfirmed: the lock may tell when asked
};
Q_DECLARE_FLAGS(ChangeAbilities, ChangeAbility)
Q_DECLARE_OPERATORS_FOR_FLAGS(ChangeAbilities)

/// Counts, for every set of a store, how far its changes are and what may be done with them, so that ten
/// thousand are not gone through each time one moves on. As of the last update(); the store must outlive it.
class SetTallies
{
public:
    explicit SetTallies(const ChangeStore &store);

    /// These were added, moved on or taken out, or a set of theirs was paused or resumed.
    void update(const QList<ChangeId> &ids);
    /// Counts everything anew.
    void rebuild();

    /// Of every change, and of those of one set.
    const ChangeTotals &totals() const { return m_all; }
    ChangeTotals totals(ChangeSetId set) const { return m_sets.value(set).totals; }
    ChangeAbilities abilities(ChangeId id) const { return m_facts.value(id).abilities; }
    /// What may be done with any of the set's changes.
    ChangeAbilities abilities(ChangeSetId set) const;

private:
    struct Facts
    {
        ChangeSetId set{};
        ChangeStatus status{};
        ChangeAbilities abilities;
        std::optional<ChangeId> undoes; // unless it failed to
    };
    struct Tally
    {
        ChangeTotals totals;
        std::array<int, 7> able{}; // by the number of the ability's bit
    };

    void forget(ChangeId id);
    void learn(const Change &change);
    void learnUndone(ChangeId id);
    void count(const Facts &facts, int step);

    const ChangeStore &m_store;
    QHash<ChangeSetId, bool> m_isPaused;
    QHash<ChangeId, Facts> m_facts;
    QHash<ChangeSetId, Tally> m_sets;
    QHash<ChangeId, int> m_undoers; // how many take it back
    ChangeTotals m_all;
};

} // namespace lockdesk
