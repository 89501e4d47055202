#include "authorizationedit.h"

namespace lockdesk {

std::optional<UpdateAuthorization> updateOf(
    const Authorization &before, const Authorization &wanted, bool isScheduleEdited, const QDateTime &now)
{
    UpdateAuthorization update{before, wanted, isScheduleEdited};
    if (isScheduleEdited)
        update.after.schedule = wanted.schedule.completed(now);
    return updatableDifferences(before, update.after).isEmpty() ? std::nullopt : std::optional(update);
}

void changeEnabled(Authorization &authorization, bool on)
{
    if (authorization.isEnabled() != on)
        authorization.enabled = on;
}

void changeRemoteAllowed(Authorization &authorization, bool on)
{
    if (authorization.remoteAllowed.value_or(false) != on)
        authorization.remoteAllowed = on;
}

bool canHaveRemoteAccess(const Authorization &authorization)
{
    return !authorization.isKeypadCode();
}

} // namespace lockdesk
