#pragma once

#include "authorizationmodel.h"
#include "newestchanges.h"

namespace lockdesk {

class SmartlockStore;
class UserStore;

/// Makes the rows of the Access table: records with the names of devices and people, and the status of the
/// newest change of each.
class AccessRows
{
public:
    /// All three must outlive it.
    AccessRows(const SmartlockStore &smartlocks, const UserStore &users, const ChangeStore &changes);

    /// Takes the people's names as they are now; returns whether any is another.
    bool readPeople();
    /// These were added, moved on or taken out: returns the authorizations whose rows may be others.
    QSet<AuthorizationId> readChanges(const QList<ChangeId> &ids) { return m_changes.update(ids); }

    /// `records` are all of one device, or some.
    QList<AuthorizationRow> rowsOf(SmartlockId device, const QList<Authorization> &records) const;
    QString statusText(const Authorization &authorization) const;

private:
    QTimeZone zoneOf(const Smartlock &smartlock) const;

    const SmartlockStore &m_smartlocks;
    const UserStore &m_users;
    NewestChanges m_changes;
    QHash<AccountUserId, QString> m_people;
    mutable QHash<qint64, QTimeZone> m_zones; // by Nuki's id: looking one up costs more than a row
};

} // namespace lockdesk
