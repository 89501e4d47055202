#pragma once

#include <chrono>

namespace lockdesk {

/// How long the runner waits for what, and how much it does at once. Every wait is measured by the clock's
/// uptime; only an action's expiry by the wall clock as well, whichever is first.
struct RunnerTimes
{
    static constexpr std::chrono::seconds actionExpiry{10}; ///< from the click to leaving (safety D3)
    static constexpr std::chrono::minutes questionExpiry{
        5}; ///< of one of several actions, from the question; 10 s from its turn
    static constexpr std::chrono::milliseconds readingBeforeAction{
        900}; ///< that an action waits for the reading of log and state
    static constexpr std::chrono::milliseconds readingInItsPlace{
        100}; ///< that a reading may then keep the place in flight that the action needs
    static constexpr std::chrono::seconds actionProof{
        28}; ///< of readable time, from sending an action: 30 s from the click (DOM-2)
    static constexpr std::chrono::seconds doorRest{8}; ///< until a door that was moved has come to rest
    static constexpr std::chrono::seconds recordProof{
        180}; ///< of readable time: "validated within a few minutes" (nuki-facts chapter 3)
    static constexpr std::chrono::minutes longestProof{30}; ///< however little could be read
    static constexpr std::chrono::seconds lostPatience{
        60}; ///< of readable time: until what is not there counts as not done (safety 4.2)
    static constexpr std::chrono::seconds syncOffer{20}; ///< until a listed change offers to synchronise
    static constexpr std::chrono::seconds absenceGap{
        10}; ///< between the two lists that prove an absence (nuki-facts chapter 9b)
    static constexpr std::chrono::seconds freshness{
        2}; ///< how old what was read may be when the write leaves (safety D15)
    static constexpr std::chrono::seconds lookEvery{2}; ///< how often what has left is looked at
    static constexpr std::chrono::seconds lookLaterEvery{5}; ///< the same after syncOffer
    static constexpr std::chrono::seconds busyPause{
        4}; ///< until what was refused as busy is tried again; doubles: 4, 8, 16, 32 s
    static constexpr std::chrono::seconds longestReadPause{30}; ///< after readings that failed
    static constexpr std::chrono::seconds longestWait{
        120}; ///< that the service may ask for before a write is planned again without asking (NET-7)
    static constexpr int attempts = 5; ///< of a write
    static constexpr int atOnce = 3; ///< requests: of the transport's four, one remains for actions
    static constexpr int recordsRead = 16; ///< of absent records that are asked for by themselves, too
};

} // namespace lockdesk
