#include "settallies.h"

#include "changestore.h"
#include "undo.h"

namespace lockdesk {

namespace {

bool isAction(const Change &change)
{
    return std::holds_alternative<OperateDevice>(change.subject);
}

ChangeAbilities abilitiesOf(const Change &change, bool isDiscardable, bool isPaused, bool isBeingUndone)
{
    ChangeAbilities abilities;
    abilities.setFlag(ChangeAbility::Discard, isDiscardable);
    const bool isUnsent = change.status == ChangeStatus::Draft || change.status == ChangeStatus::Problem;
    abilities.setFlag(ChangeAbility::Resume, isPaused && (isUnsent || !isFinal(change.status)));
    abilities.setFlag(ChangeAbility::Pause, !isPaused && !isFinal(change.status));
    switch (change.status) {
    case ChangeStatus::Draft:
        abilities |= ChangeAbility::Send;
        break;
    case ChangeStatus::Problem: // of an action: it was asked for then, not now
        abilities.setFlag(ChangeAbility::Send, !isAction(change));
        break;
    case ChangeStatus::Failed:
        abilities.setFlag(ChangeAbility::Retry, !isAction(change));
        break;
    case ChangeStatus::Unconfirmed: // whether an action happened after all may be looked up
        abilities |= ChangeAbility::Retry;
        abilities.setFlag(ChangeAbility::Synchronise, isOfAuthorization(change));
        break;
    case ChangeStatus::Listed:
        abilities.setFlag(ChangeAbility::Synchronise, isOfAuthorization(change));
        [[fallthrough]];
    case ChangeStatus::Accepted:
    case ChangeStatus::Confirmed:
        abilities.setFlag(ChangeAbility::Undo, !isBeingUndone && inverseOf(change).change.has_value());
        break;
    case ChangeStatus::Waiting:
    case ChangeStatus::Sent:
    case ChangeStatus::Conflict:
    case ChangeStatus::Undone:
        break;
    }
    return abilities;
}

} // namespace

SetTallies::SetTallies(const ChangeStore &store)
    : m_store(store)
{
    rebuild();
}

void SetTallies::rebuild()
{
    m_facts.clear();
    m_sets.clear();
    m_undoers.clear();
    m_all = {};
    QList<ChangeId> ids;
    ids.reserve(m_store.changes().size());
    for (const Change &change : m_store.changes())
        ids.append(change.id);
    update(ids);
}

void SetTallies::update(const QList<ChangeId> &ids)
{
    m_isPaused.clear();
    for (const ChangeSet &set : m_store.sets())
        m_isPaused.insert(set.id, set.isPaused);
    for (const ChangeId id : ids) {
        const std::optional<ChangeId> undone = m_facts.value(id).undoes;
        forget(id);
        if (const Change *change = m_store.find(id))
            learn(*change);
        else if (undone)
            learnUndone(*undone);
    }
}

ChangeAbilities SetTallies::abilities(ChangeSetId set) const
{
    ChangeAbilities abilities;
    const Tally tally = m_sets.value(set);
    for (size_t bit = 0; bit < tally.able.size(); ++bit)
        abilities.setFlag(ChangeAbility(1 << bit), tally.able[bit] > 0);
    return abilities;
}

void SetTallies::forget(ChangeId id)
{
    if (!m_facts.contains(id))
        return;
    const Facts facts = m_facts.take(id);
    count(facts, -1);
    if (facts.undoes && --m_undoers[*facts.undoes] == 0)
        m_undoers.remove(*facts.undoes);
}

void SetTallies::learn(const Change &change)
{
    Facts facts{change.set, change.status,
        abilitiesOf(change, m_store.isDiscardable(change), m_isPaused.value(change.set),
            m_undoers.contains(change.id)),
        change.status == ChangeStatus::Failed ? std::nullopt : change.undoes};
    if (facts.undoes)
        ++m_undoers[*facts.undoes];
    m_facts.insert(change.id, facts);
    count(facts, 1);
    if (change.undoes)
        learnUndone(*change.undoes);
}

// Whether something takes it back may be another now.
void SetTallies::learnUndone(ChangeId id)
{
    const Change *undone = m_store.find(id);
    if (!undone || !m_facts.contains(id))
        return;
    count(m_facts.value(id), -1);
    Facts &facts = m_facts[id];
    facts.abilities = abilitiesOf(
        *undone, m_store.isDiscardable(*undone), m_isPaused.value(undone->set), m_undoers.contains(id));
    facts.status = undone->status;
    count(facts, 1);
}

void SetTallies::count(const Facts &facts, int step)
{
    Tally &tally = m_sets[facts.set];
    for (ChangeTotals *totals : {&tally.totals, &m_all}) {
        if (step > 0)
            totals->add(facts.status);
        else
            totals->remove(facts.status);
    }
    for (size_t bit = 0; bit < tally.able.size(); ++bit)
        tally.able[bit] += facts.abilities.testFlag(ChangeAbility(1 << bit)) ? step : 0;
    if (tally.totals.all() == 0)
        m_sets.remove(facts.set);
}

} // namespace lockdesk
