#include "runner.h"

#include "authorizationrun.h"
#include "devicerun.h"
#include "turns.h"

#include <QSet>

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
    if (const auto *update = std::get_if<UpdateAuthorization>(&change.subject))
        return u"authorization/"_s + update->before.id.toString();
    if (const auto *remove = std::get_if<DeleteAuthorization>(&change.subject))
        return u"authorization/"_s + remove->before.id.toString();
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
    Account &account;
    ChangeStore &changes;
    QHash<QString, ChangeRun *> active; // by record
    QList<ChangeId> waiting; // for their record to be free, oldest first
    QSet<SmartlockId> withoutLatch;
    Turns turns;
};

Runner::Runner(Account &account, ChangeStore &changes, QObject *parent)
    : QObject(parent)
    , d(new Private{account, changes, {}, {}, {}, {}})
{
}

Runner::~Runner() = default;

void Runner::send(ChangeId id)
{
    const std::optional<Change> change = d->changes.change(id);
    if (!change || !maySendAgain(*change))
        return;
    if (!d->active.contains(recordOf(*change))) {
        begin(*change)->start();
        return;
    }
    if (isAction(*change)) { // never queued: it would open a door later than meant
        d->changes.setStatus(
            id, ChangeStatus::Problem, tr("Another action on this device is still on its way."));
        return;
    }
    d->changes.setStatus(id, ChangeStatus::Waiting, tr("Waits for another change of the same record."));
    d->waiting.append(id);
    Q_EMIT activeCountChanged();
}

void Runner::send(const QList<ChangeId> &ids)
{
    for (const ChangeId id : ids)
        send(id);
}

void Runner::pause(ChangeSetId set)
{
    d->changes.setPaused(set, true);
}

void Runner::resume(ChangeSetId set)
{
    d->changes.setPaused(set, false);
}

void Runner::lookAgain(ChangeId id)
{
    const std::optional<Change> change = d->changes.change(id);
    if (change && change->status == ChangeStatus::Unconfirmed && !d->active.contains(recordOf(*change)))
        begin(*change)->lookAgain();
}

int Runner::activeCount() const
{
    return int(d->active.size() + d->waiting.size());
}

bool Runner::isUnlatchRefused(SmartlockId device) const
{
    return d->withoutLatch.contains(device);
}

ChangeRun *Runner::begin(const Change &change)
{
    ChangeRun *run = nullptr;
    const bool isOfDevice = isAction(change) || std::holds_alternative<SynchroniseDevice>(change.subject)
        || std::holds_alternative<UpdateDevice>(change.subject);
    if (isOfDevice) {
        auto *deviceRun = new DeviceRun(change.id, d->account, d->changes, this);
        connect(deviceRun, &DeviceRun::unlatchRefused, this,
            [this](SmartlockId device) { d->withoutLatch.insert(device); });
        run = deviceRun;
    } else {
        run = new AuthorizationRun(change.id, d->account, d->changes, d->turns, this);
    }
    const QString record = recordOf(change);
    d->active.insert(record, run);
    connect(run, &ChangeRun::ended, this, [this, run, record] {
        d->active.remove(record);
        d->turns.end(run);
        run->deleteLater();
        Q_EMIT activeCountChanged();
        startNext();
    });
    Q_EMIT activeCountChanged();
    return run;
}

void Runner::startNext()
{
    for (qsizetype i = 0; i < d->waiting.size(); ++i) {
        const std::optional<Change> change = d->changes.change(d->waiting.at(i));
        if (change && d->active.contains(recordOf(*change)))
            continue;
        d->waiting.removeAt(i);
        if (change)
            begin(*change)->start();
        return startNext();
    }
}

} // namespace lockdesk
