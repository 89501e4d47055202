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
    setOf({{device, list.items}}, at);
}

void AuthorizationStore::setOf(const QHash<SmartlockId, QList<Authorization>> &lists, const QDateTime &at)
{
    QHash<SmartlockId, QList<Authorization>> newer = lists;
    newer.removeIf([this, &at](const auto &list) { return isNewer(m_askedAlone.value(list.key()), at); });
    QHash<SmartlockId, QList<Authorization>> known;
    for (const Authorization &authorization : std::as_const(m_authorizations)) {
        if (newer.contains(authorization.smartlockId))
            known[authorization.smartlockId] += authorization;
    }
    QHash<SmartlockId, QList<Authorization>> different = newer;
    different.removeIf([&](const auto &list) {
        return known.value(list.key()) == list.value() && m_counts.contains(list.key());
    });
    for (auto list = newer.cbegin(); list != newer.cend(); ++list)
        m_askedAlone.insert(list.key(), at);
    if (!different.isEmpty())
        put(different);
    for (auto list = newer.cbegin(); list != newer.cend(); ++list)
        Q_EMIT deviceAsked(list.key(), at);
}

void AuthorizationStore::setSome(const QList<Authorization> &records, const QDateTime &at)
{
    QHash<AuthorizationId, const Authorization *> fresh;
    for (const Authorization &record : records) {
        if (!isNewer(m_askedAlone.value(record.smartlockId), at))
            fresh.insert(record.id, &record);
    }
    bool isAnyOther = false;
    for (Authorization &known : m_authorizations) {
        const Authorization *record = fresh.value(known.id);
        if (record && *record != known && record->smartlockId == known.smartlockId) {
            known = *record;
            isAnyOther = true;
        }
    }
    if (isAnyOther)
        Q_EMIT changed();
}

// Known ones keep their place, so that what shows them in order of arrival does not jump.
void AuthorizationStore::put(const QHash<SmartlockId, QList<Authorization>> &lists)
{
    QHash<AuthorizationId, Authorization> fresh;
    for (const QList<Authorization> &list : lists) {
        for (const Authorization &authorization : list)
            fresh.insert(authorization.id, authorization);
    }
    QList<Authorization> merged;
    merged.reserve(m_authorizations.size() + fresh.size());
    for (const Authorization &known : std::as_const(m_authorizations)) {
        if (!lists.contains(known.smartlockId))
            merged += known;
        else if (fresh.contains(known.id))
            merged += fresh.take(known.id);
    }
    for (auto list = lists.cbegin(); list != lists.cend(); ++list) {
        for (const Authorization &authorization : list.value()) {
            if (fresh.remove(authorization.id) > 0)
                merged += authorization;
        }
        m_counts.insert(list.key(), int(list->size()));
    }
    m_authorizations = merged;
    Q_EMIT changed();
}

} // namespace lockdesk
