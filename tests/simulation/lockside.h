#pragma once

#include "fields.h"

#include <QList>
#include <functional>
#include <optional>

namespace lockdesk {

/// The lock itself, a third party: it holds what it really accepted, whatever the service says of it.
struct LockSide
{
    struct Held
    {
        qint64 at = 0; ///< true time
        std::optional<Fields> fields; ///< nothing: it does not hold it any more
        int source = 0; ///< the exchange whose write this was; 0: others
    };
    /// What it did at the door.
    struct Deed
    {
        qint64 at = 0;
        int action = 0;
        int trigger = 0;
        int result = 0; ///< 0: it did it
        int stateAfter = 0;
        int source = 0;
        QByteArray lineId;
    };

    qint64 id = 0;
    QByteArray name;
    int type = 4;
    bool hasKeypad = true;
    bool isFavorite = false;
    bool isOnline = true;
    int state = 1;
    qint64 reported = 0; ///< true time of its last report
    qint64 synchronised = 0; ///< of its last report of everything
    QMap<QByteArray, QList<Held>> held; ///< by the id that the service knows it by
    QList<Deed> deeds; ///< oldest first
    QList<std::function<void()>> kept; ///< what reaches it once it is back

    std::optional<Fields> holds(const QByteArray &record) const
    {
        const auto found = held.constFind(record);
        return found == held.cend() || found->isEmpty() ? std::nullopt : found->last().fields;
    }
};

} // namespace lockdesk
