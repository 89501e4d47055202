#include "demodata.h"

#include "demoauthorizations.h"
#include "demodevices.h"
#include "demolog.h"
#include "demopeople.h"

#include <algorithm>

namespace lockdesk {

SimulatedWorld demoWorld(DemoSize size, quint32 seed, const QDateTime &now)
{
    // A generator each, so that a change to one part leaves the others as they are.
    QRandomGenerator forDevices(seed), forPeople(seed ^ 0x50u), forAuthorizations(seed ^ 0xA0u),
        forLog(seed ^ 0xF0u);
    SimulatedWorld world;
    world.account = demoAccount(now);
    world.smartlocks = demoDevices(size.smartlocks, now, forDevices);
    world.users = demoPeople(std::clamp(size.authorizations / 8, 12, 5000), now, forPeople);
    world.authorizations =
        demoAuthorizations(size.authorizations, world.smartlocks, world.users, now, forAuthorizations);
    world.log = demoLog(
        std::clamp(size.smartlocks * 21, 500, 5000), world.smartlocks, world.authorizations, now, forLog);
    return world;
}

} // namespace lockdesk
