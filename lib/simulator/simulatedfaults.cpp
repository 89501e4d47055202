#include "simulatedfaults.h"

#include "simulatedanswers.h"
#include "simulatedcore.h"

#include <algorithm>

namespace lockdesk {

using std::chrono::milliseconds;

void SimulatedFaults::restart()
{
    const auto now = m_core.clock().uptime();
    m_limitEnd = now + m_core.behaviour().rateLimitedFor;
    m_brokenEnd = now + m_core.behaviour().brokenFor;
    m_loseAnswers = m_core.behaviour().loseAnswers;
}

milliseconds SimulatedFaults::rateLimitedFor() const
{
    return std::max(milliseconds(0), m_limitEnd - m_core.clock().uptime());
}

milliseconds SimulatedFaults::brokenFor() const
{
    return std::max(milliseconds(0), m_brokenEnd - m_core.clock().uptime());
}

std::optional<SimulatedResponse> SimulatedFaults::before()
{
    if (const auto left = rateLimitedFor(); left.count() > 0) {
        const int asked = m_core.behaviour().retryAfter;
        return tooManyRequests(
            asked > 0 ? asked : int(std::chrono::ceil<std::chrono::seconds>(left).count()));
    }
    if (brokenFor().count() > 0 && !m_core.behaviour().brokenAfterProcessing)
        return brokenGateway(m_core.behaviour().brokenStatus);
    return std::nullopt;
}

SimulatedResponse SimulatedFaults::after(const SimulatedRequest &request, SimulatedResponse response)
{
    if (brokenFor().count() > 0)
        response = brokenGateway(m_core.behaviour().brokenStatus);
    if (request.method == "GET")
        return response;
    bool isLost =
        m_core.behaviour().answerLoss > 0 && m_core.random().generateDouble() < m_core.behaviour().answerLoss;
    if (m_loseAnswers > 0) {
        --m_loseAnswers;
        isLost = true;
    }
    if (isLost)
        response.delivery = m_core.behaviour().lostAnswersHang ? SimulatedResponse::Delivery::Silent
                                                               : SimulatedResponse::Delivery::Dropped;
    return response;
}

} // namespace lockdesk
