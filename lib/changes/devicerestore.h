#pragma once

#include "restore.h"
#include "restorematch.h"

namespace lockdesk {

/// The restoration of one device of today: what becomes of each record, and the device's list as it will be
/// while that is carried out, so that a code which is freed first counts as free.
class DeviceRestore
{
public:
    /// All but `present`, its authorizations of today, must outlive it.
    DeviceRestore(const Backup &backup, const RestoreWish &wish, const RestoreGround &ground,
        const Smartlock &lock, const QList<Authorization> &present);

    /// What was saved, in the backup's order, and then the extras. Call it once.
    QList<RestoreRow> rows();

    /// That more would be on the device than it is made for; empty when not. After rows().
    QString capacityWarning() const;

private:
    RestoreRow row(RestoreKind kind, const Authorization &saved, const QString &words = {}) const;
    Change changeOf(const ChangeSubject &subject) const;
    RestoreRow tried(RestoreRow row, const ChangeSubject &subject);
    RestoreRow extra(const Authorization &present);
    RestoreRow matched(const Authorization &saved, const Authorization &present);
    RestoreRow missing(const Authorization &saved);
    QString stopper(const Authorization &saved, RestoreKind &kind) const;
    QString personProblem(const Authorization &saved) const;

    const Backup &m_backup;
    const RestoreWish &m_wish;
    const RestoreGround &m_ground;
    const Smartlock &m_lock;
    QList<SavedAuthorization> m_saved;
    QList<Authorization> m_present;
    Snapshot m_expected; // of this device alone
};

} // namespace lockdesk
