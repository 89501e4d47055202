#pragma once

#include "authorizationwrites.h"
#include "simulatedexchange.h"
#include "simulatedroute.h"

#include <optional>

namespace lockdesk {

class SimulatedCore;

/// The authorization part of the API: lists, pages, and writes of one and of many. A write of many is checked
/// as a whole and refused as a whole.
class AuthorizationsEndpoint
{
public:
    explicit AuthorizationsEndpoint(SimulatedCore &core)
        : m_core(core)
        , m_writes(core)
    {
    }

    SimulatedResponse list(const SimulatedRequest &request) const;
    SimulatedResponse page(const SimulatedRequest &request) const;
    SimulatedResponse listOfDevice(const SimulatedRoute &route, const SimulatedRequest &request) const;
    SimulatedResponse read(const SimulatedRoute &route) const;

    SimulatedResponse create(const SimulatedRoute &route, const SimulatedRequest &request);
    SimulatedResponse createMany(const SimulatedRequest &request);
    SimulatedResponse update(const SimulatedRoute &route, const SimulatedRequest &request);
    SimulatedResponse updateMany(const SimulatedRequest &request);
    SimulatedResponse remove(const SimulatedRoute &route);
    SimulatedResponse removeMany(const SimulatedRequest &request);

    AuthorizationWrites &writes() { return m_writes; }

private:
    QList<QJsonObject> matching(const QStringList &ids, const SimulatedRequest &request) const;
    bool isOf(const SimulatedRoute &route) const;
    std::optional<SimulatedResponse> refusalOfUpdate(
        const QString &id, const QJsonObject &body, const QStringList &known) const;
    std::optional<SimulatedResponse> refusalOfCreations(
        const QJsonObject &body, const QList<qint64> &devices, const QStringList &known) const;

    SimulatedCore &m_core;
    AuthorizationWrites m_writes;
};

} // namespace lockdesk
