#pragma once

#include "accountuser.h"
#include "planner.h"

#include <QHash>

namespace lockdesk {

/// Names and clocks of a snapshot's devices and people, to be looked up by id and by name. A name stands for
/// every one that has it, with the case of letters and spaces around it overlooked.
class AccessDirectory
{
public:
    AccessDirectory(const Snapshot &snapshot, const QList<AccountUser> &people);

    /// Null for an unknown device. Valid as long as the directory.
    const Smartlock *device(SmartlockId id) const;
    /// Empty for an unknown one.
    QString deviceName(SmartlockId id) const;
    /// The device's clock; invalid where it is unknown.
    QTimeZone zoneOf(SmartlockId id) const;
    QList<SmartlockId> devicesNamed(const QString &name) const;

    bool hasPerson(AccountUserId id) const { return m_people.contains(toNumber(id)); }
    /// Empty for an unknown one.
    QString personName(AccountUserId id) const;
    QList<AccountUserId> peopleNamed(const QString &name) const;

private:
    QHash<SmartlockId, Smartlock> m_devices;
    QHash<SmartlockId, QTimeZone> m_zones;
    QMultiHash<QString, SmartlockId> m_devicesByName;
    QHash<qint32, QString> m_people;
    QMultiHash<QString, qint32> m_peopleByName;
};

} // namespace lockdesk
