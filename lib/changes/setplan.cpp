#include "setplan.h"

#include "confirmation.h"
#include "planner.h"
#include "planorder.h"
#include "planroom.h"
#include "plansummary.h"
#include "redact.h"

#include <QCoreApplication>
#include <algorithm>

namespace lockdesk {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(SetPlan)
};

const Authorization *before(const Change &change)
{
    if (const auto *update = std::get_if<UpdateAuthorization>(&change.subject))
        return &update->before;
    if (const auto *remove = std::get_if<DeleteAuthorization>(&change.subject))
        return &remove->before;
    return nullptr;
}

bool givesUpCode(const Change &change)
{
    const auto *update = std::get_if<UpdateAuthorization>(&change.subject);
    return update ? update->before.code != update->after.code
                  : std::holds_alternative<DeleteAuthorization>(change.subject);
}

bool givesUpPerson(const Change &change)
{
    const auto *update = std::get_if<UpdateAuthorization>(&change.subject);
    return update ? update->before.accountUserId != update->after.accountUserId
                  : std::holds_alternative<DeleteAuthorization>(change.subject);
}

// What the change makes of its record, when that is a new code or a new person's place.
const Authorization *newHolder(const Change &change, bool (*givesUp)(const Change &))
{
    if (const auto *create = std::get_if<CreateAuthorization>(&change.subject))
        return &create->after;
    const auto *update = std::get_if<UpdateAuthorization>(&change.subject);
    return update && givesUp(change) ? &update->after : nullptr;
}

std::optional<KeypadCode> wantedCode(const Change &change)
{
    const Authorization *holder = newHolder(change, givesUpCode);
    return holder && holder->isKeypadCode() ? holder->code : std::nullopt;
}

std::optional<AccountUserId> wantedPerson(const Change &change)
{
    const Authorization *holder = newHolder(change, givesUpPerson);
    return holder && !holder->isKeypadCode() ? holder->accountUserId : std::nullopt;
}

// The rows of a set on their way to a plan. The steps build on each other, in the order of planOf().
class Planning
{
public:
    Planning(const QList<Change> &changes, const Snapshot &snapshot)
        : m_rows(rowsOf(changes))
        , m_vacated(findRepeated())
        , m_index(snapshot, m_devices, m_vacated)
    {
    }

    void locate();
    void check(const QDateTime &now);
    void findRivals();
    void warn(const QDateTime &now);
    PlanOrder order() const;
    std::vector<PlanRow> &rows() { return m_rows; }
    const SnapshotIndex &index() const { return m_index; }

private:
    using Holders = QHash<OnDevice, int>; // the number of the row that gets it
    using Givers = QMultiHash<OnDevice, int>; // the rows that give it up

    static std::vector<PlanRow> rowsOf(const QList<Change> &changes);
    Vacated findRepeated();
    void checkRecord(PlanRow &row) const;
    void claim(
        int number, const OnDevice &wanted, Holders &holders, const Givers &givers, const QString &why);

    std::vector<PlanRow> m_rows;
    QSet<SmartlockId> m_devices;
    Vacated m_vacated;
    SnapshotIndex m_index;
};

// What is under way has been there first, whatever its id.
std::vector<PlanRow> Planning::rowsOf(const QList<Change> &changes)
{
    std::vector<PlanRow> rows;
    rows.reserve(size_t(changes.size()));
    for (const Change &change : changes) {
        if (!isToBeSent(change.status) && !isUnderWay(change.status))
            continue;
        PlanRow row;
        row.change = &change;
        row.isUnderWay = isUnderWay(change.status);
        rows.push_back(row);
    }
    std::ranges::stable_sort(
        rows, {}, [](const PlanRow &row) { return std::pair(!row.isUnderWay, qint64(row.change->id)); });
    return rows;
}

// A second row of the same record finds another record than the person saw.
Vacated Planning::findRepeated()
{
    Vacated vacated;
    QHash<AuthorizationId, const Change *> ofRecord;
    QHash<OnDevice, const Change *> ofDevice; // by kind of change
    for (PlanRow &row : m_rows) {
        const Change &change = *row.change;
        m_devices.insert(change.smartlockId);
        const Change *first = nullptr;
        if (const Authorization *record = before(change)) {
            const Change *&known = ofRecord[record->id];
            first = std::exchange(known, known ? known : &change);
            if (!first && givesUpCode(change))
                vacated.codes.insert(record->id);
            if (!first && givesUpPerson(change))
                vacated.people.insert(record->id);
        } else if (!row.as<CreateAuthorization>()) {
            const Change *&known = ofDevice[{change.smartlockId, qint64(change.subject.index())}];
            first = std::exchange(known, known ? known : &change);
        }
        if (first && !row.isUnderWay) {
            row.fault = PlanFault::Doubled;
            row.problem = Words::tr("Another row of this set is about the same one: %1. Keep one of them.")
                              .arg(forDisplay(changeTitle(*first)));
        }
    }
    return vacated;
}

void Planning::checkRecord(PlanRow &row) const
{
    const Authorization *seen = before(*row.change);
    if (!seen)
        return;
    row.record = seen->id.isNull() ? nullptr : m_index.authorization(seen->id);
    if (row.record && row.record->smartlockId != row.lock->id)
        row.record = nullptr;
    if (row.record) {
        row.isChangedSince = !differencesInMeaning(*seen, *row.record).isEmpty();
    } else if (row.isSendable()) {
        row.fault = PlanFault::Gone;
        row.problem = (row.as<DeleteAuthorization>()
                ? Words::tr("“%1” is no longer on %2: there is nothing left to delete. Remove this row.")
                : Words::tr("“%1” is no longer on %2, so it cannot be changed. Nothing was sent."))
                          .arg(forDisplay(seen->name), forDisplay(row.lock->displayName()));
    }
}

