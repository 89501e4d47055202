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
constexpr std::chrono::milliseconds lostPatience =
    60s; // "absent after 60 s" (safety 4.2): until what is not there counts as not done
constexpr std::chrono::milliseconds longestReadPause = 30s;

} // namespace

BulkRunner::BulkRunner(Account &account, ChangeStore &changes, QObject *parent)
    : QObject(parent)
    , m_account(account)
    , m_changes(changes)
    , m_rows(changes, account.clock())
    , m_sender(account, m_rows)
    , m_wake(account.clock())
    , m_readLimit(startReadLimit)
{
    // A device that is back lets go what has waited for it.
    connect(&account.smartlocks(), &TruthStore::changed, this, [this] { wakeIn(0ms); });
    connect(&m_rows, &BulkRows::ended, this, &BulkRunner::ended);
    connect(&m_rows, &BulkRows::paused, this, &BulkRunner::followPause);
    connect(&m_sender, &BulkSender::done, this, [this](bool hasExpired) {
        if (hasExpired)
            m_readLimit = std::max(1, m_readLimit / 2);
        wakeIn(0ms);
    });
}

BulkRunner::~BulkRunner() = default;

Snapshot BulkRunner::snapshot() const
{
    return {m_account.smartlocks().smartlocks(), m_account.authorizations().authorizations()};
}

void BulkRunner::add(ChangeId id)
{
    if (!m_rows.add(id))
        return;
    m_hasNew = m_hasNew || m_rows.find(id)->stage == Stage::Ready;
    wakeIn(0ms);
}

