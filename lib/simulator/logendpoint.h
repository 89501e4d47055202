#pragma once

#include "simulatedexchange.h"
#include "simulatedroute.h"

namespace lockdesk {

class SimulatedCore;

/// The log part of the API: newest first, 20 lines unless told, never more than 50; `id` gives what is older
/// than that line, `offset` is ignored (nuki-facts chapter 6).
class LogEndpoint
{
public:
    explicit LogEndpoint(const SimulatedCore &core)
        : m_core(core)
    {
    }

    SimulatedResponse list(const SimulatedRequest &request) const;
    SimulatedResponse listOfDevice(const SimulatedRoute &route, const SimulatedRequest &request) const;

private:
    SimulatedResponse rows(const SimulatedRequest &request, qint64 smartlockId) const;

    const SimulatedCore &m_core;
};

} // namespace lockdesk
