// Renders every screen of the real window, filled with the demo's data, into PNGs, to be looked at: light,
// dark, with text twice as large, and with texts as much longer as German ones are. usage: screengallery
// FOLDER      (QT_QPA_PLATFORM=offscreen will do)

#include "backupaccount.h"
#include "backupfile.h"
#include "backupopener.h"
#include "demodata.h"
#include "historyaction.h"
#include "historydialog.h"
#include "importdialog.h"
#include "keeping.h"
#include "minisigner.h"
#include "roles.h"
#include "scenario.h"
#include "theme.h"
#include "updatefeedtext.h"

#include <QStyleFactory>
#include <QTranslator>

using namespace lockdesk;
using namespace Qt::StringLiterals;

namespace {

/// Half as long again, and with marks at both ends so that what is cut off shows.
class LongTexts : public QTranslator
{
public:
    QString translate(const char *, const char *text, const char *, int) const override
    {
        const QString words = QString::fromUtf8(text);
        return u"[%1%2]"_s.arg(
            words, u" äöüß ẞ"_s.repeated(int(words.size()) / 14 + 1).left(words.size() / 2));
    }
    bool isEmpty() const override { return false; }
};

void save(QWidget *window, const QString &file)
{
    Scenario::settle();
    if (!window || !window->grab().save(file + u".png"_s))
        qFatal("no picture %s", qUtf8Printable(file));
}

QPushButton *button(const QWidget *in, const QString &part)
{
    const QList<QPushButton *> all = in->findChildren<QPushButton *>();
    const auto found = std::ranges::find_if(all,
        [&](const QPushButton *b) { return b->isVisible() && b->text().contains(part) && b->isEnabled(); });
    if (found == all.end())
        qFatal("no button %s", qUtf8Printable(part));
    return *found;
}

QDialog *openDialog()
{
    return qobject_cast<QDialog *>(QApplication::activeModalWidget());
}

QTableView *shownTable(const Scenario &scenario)
{
    const QList<QTableView *> tables = scenario.window->findChildren<QTableView *>();
    const auto found =
        std::ranges::find_if(tables, [](const QTableView *table) { return table->isVisible(); });
    return found == tables.end() ? nullptr : *found;
}

void select(const Scenario &scenario, const QString &part)
{
    QTableView *table = shownTable(scenario);
    for (int row = 0; table && row < table->model()->rowCount(); ++row) {
        if (table->model()->index(row, 0).data().toString().contains(part)) {
            table->selectRow(row);
            return Scenario::settle();
        }
    }
    qFatal("no row %s", qUtf8Printable(part));
}

void openSection(const Scenario &scenario, int index)
{
    scenario.window->findChild<QListWidget *>()->setCurrentRow(index);
    Scenario::settle();
}

void renderSignIn(const QString &prefix)
{
    Scenario scenario;
    scenario.start();
    save(openDialog(), prefix + u"signin"_s);
    scenario.fault = FakeAnswer::of(401);
    openDialog()->findChild<QLineEdit *>()->setText(u"mistyped"_s);
    button(openDialog(), u"ign in"_s)->click();
    scenario.pass(std::chrono::seconds(2));
    save(openDialog(), prefix + u"signin-refused"_s);
}

void renderDevices(Scenario &scenario, const QString &prefix)
{
    save(scenario.window.get(), prefix + u"devices"_s);
    select(scenario, u"Main entrance"_s);
    button(scenario.window.get(), u"Unlock"_s)->click();
    Scenario::settle();
    save(openDialog(), prefix + u"confirm"_s);
    button(openDialog(), u"Unlock"_s)->click();
    scenario.pass(std::chrono::milliseconds(500));
    save(scenario.window.get(), prefix + u"devices-unlocking"_s);
    scenario.pass(std::chrono::seconds(8));
}

// The editor of all rows, untouched and with everything chosen, and what its drafts look like.
void renderManyEdits(Scenario &scenario, const QString &prefix)
{
    openSection(scenario, 1);
    shownTable(scenario)->selectAll();
    Scenario::settle();
    save(scenario.window.get(), prefix + u"access-many"_s);
    button(scenario.window.get(), u"Edit"_s)->click();
    Scenario::settle();
    save(openDialog(), prefix + u"edit-many"_s);
    const QList<QComboBox *> choices = openDialog()->findChildren<QComboBox *>();
    for (QComboBox *choice : choices)
        choice->setCurrentIndex(1);
    for (int i = 0; i < 200; ++i) // of several thousand the drafts come from the event loop
        Scenario::settle();
    save(openDialog(), prefix + u"edit-many-chosen"_s);
    openDialog()->accept();
    Scenario::settle();
    shownTable(scenario)->clearSelection();
    save(scenario.window.get(), prefix + u"changes-many"_s);
    button(scenario.window.get(), u"Discard"_s)->click();
    openSection(scenario, 1);
    shownTable(scenario)->selectAll();
    Scenario::settle();
    button(scenario.window.get(), u"Delete"_s)->click();
    Scenario::settle();
    save(openDialog(), prefix + u"delete-many"_s);
    openDialog()->reject();
    Scenario::settle();
}

// One row of each kind, and more than fit.
QByteArray someFile(const Scenario &scenario)
{
    QByteArray file("Name,Device,Type,Code,Enabled,Valid until (UTC),Notes\n"
                    "Window cleaner,Main entrance,Keypad code,876543,yes,2026-12-31 12:00,by the hour\n"
                    "Guest,Attic,Keypad code,765432,,,\n");
    const QList<Authorization> &all = scenario.window->session()->account.authorizations().authorizations();
    for (const Authorization &one : all.first(60)) {
        const auto device = scenario.window->session()->account.smartlocks().smartlock(one.smartlockId);
        file += '"' + one.name.toUtf8() + "\",\"" + device->displayName().toUtf8() + "\",\""
            + text(one.kind()).toUtf8() + "\",," + (one.isEnabled() ? "yes" : "no")
            + (one.name.startsWith(u'C') ? ",2026-02-30 12:00" : ",") + ",\n";
    }
    return file;
}

void renderFiles(Scenario &scenario, const QString &prefix)
{
    button(scenario.window.get(), u"Export"_s)->click();
    Scenario::settle();
    const QList<QCheckBox *> boxes = openDialog()->findChildren<QCheckBox *>();
    boxes.last()->setChecked(true);
    save(openDialog(), prefix + u"export"_s);
    openDialog()->reject();
    button(scenario.window.get(), u"Import"_s)->click();
    Scenario::settle();
    save(openDialog(), prefix + u"import-empty"_s);
    QTemporaryDir folder;
    QFile file(folder.filePath(u"access.csv"_s));
    if (!file.open(QIODevice::WriteOnly) || file.write(someFile(scenario)) < 0)
        qFatal("no file to import");
    file.close();
    qobject_cast<ImportDialog *>(openDialog())->load(file.fileName());
    const auto isRead = [] { return openDialog()->findChild<QTableView *>()->model()->rowCount() > 0; };
    if (!QTest::qWaitFor(isRead))
        qFatal("nothing to see of the import");
    save(openDialog(), prefix + u"import"_s);
    openDialog()->reject();
    Scenario::settle();
}

void renderAccess(Scenario &scenario, const QString &prefix)
{
    openSection(scenario, 1);
    select(scenario, u"Caretaker"_s);
    save(scenario.window.get(), prefix + u"access"_s);
    button(scenario.window.get(), u"Edit"_s)->click();
    Scenario::settle();
    save(openDialog(), prefix + u"edit"_s);
    openDialog()->findChild<QLineEdit *>()->setText(u"Caretaker (holidays)"_s);
    button(openDialog(), u"Apply"_s)->click();
    scenario.pass(std::chrono::seconds(1));
    button(scenario.window.get(), u"Add"_s)->click();
    Scenario::settle();
    save(openDialog(), prefix + u"add"_s);
    openDialog()->reject();
    button(scenario.window.get(), u"Delete"_s)->click();
    Scenario::settle();
    save(openDialog(), prefix + u"delete"_s);
    openDialog()->reject();
    renderFiles(scenario, prefix);
    scenario.pass(std::chrono::seconds(10));
    openSection(scenario, 2);
    select(scenario, u"Caretaker"_s);
    save(scenario.window.get(), prefix + u"changes"_s);
}

QAction *command(const Scenario &scenario, const QString &part)
{
    const QList<QAction *> actions = scenario.window->menuBar()->actions().first()->menu()->actions();
    const auto found =
        std::ranges::find_if(actions, [&](const QAction *a) { return a->text().contains(part); });
    if (found == actions.end())
        qFatal("no command %s", qUtf8Printable(part));
    return *found;
}

// The work beside the window takes real time.
void waitForEnabled(const QString &part)
{
    const bool isDone = QTest::qWaitFor([&] {
        const QList<QPushButton *> all = openDialog()->findChildren<QPushButton *>();
        return std::ranges::any_of(all, [&](const QPushButton *b) {
            return b->isVisible() && b->text().contains(part) && b->isEnabled();
        });
    });
    if (!isDone)
        qFatal("%s never comes", qUtf8Printable(part));
}

void renderBackups(Scenario &scenario, const QString &prefix)
{
    command(scenario, u"Back up"_s)->trigger();
    Scenario::settle();
    openDialog()->findChild<QCheckBox *>()->setChecked(true);
    for (QLineEdit *field : openDialog()->findChildren<QLineEdit *>()) {
        if (field->echoMode() == QLineEdit::Password)
            field->setText(u"seven green boats"_s);
    }
    save(openDialog(), prefix + u"backup"_s);
    openDialog()->reject();
    Scenario::settle();

    QTemporaryDir folder;
    Account &account = scenario.window->session()->account;
    QList<SmartlockId> devices;
    for (const Smartlock &device : account.smartlocks().smartlocks())
        devices.append(device.id);
    Backup backup = takeBackup(account, devices, true);
    backup.locks.first().authorizations.first().name += u" (old)"_s;
    backup.locks.first().authorizations.append(backup.locks.last().authorizations);
    for (Authorization &authorization : backup.locks.first().authorizations)
        authorization.smartlockId = backup.locks.first().id;
    backup.locks.last().id = SmartlockId(711);
    for (Authorization &authorization : backup.locks.last().authorizations)
        authorization.smartlockId = SmartlockId(711);
    if (saveBackup(folder.filePath(u"a"_s), backup, Secret("x"), {1, 8}))
        qFatal("no backup");
    command(scenario, u"Restore"_s)->trigger();
    Scenario::settle();
    save(openDialog(), prefix + u"restore-empty"_s);
    openDialog()->findChild<BackupOpener *>()->readFile(folder.filePath(u"a"_s));
    waitForEnabled(u"Open"_s);
    save(openDialog(), prefix + u"restore-passphrase"_s);
    openDialog()->findChildren<QLineEdit *>().at(1)->setText(u"x"_s);
    button(openDialog(), u"Open"_s)->click();
    save(openDialog(), prefix + u"restore-opening"_s);
    waitForEnabled(u"Make changes"_s);
    openDialog()->findChild<QTableView *>()->selectRow(0);
    save(openDialog(), prefix + u"restore"_s);
    openDialog()->reject();
    Scenario::settle();
}

// A set over many devices, as a bulk edit makes it.
ChangeSetId askFor(Scenario &scenario, const QString &title, int first, int count)
{
    Session &session = *scenario.window->session();
    QList<Change> changes;
    for (const Authorization &before : session.account.authorizations().authorizations().mid(first, count)) {
        UpdateAuthorization update{before, before, false};
        update.after.enabled = !before.isEnabled();
        Change change;
        change.smartlockId = before.smartlockId;
        change.subject = update;
        if (const auto device = session.account.smartlocks().smartlock(before.smartlockId)) {
            change.deviceType = device->deviceType();
            change.deviceName = device->displayName();
        }
        changes.append(change);
    }
    return session.changes.addSet(title, changes);
}

void renderChangeSets(Scenario &scenario, const QString &prefix)
{
    openSection(scenario, 2);
    ChangeStore &store = scenario.window->session()->changes;
    const ChangeSetId set = askFor(scenario, u"Change 60 authorizations of the west wing"_s, 0, 60);
    const QList<Change> changes = store.changesOf(set);
    for (int i = 0; i < 60; i += 9)
        store.setStatus(changes.at(i).id, ChangeStatus::Problem,
            u"This code is already taken on Garage by “Cleaning”."_s);
    Scenario::settle();
    scenario.pass(std::chrono::milliseconds(300)); // the look ahead
    shownTable(scenario)->selectRow(5);
    save(scenario.window.get(), prefix + u"changes-review"_s);
    shownTable(scenario)->clearSelection();
    store.setStatus(changes.at(20).id, ChangeStatus::Failed, u"The lock refused it."_s);
    for (int i = 1; i < 9; ++i)
        scenario.nuki.editAuthorization(
            std::get<UpdateAuthorization>(changes.at(i).subject).before.id.toString(),
            {{u"name"_s, u"Renamed elsewhere %1"_s.arg(i)}, {u"allowedWeekDays"_s, 3}});
    QList<ChangeId> ids;
    for (const Change &change : changes)
        ids.append(change.id);
    scenario.window->session()->runner.send(ids);
    scenario.pass(std::chrono::milliseconds(4'500));
    save(scenario.window.get(), prefix + u"changes-sending"_s);
    scenario.window->session()->runner.pause(set);
    Scenario::settle();
    save(scenario.window.get(), prefix + u"changes-paused"_s);
    scenario.window->session()->runner.resume(set);
    scenario.pass(std::chrono::seconds(240));
    const QList<Change> ended = store.changesOf(set);
    const auto conflict = std::ranges::find(ended, ChangeStatus::Conflict, &Change::status);
    QTableView *table = shownTable(scenario);
    for (int row = 0; conflict != ended.end() && row < table->model()->rowCount(); ++row) {
        if (table->model()->index(row, 0).data(IdRole).toLongLong() == qint64(conflict->id))
            table->selectRow(row);
    }
    Scenario::settle();
    save(scenario.window.get(), prefix + u"changes-conflicts"_s);
    button(scenario.window.get(), QCoreApplication::translate("lockdesk::ChangesPage", "Decide"))->click();
    Scenario::settle();
    save(openDialog(), prefix + u"conflict"_s);
    openDialog()->reject();
    table->clearSelection();
    Scenario::settle();
    button(scenario.window.get(), QCoreApplication::translate("lockdesk::ChangesPage", "Undo"))->click();
    Scenario::settle();
    save(scenario.window.get(), prefix + u"changes-undo"_s);
    button(scenario.window.get(), QCoreApplication::translate("lockdesk::ChangesPage", "Send"))->click();
    scenario.pass(std::chrono::seconds(120));
    save(scenario.window.get(), prefix + u"changes-undone"_s);
}

// As it is, and after somebody has been at its file.
void renderHistory(Scenario &scenario, const QString &prefix)
{
    const auto open = [&](const QString &name) {
        scenario.window->findChild<HistoryAction *>()->trigger();
        auto *dialog = scenario.window->findChild<HistoryDialog *>();
        while (!dialog->findChild<QTableView *>()->isVisible()) // it is read in real time
            scenario.pass(std::chrono::milliseconds(250));
        save(dialog, prefix + name);
        dialog->close();
        Scenario::settle();
    };
    open(u"history"_s);
    QFile file(historyPath(scenario.dataFolder, u"default"_s));
    if (!file.open(QIODevice::ReadWrite) || !file.putChar(' '))
        qFatal("the history cannot be altered");
    file.close();
    open(u"history-altered"_s);
}

void renderTrouble(Scenario &scenario, const QString &prefix)
{
    openSection(scenario, 0);
    scenario.fault = FakeAnswer::failure(QNetworkReply::HostNotFoundError);
    scenario.pass(std::chrono::seconds(130));
    save(scenario.window.get(), prefix + u"offline"_s);
    scenario.fault.reset();
}

// A newer version; then, on asking again, a list that was altered on its way.
void renderUpdateNotice(const QString &prefix)
{
    const QUrl address(u"https://updates.lockdesk.example/updates.json"_s);
    const Minisigner signer;
    QByteArray feed = updateFeedText(address);
    const QByteArray signature = signer.sign(feed);
    Scenario scenario(demoWorld({}, 20260302, ManualClock().now()));
    scenario.updates = {address, signer.publicKey()};
    scenario.elsewhere = [&](const QUrl &url) {
        return FakeAnswer::of(200, url.path().endsWith(u".minisig") ? signature : feed);
    };
    scenario.startSignedIn();
    scenario.pass(std::chrono::minutes(6));
    save(scenario.window.get(), prefix + u"update"_s);
    QMenu *help = scenario.window->menuBar()->actions().constLast()->menu();
    help->popup(scenario.window->mapToGlobal(QPoint()));
    save(help, prefix + u"update-menu"_s);
    help->close();
    feed += ' ';
    help->actions().constFirst()->trigger();
    scenario.pass(std::chrono::seconds(2));
    save(scenario.window.get(), prefix + u"update-altered"_s);
}

void renderAll(const QString &prefix)
{
    renderSignIn(prefix);
    renderUpdateNotice(prefix);
    const QTemporaryDir folder;
    Scenario scenario(demoWorld({}, 20260302, ManualClock().now()));
    scenario.dataFolder = folder.path();
    scenario.startSignedIn();
    while (
        !scenario.window->session()->account.authorizations().isLoaded()) // the workers decode in real time
        scenario.pass(std::chrono::milliseconds(250));
    renderDevices(scenario, prefix);
    renderAccess(scenario, prefix);
    renderManyEdits(scenario, prefix);
    renderBackups(scenario, prefix);
    renderChangeSets(scenario, prefix);
    renderHistory(scenario, prefix);
    renderTrouble(scenario, prefix);
}

} // namespace

int main(int argc, char **argv)
{
    QApplication app(argc, argv);
    QApplication::setStyle(QStyleFactory::create(u"Fusion"_s));
    const QString folder = QString::fromLocal8Bit(argc > 1 ? argv[1] : ".") + u'/';
    const QFont usual = QApplication::font();
    QFont large = usual;
    large.setPointSizeF(large.pointSizeF() * 2);
    LongTexts longTexts;
    for (const auto &[name, palette, font] : {std::tuple(u"light-"_s, theme::lightPalette(), usual),
             std::tuple(u"dark-"_s, theme::darkPalette(), usual),
             std::tuple(u"large-"_s, theme::lightPalette(), large),
             std::tuple(u"long-"_s, theme::lightPalette(), usual)}) {
        QApplication::setPalette(palette);
        QApplication::setFont(font);
        if (name == u"long-")
            QCoreApplication::installTranslator(&longTexts);
        renderAll(folder + name);
    }
    return 0;
}
