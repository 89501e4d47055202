#include "smartlockstore.h"

#include <algorithm>

namespace lockdesk {

std::optional<Smartlock> SmartlockStore::smartlock(SmartlockId id) const
{
    const auto found = std::ranges::find(m_smartlocks, id, &Smartlock::id);
    return found == m_smartlocks.end() ? std::nullopt : std::optional(*found);
}

QDateTime SmartlockStore::fetchedAtOf(SmartlockId id) const
{
    return m_fetchedAt.value(id);
}

void SmartlockStore::setAll(const ListResult<Smartlock> &list, const QDateTime &at)
{
    m_smartlocks = list.items;
    m_fetchedAt.clear();
    for (const Smartlock &smartlock : std::as_const(m_smartlocks))
        m_fetchedAt.insert(smartlock.id, at);
    setFetched(at, list.unreadable);
    Q_EMIT changed();
}

void SmartlockStore::setOne(const Smartlock &smartlock, const QDateTime &at)
{
    m_fetchedAt.insert(smartlock.id, at);
    const auto found = std::ranges::find(m_smartlocks, smartlock.id, &Smartlock::id);
    if (found == m_smartlocks.end())
        m_smartlocks.append(smartlock);
    else
        *found = smartlock;
    Q_EMIT changed();
}

} // namespace lockdesk
