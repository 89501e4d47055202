#include "plansummary.h"

#include "planorder.h"
#include "redact.h"

#include <QCoreApplication>
#include <QMap>
#include <QSet>

namespace lockdesk {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(SetPlan)
};

constexpr int rowsARequest = 100;
constexpr int requestsAtOnce = 4;
constexpr std::chrono::seconds aRequest = 1s;
constexpr std::chrono::seconds aProof = 10s;
constexpr int devicesNamed = 3;

int batches(int rows)
{
    return (rows + rowsARequest - 1) / rowsARequest;
}

// What creations have in common that one request can make.
size_t likeness(const Authorization &wanted)
{
    const AccessSchedule &schedule = wanted.schedule;
    return qHashMulti(0, int(wanted.kind()), wanted.name,
        wanted.accountUserId ? toNumber(*wanted.accountUserId) : -1,
        wanted.code ? wanted.code->toNumber() : -1, int(wanted.enabled.value_or(true)),
        int(wanted.remoteAllowed.value_or(false)),
        schedule.fromDate ? schedule.fromDate->toText() : QString(),
        schedule.untilDate ? schedule.untilDate->toText() : QString(), schedule.weekDays.value_or(-1),
        schedule.fromTime.value_or(-1), schedule.untilTime.value_or(-1));
}

bool waitsForDevice(const PlanRow &row)
{
    return row.isSendable() && row.lock->isOffline() && !row.as<OperateDevice>();
}

QString offlineTotal(const std::vector<PlanRow> &rows)
{
    QSet<SmartlockId> devices;
    int waiting = 0;
    for (const PlanRow &row : rows) {
        if (waitsForDevice(row)) {
            devices.insert(row.lock->id);
            ++waiting;
        }
    }
    if (waiting == 0)
        return {};
    return Words::tr("%1: %2", "offline locks: their changes")
        .arg(Words::tr("%n lock(s) are offline", nullptr, int(devices.size())),
            Words::tr("their %n change(s) wait until they are back.", nullptr, waiting));
}

QStringList takenTotals(const std::vector<PlanRow> &rows)
{
    QMap<QPair<QString, qint64>, int> taken; // by name, since many may have the same
    int all = 0;
    for (const PlanRow &row : rows) {
        if (row.fault == PlanFault::Taken) {
            ++taken[{row.lock->displayName(), toNumber(row.lock->id)}];
            ++all;
        }
    }
    if (taken.size() > devicesNamed) {
        return {Words::tr("%1 on %2", "codes are taken on locks")
                    .arg(Words::tr("%n code(s) are already taken", nullptr, all),
                        Words::tr("%n lock(s).", nullptr, int(taken.size())))};
    }
    QStringList totals;
    for (auto device = taken.cbegin(); device != taken.cend(); ++device) {
        totals += Words::tr("%n code(s) are already taken on %1.", nullptr, device.value())
                      .arg(forDisplay(device.key().first));
    }
    return totals;
}

QStringList roomTotals(const std::vector<PlanRow> &rows)
{
    QMap<int, QSet<SmartlockId>> full; // by capacity
    for (const PlanRow &row : rows) {
        if (row.exceeds && row.isSendable())
            full[authorizationCapacity(row.lock->deviceType())].insert(row.lock->id);
    }
    QStringList totals;
    for (auto devices = full.cbegin(); devices != full.cend(); ++devices) {
        totals +=
            Words::tr("%n lock(s) would exceed %1.", nullptr, int(devices.value().size())).arg(devices.key());
    }
    return totals;
}

} // namespace

QStringList totalsOf(const std::vector<PlanRow> &rows)
{
    QMap<PlanFault, int> faults;
    int changed = 0;
    for (const PlanRow &row : rows) {
        ++faults[row.fault];
        changed += row.isSendable() && row.isChangedSince;
    }
    QStringList totals;
    if (const QString offline = offlineTotal(rows); !offline.isEmpty())
        totals += offline;
    totals += takenTotals(rows);
    totals += roomTotals(rows);
    if (const int doubled = faults.value(PlanFault::Doubled))
        totals += Words::tr("%n row(s) ask for what another row asks for.", nullptr, doubled);
    if (const int swapped = faults.value(PlanFault::Swap))
        totals += Words::tr("%n row(s) swap what only one can have.", nullptr, swapped);
    if (const int gone = faults.value(PlanFault::Gone))
        totals += Words::tr("%n authorization(s) are no longer there.", nullptr, gone);
    if (const int other = faults.value(PlanFault::Other) + faults.value(PlanFault::Blocked))
        totals += Words::tr("%n row(s) have another problem.", nullptr, other);
    if (changed > 0)
        totals += Words::tr("Somebody else has changed %n of the authorizations since.", nullptr, changed);
    return totals;
}

int requestsFor(const std::vector<PlanRow> &rows)
{
    int alone = 0, edits = 0, deletions = 0;
    QHash<size_t, int> creations;
    for (const PlanRow &row : rows) {
        if (!row.isSendable() || waitsForDevice(row))
            continue;
        if (const auto *create = row.as<CreateAuthorization>())
            ++creations[likeness(create->after)];
        else if (row.as<UpdateAuthorization>())
            ++edits;
        else if (row.as<DeleteAuthorization>())
            ++deletions;
        else
            ++alone;
    }
    int writes = batches(edits) + batches(deletions);
    for (const int alike : std::as_const(creations))
        writes += batches(alike);
    return alone + writes + (writes > 0 ? 2 * roundsOf(rows) : 0);
}

std::chrono::seconds timeFor(const std::vector<PlanRow> &rows)
{
    const int requests = requestsFor(rows);
    if (requests == 0)
        return 0s;
    return aRequest * ((requests + requestsAtOnce - 1) / requestsAtOnce) + aProof * roundsOf(rows);
}

} // namespace lockdesk
