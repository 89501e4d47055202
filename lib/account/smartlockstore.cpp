#include "smartlockstore.h"

namespace lockdesk {

std::optional<Smartlock> SmartlockStore::smartlock(SmartlockId id) const
{
    const auto place = m_places.constFind(id);
    return place == m_places.cend() ? std::nullopt : std::optional(m_smartlocks.at(*place));
}

void SmartlockStore::setAll(const ListResult<Smartlock> &list, const AskedAt &at)
{
    if (asked().isLaterThan(at))
        return;
    const QList<Smartlock> before = std::exchange(m_smartlocks, {});
    const QHash<SmartlockId, qsizetype> placesBefore = std::exchange(m_places, {});
    const QHash<SmartlockId, AskedAt> askedBefore = std::exchange(m_asked, {});
    for (const Smartlock &smartlock : list.items)
        put(smartlock, at);
    for (const Smartlock &held : before) {
        if (const AskedAt alone = askedBefore.value(held.id); alone.isLaterThan(at))
            put(held, alone);
    }
    setFetched(at, list.unreadable);

    QSet<SmartlockId> devices;
    for (const Smartlock &held : before) {
        if (!m_places.contains(held.id))
            devices.insert(held.id);
    }
    for (const Smartlock &smartlock : std::as_const(m_smartlocks)) {
        const auto place = placesBefore.constFind(smartlock.id);
        if (place == placesBefore.cend() || before.at(*place) != smartlock)
            devices.insert(smartlock.id);
    }
    if (!devices.isEmpty())
        Q_EMIT devicesChanged(devices);
    Q_EMIT changed();
}

void SmartlockStore::setOne(const Smartlock &smartlock, const AskedAt &at)
{
    if (asked().isLaterThan(at) || askedOf(smartlock.id).isLaterThan(at))
        return;
    const bool isOther = this->smartlock(smartlock.id) != smartlock;
    put(smartlock, at);
    if (isOther)
        Q_EMIT devicesChanged({smartlock.id});
    Q_EMIT changed();
}

void SmartlockStore::put(const Smartlock &smartlock, const AskedAt &at)
{
    m_asked.insert(smartlock.id, at);
    const auto place = m_places.constFind(smartlock.id);
    if (place != m_places.cend()) {
        m_smartlocks[*place] = smartlock;
        return;
    }
    m_places.insert(smartlock.id, m_smartlocks.size());
    m_smartlocks.append(smartlock);
}

} // namespace lockdesk
