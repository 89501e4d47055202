#include "manydevices.h"

#include "confirmdialog.h"
#include "devicechange.h"
#include "devicelines.h"

#include <QCoreApplication>

namespace lockdesk {

using namespace Qt::StringLiterals;

namespace {

struct ManyDevices
{
    Q_DECLARE_TR_FUNCTIONS(ManyDevices)
};

} // namespace

void sendTogether(Session &session, const QString &title, const QList<Change> &changes)
{
    if (changes.size() == 1) {
        session.runner.send(session.changes.add(changes.first()));
        return;
    }
    if (changes.isEmpty())
        return;
    QList<ChangeId> ids;
    for (const Change &change : session.changes.changesOf(session.changes.addSet(title, changes)))
        ids.append(change.id);
    session.runner.send(ids);
}

void askToSynchronise(Session &session, const QList<Smartlock> &devices, QWidget *window)
{
    const int count = int(devices.size());
    const QString title = ManyDevices::tr("Synchronise %n device(s)", nullptr, count);
    const auto send = [&session, devices, title] {
        QList<Change> changes;
        for (const Smartlock &device : devices)
            changes.append(changeOf(device, SynchroniseDevice{}));
        sendTogether(session, title, changes);
    };
    if (count < 2) {
        send();
        return;
    }
    auto *dialog = new ConfirmDialog(session.account.clock(),
        {ManyDevices::tr("Synchronise"), ManyDevices::tr("Synchronise %n device(s)?", nullptr, count),
            deviceLines(devices) + u'\n' + ManyDevices::tr("It costs each a little battery."), title,
            "synchronise"_L1},
        window);
    QObject::connect(dialog, &QDialog::accepted, window, send);
    dialog->open();
}

} // namespace lockdesk
