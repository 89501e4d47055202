#pragma once

#include "simulatedworld.h"

#include <QDateTime>

namespace lockdesk {

/// Size of the world that demoWorld() makes.
struct DemoSize
{
    int smartlocks = 24;
    int authorizations = 400;
};

/// A believable world around `now` (UTC), the same for the same seed: devices of all types in eight zones
/// (one offline, one motor-blocked, one Opener in continuous mode, low batteries, a door open),
/// authorizations, people and a log.
SimulatedWorld demoWorld(DemoSize size, quint32 seed, const QDateTime &now);

} // namespace lockdesk
