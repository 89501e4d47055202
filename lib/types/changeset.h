#pragma once

#include "change.h"

namespace lockdesk {

/// Changes that were asked for together: reviewed, sent, paused, and taken back as one. A change asked for
/// alone is a set of one.
struct ChangeSet
{
    ChangeSetId id{};
    QString title; ///< what a person calls it: "Disable 214 authorizations"
    QDateTime created; ///< UTC
    bool isPaused = false; ///< nothing more of it leaves until it is resumed
    std::optional<ChangeSetId> undoes; ///< the set that it takes back

    friend bool operator==(const ChangeSet &, const ChangeSet &) = default;
};

} // namespace lockdesk
