#pragma once

#include "change.h"

namespace lockdesk {

/// A change of this device, to be added to the store.
inline Change changeOf(const Smartlock &device, const ChangeSubject &subject)
{
    Change change;
    change.smartlockId = device.id;
    change.deviceType = device.deviceType();
    change.deviceName = device.displayName();
    change.subject = subject;
    return change;
}

} // namespace lockdesk
