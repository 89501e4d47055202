#pragma once

#include "authorization.h"

#include <QHash>
#include <QSet>

namespace lockdesk {

/// The authorizations of all devices: one whole list, and in its stead the lists of those devices that were
/// put in since. A device's list costs what the device holds, however many there are. Copies share their
/// memory, so that another thread is handed one for nothing.
class AuthorizationLists
{
public:
    AuthorizationLists() = default;
    explicit AuthorizationLists(const QList<Authorization> &whole);

    /// The device has exactly these. Those that it had keep their places, so that what shows them in order of
    /// arrival does not jump. Returns whether they are others than before.
    bool put(SmartlockId device, const QList<Authorization> &list);

    QList<Authorization> of(SmartlockId device) const;
    int countOf(SmartlockId device) const;
    /// Every device that holds some, and those that were put in.
    QSet<SmartlockId> devices() const;
    /// How many there are of all devices.
    qsizetype count() const { return m_count; }
    /// How many of them are a person's.
    int countOf(AccountUserId person) const { return m_people.value(person); }

    /// Searches them all.
    std::optional<Authorization> find(const AuthorizationId &id) const;
    /// All of all devices: a copy of every record where something was put in, which takes longer than a frame
    /// of 200,000.
    QList<Authorization> all() const;

private:
    QList<Authorization> m_whole;
    qsizetype m_count = 0;
    QHash<AccountUserId, int> m_people; // how many each has
    QHash<SmartlockId, QList<int>> m_places; // in m_whole, by device
    QHash<SmartlockId, QList<Authorization>> m_put; // in the order of m_whole, then the new ones
};

} // namespace lockdesk
