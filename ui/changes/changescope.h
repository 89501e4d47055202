#pragma once

#include "changestore.h"
#include "settallies.h"

namespace lockdesk {

/// What the buttons of the Changes screen act on: the selected changes; without any, the set that the header
/// names, and no other. Both must outlive it.
class ChangeScope
{
public:
    ChangeScope(const ChangeStore &store, const SetTallies &tallies)
        : m_store(store)
        , m_tallies(tallies)
    {
    }

    /// Only this set is shown; nullopt: all.
    void setChosen(std::optional<ChangeSetId> set) { m_chosen = set; }
    /// In any order.
    void setSelected(const QList<ChangeId> &ids) { m_selected = ids; }
    const QList<ChangeId> &selected() const { return m_selected; }

    /// The set that the header is about: the chosen one, or the newest.
    std::optional<ChangeSet> headSet() const;
    bool isShown(const Change &change) const { return !m_chosen || change.set == *m_chosen; }

    /// What may be done at all.
    ChangeAbilities abilities() const;
    /// To which changes, in the order of their ids.
    QList<ChangeId> candidates(ChangeAbility ability) const;

private:
    ChangeAbilities possibleInShown() const;

    const ChangeStore &m_store;
    const SetTallies &m_tallies;
    std::optional<ChangeSetId> m_chosen;
    QList<ChangeId> m_selected;
};

} // namespace lockdesk
