#include "runner.h"

#include "bulkrunner.h"
#include "devicerun.h"
#include "deviceturns.h"
#include "runnertimes.h"

#include <QHash>
#include <QSet>

namespace lockdesk {

using namespace Qt::StringLiterals;

namespace {

bool isAction(const Change &change)
{
    return std::holds_alternative<OperateDevice>(change.subject);
}

// What one run at a time is about. A person at a door does not wait for the proof of a new name.
QString subjectOf(const Change &change)
{
    return (isAction(change) ? u"action/"_s : u"device/"_s) + toString(change.smartlockId);
}

bool maySendAgain(const Change &change)
{
    switch (change.status) {
    case ChangeStatus::Draft:
        return true;
    case ChangeStatus::Problem: // of an action: the person asked for it then, not now
    case ChangeStatus::Failed:
    case ChangeStatus::Conflict:
    case ChangeStatus::Unconfirmed:
        return !isAction(change);
    case ChangeStatus::Waiting:
    case ChangeStatus::Sent:
    case ChangeStatus::Accepted:
    case ChangeStatus::Listed:
    case ChangeStatus::Confirmed:
    case ChangeStatus::Undone:
        return false;
    }
    return false;
}

} // namespace

class Runner::Private
{
public:
    Private(Account &a, ChangeStore &c)
        : account(a)
        , changes(c)
        , bulk(a, c, nullptr)
        , turns(c, a.clock())
    {
    }

