#include "accessrows.h"

#include "smartlockstore.h"
#include "userstore.h"

#include <QCoreApplication>

namespace lockdesk {

namespace {

QString ownStatus(const Authorization &authorization)
{
    if (authorization.operationPending)
        return QCoreApplication::translate("AccessRows", "The lock is working on it");
    return authorization.updated.isValid()
        ? QCoreApplication::translate("AccessRows", "On the lock")
        : QCoreApplication::translate("AccessRows", "Listed, not yet on the lock");
}

} // namespace

AccessRows::AccessRows(const SmartlockStore &smartlocks, const UserStore &users, const ChangeStore &changes)
    : m_smartlocks(smartlocks)
    , m_users(users)
    , m_changes(changes)
{
    readPeople();
}

bool AccessRows::readPeople()
{
    QHash<AccountUserId, QString> people;
    for (const AccountUser &user : m_users.users())
        people.insert(user.id, user.displayName());
    std::swap(people, m_people);
    return people != m_people;
}

QList<AuthorizationRow> AccessRows::rowsOf(SmartlockId device, const QList<Authorization> &records) const
{
    AuthorizationRow row;
    if (const std::optional<Smartlock> smartlock = m_smartlocks.smartlock(device)) {
        row.deviceName = smartlock->displayName();
        row.isStale = smartlock->isOffline();
        row.lockZone = zoneOf(*smartlock);
    }
    QList<AuthorizationRow> rows;
    rows.reserve(records.size());
    for (const Authorization &authorization : records) {
        row.authorization = authorization;
        row.personName =
            authorization.accountUserId ? m_people.value(*authorization.accountUserId) : QString();
        row.statusText = statusText(authorization);
        rows.append(row);
    }
    return rows;
}

QString AccessRows::statusText(const Authorization &authorization) const
{
    const std::optional<ChangeStatus> status = m_changes.statusOf(authorization.id);
    const bool isUnderWay = status && status != ChangeStatus::Confirmed && status != ChangeStatus::Undone;
    return isUnderWay ? text(*status) : ownStatus(authorization);
}

QTimeZone AccessRows::zoneOf(const Smartlock &smartlock) const
{
    const qint64 key = smartlock.timeZoneId.value_or(-1);
    const auto known = m_zones.constFind(key);
    return known != m_zones.cend() ? *known : *m_zones.insert(key, smartlock.zone());
}

} // namespace lockdesk
