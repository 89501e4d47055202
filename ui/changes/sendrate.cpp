#include "sendrate.h"

namespace lockdesk {

using namespace std::chrono_literals;

namespace {

constexpr auto window = 10s;
constexpr auto leastTime = 3s;
constexpr int leastDone = 3;

} // namespace

void SendRate::add(std::chrono::milliseconds when, int done)
{
    if (!m_samples.empty() && done < m_samples.back().done)
        m_samples.clear();
    m_samples.push_back({when, done});
    while (m_samples.size() > 2 && m_samples[1].when <= when - window)
        m_samples.pop_front();
}

std::optional<double> SendRate::perSecond() const
{
    if (m_samples.empty())
        return std::nullopt;
    const auto time = m_samples.back().when - m_samples.front().when;
    const int done = m_samples.back().done - m_samples.front().done;
    if (time < leastTime || done < leastDone)
        return std::nullopt;
    return done / std::chrono::duration<double>(time).count();
}

} // namespace lockdesk
