#pragma once

#include <chrono>

namespace lockdesk {

/// How long the runner waits for what.
struct RunnerTimes
{
    static constexpr std::chrono::seconds actionExpiry{
        10}; ///< from the click to leaving the queue (safety D3)
    static constexpr std::chrono::seconds actionProof{30}; ///< from sending an action to "not confirmed"
    static constexpr std::chrono::seconds recordProof{
        180}; ///< "validated within a few minutes" (nuki-facts chapter 3)
    static constexpr std::chrono::seconds freshness{
        2}; ///< how old what was read may be when the write leaves (safety D15)
    static constexpr std::chrono::seconds longestWait{
        120}; ///< that the service may ask for before a write is planned again without asking (NET-7)
    static constexpr int attempts = 5; ///< of a write that is proven undone
};

} // namespace lockdesk
