#include "changescope.h"

#include <algorithm>

namespace lockdesk {

std::optional<ChangeSet> ChangeScope::headSet() const
{
    if (m_chosen)
        return m_store.set(*m_chosen);
    return m_store.sets().isEmpty() ? std::nullopt : std::optional(m_store.sets().last());
}

ChangeAbilities ChangeScope::everythingPossible() const
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
    const ChangeAbilities possible = everythingPossible();
    if (m_selected.isEmpty())
        return possible;
    // Of ten thousand selected few are looked at: no more can be found than the sets have.
    ChangeAbilities found;
    for (auto id = m_selected.cbegin(); id != m_selected.cend() && found != possible; ++id)
        found |= m_tallies.abilities(*id);
    return found;
}

std::optional<ChangeSetId> ChangeScope::newestSetFor(ChangeAbility ability) const
{
    const QList<ChangeSet> &sets = m_store.sets();
    for (auto set = sets.crbegin(); set != sets.crend(); ++set) {
        if ((!m_chosen || set->id == *m_chosen) && m_tallies.abilities(set->id).testFlag(ability))
            return set->id;
    }
    return std::nullopt;
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
    const std::optional<ChangeSetId> set = newestSetFor(ability);
    for (const Change &change : m_store.changes()) {
        if (set == change.set && m_tallies.abilities(change.id).testFlag(ability))
            ids.append(change.id);
    }
    return ids;
}

} // namespace lockdesk
