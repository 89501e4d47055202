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
    QList<Smartlock> newer;
    for (const Smartlock &held : std::as_const(m_smartlocks)) {
        if (isNewer(m_fetchedAt.value(held.id), at))
            newer.append(held);
        else
            m_fetchedAt.remove(held.id);
    }
    m_smartlocks = list.items;
    for (const Smartlock &smartlock : std::as_const(m_smartlocks)) {
        if (!m_fetchedAt.contains(smartlock.id))
            m_fetchedAt.insert(smartlock.id, at);
    }
    for (const Smartlock &held : std::as_const(newer))
        put(held);
    setFetched(at, list.unreadable);
    Q_EMIT changed();
}

void SmartlockStore::setOne(const Smartlock &smartlock, const QDateTime &at)
{
    if (isNewer(m_fetchedAt.value(smartlock.id), at))
        return;
    m_fetchedAt.insert(smartlock.id, at);
    put(smartlock);
    Q_EMIT changed();
}

void SmartlockStore::put(const Smartlock &smartlock)
{
    const auto found = std::ranges::find(m_smartlocks, smartlock.id, &Smartlock::id);
    if (found == m_smartlocks.end())
        m_smartlocks.append(smartlock);
    else
        *found = smartlock;
}

} // namespace lockdesk
