#include "freshreading.h"

#include "authorizationapi.h"
#include "clock.h"
#include "turns.h"

#include <algorithm>

namespace lockdesk {

namespace {

int pagesFor(qsizetype count)
{
    return int(count / authorizationPageSize) + 1;
}

// The one person whose records these changes are about; nullopt when their list does not tell enough.
std::optional<AccountUserId> personOf(const Change &change)
{
    if (const auto *update = std::get_if<UpdateAuthorization>(&change.subject)) {
        const bool needsOthers = update->before.code != update->after.code
            || update->before.accountUserId != update->after.accountUserId;
        return needsOthers ? std::nullopt : update->before.accountUserId;
    }
    const auto *remove = std::get_if<DeleteAuthorization>(&change.subject);
    return remove ? remove->before.accountUserId : std::nullopt;
}

} // namespace

const Authorization *recordIn(const FreshLists &lists, const Change &change)
{
    const AuthorizationId id = editedRecord(change);
    const auto list = lists.ofDevice.constFind(change.smartlockId);
    if (list == lists.ofDevice.constEnd() || id.isNull())
        return nullptr;
    const auto found = std::ranges::find(*list, id, &Authorization::id);
    return found == list->end() ? nullptr : &*found;
}

bool tells(const FreshLists &lists, const Change &change)
{
    return lists.ofDevice.contains(change.smartlockId)
        && (lists.whole.contains(change.smartlockId) || recordIn(lists, change));
}

ReadingPlan readingOf(
    const QList<Change> &changes, const QList<Authorization> &known, const QSet<SmartlockId> &wholeNeeded)
{
    ReadingPlan alone;
    QSet<SmartlockId> devices;
    for (const Change &change : changes) {
        if (!devices.contains(change.smartlockId)) {
            devices.insert(change.smartlockId);
            alone.devices.append(change.smartlockId);
        }
    }
    ReadingPlan best = alone;
    const auto offer = [&](const ReadingPlan &plan) {
        if (requestsOf(plan, known) < requestsOf(best, known))
            best = plan;
    };
    ReadingPlan everything = alone;
    everything.way = ReadingPlan::Way::Everything;
    offer(everything);
    const std::optional<AccountUserId> person = changes.isEmpty() ? std::nullopt : personOf(changes.first());
    const bool isOfOne = person && std::ranges::all_of(changes, [&](const Change &change) {
        return personOf(change) == person && !wholeNeeded.contains(change.smartlockId);
    });
    if (isOfOne) {
        ReadingPlan one = alone;
        one.way = ReadingPlan::Way::Person;
        one.person = person;
        offer(one);
    }
    return best;
}

int requestsOf(const ReadingPlan &plan, const QList<Authorization> &known)
{
    switch (plan.way) {
    case ReadingPlan::Way::Devices:
        return int(plan.devices.size());
    case ReadingPlan::Way::Person:
        return pagesFor(std::ranges::count(known, plan.person, &Authorization::accountUserId));
    case ReadingPlan::Way::Everything:
        return pagesFor(known.size());
    }
    return 0;
}

FreshReading::FreshReading(const ReadingPlan &plan, Account &account, QObject *parent)
    : QObject(parent)
    , m_plan(plan)
    , m_account(account)
{
    m_lists.asked = AskedAt::by(account.clock());
    Transport &transport = account.transport();
    switch (plan.way) {
    case ReadingPlan::Way::Devices:
        m_waiting.append(plan.devices);
        for (int i = 0; i < Turns::atOnce; ++i)
            askNext();
        break;
    case ReadingPlan::Way::Person:
        fetchAuthorizations(transport, *plan.person, this)->then(this, [this](const auto &outcome) {
            takeMany(outcome);
        });
        break;
    case ReadingPlan::Way::Everything:
        fetchAuthorizations(transport, this)->then(this, [this](const auto &outcome) { takeMany(outcome); });
        break;
    }
}

void FreshReading::askNext()
{
    if (m_waiting.isEmpty() || m_error)
        return;
    const SmartlockId device = m_waiting.dequeue();
    ++m_underWay;
    fetchAuthorizations(m_account.transport(), device, this)->then(this, [this, device](const auto &outcome) {
        take(device, outcome);
    });
}

void FreshReading::take(SmartlockId device, const Result<ListResult<Authorization>, ApiError> &outcome)
{
    --m_underWay;
    if (outcome) {
        m_lists.ofDevice.insert(device, outcome->items);
        if (outcome->unreadable == 0)
            m_lists.whole.insert(device);
    } else if (outcome.error().kind == ApiError::Kind::NotFound) {
        m_lists.gone.insert(device); // does not hold the others up
    } else if (!m_error) {
        m_error = outcome.error();
    }
    askNext();
    if (m_underWay > 0)
        return;
    if (!m_error)
        m_account.authorizations().setOf(m_lists.ofDevice, m_lists.asked);
    Q_EMIT ended();
}

void FreshReading::takeMany(const Result<ListResult<Authorization>, ApiError> &outcome)
{
    if (!outcome) {
        m_error = outcome.error();
        Q_EMIT ended();
        return;
    }
    const bool isEverything = m_plan.way == ReadingPlan::Way::Everything;
    for (const SmartlockId device : std::as_const(m_plan.devices))
        m_lists.ofDevice.insert(device, {});
    for (const Authorization &record : outcome->items) {
        const auto list = m_lists.ofDevice.find(record.smartlockId);
        if (list != m_lists.ofDevice.end())
            list->append(record);
    }
    if (isEverything && outcome->isOneAnswer && outcome->unreadable == 0)
        m_lists.whole = {m_plan.devices.begin(), m_plan.devices.end()};
    if (isEverything)
        m_account.authorizations().setAll(*outcome, m_lists.asked);
    else
        m_account.authorizations().setSome(outcome->items, m_lists.asked);
    Q_EMIT ended();
}

} // namespace lockdesk
