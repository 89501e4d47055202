#include "authorizationlists.h"

#include <algorithm>

namespace lockdesk {

namespace {

// What is in both in the order of `held`, then the others.
QList<Authorization> arranged(const QList<Authorization> &list, const QList<Authorization> &held)
{
    const bool isInOrder = std::ranges::equal(list.first(std::min(list.size(), held.size())),
        held.first(std::min(list.size(), held.size())), {}, &Authorization::id, &Authorization::id);
    if (isInOrder)
        return list;
    QHash<AuthorizationId, const Authorization *> fresh;
    for (const Authorization &record : list)
        fresh.insert(record.id, &record);
    QList<Authorization> result;
    result.reserve(list.size());
    for (const Authorization &record : held) {
        if (const Authorization *known = fresh.take(record.id))
            result += *known;
    }
    for (const Authorization &record : list) {
        if (fresh.remove(record.id))
            result += record;
    }
    return result;
}

} // namespace

AuthorizationLists::AuthorizationLists(const QList<Authorization> &whole)
    : m_whole(whole)
    , m_count(whole.size())
{
    QList<int> *places = nullptr; // of the device of the record before, which is mostly the same
    SmartlockId device{};
    for (int i = 0; i < whole.size(); ++i) {
        if (!places || whole.at(i).smartlockId != device) {
            device = whole.at(i).smartlockId;
            places = &m_places[device];
        }
        places->append(i);
        if (whole.at(i).accountUserId)
            ++m_people[*whole.at(i).accountUserId];
    }
}

bool AuthorizationLists::put(SmartlockId device, const QList<Authorization> &list)
{
    const QList<Authorization> held = of(device);
    const QList<Authorization> next = arranged(list, held);
    if (next == held && (!next.isEmpty() || m_put.contains(device)))
        return false;
    m_count += next.size() - held.size();
    for (const Authorization &record : held) {
        if (record.accountUserId)
            --m_people[*record.accountUserId];
    }
    for (const Authorization &record : next) {
        if (record.accountUserId)
            ++m_people[*record.accountUserId];
    }
    m_put.insert(device, next);
    return true;
}

QList<Authorization> AuthorizationLists::of(SmartlockId device) const
{
    if (const auto found = m_put.constFind(device); found != m_put.cend())
        return *found;
    const QList<int> places = m_places.value(device);
    QList<Authorization> list;
    list.reserve(places.size());
    for (const int place : places)
        list += m_whole.at(place);
    return list;
}

int AuthorizationLists::countOf(SmartlockId device) const
{
    const auto found = m_put.constFind(device);
    return int(found != m_put.cend() ? found->size() : m_places.value(device).size());
}

QSet<SmartlockId> AuthorizationLists::devices() const
{
    QSet<SmartlockId> devices(m_places.keyBegin(), m_places.keyEnd());
    for (auto device = m_put.keyBegin(); device != m_put.keyEnd(); ++device)
        devices.insert(*device);
    return devices;
}

std::optional<Authorization> AuthorizationLists::find(const AuthorizationId &id) const
{
    for (const QList<Authorization> &list : m_put) {
        const auto found = std::ranges::find(list, id, &Authorization::id);
        if (found != list.end())
            return *found;
    }
    const auto found = std::ranges::find_if(m_whole, [this, &id](const Authorization &record) {
        return record.id == id && !m_put.contains(record.smartlockId);
    });
    return found == m_whole.end() ? std::nullopt : std::optional(*found);
}

QList<Authorization> AuthorizationLists::all() const
{
    if (m_put.isEmpty())
        return m_whole;
    QHash<SmartlockId, qsizetype> taken; // how many of what was put in have found their places
    QList<Authorization> all;
    all.reserve(m_whole.size());
    for (const Authorization &record : m_whole) {
        const auto list = m_put.constFind(record.smartlockId);
        if (list == m_put.cend()) {
            all += record;
            continue;
        }
        qsizetype &next = taken[record.smartlockId];
        if (next < list->size() && list->at(next).id == record.id)
            all += list->at(next++);
    }
    for (auto list = m_put.cbegin(); list != m_put.cend(); ++list)
        all += list->sliced(taken.value(list.key()));
    return all;
}

} // namespace lockdesk
