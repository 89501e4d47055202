#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <vector>

namespace lockdesk {

class JobBase;
struct Errand;
struct TransportLimits;

/// What waits and what is under way, and which of it may leave next: urgent ones first, else in order of
/// arrival; never two that share an exclusive key together, nor one before another of its key that waits
/// longer. The places kept for actions are theirs alone.
class RequestQueue
{
public:
    using Time = std::chrono::milliseconds;
    using ErrandPtr = std::unique_ptr<Errand>;

    RequestQueue();
    ~RequestQueue();

    void add(ErrandPtr errand);

    /// The next that may leave at the uptime `now`; null when there is none. It counts as under way from
    /// here.
    Errand *next(Time now, const TransportLimits &limits);

    /// Takes it out, wherever it is; null when it is not here.
    ErrandPtr take(const JobBase *job);

    /// Takes out all that wait and are `chosen`.
    std::vector<ErrandPtr> takeWaiting(const std::function<bool(const Errand &)> &chosen);

    const std::vector<ErrandPtr> &waiting() const { return m_waiting; }
    const std::vector<ErrandPtr> &underWay() const { return m_underWay; }

private:
    std::vector<ErrandPtr> m_waiting; // in the order in which they leave
    std::vector<ErrandPtr> m_underWay;
};

} // namespace lockdesk
