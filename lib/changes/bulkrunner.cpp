#include "bulkrunner.h"

#include "decision.h"
#include "snapshotindex.h"

#include <algorithm>

namespace lockdesk {

using namespace std::chrono_literals;

namespace {

constexpr int startReadLimit = 16;
constexpr int largestReadLimit = 64;
constexpr qsizetype fewToPlan = 300; // so many take no longer than a frame
constexpr std::chrono::milliseconds lookAhead = 300ms; // looks that are due nearly together are one

} // namespace

BulkRunner::BulkRunner(Account &account, ChangeStore &changes, QObject *parent)
    : QObject(parent)
    , m_account(account)
    , m_changes(changes)
    , m_rows(changes, account.clock())
    , m_sender(account, changes, m_rows)
    , m_watch(changes, m_rows, account.clock())
    , m_wake(account.clock())
    , m_readLimit(startReadLimit)
{
    // A device that is back lets what has waited for it leave.
    connect(&account.smartlocks(), &TruthStore::changed, this, [this] { wakeIn(0ms); });
    connect(&account.authorizations(), &TruthStore::changed, this,
        [this] { m_watch.takeLateProof(m_account.authorizations()); });
    connect(&changes, &ChangeStore::changed, this, [this](ChangeId id) {
        if (m_rows.contains(id) && !m_changes.find(id))
            wakeIn(0ms);
    });
    connect(&m_rows, &BulkRows::ended, this, [this](ChangeId id) {
        wakeIn(0ms);
        Q_EMIT ended(id);
    });
    connect(&m_rows, &BulkRows::paused, this, &BulkRunner::reconsider);
    connect(&m_sender, &BulkSender::advanced, this, [this](bool hasExpired) {
        if (hasExpired)
            m_readLimit = std::max(1, m_readLimit / 2);
        wakeIn(0ms);
    });
}

BulkRunner::~BulkRunner() = default;

// Of the devices of these changes alone: that costs what they hold.
Snapshot BulkRunner::snapshotFor(const QList<Change> &changes) const
{
    Snapshot snapshot{m_account.smartlocks().smartlocks(), {}};
    QSet<SmartlockId> devices;
    for (const Change &change : changes) {
        if (devices.contains(change.smartlockId))
            continue;
        devices.insert(change.smartlockId);
        snapshot.authorizations += m_account.authorizations().of(change.smartlockId);
    }
    return snapshot;
}

void BulkRunner::add(ChangeId id, As as)
{
    Row *row = m_rows.add(id);
    if (!row)
        return;
    row->mayRepeat = as == As::ToBeSentAgain;
    row->isOnlyLookedAt = as == As::OnlyLookedAt;
    m_hasNew = m_hasNew || row->stage == Stage::Ready;
    wakeIn(0ms);
}

void BulkRunner::noteSynchronised(SmartlockId device, Time sent, Time proven)
{
    m_watch.noteSynchronised(device, sent, proven);
    for (const ChangeId id : m_watch.unprovenOn(device)) {
        m_changes.setStatus(id, ChangeStatus::Accepted, tr("Looking again."));
        add(id, As::OnlyLookedAt);
    }
    wakeIn(0ms);
}

void BulkRunner::reconsider()
{
    for (auto &[id, row] : m_rows.all()) {
        const Change *change = row.stage == Stage::Ready ? m_changes.find(id) : nullptr;
        if (change && m_rows.isPaused(*change))
            row.after.reset(); // ordered again when it is resumed
    }
    m_hasNew = true;
    m_sender.reconsider();
    wakeIn(0ms);
}

void BulkRunner::wakeIn(Time delay)
{
    const Time at = uptime() + delay;
    if (m_rows.isEmpty() || (m_wake.isSet() && m_wakeAt <= at)) // thousands may be added in one go
        return;
    m_wakeAt = at;
    m_wake.set(delay, [this] { step(); });
}

// One reading at a time: for what is looked after, or for what may leave.
void BulkRunner::step()
{
    m_rows.dropGone();
    if (m_reading || m_sender.hasUnsent())
        return;
    const Time now = uptime();
    if (const QList<Change> looked = dueToLook(now); !looked.isEmpty()) {
        read(looked, false);
        return;
    }
    planNew();
    if (const QList<Change> due = dueToLeave(); !due.isEmpty()) {
        read(due, true);
        return;
    }
    Time next = Time::max();
    for (const auto &[id, row] : m_rows.all()) {
        if (row.stage == Stage::Watched)
            next = std::min(next, row.nextLook);
        else if (row.stage == Stage::Ready && row.notBefore > now)
            next = std::min(next, row.notBefore);
    }
    if (next != Time::max())
        wakeIn(std::max(1ms, next - now));
}

// What frees something leaves first. Few are ordered at once, many on a thread of its own.
void BulkRunner::planNew()
{
    if (!m_hasNew || m_planning.isBusy())
        return;
    m_hasNew = false;
    QList<Change> changes;
    for (const auto &[id, row] : m_rows.all()) {
        const Change *change = m_changes.find(id);
        if (change && !(row.stage == Stage::Ready && m_rows.isPaused(*change)))
            changes += *change;
    }
    const auto order = [changes, snapshot = snapshotFor(changes)] { return orderOf(changes, snapshot); };
    if (changes.size() <= fewToPlan)
        take(order());
    else
        m_planning.start(order, [this](const PlanOrder &made) { take(made); });
}

void BulkRunner::take(const PlanOrder &order)
{
    for (auto &[id, row] : m_rows.all()) {
        const Change *change = m_changes.find(id);
        if (!row.after && !m_hasNew && change && !m_rows.isPaused(*change))
            row.after = order.value(id);
    }
    wakeIn(0ms);
}

// Whether it must wait, and if so says for what.
bool BulkRunner::isHeld(const Change &change, Row &row, const QSet<SmartlockId> &offline, ChangeId holder)
{
    if (row.notBefore > uptime() || m_rows.isPaused(change) || !row.after
        || m_sender.isBusy(change.smartlockId))
        return true;
    row.after->removeIf([this](ChangeId id) {
        const Row *first = m_rows.find(id);
        const Change *of = m_changes.find(id);
        return !first || !of || (first->stage == Stage::Ready && m_rows.isPaused(*of));
    });
    QString reason;
    if (holder != change.id)
        reason = tr("Waits for another change of the same record.");
    else if (!row.after->isEmpty())
        reason = tr("Waits for another change to be done first.");
    else if (offline.contains(change.smartlockId))
        reason = waitsForDevice();
    if (!reason.isEmpty() && reason != change.reason)
        m_changes.setStatus(change.id, ChangeStatus::Waiting, reason);
    return !reason.isEmpty();
}

QList<Change> BulkRunner::dueToLeave()
{
    QSet<SmartlockId> offline;
    for (const Smartlock &device : m_account.smartlocks().smartlocks()) {
        if (device.isOffline())
            offline.insert(device.id);
    }
    const QHash<QString, ChangeId> holders = m_rows.holders();
    QList<Change> due;
    for (auto &[id, row] : m_rows.all()) {
        const Change *change = row.stage == Stage::Ready ? m_changes.find(id) : nullptr;
        if (change && !isHeld(*change, row, offline, holders.value(row.record, id)))
            due += *m_changes.find(id);
    }
    return due;
}

QList<Change> BulkRunner::dueToLook(Time now) const
{
    QList<Change> changes;
    bool isAnyDue = false;
    for (const auto &[id, row] : m_rows.all()) {
        const bool waitsForList = row.absence.nextList() && row.nextLook > now;
        if (row.stage != Stage::Watched || waitsForList || row.nextLook > now + lookAhead)
            continue;
        isAnyDue = isAnyDue || row.nextLook <= now;
        if (const Change *change = m_changes.find(id))
            changes += *change;
    }
    return isAnyDue ? changes : QList<Change>();
}

ReadingPlan BulkRunner::planOf(const QList<Change> &changes) const
{
    QSet<SmartlockId> wholeNeeded;
    QHash<AuthorizationId, SmartlockId> absent;
    for (const Change &change : changes) {
        const auto row = m_rows.all().find(change.id);
        if (row == m_rows.all().end())
            continue;
        if (row->second.needsWhole || row->second.absence.since())
            wholeNeeded.insert(change.smartlockId);
        const std::optional<Time> nextList = row->second.absence.nextList();
        if (nextList && *nextList <= uptime() && !editedRecord(change).isNull())
            absent.insert(editedRecord(change), change.smartlockId);
    }
    ReadingPlan plan = readingOf(changes, m_account.authorizations().lists(), wholeNeeded);
    if (absent.size() <= RunnerTimes::recordsRead)
        plan.records = absent;
    return plan;
}

void BulkRunner::read(const QList<Change> &changes, bool isForSending)
{
    const AuthorizationLists &known = m_account.authorizations().lists();
    QList<Change> read = changes;
    ReadingPlan plan = planOf(read);
    if (isForSending && requestsOf(plan, known) > m_readLimit) {
        // More than can be read while it stays fresh: as many devices as can.
        QSet<SmartlockId> chosen;
        read.removeIf([&](const Change &change) {
            if (chosen.size() < m_readLimit)
                chosen.insert(change.smartlockId);
            return !chosen.contains(change.smartlockId);
        });
        plan = planOf(read);
        if (requestsOf(plan, known) > m_readLimit)
            plan.way = ReadingPlan::Way::Devices;
    }
    m_readingSince = uptime();
    m_reading = new FreshReading(plan, m_account, this);
    connect(
        m_reading, &FreshReading::ended, this, [this, read, isForSending] { onRead(read, isForSending); });
}

void BulkRunner::onRead(const QList<Change> &changes, bool isForSending)
{
    const FreshLists lists = m_reading->lists();
    const std::optional<ApiError> error = m_reading->error();
    m_reading->deleteLater();
    m_reading = nullptr;
    m_rows.dropGone();
    if (error) {
        onReadFailed(*error, changes);
        return;
    }
    m_readFailures = 0;
    if (isForSending && uptime() - m_readingSince < RunnerTimes::freshness / 4)
        m_readLimit = std::min(largestReadLimit, m_readLimit * 2);
    m_watch.judge(lists);
    // What was looked at and leaves again at once has just been read.
    const QList<Outgoing> outgoing = decideAll(changes, lists);
    if (!outgoing.isEmpty() && !m_sender.hasUnsent()) {
        const Time left = RunnerTimes::freshness - (uptime() - m_readingSince);
        m_sender.send(outgoing,
            {m_account.clock().now().addMSecs(left.count()), m_readingSince + RunnerTimes::freshness});
    }
    wakeIn(0ms);
}

// Nothing has left, so nothing is lost: everything waits.
void BulkRunner::onReadFailed(const ApiError &error, const QList<Change> &changes)
{
    QList<ChangeId> ids;
    for (const Change &change : changes) {
        const Row *row = m_rows.find(change.id);
        if (row && row->stage == Stage::Ready)
            ids += change.id;
    }
    Time pause = RunnerTimes::longestReadPause;
    if (error.kind == ApiError::Kind::Unauthorized || error.retryAfter > RunnerTimes::longestWait) {
        m_rows.pauseSetsOf(ids, explain(error));
    } else {
        ++m_readFailures;
        pause = std::min(pause, Time(1s) * (1 << std::min(m_readFailures, 5)));
        pause = std::max<Time>(pause, error.retryAfter.value_or(0s));
        for (const ChangeId id : std::as_const(ids)) {
            m_rows.leaveLater(
                id, pause, tr("The present record could not be read yet. %1", "why").arg(explain(error)));
        }
    }
    m_watch.noteFailure(changes, uptime() + pause);
    m_rows.giveUpWaiting();
    wakeIn(0ms);
}

QList<Outgoing> BulkRunner::decideAll(const QList<Change> &changes, const FreshLists &lists)
{
    QSet<SmartlockId> devices;
    for (const Change &change : changes)
        devices.insert(change.smartlockId);
    const SnapshotIndex index(snapshotFor(changes), devices);
    const QDateTime now = m_account.clock().now();
    m_watch.findCreations();
    QList<Outgoing> outgoing;
    for (const Change &read : changes) {
        Row *row = m_rows.find(read.id);
        const std::optional<Change> change = m_changes.change(read.id); // as it is now
        if (!row || !change || row->stage != Stage::Ready || m_rows.isPaused(*change)
            || row->notBefore > uptime() || m_sender.isBusy(change->smartlockId))
            continue;
        const Baseline baseline = m_watch.baselineOf(*change, *row);
        if (const auto leaves = decideOne(*change, *row, lists, problemOf(*change, index, now), baseline))
            outgoing += *leaves;
    }
    return outgoing;
}

std::optional<Outgoing> BulkRunner::decideOne(
    const Change &change, Row &row, const FreshLists &lists, const QString &problem, const Baseline &baseline)
{
    const SmartlockId device = change.smartlockId;
    if (lists.gone.contains(device)) {
        m_rows.fail(change.id, tr("The device is no longer in the account. Nothing was sent."));
        return {};
    }
    if (lists.refused.contains(device)) {
        m_rows.tryAgain(change.id,
            tr("The present record could not be read, so nothing was sent. %1", "why")
                .arg(explain(lists.refused.value(device))),
            {});
        return {};
    }
    const bool isCreation = editedRecord(change).isNull();
    const bool isGone = !isCreation && row.absence.note(presenceIn(lists, change), lists.asked);
    const Decision decision =
        decide(change, lists, {problem, baseline, isGone, row.wasUnreadable, row.mayRepeat});
    switch (decision.step) {
    case Decision::Step::End:
        if (decision.isChangedByOthers)
            m_changes.setTheirs(change.id, decision.fresh);
        m_rows.end(change.id, decision.verdict.status, decision.verdict.reason);
        return {};
    case Decision::Step::Wait:
        m_rows.tryAgain(change.id, decision.verdict.reason, {});
        return {};
    case Decision::Step::ReadAgain:
        readAgain(change, row, lists, decision.verdict.reason);
        return {};
    case Decision::Step::Follow:
        row.before.record = decision.fresh;
        if (isCreation && decision.verdict.found)
            m_changes.setCreated(change.id, *decision.verdict.found);
        if (isFinal(decision.verdict.status))
            m_rows.end(change.id, decision.verdict.status, decision.verdict.reason);
        else
            m_rows.follow(change.id, decision.verdict);
        return {};
    case Decision::Step::Send:
        row.before = {decision.fresh, {}, {}, 0};
        if (isCreation) {
            row.before.ids.emplace();
            for (const Authorization &known : lists.ofDevice.value(device))
                row.before.ids->insert(known.id);
        }
        return Outgoing{change, decision.fresh, row.largestBatch};
    }
    return {};
}

// At once where the lists do not tell, and after ten seconds for the second list without the record.
void BulkRunner::readAgain(const Change &change, Row &row, const FreshLists &lists, const QString &why)
{
    const bool hadOneAnswer = lists.oneAnswer.contains(change.smartlockId) && !lists.person;
    row.wasUnreadable = presenceIn(lists, change) == Presence::Unreadable;
    row.needsWhole = true;
    const Time pause = row.absence.nextList() ? *row.absence.nextList() - uptime()
        : hadOneAnswer                        ? Time(RunnerTimes::lookEvery)
                                              : Time(0);
    m_rows.leaveLater(change.id, std::max(pause, Time(0)), why);
}

} // namespace lockdesk
