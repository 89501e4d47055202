#include "planroom.h"

#include "redact.h"

#include <QCoreApplication>
#include <algorithm>

namespace lockdesk {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(SetPlan)
};

// The numbers of one device's rows that take or free a slot, in their order.
struct Demand
{
    std::vector<int> creations;
    std::vector<int> deletions;
};

bool isListed(const CreateAuthorization &create, const SnapshotIndex &index)
{
    return !create.after.id.isNull() && index.authorization(create.after.id);
}

QHash<SmartlockId, Demand> demands(const std::vector<PlanRow> &rows, const SnapshotIndex &index)
{
    QHash<SmartlockId, Demand> found;
    for (int number = 0; number < int(rows.size()); ++number) {
        const PlanRow &row = rows[size_t(number)];
        if (row.fault != PlanFault::None || !row.lock)
            continue;
        if (const auto *create = row.as<CreateAuthorization>(); create && !isListed(*create, index))
            found[row.lock->id].creations.push_back(number);
        else if (row.as<DeleteAuthorization>() && row.record)
            found[row.lock->id].deletions.push_back(number);
    }
    return found;
}

// Takes out of `deletions` one for which the row waits already, since that frees its slot, too.
bool takeOwn(const PlanRow &row, std::vector<int> &deletions)
{
    const auto own = std::ranges::find_if(
        deletions, [&row](int number) { return std::ranges::find(row.after, number) != row.after.end(); });
    if (own == deletions.end())
        return false;
    deletions.erase(own);
    return true;
}

void share(std::vector<PlanRow> &rows, Demand demand, const Smartlock &lock, int count)
{
    const int capacity = authorizationCapacity(lock.deviceType());
    const int after = count - int(demand.deletions.size()) + int(demand.creations.size());
    std::erase_if(
        demand.creations, [&](int number) { return takeOwn(rows[size_t(number)], demand.deletions); });
    int free = capacity - count;
    auto deletion = demand.deletions.cbegin();
    for (; free < 0 && deletion != demand.deletions.cend(); ++free) // more than fit are there already
        ++deletion;
    for (const int number : demand.creations) {
        PlanRow &row = rows[size_t(number)];
        if (free > 0) {
            --free;
        } else if (free == 0 && deletion != demand.deletions.cend()) {
            row.after.push_back(*deletion++);
        } else {
            row.exceeds = true;
            row.warnings +=
                Words::tr("With this set %1 would hold %2 of %3 authorizations. The lock may refuse "
                          "this one; delete expired ones first.")
                    .arg(forDisplay(lock.displayName()), QString::number(after), QString::number(capacity));
        }
    }
}

} // namespace

void shareRoom(std::vector<PlanRow> &rows, const SnapshotIndex &index)
{
    const QHash<SmartlockId, Demand> all = demands(rows, index);
    for (auto demand = all.cbegin(); demand != all.cend(); ++demand) {
        if (!demand->creations.empty())
            share(rows, *demand, *index.smartlock(demand.key()), index.countOf(demand.key()));
    }
}

} // namespace lockdesk
