#include "snapshotindex.h"

#include <ranges>

namespace lockdesk {

namespace {

const Authorization *findOther(
    const QMultiHash<OnDevice, const Authorization *> &hash, const OnDevice &key, const AuthorizationId &than)
{
    const auto [first, end] = hash.equal_range(key);
    for (auto found = first; found != end; ++found) {
        if (than.isNull() || found.value()->id != than)
            return found.value();
    }
    return nullptr;
}

} // namespace

// From the end, since a hash gives what came in last first: of several, the list's first is to be found.
SnapshotIndex::SnapshotIndex(
    const Snapshot &snapshot, const QSet<SmartlockId> &devices, const Vacated &vacated)
    : m_snapshot(snapshot)
{
    for (const Smartlock &lock : std::as_const(m_snapshot.smartlocks) | std::views::reverse) {
        if (devices.contains(lock.id))
            m_smartlocks.insert(lock.id, &lock);
    }
    for (const Authorization &record : std::as_const(m_snapshot.authorizations) | std::views::reverse) {
        const SmartlockId device = record.smartlockId;
        if (!devices.contains(device))
            continue;
        ++m_counts[device];
        if (!record.id.isNull())
            m_authorizations.insert(record.id, &record);
        if (record.code && !vacated.codes.contains(record.id))
            m_codes.insert({device, record.code->toNumber()}, &record);
        if (!record.isKeypadCode() && record.accountUserId && !vacated.people.contains(record.id))
            m_people.insert({device, toNumber(*record.accountUserId)}, &record);
    }
}

const Authorization *SnapshotIndex::withCode(
    SmartlockId device, const KeypadCode &code, const AuthorizationId &than) const
{
    return findOther(m_codes, {device, code.toNumber()}, than);
}

const Authorization *SnapshotIndex::ofPerson(
    SmartlockId device, AccountUserId person, const AuthorizationId &than) const
{
    return findOther(m_people, {device, toNumber(person)}, than);
}

} // namespace lockdesk
