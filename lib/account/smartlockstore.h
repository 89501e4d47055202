#pragma once

#include "listresult.h"
#include "smartlock.h"
#include "truthstore.h"

#include <QHash>
#include <QSet>

namespace lockdesk {

/// The last truth about all devices, each with its own age: one device may have been asked again alone.
class SmartlockStore : public TruthStore
{
    Q_OBJECT

public:
    using TruthStore::TruthStore;

    const QList<Smartlock> &smartlocks() const { return m_smartlocks; }
    std::optional<Smartlock> smartlock(SmartlockId id) const;
    /// When this device was last asked for: what is held of it is not older.
    AskedAt askedOf(SmartlockId id) const { return m_asked.value(id); }
    /// The same for people (UTC); invalid for a device that is not there.
    QDateTime fetchedAtOf(SmartlockId id) const { return askedOf(id).now; }

    /// The whole list, asked for at `at`. Nothing when it was asked for since then; devices that were asked
    /// for alone since then stay as they are.
    void setAll(const ListResult<Smartlock> &list, const AskedAt &at);
    /// One device, asked for at `at`; added when it is new. Nothing when it, or all, were asked for since.
    void setOne(const Smartlock &smartlock, const AskedAt &at);

Q_SIGNALS:
    /// These are others than before, new or gone. Comes before changed().
    void devicesChanged(const QSet<lockdesk::SmartlockId> &devices);

private:
    void put(const Smartlock &smartlock, const AskedAt &at);

    QList<Smartlock> m_smartlocks;
    QHash<SmartlockId, qsizetype> m_places;
    QHash<SmartlockId, AskedAt> m_asked;
};

} // namespace lockdesk
