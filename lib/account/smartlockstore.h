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
    /// When this device was last asked for (UTC): what is held of it is not older.
    QDateTime fetchedAtOf(SmartlockId id) const;

    /// The whole list, asked for at `at`. Devices that were asked for alone since then stay as they are.
    void setAll(const ListResult<Smartlock> &list, const QDateTime &at);
    /// One device, asked for at `at`; added when it is new.
    void setOne(const Smartlock &smartlock, const QDateTime &at);

private:
    void put(const Smartlock &smartlock);

    QList<Smartlock> m_smartlocks;
    QHash<SmartlockId, QDateTime> m_fetchedAt;
};

} // namespace lockdesk