void Planning::locate()
{
    for (PlanRow &row : m_rows) {
        row.lock = m_index.smartlock(row.change->smartlockId);
        if (row.lock)
            checkRecord(row);
    }
}

void Planning::check(const QDateTime &now)
{
    for (PlanRow &row : m_rows) {
        const Change &change = *row.change;
        if (!row.isSendable())
            continue;
        row.problem = problemOf(change, m_index, now);
        const Authorization *seen = before(change);
        const AuthorizationId own = seen ? seen->id : AuthorizationId();
        const auto code = wantedCode(change);
        if (!row.problem.isEmpty()) {
            const bool isTaken = row.lock && code && m_index.withCode(change.smartlockId, *code, own);
            row.fault = isTaken ? PlanFault::Taken : PlanFault::Other;
            continue;
        }
        const auto person = wantedPerson(change);
        if (person && m_index.ofPerson(change.smartlockId, *person, own)) {
            row.fault = PlanFault::Other;
            row.problem = Words::tr("This person already has access to %1. Edit that one instead.")
                              .arg(forDisplay(row.lock->displayName()));
        }
    }
}

void Planning::claim(
    int number, const OnDevice &wanted, Holders &holders, const Givers &givers, const QString &why)
{
    PlanRow &row = m_rows[size_t(number)];
    if (const auto first = holders.constFind(wanted); first != holders.constEnd()) {
        if (row.isUnderWay)
            return;
        row.fault = PlanFault::Doubled;
        row.problem = why.arg(forDisplay(changeTitle(*m_rows[size_t(*first)].change)),
            forDisplay(row.lock ? row.lock->displayName() : QString()));
        return;
    }
    holders.insert(wanted, number);
    const auto [begin, end] = givers.equal_range(wanted);
    for (auto giver = begin; giver != end; ++giver) {
        if (*giver != number && std::ranges::find(row.after, *giver) == row.after.end())
            row.after.push_back(*giver);
    }
}

// Who gets what another row gets as well, and who gets what another row gives up.
void Planning::findRivals()
{
    Givers codes, people;
    for (int number = 0; number < int(m_rows.size()); ++number) {
        const PlanRow &row = m_rows[size_t(number)];
        if (!row.record || row.fault == PlanFault::Doubled)
            continue;
        const SmartlockId device = row.change->smartlockId;
        if (row.record->code && givesUpCode(*row.change))
            codes.insert({device, row.record->code->toNumber()}, number);
        if (!row.record->isKeypadCode() && row.record->accountUserId && givesUpPerson(*row.change))
            people.insert({device, toNumber(*row.record->accountUserId)}, number);
    }
    Holders codeHolders, personHolders;
    const QString sameCode =
        Words::tr("Another row of this set, %1, gets the same code on %2. Choose another one.");
    const QString samePerson =
        Words::tr("Another row of this set, %1, gives this person access to %2 already. Keep one of them.");
    for (int number = 0; number < int(m_rows.size()); ++number) {
        const PlanRow &row = m_rows[size_t(number)];
        if (row.fault != PlanFault::None)
            continue;
        const SmartlockId device = row.change->smartlockId;
        if (const auto code = wantedCode(*row.change))
            claim(number, {device, code->toNumber()}, codeHolders, codes, sameCode);
        else if (const auto person = wantedPerson(*row.change))
            claim(number, {device, toNumber(*person)}, personHolders, people, samePerson);
    }
}

PlanOrder Planning::order() const
{
    PlanOrder order;
    for (const PlanRow &row : m_rows) {
        if (row.isUnderWay || row.fault != PlanFault::None)
            continue;
        for (const int first : row.after)
            order[row.change->id].append(m_rows[size_t(first)].change->id);
    }
    return order;
}

void Planning::warn(const QDateTime &now)
{
    for (PlanRow &row : m_rows) {
        if (!row.isSendable())
            continue;
        row.warnings = warningsApartFromRoom(*row.change, m_index, now) + row.warnings;
        if (row.isChangedSince) {
            row.warnings += Words::tr(
                "Somebody else has changed it since. Look at it again; only what you changed is sent.");
        }
    }
}

} // namespace

bool isToBeSent(ChangeStatus status)
{
    return status == ChangeStatus::Draft || status == ChangeStatus::Problem
        || status == ChangeStatus::Waiting;
}

bool isUnderWay(ChangeStatus status)
{
    return status == ChangeStatus::Sent || status == ChangeStatus::Accepted || status == ChangeStatus::Listed;
}

SetPlan planOf(const QList<Change> &changes, const Snapshot &snapshot, const QDateTime &now)
{
    Planning planning(changes, snapshot);
    planning.locate();
    planning.check(now);
    planning.findRivals();
    breakCircles(planning.rows());
    shareRoom(planning.rows(), planning.index());
    planning.warn(now);

    const std::vector<PlanRow> &rows = planning.rows();
    SetPlan plan;
    for (const PlanRow &row : rows) {
        const ChangeId id = row.change->id;
        if (row.isUnderWay)
            continue;
        if (row.fault != PlanFault::None) {
            plan.problems.insert(id, row.problem);
            continue;
        }
        if (!row.warnings.isEmpty())
            plan.warnings.insert(id, row.warnings);
    }
    plan.after = planning.order();
    plan.totals = totalsOf(rows);
    plan.requests = requestsFor(rows);
    plan.time = timeFor(rows);
    return plan;
}

PlanOrder orderOf(const QList<Change> &changes, const Snapshot &snapshot)
{
    Planning planning(changes, snapshot);
    planning.locate();
    planning.findRivals();
    breakCircles(planning.rows());
    shareRoom(planning.rows(), planning.index());
    return planning.order();
}

} // namespace lockdesk
