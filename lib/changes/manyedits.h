#pragma once

#include "change.h"
#include "wallclock.h"

#include <QTimeZone>
#include <optional>

namespace lockdesk {

/// What a person wants to be the same for many authorizations. What is absent stays as it is in each.
struct ManyEdits
{
    /// A date limit to have: at this time on the wall clock of each lock, so another moment in each zone. No
    /// time: no limit.
    struct Limit
    {
        std::optional<WallClock> at;
        friend bool operator==(const Limit &, const Limit &) = default;
    };

    std::optional<QString> name;
    std::optional<bool> enabled;
    std::optional<bool> remoteAllowed; ///< left alone where it means nothing: canHaveRemoteAccess()
    std::optional<AccessSchedule> week; ///< only its days and times count; absent ones set no limit
    std::optional<Limit> from;
    std::optional<Limit> until;

    /// Nothing is to be changed.
    bool isEmpty() const { return *this == ManyEdits{}; }
    friend bool operator==(const ManyEdits &, const ManyEdits &) = default;
};

/// What the edits make of one authorization.
struct ManyEdited
{
    UpdateAuthorization update;
    /// Why it cannot be sent, in words: a limit that the lock's clock does not have, or a lock whose clock
    /// nobody knows. `update` holds a limit then that no check lets pass, so that it is never sent without.
    QString problem;
    /// What was decided for a limit that the lock's clock has twice, in words: the later start and the
    /// earlier end, so that nobody gets in at a time that was not meant (safety D11).
    QString note;
    friend bool operator==(const ManyEdited &, const ManyEdited &) = default;
};

/// `before` with the edits, as the editor of one makes it; nullopt when it is like that already. `lockZone`
/// is the lock's own clock, invalid when unknown; `now` is a UTC instant. Rules of the domain are the
/// planner's.
std::optional<ManyEdited> edited(
    const Authorization &before, const ManyEdits &edits, const QTimeZone &lockZone, const QDateTime &now);

} // namespace lockdesk
