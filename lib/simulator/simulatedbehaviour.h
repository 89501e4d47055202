#pragma once

#include "result.h"

#include <QHash>
#include <QJsonObject>
#include <QSet>
#include <QString>
#include <chrono>

namespace lockdesk {

/// A delay drawn anew each time, both ends included.
struct DelayRange
{
    std::chrono::milliseconds shortest{0};
    std::chrono::milliseconds longest{0};

    friend bool operator==(const DelayRange &, const DelayRange &) = default;
};

/// How the simulated service behaves: how slow it is and what goes wrong. The defaults are a healthy service
/// with the latencies of nuki-facts chapter 3.
struct SimulatedBehaviour
{
    DelayRange listing{
        std::chrono::milliseconds(500), std::chrono::milliseconds(1500)}; ///< 204 → in the cloud
    DelayRange confirming{std::chrono::seconds(1), std::chrono::seconds(3)}; ///< in the cloud → on the device
    DelayRange moving{std::chrono::milliseconds(300), std::chrono::milliseconds(800)}; ///< 204 → motor runs
    DelayRange settling{std::chrono::seconds(2), std::chrono::seconds(4)}; ///< motor runs → final state
    DelayRange syncing{std::chrono::seconds(2), std::chrono::seconds(3)}; ///< 204 → the device has reported
    std::chrono::milliseconds tooRecent{
        5000}; ///< a second opening this soon after the first fails; 0 = never

    double answerLoss = 0; ///< share of the writes that are processed without the answer arriving, 0 to 1
    int loseAnswers = 0; ///< so many next writes are processed without the answer arriving
    bool lostAnswersHang = false; ///< a lost answer leaves the connection open instead of closing it

    std::chrono::milliseconds rateLimitedFor{0}; ///< from now on: 429 with Retry-After for everything
    int retryAfter = 0; ///< seconds, as that says; 0 = what is left
    std::chrono::milliseconds brokenFor{0}; ///< from now on: an HTML page of nginx for everything
    int brokenStatus = 502; ///< its status
    bool brokenAfterProcessing = false; ///< the page comes although the request was processed

    bool pagedMissing = false; ///< GET /smartlock/auth/paged does not exist
    bool cloudFrozen = false; ///< nothing that devices do shows until this ends; it then shows at once
    QSet<QString> ghosts; ///< authorizations that stay listed after their deletion, until a sync
    QSet<qint64> losesWrites; ///< devices where a 204 means nothing, besides the offline ones
    QSet<qint64> neverConfirms; ///< devices that list what was written and confirm it only on a sync
    QSet<QString> refusedRecords; ///< authorizations of which every write is answered with 400
    QSet<QString> busyRecords; ///< authorizations with an operation that does not end: 423 to every write
    QHash<qint64, QString> writeErrors; ///< device → `error` of what is written to its authorizations
    QHash<qint64, int> failingActions; ///< device → log state of every action: 1 motor blocked, 9 rejected …
    std::chrono::milliseconds secondAdminEvery{0}; ///< another admin edits some authorization; 0 = never

    friend bool operator==(const SimulatedBehaviour &, const SimulatedBehaviour &) = default;
};

/// `base` with the knobs that `changes` names, by the names of the members: durations in milliseconds, ranges
/// as [shortest, longest] or one number, sets as arrays, maps as objects keyed by the device's id. The error
/// names the first key that is unknown or holds something else; then nothing is taken over.
Result<SimulatedBehaviour, QString> changedBehaviour(
    const SimulatedBehaviour &base, const QJsonObject &changes);

/// The names of all knobs, in the order above.
QStringList behaviourKnobs();

} // namespace lockdesk
