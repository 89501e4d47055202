#include "backupaccount.h"

#include "account.h"
#include "clock.h"

#include <QCoreApplication>

namespace lockdesk {

Backup takeBackup(Account &account, const QList<SmartlockId> &devices, bool withCodes)
{
    Backup backup;
    backup.made = account.clock().now();
    backup.account = account.profile().name;
    backup.hasCodes = withCodes;
    backup.unreadable = account.authorizations().unreadableCount();
    for (const SmartlockId id : devices) {
        const std::optional<Smartlock> device = account.smartlocks().smartlock(id);
        if (!device)
            continue;
        BackedUpLock lock{id, device->deviceType(), device->name, account.authorizations().of(id)};
        for (Authorization &authorization : lock.authorizations) {
            if (!withCodes)
                authorization.code.reset();
            if (!authorization.accountUserId)
                continue;
            const auto user = account.users().user(*authorization.accountUserId);
            backup.people.insert(*authorization.accountUserId, user ? user->displayName() : QString());
        }
        backup.locks.append(lock);
    }
    return backup;
}

RestoreGround restoreGround(Account &account)
{
    RestoreGround ground{{account.smartlocks().smartlocks(), account.authorizations().authorizations()},
        std::nullopt, account.clock().now()};
    if (account.users().isLoaded()) {
        ground.people.emplace();
        for (const AccountUser &user : account.users().users())
            ground.people->insert(user.id, user.displayName());
    }
    return ground;
}

QString notReadyWords(Account &account)
{
    const auto tr = [](const char *words) { return QCoreApplication::translate("BackupAccount", words); };
    const AuthorizationStore &authorizations = account.authorizations();
    const SmartlockStore &smartlocks = account.smartlocks();
    if (authorizations.isLoaded() && smartlocks.isLoaded())
        return {};
    const std::optional<ApiError> &error =
        smartlocks.isLoaded() ? authorizations.error() : smartlocks.error();
    if (error)
        return explain(*error);
    return tr(
        QT_TRANSLATE_NOOP("BackupAccount", "The authorizations are still being fetched. Wait a moment."));
}

} // namespace lockdesk