    Account &account;
    ChangeStore &changes;
    BulkRunner bulk;
    DeviceTurns turns; // of what was sent to several devices at once
    QHash<QString, DeviceRun *> runs; // by subject
    QHash<QString, QList<ChangeId>> waiting; // for a run of the same subject to end, oldest first
    QSet<SmartlockId> withoutLatch;
    NoteBeforeSending note;
};

Runner::Runner(Account &account, ChangeStore &changes, QObject *parent)
    : QObject(parent)
    , d(new Private(account, changes))
{
    connect(&d->bulk, &BulkRunner::ended, this, &Runner::activeCountChanged);
    connect(&d->turns, &DeviceTurns::turnCame, this, &Runner::takeTurn);
}

Runner::~Runner() = default;

void Runner::send(const QList<ChangeId> &ids)
{
    send(ids, false);
}

void Runner::sendAgain(const QList<ChangeId> &ids)
{
    send(ids, true);
}

void Runner::send(const QList<ChangeId> &ids, bool mayRepeat)
{
    QList<ChangeId> inTurns;
    for (const ChangeId id : ids) {
        const std::optional<Change> change = d->changes.change(id);
        if (!change || !maySendAgain(*change))
            continue;
        if (isOfAuthorization(*change))
            d->bulk.add(id, mayRepeat ? BulkRunner::As::ToBeSentAgain : BulkRunner::As::ToBeSent);
        else if (ids.size() == 1 || d->runs.contains(subjectOf(*change)))
            sendToDevice(*change);
        else
            inTurns.append(id);
    }
    d->turns.add(inTurns);
    Q_EMIT activeCountChanged();
}

void Runner::takeTurn(ChangeId id)
{
    const Change change = *d->changes.change(id);
    if (!d->runs.contains(subjectOf(change))) {
        DeviceRun *run = makeRun(change);
        run->setOneOfSeveral();
        run->start();
        return;
    }
    d->turns.end(id);
    sendToDevice(change);
}

void Runner::sendToDevice(const Change &change)
{
    if (!d->runs.contains(subjectOf(change))) {
        makeRun(change)->start();
    } else if (isAction(change)) { // never queued: it would open a door later than meant
        d->changes.setStatus(
            change.id, ChangeStatus::Problem, tr("Another action on this device is still on its way."));
    } else {
        d->waiting[subjectOf(change)].append(change.id);
        d->changes.setStatus(
            change.id, ChangeStatus::Waiting, tr("Waits for another change of the same record."));
    }
}

void Runner::pause(ChangeSetId set)
{
    d->changes.setPaused(set, true);
    d->bulk.reconsider();
}

void Runner::resume(ChangeSetId set)
{
    d->changes.setPaused(set, false);
    const QList<Change> changes = d->changes.changesOf(set);
    for (const Change &change : changes) {
        if (isFinal(change.status) || isAction(change))
            continue;
        // What was cut short: it is sent, or is looked after.
        if (isOfAuthorization(change))
            d->bulk.add(change.id);
        else if (d->runs.contains(subjectOf(change)) || d->turns.contains(change.id)
            || d->waiting.value(subjectOf(change)).contains(change.id))
            continue;
        else if (change.status == ChangeStatus::Waiting)
            makeRun(change)->start();
        else
            makeRun(change)->lookAgain();
    }
    d->bulk.reconsider();
    Q_EMIT activeCountChanged();
}

void Runner::lookAgain(ChangeId id)
{
    const std::optional<Change> change = d->changes.change(id);
    if (!change || change->status != ChangeStatus::Unconfirmed)
        return;
    if (isOfAuthorization(*change)) {
        d->changes.setStatus(id, ChangeStatus::Accepted, tr("Looking again."));
        d->bulk.add(id, BulkRunner::As::OnlyLookedAt);
    } else if (!d->runs.contains(subjectOf(*change))) {
        makeRun(*change)->lookAgain();
    }
    Q_EMIT activeCountChanged();
}

void Runner::setNoteBeforeSending(NoteBeforeSending call)
{
    d->note = call;
    d->bulk.setNoteBeforeSending(std::move(call));
}

int Runner::activeCount() const
{
    qsizetype count = d->bulk.count() + d->runs.size() + d->turns.waitingCount();
    for (const QList<ChangeId> &waiting : std::as_const(d->waiting))
        count += waiting.size();
    return int(count);
}

bool Runner::isUnlatchRefused(SmartlockId device) const
{
    return d->withoutLatch.contains(device);
}

void Runner::waitForPlan()
{
    d->bulk.waitForPlan();
}

DeviceRun *Runner::makeRun(const Change &change)
{
    auto *run = new DeviceRun(change.id, d->account, d->changes, this);
    run->setNoteBeforeSending(d->note);
    const QString subject = subjectOf(change);
    d->runs.insert(subject, run);
    connect(run, &DeviceRun::unlatchRefused, this,
        [this](SmartlockId device) { d->withoutLatch.insert(device); });
    connect(run, &DeviceRun::synchronised, this,
        [this](SmartlockId device, std::chrono::milliseconds sent, std::chrono::milliseconds proven) {
            d->bulk.noteSynchronised(device, sent, proven);
        });
    connect(run, &DeviceRun::ended, this,
        [this, run, subject, device = change.smartlockId, moves = isAction(change)] {
            if (moves)
                followTheDoor(device);
            endRun(run, subject);
        });
    Q_EMIT activeCountChanged();
    return run;
}

// The log may prove an action before the door has come to rest: its state is read for a while longer.
void Runner::followTheDoor(SmartlockId device)
{
    d->account.poller().hurryState(device);
    d->account.clock().callAfter(
        RunnerTimes::doorRest, this, [this, device] { d->account.poller().unhurryState(device); });
}

// The next that waits for it begins.
void Runner::endRun(DeviceRun *run, const QString &subject)
{
    run->deleteLater();
    d->runs.remove(subject);
    d->turns.end(run->id());
    QList<ChangeId> waiting = d->waiting.take(subject);
    std::optional<Change> next;
    while (!waiting.isEmpty() && !next)
        next = d->changes.change(waiting.takeFirst()); // it may have been taken out meanwhile
    if (!waiting.isEmpty())
        d->waiting.insert(subject, waiting);
    if (next)
        makeRun(*next)->start();
    Q_EMIT activeCountChanged();
}

} // namespace lockdesk
