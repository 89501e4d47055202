#include "authorizationstore.h"

#include <algorithm>

namespace lockdesk {

QList<Authorization> AuthorizationStore::of(SmartlockId device) const
{
    QList<Authorization> found;
    std::ranges::copy_if(m_authorizations, std::back_inserter(found),
        [device](const Authorization &authorization) { return authorization.smartlockId == device; });
    return found;
}

std::optional<Authorization> AuthorizationStore::authorization(const AuthorizationId &id) const
{
    const auto found = std::ranges::find(m_authorizations, id, &Authorization::id);
    return found == m_authorizations.end() ? std::nullopt : std::optional(*found);
}

std::optional<int> AuthorizationStore::countOf(SmartlockId device) const
{
    if (!isLoaded() && !m_counts.contains(device))
        return std::nullopt;
    return m_counts.value(device);
}

void AuthorizationStore::setAll(const ListResult<Authorization> &list, const QDateTime &at)
{
    m_askedAlone.removeIf([&at](const auto &entry) { return !isNewer(entry.value(), at); });
    const auto isKept = [this](const Authorization &a) { return m_askedAlone.contains(a.smartlockId); };
    QList<Authorization> merged = list.items;
    if (!m_askedAlone.isEmpty()) {
        merged.removeIf(isKept);
        std::ranges::copy_if(m_authorizations, std::back_inserter(merged), isKept);
    }
    m_authorizations = merged;
    m_counts.clear();
    for (const Authorization &authorization : std::as_const(m_authorizations))
        ++m_counts[authorization.smartlockId];
    setFetched(at, list.unreadable);
    Q_EMIT changed();
}

void AuthorizationStore::setOf(SmartlockId device, const ListResult<Authorization> &list, const QDateTime &at)
{
    if (isNewer(m_askedAlone.value(device), at))
        return;
    m_askedAlone.insert(device, at);
    if (of(device) != list.items || !m_counts.contains(device))
        put(device, list.items);
    Q_EMIT deviceAsked(device, at);
}

// Known ones keep their place, so that what shows them in order of arrival does not jump.
void AuthorizationStore::put(SmartlockId device, const QList<Authorization> &list)
{
    QHash<AuthorizationId, Authorization> fresh;
    for (const Authorization &authorization : list)
        fresh.insert(authorization.id, authorization);
    QList<Authorization> merged;
    merged.reserve(m_authorizations.size() + list.size());
    for (const Authorization &known : std::as_const(m_authorizations)) {
        if (known.smartlockId != device)
            merged += known;
        else if (fresh.contains(known.id))
            merged += fresh.take(known.id);
    }
    for (const Authorization &authorization : list) {
        if (fresh.contains(authorization.id))
            merged += authorization;
    }
    m_authorizations = merged;
    m_counts.insert(device, int(list.size()));
    Q_EMIT changed();
}

} // namespace lockdesk
