#include "runner.h"

#include "authorizationrun.h"
#include "bulkrunner.h"
#include "devicerun.h"
#include "deviceturns.h"
#include "turns.h"

#include <QHash>
#include <QSet>
#include <algorithm>

namespace lockdesk {

using namespace Qt::StringLiterals;

namespace {

bool isAction(const Change &change)
{
    return std::holds_alternative<OperateDevice>(change.subject);
}

// What must not be written twice at once: a record, or the slot that a creation will take.
QString recordOf(const Change &change)
{
    const QString device = toString(change.smartlockId);
    if (const auto *create = std::get_if<CreateAuthorization>(&change.subject)) {
        const Authorization &wanted = create->after;
        return wanted.code ? u"code/"_s + device + u'/' + QString::number(wanted.code->toNumber())
                           : u"person/"_s + device + u'/'
                + QString::number(int(wanted.accountUserId.value_or(AccountUserId(0))));
    }
    if (isOfAuthorization(change))
        return u"authorization/"_s + editedRecord(change).toString();
    // An action is none of the record's writes: a person at a door does not wait for the proof of a new name.
    return (isAction(change) ? u"action/"_s : u"device/"_s) + device;
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
        , deviceTurns(c, a.clock())
    {
    }

    size_t sizeOf(ChangeSetId set) const { return changes.rowsOf(set).size(); }

    Account &account;
    ChangeStore &changes;
    QSet<QString> busy; // records that something is under way for
    QHash<ChangeId, QString> inBulk; // what the bulk runner has, and its record
    QHash<QString, QList<ChangeId>> waiting; // for their record to be free, oldest first
    int waitingCount = 0;
    QSet<SmartlockId> withoutLatch;
    Turns turns;
    BulkRunner bulk;
    DeviceTurns deviceTurns;
    BeforeSending beforeSending;
};

Runner::Runner(Account &account, ChangeStore &changes, QObject *parent)
    : QObject(parent)
    , d(new Private(account, changes))
{
    connect(&d->bulk, &BulkRunner::ended, this, [this](ChangeId id) { free(d->inBulk.take(id)); });
    connect(&d->deviceTurns, &DeviceTurns::turnCame, this, &Runner::takeTurn);
}

Runner::~Runner() = default;

void Runner::send(ChangeId id)
{
    const Change *change = d->changes.find(id);
    if (change)
        send(*change, d->sizeOf(change->set) > 1);
}

void Runner::send(const QList<ChangeId> &ids)
{
    if (ids.size() == 1) {
        send(ids.first());
        return;
    }
    QList<ChangeId> inTurns;
    for (const ChangeId id : ids) {
        const std::optional<Change> change = d->changes.change(id);
        if (!change || d->deviceTurns.contains(id))
            continue;
        if (isOfAuthorization(*change) || d->busy.contains(recordOf(*change)) || !maySendAgain(*change))
            send(*change, true);
        else
            inTurns.append(id);
    }
    d->deviceTurns.add(inTurns);
    Q_EMIT activeCountChanged();
}

void Runner::takeTurn(ChangeId id)
{
    const Change change = *d->changes.change(id);
    if (!d->busy.contains(recordOf(change))) {
        DeviceRun *run = makeDeviceRun(change);
        run->setOneOfSeveral();
        run->start();
        return;
    }
    d->deviceTurns.end(id);
    d->changes.setStatus(id, ChangeStatus::Problem,
        tr("Something else is still on its way to this device. Nothing was sent."));
}

void Runner::send(const Change &change, bool isOneOfMany)
{
    if (!maySendAgain(change))
        return;
    const QString record = recordOf(change);
    if (!d->busy.contains(record)) {
        begin(change, isOneOfMany);
        return;
    }
    if (isAction(change)) { // never queued: it would open a door later than meant
        d->changes.setStatus(
            change.id, ChangeStatus::Problem, tr("Another action on this device is still on its way."));
        return;
    }
    d->waiting[record].append(change.id);
    ++d->waitingCount;
    d->changes.setStatus(
        change.id, ChangeStatus::Waiting, tr("Waits for another change of the same record."));
    Q_EMIT activeCountChanged();
}

void Runner::pause(ChangeSetId set)
{
    d->changes.setPaused(set, true);
    d->bulk.followPause();
}

void Runner::resume(ChangeSetId set)
{
    d->changes.setPaused(set, false);
    const QList<Change> changes = d->changes.changesOf(set);
    for (const Change &change : changes) {
        const QString record = recordOf(change);
        const bool isKnown = isFinal(change.status) || isAction(change) || d->busy.contains(record)
            || d->deviceTurns.contains(change.id) || d->waiting.value(record).contains(change.id);
        if (isKnown)
            continue;
        // What was cut short: it goes on, or is looked after.
        if (isOfAuthorization(change))
            beginInBulk(change);
        else if (change.status == ChangeStatus::Waiting)
            makeDeviceRun(change)->start();
        else
            makeDeviceRun(change)->lookAgain();
    }
    d->bulk.followPause();
}

void Runner::lookAgain(ChangeId id)
{
    const std::optional<Change> change = d->changes.change(id);
    if (!change || change->status != ChangeStatus::Unconfirmed || d->busy.contains(recordOf(*change)))
        return;
    if (d->sizeOf(change->set) > 1 && isOfAuthorization(*change)) {
        d->changes.setStatus(id, ChangeStatus::Accepted, tr("Looking again."));
        beginInBulk(*d->changes.change(id));
    } else if (isOfAuthorization(*change)) {
        makeRun(*change)->lookAgain();
    } else {
        makeDeviceRun(*change)->lookAgain();
    }
}

void Runner::setBeforeSending(BeforeSending call)
{
    d->beforeSending = call;
    d->bulk.setBeforeSending(std::move(call));
}

int Runner::activeCount() const
{
    return int(d->busy.size()) + d->waitingCount + d->deviceTurns.waitingCount();
}

bool Runner::isUnlatchRefused(SmartlockId device) const
{
    return d->withoutLatch.contains(device);
}

void Runner::waitForPlan()
{
    d->bulk.waitForPlan();
}

void Runner::begin(const Change &change, bool isOneOfMany)
{
    if (isOneOfMany && isOfAuthorization(change))
        beginInBulk(change);
    else if (isOfAuthorization(change))
        makeRun(change)->start();
    else
        makeDeviceRun(change)->start();
}

void Runner::beginInBulk(const Change &change)
{
    d->busy.insert(recordOf(change));
    d->inBulk.insert(change.id, recordOf(change));
    d->bulk.add(change.id);
    Q_EMIT activeCountChanged();
}

ChangeRun *Runner::makeRun(const Change &change)
{
    auto *run = new AuthorizationRun(change.id, d->account, d->changes, d->turns, this);
    run->setBeforeSending(d->beforeSending);
    const QString record = recordOf(change);
    d->busy.insert(record);
    connect(run, &ChangeRun::ended, this, [this, run, record] {
        d->turns.end(run);
        run->deleteLater();
        free(record);
    });
    Q_EMIT activeCountChanged();
    return run;
}

DeviceRun *Runner::makeDeviceRun(const Change &change)
{
    auto *run = new DeviceRun(change.id, d->account, d->changes, this);
    connect(run, &DeviceRun::unlatchRefused, this,
        [this](SmartlockId device) { d->withoutLatch.insert(device); });
    if (d->beforeSending)
        run->setBeforeSending([note = d->beforeSending](const QList<ChangeId> &ids, QObject *,
                                  const std::function<void(const QString &)> &done) { done(note(ids)); });
    const QString record = recordOf(change);
    d->busy.insert(record);
    connect(run, &DeviceRun::ended, this, [this, run, record] {
        d->deviceTurns.end(run->id());
        run->deleteLater();
        free(record);
    });
    Q_EMIT activeCountChanged();
    return run;
}

// The record can be written again: the next that waits for it goes.
void Runner::free(const QString &record)
{
    d->busy.remove(record);
    const auto waiting = d->waiting.find(record);
    std::optional<Change> next;
    while (waiting != d->waiting.end() && !waiting->isEmpty() && !next) {
        --d->waitingCount;
        next = d->changes.change(waiting->takeFirst()); // it may have been taken out meanwhile
    }
    if (waiting != d->waiting.end() && waiting->isEmpty())
        d->waiting.erase(waiting);
    if (next)
        begin(*next, d->sizeOf(next->set) > 1);
    Q_EMIT activeCountChanged();
}

} // namespace lockdesk
