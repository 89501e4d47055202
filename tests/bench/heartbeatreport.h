#pragma once

#include "heartbeat.h"

#include <QString>

class QTextStream;

namespace lockdesk {

/// How promptly an event loop turned in the steps of some rounds, next to the first step, in which it was
/// idle.
class HeartbeatReport
{
public:
    void add(const QString &step, const Heartbeat::Delays &delays);

    /// The medians of the rounds. Returns whether no step's longest delay is more than `bound` milliseconds
    /// over idle's; 0: there is no bound.
    bool print(QTextStream &out, double bound) const;

private:
    struct Step
    {
        QString name;
        std::vector<double> p99;
        std::vector<double> longest;
    };

    std::vector<Step> m_steps;
};

} // namespace lockdesk
