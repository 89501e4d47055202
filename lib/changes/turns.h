#pragma once

#include "ids.h"

#include <QHash>
#include <QList>
#include <QObject>
#include <functional>

namespace lockdesk {

/// Lets few read and write at the same time, and one alone on a device, so that what was read is still fresh
/// when the write leaves (safety D15: the service has no If-Match). In the order in which they ask, but past
/// those whose device is taken.
class Turns : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// Of the four requests that the transport carries at once, one remains for what a person waits for.
    static constexpr int atOnce = 3;

    /// Calls `go` when it is the turn of `who`, now or later; never once `who` is destroyed. Each has or
    /// awaits one turn at most.
    void ask(QObject *who, SmartlockId device, std::function<void()> go);

    /// The turn of `who` is over, or no longer wanted. Nothing happens when it has none.
    void end(QObject *who);

private:
    struct Asked
    {
        QObject *who;
        SmartlockId device;
        std::function<void()> go;
    };

    void next();

    QList<Asked> m_waiting;
    QHash<QObject *, SmartlockId> m_having;
};

} // namespace lockdesk
