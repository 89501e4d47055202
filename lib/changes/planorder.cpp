#include "planorder.h"

#include "redact.h"

#include <QCoreApplication>
#include <algorithm>

namespace lockdesk {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(SetPlan)
};

using Edges = std::vector<std::vector<int>>;

// Rows that are reached once all edges into them are gone, starting from those that have none.
std::vector<int> inOrder(const Edges &out, const std::vector<bool> &isLeftOut = {})
{
    std::vector<int> waitsFor(out.size(), 0);
    const auto counts = [&](size_t row) { return isLeftOut.empty() || !isLeftOut[row]; };
    for (size_t row = 0; row < out.size(); ++row) {
        if (!counts(row))
            continue;
        for (const int next : out[row])
            ++waitsFor[size_t(next)];
    }
    std::vector<int> order;
    for (size_t row = 0; row < out.size(); ++row) {
        if (counts(row) && waitsFor[row] == 0)
            order.push_back(int(row));
    }
    for (size_t i = 0; i < order.size(); ++i) {
        for (const int next : out[size_t(order[i])]) {
            if (--waitsFor[size_t(next)] == 0 && counts(size_t(next)))
                order.push_back(next);
        }
    }
    return order;
}

Edges waitsOf(const std::vector<PlanRow> &rows)
{
    Edges waits(rows.size());
    for (size_t row = 0; row < rows.size(); ++row) {
        if (!rows[row].isUnderWay)
            waits[row] = rows[row].after;
    }
    return waits;
}

Edges turned(const Edges &edges)
{
    Edges back(edges.size());
    for (size_t row = 0; row < edges.size(); ++row) {
        for (const int to : edges[row])
            back[size_t(to)].push_back(int(row));
    }
    return back;
}

} // namespace

void breakCircles(std::vector<PlanRow> &rows)
{
    const Edges waits = waitsOf(rows);
    const Edges waiters = turned(waits);
    std::vector<bool> isFree(rows.size(), false);
    for (const int row : inOrder(waiters)) // waits for no circle
        isFree[size_t(row)] = true;
    for (const int row : inOrder(waits, isFree)) // no circle waits for it; what is left over is in one
        isFree[size_t(row)] = true;
    std::vector<int> faulty;
    for (size_t row = 0; row < rows.size(); ++row) {
        if (!isFree[row]) {
            rows[row].fault = PlanFault::Swap;
            rows[row].problem = Words::tr(
                "It changes places with another row of this set, and a lock never lets two have the same. A "
                "swap needs a third code: give one of them another code first.");
        }
        if (rows[row].fault != PlanFault::None)
            faulty.push_back(int(row));
    }
    for (size_t i = 0; i < faulty.size(); ++i) {
        for (const int waiter : waiters[size_t(faulty[i])]) {
            PlanRow &row = rows[size_t(waiter)];
            if (row.fault != PlanFault::None)
                continue;
            row.fault = PlanFault::Blocked;
            row.problem = Words::tr("It needs what another row of this set, %1, would free, and that one "
                                    "cannot be sent as it is.")
                              .arg(forDisplay(changeTitle(*rows[size_t(faulty[i])].change)));
            faulty.push_back(waiter);
        }
    }
}

int roundsOf(const std::vector<PlanRow> &rows)
{
    std::vector<int> round(rows.size(), 0);
    int most = 0;
    for (const int number : inOrder(turned(waitsOf(rows)))) {
        const PlanRow &row = rows[size_t(number)];
        if (!row.isSendable())
            continue;
        for (const int before : row.after)
            round[size_t(number)] = std::max(round[size_t(number)], round[size_t(before)]);
        most = std::max(most, ++round[size_t(number)]);
    }
    return most;
}

} // namespace lockdesk
