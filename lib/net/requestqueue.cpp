#include "requestqueue.h"

#include "errand.h"
#include "transportlimits.h"

#include <QSet>
#include <algorithm>

namespace lockdesk {

namespace {

std::unique_ptr<Errand> takeFrom(std::vector<std::unique_ptr<Errand>> &errands, const JobBase *job)
{
    const auto found = std::ranges::find(errands, job, [](const auto &errand) { return errand->job; });
    if (found == errands.end())
        return {};
    auto errand = std::move(*found);
    errands.erase(found);
    return errand;
}

} // namespace

RequestQueue::RequestQueue() = default;
RequestQueue::~RequestQueue() = default;

void RequestQueue::add(ErrandPtr errand)
{
    const auto rank = [](const ErrandPtr &e) { return std::pair(!e->request.isUrgent, e->order); };
    m_waiting.insert(std::ranges::upper_bound(m_waiting, rank(errand), {}, rank), std::move(errand));
}

Errand *RequestQueue::next(Time now, const TransportLimits &limits)
{
    const auto isAction = [](const ErrandPtr &errand) { return errand->request.isAction; };
    const auto underWay = std::ssize(m_underWay);
    const auto others = underWay - std::ranges::count_if(m_underWay, isAction);
    if (underWay >= limits.inFlight)
        return nullptr;
    const bool areOthersFull = others >= limits.inFlight - limits.keptForActions;
    QSet<QString> taken; // keys of what is under way, and of what waits longer than the errand looked at
    const auto hold = [&taken](const Errand &errand) {
        for (const QString &key : errand.request.exclusiveKeys)
            taken.insert(key);
    };
    for (const ErrandPtr &errand : m_underWay)
        hold(*errand);
    const auto found = std::ranges::find_if(m_waiting, [&](const ErrandPtr &errand) {
        const auto isTaken = [&taken](const QString &key) { return taken.contains(key); };
        const bool hasPlace = isAction(errand) || !areOthersFull;
        if (hasPlace && errand->notBefore <= now
            && std::ranges::none_of(errand->request.exclusiveKeys, isTaken))
            return true;
        hold(*errand);
        return false;
    });
    if (found == m_waiting.end())
        return nullptr;
    m_underWay.push_back(std::move(*found));
    m_waiting.erase(found);
    return m_underWay.back().get();
}

RequestQueue::ErrandPtr RequestQueue::take(const JobBase *job)
{
    if (auto errand = takeFrom(m_underWay, job))
        return errand;
    return takeFrom(m_waiting, job);
}

std::vector<RequestQueue::ErrandPtr> RequestQueue::takeWaiting(
    const std::function<bool(const Errand &)> &chosen)
{
    const auto rest = std::ranges::stable_partition(
        m_waiting, [&chosen](const ErrandPtr &errand) { return !chosen(*errand); });
    std::vector<ErrandPtr> taken(std::move_iterator(rest.begin()), std::move_iterator(rest.end()));
    m_waiting.erase(rest.begin(), rest.end());
    return taken;
}

} // namespace lockdesk
