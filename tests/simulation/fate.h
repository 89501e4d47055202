#pragma once

#include "exchange.h"
#include "knobs.h"

#include <chrono>

namespace lockdesk {

class Dice;

/// What becomes of one request on its way, and what the service makes of it besides its doing.
struct Fate
{
    enum class Loss { None, NotConnected, NoTls, Silent, HungUp };

    using Time = std::chrono::milliseconds;

    Time connecting{20};
    Time up{40};
    Time down{40};
    Loss before = Loss::None; ///< on the way there: the service does not see it
    Loss after = Loss::None; ///< on the way back
    int refusal = 0; ///< a status instead of the effect, or after it
    bool isDoneAllTheSame = false;
    QByteArray retryAfter;
    int partDone = -1; ///< of an array: so many, and then the refusal
    Time staleness{}; ///< of a list

    /// By the knobs; a kind one where nothing is to go wrong.
    static Fate drawn(const Exchange &exchange, const Knobs &knobs, Dice dice);
    static Fate kind(Dice dice);
};

} // namespace lockdesk
