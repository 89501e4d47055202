#include "authorizationstore.h"

#include <algorithm>
#include <memory>

namespace lockdesk {

const QList<Authorization> &AuthorizationStore::authorizations() const
{
    if (!m_all)
        m_all = m_lists.all();
    return *m_all;
}

std::optional<int> AuthorizationStore::countOf(SmartlockId device) const
{
    if (!isLoaded() && !m_askedAlone.contains(device))
        return std::nullopt;
    return m_lists.countOf(device);
}

AskedAt AuthorizationStore::askedOf(SmartlockId device) const
{
    const AskedAt alone = m_askedAlone.value(device);
    return alone.isLaterThan(asked()) ? alone : asked();
}

void AuthorizationStore::setAll(const ListResult<Authorization> &list, const AskedAt &at)
{
    if (asked().isLaterThan(at))
        return;
    m_askedAlone.removeIf([&at](const auto &entry) { return !entry.value().isLaterThan(at); });
    m_seenAlone.removeIf([&at](const auto &entry) { return !entry.value().at.isLaterThan(at); });
    AuthorizationLists before = std::exchange(m_lists, AuthorizationLists(list.items));
    QSet<SmartlockId> seen;
    for (const Seen &record : std::as_const(m_seenAlone))
        seen.insert(record.device);
    for (const SmartlockId device : std::as_const(seen))
        m_lists.put(device, withSeenSince(at, m_lists.of(device), before.of(device)));
    for (auto device = m_askedAlone.keyBegin(); device != m_askedAlone.keyEnd(); ++device)
        m_lists.put(*device, before.of(*device));
    setFetched(at, list.unreadable);
    const QSet<SmartlockId> devices = before.devices().unite(m_lists.devices());
    m_freeing.start([gone = std::make_shared<AuthorizationLists>(std::move(before)),
                        all = std::make_shared<decltype(m_all)>(std::exchange(m_all, {}))] {});
    tell(devices);
}

void AuthorizationStore::setOf(SmartlockId device, const ListResult<Authorization> &list, const AskedAt &at)
{
    setOf({{device, list.items}}, at);
}

void AuthorizationStore::setOf(const QHash<SmartlockId, QList<Authorization>> &lists, const AskedAt &at)
{
    QSet<SmartlockId> changedDevices;
    for (auto list = lists.cbegin(); list != lists.cend(); ++list) {
        const SmartlockId device = list.key();
        if (askedOf(device).isLaterThan(at))
            continue;
        m_askedAlone.insert(device, at);
        if (m_lists.put(device, withSeenSince(at, list.value(), m_lists.of(device))))
            changedDevices.insert(device);
    }
    if (!changedDevices.isEmpty())
        tell(changedDevices);
}

void AuthorizationStore::setSome(const QList<Authorization> &records, const AskedAt &at)
{
    QHash<SmartlockId, QHash<AuthorizationId, const Authorization *>> fresh;
    for (const Authorization &record : records) {
        if (!askedOf(record.smartlockId).isLaterThan(at) && !m_seenAlone.value(record.id).at.isLaterThan(at))
            fresh[record.smartlockId].insert(record.id, &record);
    }
    QSet<SmartlockId> changedDevices;
    for (auto device = fresh.cbegin(); device != fresh.cend(); ++device) {
        QList<Authorization> list = m_lists.of(device.key());
        for (Authorization &known : list) {
            if (const Authorization *record = device->value(known.id)) {
                known = *record;
                m_seenAlone.insert(known.id, {device.key(), at});
            }
        }
        if (m_lists.put(device.key(), list))
            changedDevices.insert(device.key());
    }
    if (!changedDevices.isEmpty())
        tell(changedDevices);
}

// `list` with those of `held` that were asked for after it.
QList<Authorization> AuthorizationStore::withSeenSince(
    const AskedAt &at, QList<Authorization> list, const QList<Authorization> &held) const
{
    if (m_seenAlone.isEmpty())
        return list;
    for (const Authorization &record : held) {
        if (!m_seenAlone.value(record.id).at.isLaterThan(at))
            continue;
        const auto old = std::ranges::find(list, record.id, &Authorization::id);
        if (old == list.end())
            list += record;
        else
            *old = record;
    }
    return list;
}

void AuthorizationStore::tell(const QSet<SmartlockId> &devices)
{
    m_all.reset();
    Q_EMIT devicesChanged(devices);
    Q_EMIT changed();
}

} // namespace lockdesk
