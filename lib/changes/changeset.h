#pragma once

#include "change.h"

#include <QList>
#include <QObject>

namespace lockdesk {

class Clock;

/// The changes of this session, newest last: plain values, and who changed when. The runner moves their
/// status; the Changes screen shows them.
class ChangeSet : public QObject
{
    Q_OBJECT

public:
    explicit ChangeSet(Clock &clock, QObject *parent = nullptr);

    const QList<Change> &changes() const { return m_changes; }
    std::optional<Change> change(ChangeId id) const;

    /// Adds it with an id, `asked` and `statusSince` of its own; returns the id.
    ChangeId add(Change change);
    /// Takes out a Draft or a Problem; anything else stays.
    void discard(ChangeId id);
    void setStatus(ChangeId id, ChangeStatus status, const QString &reason = {});
    /// The authorization a creation has become, once it is found in the list.
    void setCreated(ChangeId id, const Authorization &found);

Q_SIGNALS:
    /// `id` was added, moved on or taken out.
    void changed(lockdesk::ChangeId id);

private:
    template <typename Edit>
    void update(ChangeId id, Edit edit);

    Clock &m_clock;
    QList<Change> m_changes;
    qint64 m_lastId = 0;
};

} // namespace lockdesk
