#pragma once

#include "change.h"

#include <optional>

namespace lockdesk {

/// The change that makes `before` what a person wants of it; nullopt when nothing that can be updated
/// differs. An untouched schedule goes back as it is; a touched one is completed() at `now`, as the service
/// needs it. `wanted` may hold whatever else `before` holds.
std::optional<UpdateAuthorization> updateOf(
    const Authorization &before, const Authorization &wanted, bool isScheduleEdited, const QDateTime &now);

/// Sets `enabled`, or `remoteAllowed`, to `on`, unless it means that already: an absent field stays absent
/// then.
void changeEnabled(Authorization &authorization, bool on);
void changeRemoteAllowed(Authorization &authorization, bool on);

/// Whether `remoteAllowed` means anything to this one: not to a code, which is typed at the door.
bool canHaveRemoteAccess(const Authorization &authorization);

} // namespace lockdesk
