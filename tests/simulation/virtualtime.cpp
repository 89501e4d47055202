#include "virtualtime.h"

#include <algorithm>

namespace lockdesk {

void VirtualTime::push(Heap &heap, Due due)
{
    heap.push_back(std::move(due));
    std::push_heap(heap.begin(), heap.end());
}

VirtualTime::Due VirtualTime::pop(Heap &heap)
{
    std::pop_heap(heap.begin(), heap.end());
    Due due = std::move(heap.back());
    heap.pop_back();
    return due;
}

void VirtualTime::callAfter(Time delay, QObject *context, std::function<void()> call)
{
    push(m_inside, {m_truth + std::max<qint64>(0, delay.count()), m_count++, true, context, std::move(call)});
}

void VirtualTime::callOutside(Time delay, std::function<void()> call)
{
    push(m_outside, {m_truth + std::max<qint64>(0, delay.count()), m_count++, false, {}, std::move(call)});
}

void VirtualTime::advance(qint64 until, bool isAsleep)
{
    while (!m_isEnough || !m_isEnough()) {
        while (!m_inside.empty() && m_inside.front().context.isNull())
            (void)pop(m_inside);
        const bool hasInside = !isAsleep && !m_inside.empty();
        if (!hasInside && m_outside.empty())
            break;
        // What falls due at the same time happens outside first.
        const bool isInside = hasInside && (m_outside.empty() || m_inside.front().at < m_outside.front().at);
        Heap &heap = isInside ? m_inside : m_outside;
        if (heap.front().at > until)
            break;
        const Due due = pop(heap);
        m_truth = std::max(m_truth, due.at);
        due.call();
        if (m_settle && !isAsleep)
            m_settle();
    }
    m_truth = std::max(m_truth, until);
}

void VirtualTime::pass(Time time)
{
    if (m_settle)
        m_settle();
    advance(m_truth + time.count(), false);
}

void VirtualTime::sleep(Time time, bool countsSleep)
{
    const qint64 before = m_truth;
    advance(m_truth + time.count(), true);
    const qint64 slept = m_truth - before;
    if (countsSleep)
        return; // what was due meanwhile is late
    m_slept += slept;
    for (Due &due : m_inside)
        due.at += slept; // keeps the order
}

} // namespace lockdesk
