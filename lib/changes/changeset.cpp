#include "changeset.h"

#include "clock.h"
#include "logging.h"

#include <algorithm>

namespace lockdesk {

ChangeSet::ChangeSet(Clock &clock, QObject *parent)
    : QObject(parent)
    , m_clock(clock)
{
}

std::optional<Change> ChangeSet::change(ChangeId id) const
{
    const auto found = std::ranges::find(m_changes, id, &Change::id);
    return found == m_changes.end() ? std::nullopt : std::optional(*found);
}

ChangeId ChangeSet::add(Change change)
{
    change.id = ChangeId(++m_lastId);
    change.asked = m_clock.now();
    change.statusSince = change.asked;
    m_changes.append(change);
    Q_EMIT changed(change.id);
    return change.id;
}

void ChangeSet::discard(ChangeId id)
{
    const auto removed = m_changes.removeIf([id](const Change &change) {
        return change.id == id
            && (change.status == ChangeStatus::Draft || change.status == ChangeStatus::Problem);
    });
    if (removed > 0)
        Q_EMIT changed(id);
}

void ChangeSet::setStatus(ChangeId id, ChangeStatus status, const QString &reason)
{
    update(id, [&](Change &change) {
        if (change.status != status) {
            qCInfo(logChanges, "change %lld: %s", qint64(id), qUtf8Printable(text(status)));
            change.statusSince = m_clock.now();
        }
        if (status == ChangeStatus::Sent && change.status != ChangeStatus::Sent)
            change.sentAt = m_clock.now();
        change.status = status;
        change.reason = reason;
    });
}

void ChangeSet::setCreated(ChangeId id, const Authorization &found)
{
    update(id, [&](Change &change) {
        if (auto *create = std::get_if<CreateAuthorization>(&change.subject))
            create->after = found;
    });
}

template <typename Edit>
void ChangeSet::update(ChangeId id, Edit edit)
{
    const auto found = std::ranges::find(m_changes, id, &Change::id);
    if (found == m_changes.end())
        return;
    const Change before = *found;
    edit(*found);
    if (*found != before)
        Q_EMIT changed(id);
}

} // namespace lockdesk
