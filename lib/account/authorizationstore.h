#pragma once

#include "authorization.h"
#include "listresult.h"
#include "truthstore.h"

#include <QHash>

namespace lockdesk {

/// The last truth about all authorizations of all devices.
class AuthorizationStore : public TruthStore
{
    Q_OBJECT

public:
    using TruthStore::TruthStore;

    const QList<Authorization> &authorizations() const { return m_authorizations; }
    QList<Authorization> of(SmartlockId device) const;
    std::optional<Authorization> authorization(const AuthorizationId &id) const;
    /// How many a device holds, as far as known; nullopt before the first list.
    std::optional<int> countOf(SmartlockId device) const;

    /// All of all devices, asked for at `at`. Those of devices that were asked for alone since then stay as
    /// they are: a long list must not take back what has been seen on a device meanwhile.
    void setAll(const ListResult<Authorization> &list, const QDateTime &at);
    /// All of one device's, asked for at `at`: those it no longer has are gone.
    void setOf(SmartlockId device, const ListResult<Authorization> &list, const QDateTime &at);
    /// The same of many devices at once.
    void setOf(const QHash<SmartlockId, QList<Authorization>> &lists, const QDateTime &at);
    /// Some records, asked for at `at` without the others of their devices: known ones are replaced, unless
    /// their device was asked alone since.
    void setSome(const QList<Authorization> &records, const QDateTime &at);

Q_SIGNALS:
    /// The list of one device, asked for at `at`, has come, the same as before or not.
    void deviceAsked(lockdesk::SmartlockId device, const QDateTime &at);

private:
    void put(const QHash<SmartlockId, QList<Authorization>> &lists);

    QList<Authorization> m_authorizations;
    QHash<SmartlockId, int> m_counts;
    QHash<SmartlockId, QDateTime> m_askedAlone; // since the last whole list
};

} // namespace lockdesk