void BulkRunner::followPause()
{
    m_sender.followPause();
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

// One thing at a time: a round of sending, or a look at what has left. Which is next, is decided anew after
// each.
void BulkRunner::step()
{
    if (m_reading || m_sender.isBusy())
        return;
    const Time now = uptime();
    // What has just left is looked at once, while the list shows what it goes over; and all now and then.
    const bool isTimeToLook = m_rows.nextLook() <= now;
    if (const QList<Change> looked = watched(!isTimeToLook); !looked.isEmpty()) {
        read(looked, false);
        return;
    }
    planNew();
    const QList<Change> due = dueToLeave();
    if (!due.isEmpty()) {
        read(due, true);
        return;
    }
    Time next = Time::max();
    for (const auto &[id, row] : m_rows.all()) {
        if (row.stage == Stage::Watched)
            next = std::min(next, m_rows.nextLook());
        else if (row.stage == Stage::Ready && row.notBefore > now)
            next = std::min(next, row.notBefore);
    }
    if (next != Time::max())
        wakeIn(std::max(1ms, next - now));
}

// What frees something goes first. Few are planned at once, many on a thread of its own.
void BulkRunner::planNew()
{
    if (!m_hasNew || m_planning.isBusy())
        return;
    m_hasNew = false;
    QList<Change> changes;
    for (const auto &[id, row] : m_rows.all()) {
        if (const Change *change = m_changes.find(id))
            changes += *change;
    }
    const auto plan = [changes, snapshot = snapshot(), now = m_account.clock().now()] {
        return planOf(changes, snapshot, now);
    };
    if (changes.size() <= fewToPlan)
        take(plan());
    else
        m_planning.start(plan, [this](const SetPlan &planned) { take(planned); });
}

void BulkRunner::take(const SetPlan &plan)
{
    for (auto &[id, row] : m_rows.all()) {
        if (!row.after && !m_hasNew)
            row.after = plan.after.value(id);
    }
    wakeIn(0ms);
}

// Whether it must wait, and if so says for what. What was taken out meanwhile is forgotten.
bool BulkRunner::isHeld(const Change &change, Row &row, const QSet<SmartlockId> &offline)
{
    if (row.notBefore > uptime() || m_rows.isPaused(change) || !row.after)
        return true;
    row.after->removeIf([this](ChangeId id) { return !m_rows.contains(id); });
    if (!row.after->isEmpty()) {
        m_changes.setStatus(
            change.id, ChangeStatus::Waiting, tr("Waits for another change of the set to be done first."));
        return true;
    }
    if (offline.contains(change.smartlockId)) {
        m_changes.setStatus(change.id, ChangeStatus::Waiting, waitsForDevice());
        return true;
    }
    return false;
}

QList<Change> BulkRunner::dueToLeave()
{
    m_rows.forgetGone();
    QSet<SmartlockId> offline;
    for (const Smartlock &device : m_account.smartlocks().smartlocks()) {
        if (device.isOffline())
            offline.insert(device.id);
    }
    QList<Change> due;
    for (auto &[id, row] : m_rows.all()) {
        const Change *change = row.stage == Stage::Ready ? m_changes.find(id) : nullptr;
        if (change && !isHeld(*change, row, offline))
            due += *change;
    }
    return due;
}

QList<Change> BulkRunner::watched(bool isUnseenOnly) const
{
    QList<Change> changes;
    for (const auto &[id, row] : m_rows.all()) {
        const bool isMeant = row.stage == Stage::Watched && !(isUnseenOnly && row.isSeen);
        const Change *change = isMeant ? m_changes.find(id) : nullptr;
        if (change)
            changes += *change;
    }
    return changes;
}

void BulkRunner::read(const QList<Change> &changes, bool isForSending)
{
    const QList<Authorization> &known = m_account.authorizations().authorizations();
    QList<Change> read = changes;
    ReadingPlan plan = readingOf(read, known, m_wholeNeeded);
    if (isForSending && requestsOf(plan, known) > m_readLimit) {
        // More than can be read while it stays fresh: as many devices as can.
        QSet<SmartlockId> chosen;
        read.removeIf([&](const Change &change) {
            if (chosen.size() < m_readLimit)
                chosen.insert(change.smartlockId);
            return !chosen.contains(change.smartlockId);
        });
        plan = readingOf(read, known, m_wholeNeeded);
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
    const Time took = uptime() - m_readingSince;
    if (!isForSending && m_rows.nextLook() <= uptime())
        m_rows.lookNotBefore(uptime() + std::max(Time(lookEvery), took));
    for (const Change &change : changes) {
        if (Row *row = m_rows.find(change.id); row && !isForSending)
            row->isSeen = true;
    }
    if (error) {
        onReadFailed(*error, changes);
        return;
    }
    m_readFailures = 0;
    if (isForSending && took < RunnerTimes::freshness / 4)
        m_readLimit = std::min(largestReadLimit, m_readLimit * 2);
    judge(lists);
    m_sender.send(isForSending ? decideAll(changes, lists) : QList<Outgoing>(),
        {lists.asked.now.addMSecs(Time(RunnerTimes::freshness).count()),
            m_readingSince + RunnerTimes::freshness});
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
    if (error.kind == ApiError::Kind::Unauthorized) {
        m_rows.pauseSetsOf(ids, explain(error));
        m_rows.lookNotBefore(uptime() + longestReadPause);
    } else if (error.retryAfter > RunnerTimes::longestWait) {
        m_rows.pauseSetsOf(ids, explain(error));
        m_rows.lookNotBefore(uptime() + longestReadPause);
    } else {
        ++m_readFailures;
        const Time pause = std::min(longestReadPause, Time(1s) * (1 << std::min(m_readFailures, 5)));
        const Time asked = error.retryAfter.value_or(0s);
        for (const ChangeId id : std::as_const(ids)) {
            m_rows.leaveLater(id, std::max(pause, asked),
                tr("The present record could not be read yet. %1").arg(explain(error)));
        }
        m_rows.lookNotBefore(uptime() + std::max(pause, asked));
    }
    m_rows.giveUpWaiting();
    wakeIn(0ms);
}

void BulkRunner::judge(const FreshLists &lists)
{
    QList<ChangeId> told;
    for (const auto &[id, row] : m_rows.all()) {
        const Change *change = row.stage == Stage::Watched ? m_changes.find(id) : nullptr;
        if (change
            && (lists.ofDevice.contains(change->smartlockId) || lists.gone.contains(change->smartlockId)))
            told += id;
    }
    for (const ChangeId id : std::as_const(told)) {
        Row *row = m_rows.find(id);
        const std::optional<Change> change = m_changes.change(id);
        if (change && row && row->stage == Stage::Watched)
            judge(*change, *row, lists);
    }
    m_rows.giveUpWaiting();
}

void BulkRunner::judge(const Change &change, Row &row, const FreshLists &lists)
{
    if (lists.gone.contains(change.smartlockId)) {
        m_rows.end(change.id, ChangeStatus::Unconfirmed,
            tr("The device is no longer in the account, so nothing proves whether it happened."));
        return;
    }
    if (lists.ofDevice.contains(change.smartlockId) && !tells(lists, change))
        m_wholeNeeded.insert(change.smartlockId); // the next reading tells
    if (tells(lists, change) && lists.asked.now >= lastSentAt(change)) {
        const Verdict verdict = verdictOf(change, lists.ofDevice.value(change.smartlockId), row.before);
        if (verdict.found)
            m_changes.setCreated(change.id, *verdict.found);
        const Authorization *record = recordIn(lists, change);
        if (record && row.before && !editedMeanwhile(change, *row.before, *record).isEmpty())
            row.theirs = *record;
        if (verdict.status == ChangeStatus::Confirmed && row.theirs) {
            const std::optional<Authorization> theirs = row.theirs;
            const QStringList fields = editedMeanwhile(change, *row.before, *theirs);
            m_changes.setTheirs(change.id, theirs);
            m_rows.end(change.id, ChangeStatus::Conflict, takenBackMeanwhile(fields));
            return;
        }
        if (isFinal(verdict.status)) {
            m_rows.end(change.id, verdict.status, verdict.reason);
            return;
        }
        if (verdict.status == ChangeStatus::Listed) {
            row.isAnswerLost = false;
            m_changes.setStatus(change.id, ChangeStatus::Listed, verdict.reason);
        } else if (row.isAnswerLost) {
            judgeLost(change, row, lists);
            return;
        }
    }
}

// Its answer was lost, and the list does not show it: after a minute, and with nothing pending, it has not
// happened.
void BulkRunner::judgeLost(const Change &change, Row &row, const FreshLists &lists)
{
    if (uptime() - row.watchedSince < lostPatience)
        return;
    const Authorization *record = recordIn(lists, change);
    const bool isCreation = std::holds_alternative<CreateAuthorization>(change.subject);
    const bool isUntouched = isCreation
        || (record && !record->operationPending
            && (!row.before || updatableDifferences(*row.before, *record).isEmpty()));
    if (isUntouched && record && row.before && record->updated != row.before->updated) {
        m_rows.end(change.id, ChangeStatus::Unconfirmed,
            tr("Its answer was lost, and the record has been written since but says what it said before: "
               "somebody may have taken it back. It was not sent again."));
    } else if (isUntouched) {
        m_rows.tryAgain(change.id, tr("Its answer was lost, and it has not happened."), {});
    }
}

QList<Outgoing> BulkRunner::decideAll(const QList<Change> &changes, const FreshLists &lists)
{
    QSet<SmartlockId> devices;
    for (const Change &change : changes)
        devices.insert(change.smartlockId);
    const SnapshotIndex index(snapshot(), devices);
    const QDateTime now = m_account.clock().now();
    QList<Outgoing> outgoing;
    for (const Change &change : changes) {
        Row *row = m_rows.find(change.id);
        if (!row || row->stage != Stage::Ready || m_rows.isPaused(change))
            continue;
        if (const auto leaves = decideOne(change, *row, lists, problemOf(change, index, now)))
            outgoing += *leaves;
    }
    return outgoing;
}

std::optional<Outgoing> BulkRunner::decideOne(
    const Change &change, Row &row, const FreshLists &lists, const QString &problem)
{
    if (lists.gone.contains(change.smartlockId)) {
        m_rows.fail(change.id, tr("The device is no longer in the account. Nothing was sent."));
        return {};
    }
    if (!tells(lists, change)) {
        m_wholeNeeded.insert(change.smartlockId);
        m_rows.leaveLater(change.id, 100ms, tr("The list of the device is read once more."));
        return {};
    }
    const Decision decision = decide(change, lists.ofDevice.value(change.smartlockId), problem);
    switch (decision.step) {
    case Decision::Step::End:
        if (decision.isChangedByOthers)
            m_changes.setTheirs(change.id, decision.fresh);
        m_rows.end(change.id, decision.verdict.status, decision.verdict.reason);
        return {};
    case Decision::Step::Wait:
        m_rows.leaveLater(change.id, lookEvery, decision.verdict.reason);
        return {};
    case Decision::Step::Follow:
        row.before = decision.fresh;
        if (decision.verdict.found)
            m_changes.setCreated(change.id, *decision.verdict.found);
        if (isFinal(decision.verdict.status))
            m_rows.end(change.id, decision.verdict.status, decision.verdict.reason);
        else
            m_rows.watch(change.id, decision.verdict.status, decision.verdict.reason, false);
        return {};
    case Decision::Step::Send:
        row.before = decision.fresh;
        row.theirs.reset();
        return Outgoing{change, decision.fresh, row.largestBatch};
    }
    return {};
}

} // namespace lockdesk
