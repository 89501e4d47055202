#include "devicerows.h"

#include "authorizationstore.h"
#include "smartlockstore.h"

#include <QCoreApplication>

namespace lockdesk {

namespace {

constexpr std::chrono::seconds unprovenShown{120};

QString onItsWay(const OperateDevice &operate, const Change &change, const QDateTime &now)
{
    if (!isFinal(change.status))
        return waitingText(operate.action, change.deviceType);
    const bool isRecent = change.statusSince.secsTo(now) < unprovenShown.count();
    if (change.status == ChangeStatus::Unconfirmed && isRecent) {
        return QCoreApplication::translate("DeviceRows", "%1 – not confirmed")
            .arg(text(operate.action, change.deviceType));
    }
    return {};
}

} // namespace

QList<SmartlockRow> deviceRows(const SmartlockStore &smartlocks, const AuthorizationStore &authorizations,
    const QList<Change> &changes, const QDateTime &now)
{
    struct Waiting
    {
        QString text;
        bool isUnconfirmed = false;
    };
    QHash<SmartlockId, Waiting> waiting;
    for (const Change &change : changes) { // the newest one has the word
        if (const auto *operate = std::get_if<OperateDevice>(&change.subject))
            waiting.insert(change.smartlockId,
                {onItsWay(*operate, change, now), change.status == ChangeStatus::Unconfirmed});
    }
    QList<SmartlockRow> rows;
    rows.reserve(smartlocks.smartlocks().size());
    for (const Smartlock &lock : smartlocks.smartlocks()) {
        const Waiting on = waiting.value(lock.id);
        rows.append({lock, smartlocks.fetchedAtOf(lock.id), authorizations.countOf(lock.id), on.text,
            on.isUnconfirmed});
    }
    return rows;
}

} // namespace lockdesk
