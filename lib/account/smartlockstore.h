#pragma once

#include "listresult.h"
#include "smartlock.h"
#include "truthstore.h"

#include <QHash>

namespace lockdesk {

/// The last truth about all devices, each with its own age: one device may have been asked again alone.
class SmartlockStore : public TruthStore
{
    Q_OBJECT

public:
    using TruthStore::TruthStore;

    const QList<Smartlock> &smartlocks() const { return m_smartlocks; }
    std::optional<Smartlock> smartlock(SmartlockId id) const;
    /// When this device was last heard of (UTC).
    QDateTime fetchedAtOf(SmartlockId id) const;

    /// The whole list, fetched at `at`.
    void setAll(const ListResult<Smartlock> &list, const QDateTime &at);
    /// One device, fetched at `at`; added when it is new.
    void setOne(const Smartlock &smartlock, const QDateTime &at);

private:
    QList<Smartlock> m_smartlocks;
    QHash<SmartlockId, QDateTime> m_fetchedAt;
};

} // namespace lockdesk
