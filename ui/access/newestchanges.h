#pragma once

#include "changestore.h"

#include <optional>

namespace lockdesk {

/// Which change of each authorization is the newest: what the Access table says of it. Follows the store
/// change by change, however many there are.
class NewestChanges
{
public:
    /// The store must outlive it.
    explicit NewestChanges(const ChangeStore &changes);

    /// These were added, moved on or taken out: returns the authorizations they are or were about.
    QSet<AuthorizationId> update(const QList<ChangeId> &ids);
    /// nullopt where no change is about it.
    std::optional<ChangeStatus> statusOf(const AuthorizationId &id) const;

private:
    void follow(ChangeId id, QSet<AuthorizationId> &about);

    const ChangeStore &m_changes;
    QHash<ChangeId, AuthorizationId> m_subjects;
    QHash<AuthorizationId, QList<ChangeId>> m_changesOf; // in ascending order
};

} // namespace lockdesk
