#pragma once

#include "ondevice.h"
#include "snapshot.h"

#include <QHash>
#include <QSet>

namespace lockdesk {

/// Records that are about to give up what only one of a device may have, and are not found by it.
struct Vacated
{
    QSet<AuthorizationId> codes; ///< no longer in the way of the same code
    QSet<AuthorizationId> people; ///< no longer in the way of the same person
};

/// The snapshot's records of some devices, found without a search through the list: for checking many
/// changes. Shares the snapshot's lists; the pointers that it gives are good as long as it lives, and copies
/// of it are.
class SnapshotIndex
{
public:
    /// Knows only what is of `devices`.
    SnapshotIndex(const Snapshot &snapshot, const QSet<SmartlockId> &devices, const Vacated &vacated = {});

    /// Each is null when there is none.
    const Smartlock *smartlock(SmartlockId id) const { return m_smartlocks.value(id); }
    const Authorization *authorization(const AuthorizationId &id) const { return m_authorizations.value(id); }
    /// The first with this code on the device that is another than `than`, which is null for any.
    const Authorization *withCode(
        SmartlockId device, const KeypadCode &code, const AuthorizationId &than = {}) const;
    /// The same of the person's access that is no keypad code.
    const Authorization *ofPerson(
        SmartlockId device, AccountUserId person, const AuthorizationId &than = {}) const;

    /// How many authorizations the device holds, vacated or not.
    int countOf(SmartlockId device) const { return m_counts.value(device); }

private:
    Snapshot m_snapshot; // never written to: the pointers lead into it
    QHash<SmartlockId, const Smartlock *> m_smartlocks;
    QHash<AuthorizationId, const Authorization *> m_authorizations;
    QMultiHash<OnDevice, const Authorization *> m_codes;
    QMultiHash<OnDevice, const Authorization *> m_people;
    QHash<SmartlockId, int> m_counts;
};

} // namespace lockdesk
