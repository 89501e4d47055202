#pragma once

#include "fields.h"

#include <QList>
#include <algorithm>
#include <optional>

namespace lockdesk {

/// An authorization as the service has it, which is not what the lock has. Keeps all it ever was: lists may
/// show an older one. Times are true times in milliseconds.
struct CloudRecord
{
    struct Shown
    {
        Fields fields;
        std::optional<qint64> updated; ///< when the lock last echoed it
        bool isPending = false;
    };
    struct Version
    {
        qint64 at = 0;
        std::optional<Shown> shown; ///< nothing: it is gone
        int source = 0; ///< the exchange that made it so; 0: others
    };

    QByteArray id;
    qint64 device = 0;
    int type = 0;
    qint64 created = 0;
    qint64 listedFrom = 0;
    int source = 0; ///< the exchange that created it; 0: others
    QList<Version> versions;

    const std::optional<Shown> &now() const { return versions.last().shown; }
    /// As it was then; nothing before it was there.
    std::optional<Shown> at(qint64 truth) const
    {
        const auto next = std::ranges::upper_bound(versions, truth, {}, &Version::at);
        return next == versions.begin() ? std::nullopt : std::prev(next)->shown;
    }
};

} // namespace lockdesk
