#include "changescope.h"

#include <algorithm>

namespace lockdesk {

std::optional<ChangeSet> ChangeScope::headSet() const
{
    if (m_chosen)
        return m_store.set(*m_chosen);
    return m_store.sets().isEmpty() ? std::nullopt : std::optional(m_store.sets().last());
}

ChangeAbilities ChangeScope::possibleInShown() const
{
    ChangeAbilities possible;
    for (const ChangeSet &set : m_store.sets()) {
        if (!m_chosen || set.id == *m_chosen)
            possible |= m_tallies.abilities(set.id);
    }
    return possible;
}

ChangeAbilities ChangeScope::abilities() const
{
    if (m_selected.isEmpty()) {
        const std::optional<ChangeSet> set = headSet();
        return set ? m_tallies.abilities(set->id) : ChangeAbilities();
    }
    // Of ten thousand selected few are looked at: no more can be found than the sets have.
    const ChangeAbilities possible = possibleInShown();
    ChangeAbilities found;
    for (auto id = m_selected.cbegin(); id != m_selected.cend() && found != possible; ++id)
        found |= m_tallies.abilities(*id);
    return found;
}

QList<ChangeId> ChangeScope::candidates(ChangeAbility ability) const
{
    QList<ChangeId> ids;
    if (!m_selected.isEmpty()) {
        std::ranges::copy_if(m_selected, std::back_inserter(ids),
            [&](ChangeId id) { return m_tallies.abilities(id).testFlag(ability); });
        std::ranges::sort(ids);
        return ids;
    }
    const std::optional<ChangeSet> set = headSet();
    for (const Change &change : m_store.changes()) {
        if (set && set->id == change.set && m_tallies.abilities(change.id).testFlag(ability))
            ids.append(change.id);
    }
    return ids;
}

} // namespace lockdesk
