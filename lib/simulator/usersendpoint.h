#pragma once

#include "simulatedexchange.h"
#include "simulatedroute.h"

namespace lockdesk {

class SimulatedCore;

/// The account part of the API: the account itself and its people. Writes take effect at once (nuki-facts
/// chapter 3).
class UsersEndpoint
{
public:
    explicit UsersEndpoint(SimulatedCore &core)
        : m_core(core)
    {
    }

    SimulatedResponse readAccount() const;
    SimulatedResponse list(const SimulatedRequest &request) const;
    SimulatedResponse read(const SimulatedRoute &route) const;
    SimulatedResponse create(const SimulatedRequest &request);
    SimulatedResponse update(const SimulatedRoute &route, const SimulatedRequest &request);
    SimulatedResponse remove(const SimulatedRoute &route);

private:
    qsizetype indexOf(qint64 userId) const;
    bool isTaken(const QString &email, qint64 exceptFor) const;

    SimulatedCore &m_core;
};

} // namespace lockdesk
