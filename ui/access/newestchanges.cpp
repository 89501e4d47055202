#include "newestchanges.h"

#include <algorithm>

namespace lockdesk {

namespace {

// The id of the authorization that a change is about; null for one not found yet, and for what is about a
// device.
AuthorizationId subjectOf(const Change &change)
{
    if (const auto *create = std::get_if<CreateAuthorization>(&change.subject))
        return create->after.id;
    return editedRecord(change);
}

} // namespace

NewestChanges::NewestChanges(const ChangeStore &changes)
    : m_changes(changes)
{
    QSet<AuthorizationId> about;
    for (const Change &change : changes.changes())
        follow(change.id, about);
}

QSet<AuthorizationId> NewestChanges::update(const QList<ChangeId> &ids)
{
    QSet<AuthorizationId> about;
    for (const ChangeId id : ids)
        follow(id, about);
    return about;
}

std::optional<ChangeStatus> NewestChanges::statusOf(const AuthorizationId &id) const
{
    const auto found = m_changesOf.constFind(id);
    const Change *newest = found == m_changesOf.cend() ? nullptr : m_changes.find(found->last());
    return newest ? std::optional(newest->status) : std::nullopt;
}

void NewestChanges::follow(ChangeId id, QSet<AuthorizationId> &about)
{
    const Change *change = m_changes.find(id);
    const AuthorizationId now = change ? subjectOf(*change) : AuthorizationId();
    const AuthorizationId before = m_subjects.value(id);
    if (!before.isNull() && before != now) {
        m_subjects.remove(id);
        QList<ChangeId> &others = m_changesOf[before];
        others.removeOne(id);
        if (others.isEmpty())
            m_changesOf.remove(before);
        about.insert(before);
    }
    if (now.isNull())
        return;
    if (before != now) {
        m_subjects.insert(id, now);
        QList<ChangeId> &all = m_changesOf[now];
        all.insert(std::ranges::lower_bound(all, id), id);
    }
    about.insert(now);
}

} // namespace lockdesk
