#include "bulkrunner.h"

#include "decision.h"
#include "snapshotindex.h"
#include "turns.h"

#include <algorithm>

namespace lockdesk {

using namespace std::chrono_literals;

namespace {

constexpr int startReadLimit = 16;
constexpr int largestReadLimit = 64;
constexpr qsizetype fewToPlan = 300; // so many take no longer than a frame
constexpr std::chrono::milliseconds lookEvery = 2s;
constexpr std::chrono::milliseconds busyPause = 4s; // doubles: 4, 8, 16, 32 s until a record is free
constexpr std::chrono::milliseconds lostPatience =
    60s; // "absent after 60 s" (safety 4.2): until what is not there counts as not done
constexpr std::chrono::milliseconds longestReadPause = 30s;

// The service has said that it did nothing, and that it may later.
bool mayGoBetterLater(const ApiError &error)
{
    return error.kind == ApiError::Kind::TooManyRequests || error.kind == ApiError::Kind::Busy
        || error.httpStatus == 503;
}

bool hasNotLeft(const ApiError &error)
{
    switch (error.kind) {
    case ApiError::Kind::Unreachable:
    case ApiError::Kind::ProxyRefused:
    case ApiError::Kind::Certificate:
    case ApiError::Kind::Cancelled:
        return true;
    default:
        return false;
    }
}

const Authorization *find(const QList<Authorization> &list, const AuthorizationId &id)
{
    const auto found = std::ranges::find(list, id, &Authorization::id);
    return found == list.end() ? nullptr : &*found;
}

AuthorizationId recordOf(const Change &change)
{
    if (const auto *update = std::get_if<UpdateAuthorization>(&change.subject))
        return update->before.id;
    const auto *remove = std::get_if<DeleteAuthorization>(&change.subject);
    return remove ? remove->before.id : AuthorizationId();
}

// Whether the list tells of this change: with its record in it always, without it only when nothing is
// missing.
bool tells(const FreshLists &lists, const Change &change)
{
    const auto list = lists.ofDevice.constFind(change.smartlockId);
    if (list == lists.ofDevice.constEnd())
        return false;
    return lists.whole.contains(change.smartlockId) || find(*list, recordOf(change));
}

} // namespace

BulkRunner::BulkRunner(Account &account, ChangeStore &changes, QObject *parent)
    : QObject(parent)
    , m_account(account)
    , m_changes(changes)
    , m_wake(account.clock())
    , m_readLimit(startReadLimit)
{
    // A device that is back lets go what has waited for it.
    connect(&account.smartlocks(), &TruthStore::changed, this, [this] {
        if (!m_rows.empty())
            wakeIn(0ms);
    });
}

BulkRunner::~BulkRunner()
{
    m_pool.waitForDone();
}

void BulkRunner::add(ChangeId id)
{
    const Change *change = m_changes.find(id);
    if (!change || m_rows.contains(id))
        return;
    Row row;
    row.mayHaveHappened = change->status == ChangeStatus::Unconfirmed;
    const bool hasLeft = change->status == ChangeStatus::Sent || change->status == ChangeStatus::Accepted
        || change->status == ChangeStatus::Listed;
    if (hasLeft) {
        row.stage = Stage::Watched;
        row.watchedSince = uptime();
        row.isAnswerLost = change->status == ChangeStatus::Sent;
        row.after.emplace();
    } else {
        m_hasNew = true;
    }
    m_rows.emplace(id, row);
    if (!hasLeft)
        m_changes.setStatus(id, ChangeStatus::Waiting, tr("Waits for its turn."));
    wakeIn(0ms);
}

void BulkRunner::followPause()
{
    m_toSend.removeIf([this](const Batch &batch) {
        const bool isAnyPaused = std::ranges::any_of(batch.rows, [this](const Outgoing &row) {
            const Change *change = m_changes.find(row.change.id);
            return !change || isPaused(*change);
        });
        if (isAnyPaused) {
            for (const Outgoing &row : batch.rows)
                leaveLater(row.change.id, 0ms, tr("Waits for its turn."));
        }
        return isAnyPaused;
    });
    wakeIn(0ms);
}

bool BulkRunner::isPaused(const Change &change) const
{
    const std::optional<ChangeSet> set = m_changes.set(change.set);
    return set && set->isPaused;
}

void BulkRunner::wakeIn(Time delay)
{
    m_wake.set(delay, [this] { step(); });
}

// One thing at a time: a round of sending, or a look at what has left. Which is next, is decided anew after
// each.
void BulkRunner::step()
{
    if (m_reading || m_inFlight > 0 || !m_toSend.isEmpty() || m_rows.empty())
        return;
    const Time now = uptime();
    // What has just left is looked at once, while the list shows what it goes over; and all now and then.
    const bool isTimeToLook = m_nextLook <= now;
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
    for (const auto &[id, row] : m_rows) {
        if (row.stage == Stage::Watched)
            next = std::min(next, m_nextLook);
        else if (row.stage == Stage::Ready && row.notBefore > now)
            next = std::min(next, row.notBefore);
    }
    if (next != Time::max())
        wakeIn(std::max(1ms, next - now));
}

// What frees something goes first. Few are planned at once, many on a worker thread.
void BulkRunner::planNew()
{
    if (!m_hasNew || m_isPlanning)
        return;
    m_hasNew = false;
    m_isPlanning = true;
    QList<Change> changes;
    for (const auto &[id, row] : m_rows) {
        if (const Change *change = m_changes.find(id))
            changes += *change;
    }
    const Snapshot snapshot{m_account.smartlocks().smartlocks(), m_account.authorizations().authorizations()};
    const auto plan = [changes, snapshot, now = m_account.clock().now()] {
        return planOf(changes, snapshot, now);
    };
    if (changes.size() <= fewToPlan) {
        take(plan());
        return;
    }
    m_pool.start([this, plan] {
        QMetaObject::invokeMethod(
            this,
            [this, planned = plan()] {
                take(planned);
                wakeIn(0ms);
            },
            Qt::QueuedConnection);
    });
}

void BulkRunner::take(const SetPlan &plan)
{
    m_isPlanning = false;
    for (auto &[id, row] : m_rows) {
        if (!row.after && !m_hasNew)
            row.after = plan.after.value(id);
    }
}

// Whether it must wait, and if so says for what. What was taken out meanwhile is forgotten.
bool BulkRunner::isHeld(const Change &change, Row &row, const QSet<SmartlockId> &offline)
{
    if (row.notBefore > uptime() || isPaused(change) || !row.after)
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
    QList<Change> due;
    QList<ChangeId> gone;
    QSet<SmartlockId> offline;
    for (const Smartlock &device : m_account.smartlocks().smartlocks()) {
        if (device.isOffline())
            offline.insert(device.id);
    }
    for (auto &[id, row] : m_rows) {
        if (row.stage != Stage::Ready)
            continue;
        const std::optional<Change> change = m_changes.change(id);
        if (!change)
            gone += id;
        else if (!isHeld(*change, row, offline))
            due += *change;
    }
    for (const ChangeId id : std::as_const(gone)) {
        m_rows.erase(id);
        Q_EMIT ended(id);
    }
    return due;
}

QList<Change> BulkRunner::watched(bool isUnseenOnly) const
{
    QList<Change> changes;
    for (const auto &[id, row] : m_rows) {
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
    if (!isForSending && m_nextLook <= uptime())
        m_nextLook = uptime() + std::max(lookEvery, took);
    for (const Change &change : changes) {
        if (const auto row = m_rows.find(change.id); row != m_rows.end() && !isForSending)
            row->second.isSeen = true;
    }
    if (error) {
        onReadFailed(*error, changes);
        return;
    }
    m_readFailures = 0;
    if (isForSending && took < RunnerTimes::freshness / 4)
        m_readLimit = std::min(largestReadLimit, m_readLimit * 2);
    judge(lists);
    if (isForSending)
        decideAll(changes, lists);
    sendNext();
}

// Nothing has left, so nothing is lost: everything waits.
void BulkRunner::onReadFailed(const ApiError &error, const QList<Change> &changes)
{
    QList<ChangeId> ids;
    for (const Change &change : changes) {
        const auto row = m_rows.find(change.id);
        if (row != m_rows.end() && row->second.stage == Stage::Ready)
            ids += change.id;
    }
    if (error.kind == ApiError::Kind::Unauthorized) {
        pauseSetsOf(ids, explain(error));
        m_nextLook = uptime() + longestReadPause;
        Q_EMIT refused();
    } else if (error.retryAfter > RunnerTimes::longestWait) {
        pauseSetsOf(ids, explain(error));
        m_nextLook = uptime() + longestReadPause;
    } else {
        ++m_readFailures;
        const Time pause = std::min(longestReadPause, Time(1s) * (1 << std::min(m_readFailures, 5)));
        const Time asked = error.retryAfter.value_or(0s);
        for (const ChangeId id : std::as_const(ids)) {
            leaveLater(id, std::max(pause, asked),
                tr("The present record could not be read yet. %1").arg(explain(error)));
        }
        m_nextLook = std::max(m_nextLook, uptime() + std::max(pause, asked));
    }
    giveUpWaiting();
    wakeIn(0ms);
}

void BulkRunner::judge(const FreshLists &lists)
{
    QList<ChangeId> told;
    for (const auto &[id, row] : m_rows) {
        const Change *change = row.stage == Stage::Watched ? m_changes.find(id) : nullptr;
        if (change
            && (lists.ofDevice.contains(change->smartlockId) || lists.gone.contains(change->smartlockId)))
            told += id;
    }
    for (const ChangeId id : std::as_const(told)) {
        const auto row = m_rows.find(id);
        const std::optional<Change> change = m_changes.change(id);
        if (change && row != m_rows.end() && row->second.stage == Stage::Watched)
            judge(*change, row->second, lists);
    }
    giveUpWaiting();
}

void BulkRunner::judge(const Change &change, Row &row, const FreshLists &lists)
{
    if (lists.gone.contains(change.smartlockId)) {
        end(change.id, ChangeStatus::Unconfirmed,
            tr("The device is no longer in the account, so nothing proves whether it happened."));
        return;
    }
    if (lists.ofDevice.contains(change.smartlockId) && !tells(lists, change))
        m_wholeNeeded.insert(change.smartlockId); // the next reading tells
    if (tells(lists, change) && lists.asked >= change.sentAt) {
        const Verdict verdict = verdictOf(change, lists.ofDevice.value(change.smartlockId), row.before);
        if (verdict.found)
            m_changes.setCreated(change.id, *verdict.found);
        const Authorization *record = find(lists.ofDevice.value(change.smartlockId), recordOf(change));
        if (record && row.before && !editedMeanwhile(change, *row.before, *record).isEmpty())
            row.theirs = *record;
        if (verdict.status == ChangeStatus::Confirmed && row.theirs) {
            const std::optional<Authorization> theirs = row.theirs;
            const QStringList fields = editedMeanwhile(change, *row.before, *theirs);
            m_changes.setTheirs(change.id, theirs);
            end(change.id, ChangeStatus::Conflict, takenBackMeanwhile(fields));
            return;
        }
        if (isFinal(verdict.status)) {
            end(change.id, verdict.status, verdict.reason);
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

// What has been looked for long enough is left to the person.
void BulkRunner::giveUpWaiting()
{
    QList<ChangeId> late;
    for (const auto &[id, row] : m_rows) {
        if (row.stage == Stage::Watched && uptime() - row.watchedSince >= RunnerTimes::recordProof)
            late += id;
    }
    const QString unproven = tr("No proof came in time. It may still happen: look again later.");
    for (const ChangeId id : std::as_const(late)) {
        const Change *change = m_changes.find(id);
        const QString missing = change ? change->reason : QString();
        end(id, ChangeStatus::Unconfirmed, missing.isEmpty() ? unproven : missing + u' ' + unproven);
    }
}

// Its answer was lost, and the list does not show it: after a minute, and with nothing pending, it has not
// happened.
void BulkRunner::judgeLost(const Change &change, Row &row, const FreshLists &lists)
{
    if (uptime() - row.watchedSince < lostPatience)
        return;
    const Authorization *record = find(lists.ofDevice.value(change.smartlockId), recordOf(change));
    const bool isCreation = std::holds_alternative<CreateAuthorization>(change.subject);
    const bool isUntouched = isCreation
        || (record && !record->operationPending
            && (!row.before || updatableDifferences(*row.before, *record).isEmpty()));
    if (isUntouched && record && row.before && record->updated != row.before->updated) {
        end(change.id, ChangeStatus::Unconfirmed,
            tr("Its answer was lost, and the record has been written since but says what it said before: "
               "somebody may have taken it back. It was not sent again."));
    } else if (isUntouched) {
        tryAgain(change.id, tr("Its answer was lost, and it has not happened."), {});
    }
}

void BulkRunner::decideAll(const QList<Change> &changes, const FreshLists &lists)
{
    const Snapshot snapshot{m_account.smartlocks().smartlocks(), m_account.authorizations().authorizations()};
    QSet<SmartlockId> devices;
    for (const Change &change : changes)
        devices.insert(change.smartlockId);
    const SnapshotIndex index(snapshot, devices);
    const QDateTime now = m_account.clock().now();
    QList<Outgoing> outgoing;
    for (const Change &change : changes) {
        const auto row = m_rows.find(change.id);
        if (row == m_rows.end() || row->second.stage != Stage::Ready || isPaused(change))
            continue;
        const QString problem = problemOf(change, index, now);
        if (const auto leaves = decideOne(change, row->second, lists, problem))
            outgoing += *leaves;
    }
    if (outgoing.isEmpty())
        return;
    QList<ChangeId> ids;
    for (const Outgoing &row : std::as_const(outgoing))
        ids += row.change.id;
    if (const QString error = m_beforeSending ? m_beforeSending(ids) : QString(); !error.isEmpty()) {
        pauseSetsOf(ids, error);
        return;
    }
    m_toSend = batchesOf(outgoing);
    m_hasExpired = false;
    m_roundExpiry = {
        lists.asked.addMSecs(Time(RunnerTimes::freshness).count()), m_readingSince + RunnerTimes::freshness};
}

std::optional<Outgoing> BulkRunner::decideOne(
    const Change &change, Row &row, const FreshLists &lists, const QString &problem)
{
    if (lists.gone.contains(change.smartlockId)) {
        fail(change.id, tr("The device is no longer in the account. Nothing was sent."));
        return {};
    }
    if (!tells(lists, change)) {
        m_wholeNeeded.insert(change.smartlockId);
        leaveLater(change.id, 100ms, tr("The list of the device is read once more."));
        return {};
    }
    const Decision decision = decide(change, lists.ofDevice.value(change.smartlockId), problem);
    switch (decision.step) {
    case Decision::Step::End:
        if (decision.isChangedByOthers)
            m_changes.setTheirs(change.id, decision.fresh);
        end(change.id, decision.verdict.status, decision.verdict.reason);
        return {};
    case Decision::Step::Wait:
        leaveLater(change.id, lookEvery, decision.verdict.reason);
        return {};
    case Decision::Step::Follow:
        row.before = decision.fresh;
        if (decision.verdict.found)
            m_changes.setCreated(change.id, *decision.verdict.found);
        if (isFinal(decision.verdict.status))
            end(change.id, decision.verdict.status, decision.verdict.reason);
        else
            watch(change.id, decision.verdict.status, decision.verdict.reason, false);
        return {};
    case Decision::Step::Send:
        row.before = decision.fresh;
        row.theirs.reset();
        return Outgoing{change, decision.fresh, row.largestBatch};
    }
    return {};
}

// As many batches as may be on their way together, of which none touches a device of another.
void BulkRunner::sendNext()
{
    const auto isFree = [this](const Batch &batch) {
        return std::ranges::none_of(
            batch.devices(), [this](SmartlockId id) { return m_inFlightDevices.contains(id); });
    };
    while (m_inFlight < Turns::atOnce) {
        const auto next = std::ranges::find_if(m_toSend, isFree);
        if (next == m_toSend.end())
            break;
        const Batch batch = *next;
        m_toSend.erase(next);
        sendBatch(batch);
    }
    if (m_inFlight > 0)
        return;
    if (m_hasExpired)
        m_readLimit = std::max(1, m_readLimit / 2);
    m_hasExpired = false;
    wakeIn(0ms);
}

void BulkRunner::sendBatch(const Batch &batch)
{
    ++m_inFlight;
    for (const Outgoing &row : batch.rows) {
        m_inFlightDevices.insert(row.change.smartlockId);
        m_rows[row.change.id].stage = Stage::InFlight;
        m_changes.setStatus(row.change.id, ChangeStatus::Sent);
    }
    send(batch, m_account.transport(), m_roundExpiry, this)
        ->then(this, [this, batch](const Result<Accepted, ApiError> &outcome) { onAnswer(batch, outcome); });
}

void BulkRunner::onAnswer(const Batch &batch, const Result<Accepted, ApiError> &outcome)
{
    --m_inFlight;
    for (const Outgoing &row : batch.rows)
        m_inFlightDevices.remove(row.change.smartlockId);
    if (outcome) {
        for (const Outgoing &row : batch.rows)
            watch(row.change.id, ChangeStatus::Accepted,
                tr("The service has accepted it; the lock has not confirmed it yet."), false);
    } else if (!surelyNotDone(outcome.error())) {
        for (const Outgoing &row : batch.rows)
            watch(row.change.id, ChangeStatus::Sent, whileLooking(outcome.error()), true);
    } else {
        onRefusal(batch, outcome.error());
    }
    sendNext();
}

void BulkRunner::onRefusal(const Batch &batch, const ApiError &error)
{
    QList<ChangeId> ids;
    for (const Outgoing &row : batch.rows)
        ids += row.change.id;
    const bool isAlone = ids.size() == 1;
    const bool isForAll = error.kind == ApiError::Kind::TooManyRequests || error.httpStatus == 503;
    if (error.kind == ApiError::Kind::Expired)
        m_hasExpired = true;
    if (error.kind == ApiError::Kind::Unauthorized) {
        for (const ChangeId id : std::as_const(ids))
            leaveLater(id, 0ms, {});
        pauseSetsOf(ids, explain(error));
        Q_EMIT refused();
        return;
    }
    if (!isAlone && !isForAll && error.kind != ApiError::Kind::Expired && !hasNotLeft(error)) {
        part(batch);
        return;
    }
    if (error.kind == ApiError::Kind::Busy)
        holdBack(batch.rows.first().change.smartlockId, explain(error));
    for (const ChangeId id : std::as_const(ids)) {
        if (error.kind == ApiError::Kind::Expired) {
            leaveLater(id, 0ms, tr("It waited too long to leave, so the record is read anew."));
        } else if (hasNotLeft(error)) {
            leaveLater(id, 5s, explain(error));
        } else if (isForAll || (isAlone && mayGoBetterLater(error))) {
            tryAgain(id, explain(error), error.retryAfter);
        } else if (error.kind == ApiError::Kind::NotFound && m_rows[id].attempts == 0) {
            tryAgain(id, explain(error), {}); // for a deletion this is what was wanted (safety 4.2)
        } else {
            fail(id, explain(error));
        }
    }
}

// One of the group is guilty: its halves leave at once, while what was read is fresh, so that the innocent do
// not wait for another reading.
void BulkRunner::part(const Batch &batch)
{
    const qsizetype half = (batch.rows.size() + 1) / 2;
    QList<ChangeId> ids;
    bool isAnyPaused = false;
    for (const Outgoing &row : batch.rows) {
        ids += row.change.id;
        isAnyPaused = isAnyPaused || isPaused(row.change);
        m_rows[row.change.id].largestBatch = int(half);
        leaveLater(row.change.id, 0ms, tr("One change of its group was refused, so the group is parted."));
    }
    if (isAnyPaused)
        return;
    if (const QString error = m_beforeSending ? m_beforeSending(ids) : QString(); !error.isEmpty()) {
        pauseSetsOf(ids, error);
        return;
    }
    m_toSend.prepend({batch.rows.sliced(half)});
    m_toSend.prepend({batch.rows.first(half)});
}

// What else is about to leave for a busy device would only have its group refused.
void BulkRunner::holdBack(SmartlockId device, const QString &reason)
{
    for (Batch &batch : m_toSend) {
        batch.rows.removeIf([&](const Outgoing &row) {
            const bool isHeld = row.change.smartlockId == device;
            if (isHeld)
                leaveLater(row.change.id, busyPause, reason);
            return isHeld;
        });
    }
    m_toSend.removeIf([](const Batch &batch) { return batch.rows.isEmpty(); });
}

void BulkRunner::watch(ChangeId id, ChangeStatus status, const QString &reason, bool isAnswerLost)
{
    Row &row = m_rows[id];
    row.stage = Stage::Watched;
    row.watchedSince = uptime();
    row.isSeen = false;
    row.isAnswerLost = isAnswerLost;
    row.mayHaveHappened = row.mayHaveHappened || isAnswerLost;
    m_nextLook = std::max(m_nextLook, uptime() + lookEvery / 2);
    m_changes.setStatus(id, status, reason);
}

void BulkRunner::leaveLater(ChangeId id, Time delay, const QString &reason)
{
    Row &row = m_rows[id];
    row.stage = Stage::Ready;
    row.notBefore = uptime() + delay;
    m_changes.setStatus(id, ChangeStatus::Waiting, reason);
}

void BulkRunner::tryAgain(ChangeId id, const QString &why, std::optional<std::chrono::seconds> notBefore)
{
    Row &row = m_rows[id];
    if (notBefore > RunnerTimes::longestWait) {
        leaveLater(id, 0ms, why);
        pauseSetsOf({id}, why);
        return;
    }
    if (++row.attempts >= RunnerTimes::attempts) {
        row.mayHaveHappened = false; // each attempt was proven undone
        fail(id,
            tr("%1 Tried %n time(s); nothing was changed. Try again later.", nullptr, row.attempts).arg(why));
        return;
    }
    leaveLater(id, std::max(busyPause * (1 << (row.attempts - 1)), Time(notBefore.value_or(0s))), why);
}

void BulkRunner::fail(ChangeId id, const QString &reason)
{
    end(id, m_rows[id].mayHaveHappened ? ChangeStatus::Unconfirmed : ChangeStatus::Failed, reason);
}

void BulkRunner::end(ChangeId id, ChangeStatus status, const QString &reason)
{
    m_rows.erase(id);
    m_changes.setStatus(id, status, reason);
    Q_EMIT ended(id);
}

void BulkRunner::pauseSetsOf(const QList<ChangeId> &ids, const QString &reason)
{
    QSet<ChangeSetId> sets;
    for (const ChangeId id : ids) {
        if (const Change *change = m_changes.find(id))
            sets.insert(change->set);
        m_changes.setStatus(id, ChangeStatus::Waiting, tr("Paused. %1").arg(reason));
    }
    for (const ChangeSetId set : std::as_const(sets))
        m_changes.setPaused(set, true);
    followPause();
}

} // namespace lockdesk
