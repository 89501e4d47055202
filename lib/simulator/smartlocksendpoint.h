#pragma once

#include "simulatedactions.h"
#include "simulatedexchange.h"
#include "simulatedroute.h"

namespace lockdesk {

class AuthorizationWrites;
class SimulatedCore;

/// The device part of the API: list, one, name and favourite, actions, sync.
class SmartlocksEndpoint
{
public:
    SmartlocksEndpoint(SimulatedCore &core, AuthorizationWrites &writes)
        : m_core(core)
        , m_writes(writes)
        , m_actions(core)
    {
    }

    SimulatedResponse list(const SimulatedRequest &request) const;
    SimulatedResponse read(const SimulatedRoute &route) const;
    SimulatedResponse update(const SimulatedRoute &route, const SimulatedRequest &request);
    SimulatedResponse act(const SimulatedRoute &route, const SimulatedRequest &request);

    /// The simplified endpoints: 415 with a body, 405 where the type has no such thing.
    SimulatedResponse lock(const SimulatedRoute &route, const SimulatedRequest &request);
    SimulatedResponse unlock(const SimulatedRoute &route, const SimulatedRequest &request);

    SimulatedResponse sync(const SimulatedRoute &route);

private:
    SimulatedResponse actSimply(qint64 smartlockId, int action, const SimulatedRequest &request);
    SimulatedResponse start(qint64 smartlockId, int action);

    SimulatedCore &m_core;
    AuthorizationWrites &m_writes;
    SimulatedActions m_actions;
};

} // namespace lockdesk
