#include "accessdirectory.h"

namespace lockdesk {

namespace {

QString keyOf(const QString &name)
{
    return name.trimmed().toCaseFolded();
}

} // namespace

AccessDirectory::AccessDirectory(const Snapshot &snapshot, const QList<AccountUser> &people)
{
    QHash<int, QTimeZone> zones; // made once an id: looking a zone up costs more than a row
    for (const Smartlock &device : snapshot.smartlocks) {
        m_devices.insert(device.id, device);
        m_devicesByName.insert(keyOf(device.displayName()), device.id);
        const int zoneId = device.timeZoneId.value_or(-1);
        if (!zones.contains(zoneId))
            zones.insert(zoneId, device.zone());
        m_zones.insert(device.id, zones.value(zoneId));
    }
    for (const AccountUser &person : people) {
        m_people.insert(toNumber(person.id), person.displayName());
        m_peopleByName.insert(keyOf(person.displayName()), toNumber(person.id));
    }
}

const Smartlock *AccessDirectory::device(SmartlockId id) const
{
    const auto found = m_devices.constFind(id);
    return found == m_devices.cend() ? nullptr : &*found;
}

QString AccessDirectory::deviceName(SmartlockId id) const
{
    const Smartlock *found = device(id);
    return found ? found->displayName() : QString();
}

QTimeZone AccessDirectory::zoneOf(SmartlockId id) const
{
    return m_zones.value(id);
}

QList<SmartlockId> AccessDirectory::devicesNamed(const QString &name) const
{
    return m_devicesByName.values(keyOf(name));
}

QString AccessDirectory::personName(AccountUserId id) const
{
    return m_people.value(toNumber(id));
}

QList<AccountUserId> AccessDirectory::peopleNamed(const QString &name) const
{
    QList<AccountUserId> ids;
    for (const qint32 id : m_peopleByName.values(keyOf(name)))
        ids += AccountUserId(id);
    return ids;
}

} // namespace lockdesk
