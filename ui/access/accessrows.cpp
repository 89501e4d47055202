#include "accessrows.h"

#include "authorizationstore.h"
#include "smartlockstore.h"
#include "userstore.h"

#include <QCoreApplication>
#include <QHash>

namespace lockdesk {

namespace {

// The id of the authorization that a change is about, null for one not found yet.
AuthorizationId subjectOf(const Change &change)
{
    if (const auto *create = std::get_if<CreateAuthorization>(&change.subject))
        return create->after.id;
    return editedRecord(change);
}

QString ownStatus(const Authorization &authorization)
{
    if (authorization.operationPending)
        return QCoreApplication::translate("AccessRows", "The lock is working on it");
    return authorization.updated.isValid()
        ? QCoreApplication::translate("AccessRows", "On the lock")
        : QCoreApplication::translate("AccessRows", "Listed, not yet on the lock");
}

} // namespace

QList<AuthorizationRow> accessRows(const AuthorizationStore &authorizations, const SmartlockStore &smartlocks,
    const UserStore &users, const QList<Change> &changes)
{
    QHash<SmartlockId, Smartlock> lockOf;
    for (const Smartlock &lock : smartlocks.smartlocks())
        lockOf.insert(lock.id, lock);
    QHash<qint32, QString> personOf;
    for (const AccountUser &user : users.users())
        personOf.insert(toNumber(user.id), user.displayName());
    QHash<AuthorizationId, ChangeStatus> statusOf;
    for (const Change &change : changes)
        statusOf.insert(subjectOf(change), change.status);

    QHash<qint64, QTimeZone> zones; // made once an id: looking a zone up costs more than a row
    QList<AuthorizationRow> rows;
    rows.reserve(authorizations.authorizations().size());
    for (const Authorization &authorization : authorizations.authorizations()) {
        AuthorizationRow row;
        row.authorization = authorization;
        const auto lock = lockOf.constFind(authorization.smartlockId);
        if (lock != lockOf.constEnd()) {
            row.deviceName = lock->displayName();
            row.isStale = lock->isOffline();
            const qint64 zoneKey = lock->timeZoneId.value_or(-1);
            if (!zones.contains(zoneKey))
                zones.insert(zoneKey, lock->zone());
            row.lockZone = zones.value(zoneKey);
        }
        if (authorization.accountUserId)
            row.personName = personOf.value(toNumber(*authorization.accountUserId));
        const auto status = statusOf.constFind(authorization.id);
        const bool isUnderWay = status != statusOf.constEnd() && *status != ChangeStatus::Confirmed
            && *status != ChangeStatus::Undone;
        row.statusText = isUnderWay ? text(*status) : ownStatus(authorization);
        rows.append(row);
    }
    return rows;
}

} // namespace lockdesk
