#include "freshreading.h"

#include "authorizationapi.h"
#include "clock.h"
#include "runnertimes.h"

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

// Whether it concerns every list and not this one alone.
bool isForAll(const ApiError &error)
{
    return error.httpStatus == 0 || error.kind == ApiError::Kind::Unauthorized
        || error.kind == ApiError::Kind::TooManyRequests || error.httpStatus == 503;
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

Presence presenceIn(const FreshLists &lists, const Change &change)
{
    const SmartlockId device = change.smartlockId;
    const AuthorizationId id = editedRecord(change);
    if (recordIn(lists, change))
        return Presence::Present;
    if (!lists.ofDevice.contains(device))
        return Presence::Unknown;
    if (lists.unreadable.contains(id))
        return Presence::Unreadable;
    if (!lists.oneAnswer.contains(device) || (lists.person && personOf(change) != lists.person))
        return Presence::Unknown;
    if (lists.nameless.contains(device))
        return Presence::Unreadable;
    const auto record = lists.records.constFind(id);
    const bool isDisproved =
        record != lists.records.constEnd() && *record == FreshLists::RecordAnswer::Exists;
    return isDisproved ? Presence::Unknown : Presence::Absent;
}

ReadingPlan readingOf(
    const QList<Change> &changes, const AuthorizationLists &known, const QSet<SmartlockId> &wholeNeeded)
{
    ReadingPlan alone;
    QSet<SmartlockId> devices;
    for (const Change &change : changes) {
        if (!devices.contains(change.smartlockId)) {
            devices.insert(change.smartlockId);
            alone.devices.append(change.smartlockId);
        }
    }
    const bool isWholeNeeded = devices.intersects(wholeNeeded);
    ReadingPlan best = alone;
    const auto offer = [&](const ReadingPlan &plan) {
        const int requests = requestsOf(plan, known);
        if (requests < requestsOf(best, known) && (!isWholeNeeded || requests == 1))
            best = plan;
    };
    ReadingPlan everything = alone;
    everything.way = ReadingPlan::Way::Everything;
    offer(everything);
    const std::optional<AccountUserId> person = changes.isEmpty() ? std::nullopt : personOf(changes.first());
    const bool isOfOne = person
        && std::ranges::all_of(changes, [&](const Change &change) { return personOf(change) == person; });
    if (isOfOne) {
        ReadingPlan one = alone;
        one.way = ReadingPlan::Way::Person;
        one.person = person;
        offer(one);
    }
    return best;
}

int requestsOf(const ReadingPlan &plan, const AuthorizationLists &known)
{
    switch (plan.way) {
    case ReadingPlan::Way::Devices:
        return int(plan.devices.size());
    case ReadingPlan::Way::Person:
        return pagesFor(known.countOf(*plan.person));
    case ReadingPlan::Way::Everything:
        return pagesFor(known.count());
    }
    return 0;
}

FreshReading::FreshReading(const ReadingPlan &plan, Account &account, QObject *parent)
    : QObject(parent)
    , m_plan(plan)
    , m_account(account)
    , m_asked(AskedAt::by(account.clock()))
{
    m_lists.asked = m_asked.uptime;
    m_lists.person = plan.person;
    m_waitingRecords.append(plan.records.keys());
    std::ranges::sort(m_waitingRecords, {}, [](const AuthorizationId &id) { return id.toString(); });
    Transport &transport = account.transport();
    const auto take = [this](const ListOutcome &outcome) { takeMany(outcome); };
    if (plan.way == ReadingPlan::Way::Devices) {
        m_waiting.append(plan.devices);
    } else {
        ++m_underWay;
        auto *job = plan.way == ReadingPlan::Way::Person ? fetchAuthorizations(transport, *plan.person, this)
                                                         : fetchAuthorizations(transport, this);
        job->then(this, take);
    }
    for (int i = m_underWay; i < RunnerTimes::atOnce; ++i)
        askNext();
}

void FreshReading::askNext()
{
    if (m_error)
        return;
    if (!m_waiting.isEmpty())
        askList(m_waiting.dequeue());
    else if (!m_waitingRecords.isEmpty())
        askRecord(m_waitingRecords.dequeue());
}

void FreshReading::askList(SmartlockId device)
{
    ++m_underWay;
    fetchAuthorizations(m_account.transport(), device, this)
        ->then(this, [this, device](const ListOutcome &outcome) { takeList(device, outcome); });
}

void FreshReading::askRecord(const AuthorizationId &id)
{
    ++m_underWay;
    fetchAuthorization(m_account.transport(), m_plan.records.value(id), id, this)
        ->then(this, [this, id](const Result<Authorization, ApiError> &outcome) { takeRecord(id, outcome); });
}

void FreshReading::takeList(SmartlockId device, const ListOutcome &outcome)
{
    if (outcome) {
        m_lists.ofDevice.insert(device, outcome->items);
        m_lists.oneAnswer.insert(device);
        takeUnreadable(*outcome, {device});
    } else if (outcome.error().kind == ApiError::Kind::NotFound) {
        m_lists.gone.insert(device);
    } else if (!isForAll(outcome.error())) {
        m_lists.refused.insert(device, outcome.error());
    } else if (!m_error) {
        m_error = outcome.error();
    }
    endOne();
}

void FreshReading::takeMany(const ListOutcome &outcome)
{
    if (!outcome) {
        m_error = outcome.error();
        endOne();
        return;
    }
    for (const SmartlockId device : std::as_const(m_plan.devices))
        m_lists.ofDevice.insert(device, {});
    for (const Authorization &record : outcome->items) {
        const auto list = m_lists.ofDevice.find(record.smartlockId);
        if (list != m_lists.ofDevice.end())
            list->append(record);
    }
    if (outcome->isOneAnswer)
        m_lists.oneAnswer = {m_plan.devices.begin(), m_plan.devices.end()};
    takeUnreadable(*outcome, m_plan.devices);
    if (m_plan.way == ReadingPlan::Way::Everything)
        m_account.authorizations().setAll(*outcome, m_asked);
    else
        m_account.authorizations().setSome(outcome->items, m_asked);
    endOne();
}

void FreshReading::takeUnreadable(const ListResult<Authorization> &list, const QList<SmartlockId> &devices)
{
    for (const QString &text : list.unreadableIds) {
        if (const auto id = AuthorizationId::fromString(text))
            m_lists.unreadable.insert(*id);
    }
    if (list.unreadable > list.unreadableIds.size())
        m_lists.nameless.unite({devices.begin(), devices.end()});
}

// Any other answer says nothing of the record (nuki-facts chapter 9b: absence).
void FreshReading::takeRecord(const AuthorizationId &id, const Result<Authorization, ApiError> &outcome)
{
    using Kind = ApiError::Kind;
    if (outcome)
        m_lists.records.insert(id, FreshLists::RecordAnswer::Exists);
    else if (outcome.error().kind == Kind::NotFound || outcome.error().kind == Kind::Forbidden)
        m_lists.records.insert(id, FreshLists::RecordAnswer::Missing);
    else if (outcome.error().httpStatus == 200) // it is there, and could not be read
        m_lists.records.insert(id, FreshLists::RecordAnswer::Exists);
    endOne();
}

void FreshReading::endOne()
{
    --m_underWay;
    askNext();
    if (m_underWay > 0)
        return;
    if (!m_error && m_plan.way == ReadingPlan::Way::Devices)
        m_account.authorizations().setOf(m_lists.ofDevice, m_asked);
    Q_EMIT ended();
}

} // namespace lockdesk
