#pragma once

#include "simulatedexchange.h"

#include <QJsonObject>
#include <QList>
#include <algorithm>
#include <chrono>
#include <optional>

namespace lockdesk {

class SimulatedNuki;

/// One request to the API as it arrived, without its token.
struct RecordedRequest
{
    QByteArray method;
    QString path; ///< decoded, without the query
    QString query;
    QByteArray body;
    int status = 0; ///< of the answer, whether it arrived or not
    std::chrono::milliseconds at{}; ///< when it was looked at, by the clock's uptime
};

/// What tests ask of the server beside the API, without a token:
///
///   GET    /_sim/requests        what came: [{method, path, query, body, status}], the oldest first
///   DELETE /_sim/requests        forgets them
///   GET    /_sim/behaviour       the names of the knobs
///   POST   /_sim/behaviour       {knob: value, …}, as changedBehaviour() takes them
///   POST   /_sim/smartlock/{id}  something happened at the device: fields put over its record, null removes
///   one POST   /_sim/auth/{id}       another admin's edit of an authorization, likewise
class SimulatorControl
{
public:
    explicit SimulatorControl(SimulatedNuki &service)
        : m_service(service)
    {
    }

    /// The answer to a request below /_sim/; std::nullopt for any other.
    std::optional<SimulatedResponse> handle(const SimulatedRequest &request);

    void record(const SimulatedRequest &request, int status, std::chrono::milliseconds at);
    const QList<RecordedRequest> &requests() const { return m_requests; }
    void clearRequests() { m_requests.clear(); }

    /// Each request to the API enters when it has come whole, and leaves when its answer is sent or its
    /// connection is gone.
    void enter() { m_most = std::max(m_most, ++m_inFlight); }
    void leave() { --m_inFlight; }
    int mostInFlight() const { return m_most; }

private:
    SimulatedResponse setBehaviour(const QJsonObject &changes);
    SimulatedResponse edit(const QString &path, const QJsonObject &fields);

    SimulatedNuki &m_service;
    QList<RecordedRequest> m_requests;
    int m_inFlight = 0;
    int m_most = 0;
};

} // namespace lockdesk
