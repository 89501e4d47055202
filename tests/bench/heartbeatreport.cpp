#include "heartbeatreport.h"

#include <QTextStream>
#include <algorithm>

namespace lockdesk {

using namespace Qt::StringLiterals;

namespace {

double median(std::vector<double> values)
{
    std::ranges::sort(values);
    return values[values.size() / 2];
}

} // namespace

void HeartbeatReport::add(const QString &step, const Heartbeat::Delays &delays)
{
    auto found = std::ranges::find(m_steps, step, &Step::name);
    if (found == m_steps.end())
        found = m_steps.insert(m_steps.end(), Step{step, {}, {}});
    found->p99.push_back(delays.p99);
    found->longest.push_back(delays.longest);
}

bool HeartbeatReport::print(QTextStream &out, double bound) const
{
    bool isGood = true;
    for (const Step &step : m_steps) {
        const double idle = median(m_steps.front().longest);
        const double longest = median(step.longest);
        out << step.name.leftJustified(24)
            << u"p99 %1, longest %2 (%3 to %4), %5 times idle\n"_s.arg(median(step.p99), 7, 'f', 2)
                   .arg(longest, 7, 'f', 2)
                   .arg(std::ranges::min(step.longest), 0, 'f', 2)
                   .arg(std::ranges::max(step.longest), 0, 'f', 2)
                   .arg(longest / idle, 0, 'f', 1);
        isGood = isGood && (bound == 0 || longest <= idle + bound);
    }
    if (!isGood)
        out << u"expected: at most %1 ms more than idle\n"_s.arg(bound);
    return isGood;
}

} // namespace lockdesk
