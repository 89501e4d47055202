#pragma once

#include "simulatedexchange.h"

#include <QHash>
#include <QJsonObject>
#include <chrono>
#include <optional>

namespace lockdesk {

class SimulatedCore;

/// What devices do when they are told to: the motor runs, then the final state stands, and the log has a
/// line, whether it worked or not. An offline device does nothing and says nothing (nuki-facts chapters 3 and
/// 9).
class SimulatedActions
{
public:
    /// Ends a ring to open that the world began with when its time has come.
    explicit SimulatedActions(SimulatedCore &core);

    /// The `region` of devices sold in the United States, which cannot unlatch. The real numbers are
    /// documented nowhere.
    static constexpr int usRegion = 3;

    /// 400 for an action that this type lacks or that a US device cannot do, 423 while another one runs.
    std::optional<SimulatedResponse> refusal(qint64 smartlockId, int action) const;

    /// Starts an action that is not refused.
    void start(qint64 smartlockId, int action);

private:
    struct Run
    {
        qint64 smartlockId = 0;
        int action = 0;
        qint64 number = 0; // of all runs: a later one of the same device ends what an earlier one began
        int stateBefore = 0;
    };

    void move(const Run &run);
    void settle(const Run &run);
    void fail(const Run &run, int result);
    void succeed(const Run &run);
    void activateRingToOpen(const Run &run);
    void endRingToOpenLater(const Run &run, std::chrono::milliseconds delay);
    void thenLater(const Run &run, std::chrono::milliseconds delay, const QJsonObject &state);
    void lockLater(const Run &run, std::chrono::milliseconds delay);
    int failureOf(const Run &run) const;
    void log(const Run &run, int result);

    SimulatedCore &m_core;
    qint64 m_runs = 0;
    QHash<qint64, qint64> m_lastRun; // device → number
    QHash<qint64, std::chrono::milliseconds> m_lastOpening; // device → the clock's uptime
};

} // namespace lockdesk
