#pragma once

#include <chrono>

namespace lockdesk {

/// How long the runner waits for what.
struct RunnerTimes
{
    static constexpr std::chrono::seconds actionExpiry{
        10}; ///< from the click to leaving the queue (safety D3)
    static constexpr std::chrono::minutes questionExpiry{
        5}; ///< of one of several actions, from the question; 10 s from its turn
    static constexpr std::chrono::milliseconds readingBeforeAction{
        900}; ///< that an action waits for the reading of log and state
    static constexpr std::chrono::milliseconds readingInItsPlace{
        100}; ///< that a reading may then keep the place in flight that the action needs
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
