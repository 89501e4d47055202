#pragma once

#include "simulatedexchange.h"

#include <chrono>
#include <optional>

namespace lockdesk {

class SimulatedCore;

/// What goes wrong with a request before and after it is processed.
class SimulatedFaults
{
public:
    explicit SimulatedFaults(SimulatedCore &core)
        : m_core(core)
    {
    }

    /// Starts the windows that the core's behaviour asks for.
    void restart();

    /// The answer of a service that does not even look at the request: 429, 5xx.
    std::optional<SimulatedResponse> before();

    /// What becomes of the answer to a request that was processed.
    SimulatedResponse after(const SimulatedRequest &request, SimulatedResponse response);

    /// What is left of the two windows and of the answers to lose.
    std::chrono::milliseconds rateLimitedFor() const;
    std::chrono::milliseconds brokenFor() const;
    int loseAnswers() const { return m_loseAnswers; }

private:
    SimulatedCore &m_core;
    std::chrono::milliseconds m_limitEnd{0}; // of the clock's uptime, as the next one
    std::chrono::milliseconds m_brokenEnd{0};
    int m_loseAnswers = 0;
};

} // namespace lockdesk
