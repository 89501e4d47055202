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

    void setAll(const ListResult<Authorization> &list, const QDateTime &at);
    /// All of one device's, just fetched: those it no longer has are gone.
    void setOf(SmartlockId device, const ListResult<Authorization> &list);

private:
    QList<Authorization> m_authorizations;
    QHash<SmartlockId, int> m_counts;
};

} // namespace lockdesk
