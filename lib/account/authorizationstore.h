#pragma once

#include "authorizationlists.h"
#include "listresult.h"
#include "truthstore.h"

#include <QThreadPool>

namespace lockdesk {

/// The last truth about all authorizations of all devices. Of each device, what was asked for later stays.
class AuthorizationStore : public TruthStore
{
    Q_OBJECT

public:
    using TruthStore::TruthStore;

    /// All of all devices. Longer than a frame of 200,000 when a device's list has come since it was last
    /// called: for what a person does now and then. What is done again and again takes of(), or lists(),
    /// whose all() another thread may call.
    const QList<Authorization> &authorizations() const;
    const AuthorizationLists &lists() const { return m_lists; }
    /// Costs what the device holds.
    QList<Authorization> of(SmartlockId device) const { return m_lists.of(device); }
    /// Searches them all.
    std::optional<Authorization> authorization(const AuthorizationId &id) const { return m_lists.find(id); }
    /// How many a device holds, as far as known; nullopt before the first list.
    std::optional<int> countOf(SmartlockId device) const;

    /// All of all devices, asked for at `at`. What was asked for since then, of all, of a device alone or of
    /// some records, stays as it is: a long list must not take back what has been seen meanwhile.
    void setAll(const ListResult<Authorization> &list, const AskedAt &at);
    /// All of one device's, asked for at `at`: those it no longer has are gone. Nothing when the device, or
    /// all, were asked for since.
    void setOf(SmartlockId device, const ListResult<Authorization> &list, const AskedAt &at);
    /// The same of many devices at once.
    void setOf(const QHash<SmartlockId, QList<Authorization>> &lists, const AskedAt &at);
    /// Some records, asked for at `at` without the others of their devices: known ones are replaced, unless
    /// they were asked for since.
    void setSome(const QList<Authorization> &records, const AskedAt &at);

Q_SIGNALS:
    /// Records of these devices may be others than before, or gone; of no other device. Comes before
    /// changed().
    void devicesChanged(const QSet<lockdesk::SmartlockId> &devices);

private:
    struct Seen
    {
        SmartlockId device;
        AskedAt at;
    };

    AskedAt askedOf(SmartlockId device) const;
    QList<Authorization> withSeenSince(
        const AskedAt &at, QList<Authorization> list, const QList<Authorization> &held) const;
    void tell(const QSet<SmartlockId> &devices);

    AuthorizationLists m_lists;
    QHash<SmartlockId, AskedAt> m_askedAlone; // later than the last whole list
    QHash<AuthorizationId, Seen> m_seenAlone; // by setSome(), later than the last whole list
    mutable std::optional<QList<Authorization>> m_all; // made when somebody asks
    QThreadPool m_freeing; // of what is no longer held: of 200,000 that takes longer than a frame
};

} // namespace lockdesk
