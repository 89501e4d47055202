#include "scenario.h"

#include <QTimer>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace lockdesk;
using namespace lockdesk::scenario;

namespace {

QStringList buttonsOn(const Scenario &s)
{
    QStringList names;
    for (const auto &name : {u"Lock"_s, u"Unlock"_s, u"Unlatch"_s, u"Ring to open on"_s,
             u"Ring to open off"_s, u"Open"_s, u"More actions"_s, u"Synchronise"_s, u"Refresh"_s}) {
        for (const QPushButton *button : allNamed<QPushButton>(s.window.get(), name))
            names += button->isEnabled() ? name : u"(%1)"_s.arg(name);
    }
    return names;
}

QString actionOf(qint64 device, int action)
{
    return u"POST /smartlock/%1/action {\"action\":%2}"_s.arg(device).arg(action);
}

} // namespace

class DevicesPageTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tableIsTheContracts();
    void cellsSayAtLeastWhatTheyShow();
    void filterKeepsRowsWithAllWords();
    void buttonsAreThoseOfTheType_data();
    void buttonsAreThoseOfTheType();
    void otherActionsAreInTheMenu();
    void unlockingIsAskedSentOnceAndProven();
    void cancelSendsNothing();
    void lockingIsNotAsked();
    void lockingSeveralIsAskedOnce();
    void synchronisingSeveralIsAskedOnce();
    void unprovenActionIsSaid();
    void failedActionIsSaid();
    void refusedUnlatchIsNotOfferedAgain();
    void renamingAndFavouriteKeepTheOther();
    void synchronisingIsProven();
    void selectionSurvivesRefreshSortAndFilter();
    void oldDataIsKeptAndSaid();
    void nothingYetIsSaidWithTheReason();
};

void DevicesPageTest::tableIsTheContracts()
{
    Scenario s;
    s.startSignedIn();
    QTableView *table = s.table(u"Devices"_s);
    QCOMPARE(QAccessible::queryAccessibleInterface(table)->role(), QAccessible::Table);
    QCOMPARE(columnsOf(table),
        (QStringList{u"Name"_s, u"Type"_s, u"State"_s, u"Door"_s, u"Battery"_s, u"Connection"_s,
            u"Local time"_s, u"Access used"_s, u"Updated"_s}));
    QCOMPARE(cellsOf(table, u"Name"_s),
        (QStringList{
            u"Back door"_s, u"Front door"_s, u"Intercom"_s, u"London"_s, u"Parcels"_s, u"Pool gate"_s}));
    QCOMPARE(cell(table, u"Front door"_s, u"State"_s), u"Locked"_s);
    QCOMPARE(cell(table, u"Front door"_s, u"Access used"_s), u"3 of 200"_s);
    QCOMPARE(cell(table, u"Front door"_s, u"Local time"_s), u"Mon 10:00"_s);
    QCOMPARE(cell(table, u"London"_s, u"Local time"_s), u"Mon 09:00"_s);
    QCOMPARE(cell(table, u"Front door"_s, u"Updated"_s), u"Just now"_s);
    QVERIFY(selectedIn(table).isEmpty());
    QCOMPARE(buttonsOn(s),
        (QStringList{u"(Lock)"_s, u"(Unlock)"_s, u"(Unlatch)"_s, u"(More actions)"_s, u"(Synchronise)"_s,
            u"Refresh"_s}));
    QVERIFY(!s.label(u"6 of 6 device(s) shown"_s).isEmpty());
}

void DevicesPageTest::cellsSayAtLeastWhatTheyShow()
{
    SimulatedWorld odd = world();
    odd.smartlocks.append(object(R"({"smartlockId": 5, "name": "Odd", "serverState": 4, "type": 99,
        "state": {"state": 77, "doorState": 9, "batteryCritical": true}, "adminPinState": 2})"));
    Scenario s(odd);
    s.startSignedIn();
    const QTableView *table = s.table(u"Devices"_s);
    QCOMPARE(table->model()->rowCount(), 7);
    for (int row = 0; row < table->model()->rowCount(); ++row) {
        for (int column = 0; column < table->model()->columnCount(); ++column) {
            const QModelIndex index = table->model()->index(row, column);
            const QVariant spoken = index.data(Qt::AccessibleTextRole);
            QVERIFY(!spoken.isValid() || spoken.toString().contains(index.data().toString()));
        }
    }
}

void DevicesPageTest::filterKeepsRowsWithAllWords()
{
    Scenario s;
    s.startSignedIn();
    type(s.window.get(), u"Filter"_s, u"door smart"_s);
    s.pass(1s);
    const QTableView *table = s.table(u"Devices"_s);
    QCOMPARE(cellsOf(table, u"Name"_s), (QStringList{u"Back door"_s, u"Front door"_s, u"Pool gate"_s}));
    QVERIFY(!s.label(u"3 of 6 device(s) shown"_s).isEmpty());
    named<QLineEdit>(s.window.get(), u"Filter"_s)->setText(u"nowhere"_s); // as an assistive tool does
    s.pass(1s);
    QVERIFY(wordsOn(s.window.get()).contains(u"Nothing matches"));
    QTest::keyClick(named<QLineEdit>(s.window.get(), u"Filter"_s), Qt::Key_Escape);
    s.pass(1s);
    QCOMPARE(s.table(u"Devices"_s)->model()->rowCount(), 6);
}

void DevicesPageTest::buttonsAreThoseOfTheType_data()
{
    QTest::addColumn<QString>("device");
    QTest::addColumn<QStringList>("buttons");
    const QStringList ofLock{u"Lock"_s, u"Unlock"_s, u"Unlatch"_s};
    QTest::newRow("lock") << u"Front door"_s << ofLock;
    QTest::newRow("5th generation") << u"London"_s << ofLock;
    QTest::newRow("smart door") << u"Pool gate"_s << ofLock;
    QTest::newRow("opener") << u"Intercom"_s
                            << QStringList{u"Ring to open on"_s, u"Ring to open off"_s, u"Open"_s};
    QTest::newRow("box") << u"Parcels"_s << QStringList{u"Unlock"_s};
}

void DevicesPageTest::buttonsAreThoseOfTheType()
{
    QFETCH(QString, device);
    QFETCH(QStringList, buttons);
    Scenario s;
    s.startSignedIn();
    QTableView *table = s.table(u"Devices"_s);
    // An assistive tool moves the selection and not the current index.
    const auto row = cellsOf(table, u"Name"_s).indexOf(device);
    table->selectionModel()->select(
        table->model()->index(int(row), 0), QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    QCOMPARE(buttonsOn(s), buttons + QStringList({u"More actions"_s, u"Synchronise"_s, u"Refresh"_s}));
    table->clearSelection();
    QVERIFY(!buttonsOn(s).contains(buttons.first()));
    clickRow(table, device);
    QVERIFY(buttonsOn(s).contains(buttons.first()));
    clickRow(table, u"Back door"_s, Qt::ControlModifier);
    QCOMPARE(selectedIn(table).size(), device == u"Back door" ? 0 : 2);
    QVERIFY(!buttonsOn(s).contains(u"Unlock"_s)); // of which one?
}

void DevicesPageTest::otherActionsAreInTheMenu()
{
    Scenario s;
    s.startSignedIn();
    clickRow(s.table(u"Devices"_s), u"Front door"_s);
    QStringList texts;
    QTimer::singleShot(0, s.window.get(), [&texts] { // Qt waits for an open menu in a loop of its own
        auto *menu = qobject_cast<QMenu *>(QApplication::activePopupWidget());
        const QList<QAction *> actions = menu->actions();
        for (const QAction *action : actions) {
            if (action->isVisible() && !action->isSeparator())
                texts += action->text();
        }
        QTest::keyClick(menu, Qt::Key_Down);
        QTest::keyClick(menu, Qt::Key_Return);
    });
    press(s.window.get(), u"More actions"_s);
    QCOMPARE(
        texts, (QStringList{u"Lock ’n’ go"_s, u"Unlatch, then lock ’n’ go"_s, u"Rename…"_s, u"Favourite"_s}));
    press(dialogNamed(u"Lock ’n’ go"_s), u"Lock ’n’ go Front door"_s);
    s.pass(1s);
    QCOMPARE(s.writes(), QStringList{actionOf(front, 4)});
}

void DevicesPageTest::unlockingIsAskedSentOnceAndProven()
{
    Scenario s;
    s.startSignedIn();
    QTableView *table = s.table(u"Devices"_s);
    clickRow(table, u"Front door"_s);
    press(s.window.get(), u"Unlock"_s);
    QVERIFY(s.writes().isEmpty());
    const QDialog *dialog = dialogNamed(u"Unlock"_s);
    QVERIFY(wordsOn(dialog).contains(u"Unlock “Front door”?"));
    press(dialog, u"Unlock Front door"_s);
    s.pass(250ms);
    QVERIFY(!dialogNamed(u"Unlock"_s));
    QCOMPARE(cell(table, u"Front door"_s, u"State"_s), u"Unlocking – waiting for the lock"_s);
    QVERIFY(!buttonsOn(s).contains(u"Lock"_s)); // one at a time
    s.pass(10s);
    QCOMPARE(cell(table, u"Front door"_s, u"State"_s), u"Unlocked"_s);
    QVERIFY(wordsOn(s.window.get()).contains(u"Front door, Unlock: confirmed."));
    QCOMPARE(s.stateOf(front), 3);
    QCOMPARE(s.writes(), QStringList{actionOf(front, 1)});
    QVERIFY(buttonsOn(s).contains(u"Lock"_s));
}

void DevicesPageTest::cancelSendsNothing()
{
    Scenario s;
    s.startSignedIn();
    for (const auto &[device, button] :
        {std::pair(u"Front door"_s, u"Unlock"_s), {u"Front door"_s, u"Unlatch"_s}, {u"Intercom"_s, u"Open"_s},
            {u"Intercom"_s, u"Ring to open on"_s}, {u"Parcels"_s, u"Unlock"_s}}) {
        clickRow(s.table(u"Devices"_s), device);
        press(s.window.get(), button);
        QVERIFY(named<QPushButton>(dialogNamed(button), button + u' ' + device)->isEnabled());
        press(dialogNamed(button), u"Cancel"_s);
        s.pass(1s);
        QVERIFY(!dialogNamed(button));
    }
    QVERIFY(s.writes().isEmpty());
}

void DevicesPageTest::lockingIsNotAsked()
{
    Scenario s;
    s.nuki.editSmartlock(front, object(R"({"state": {"state": 3}})"));
    s.startSignedIn();
    clickRow(s.table(u"Devices"_s), u"Front door"_s);
    press(s.window.get(), u"Lock"_s);
    s.pass(10s);
    QCOMPARE(s.writes(), QStringList{actionOf(front, 2)});
    QCOMPARE(cell(s.table(u"Devices"_s), u"Front door"_s, u"State"_s), u"Locked"_s);
}

void DevicesPageTest::lockingSeveralIsAskedOnce()
{
    Scenario s;
    for (const qint64 device : {front, back})
        s.nuki.editSmartlock(device, object(R"({"state": {"state": 3}})"));
    s.startSignedIn();
    QTableView *table = s.table(u"Devices"_s);
    for (const QString &device : {u"Front door"_s, u"Back door"_s, u"Intercom"_s})
        clickRow(table, device, Qt::ControlModifier);
    QCOMPARE(buttonsOn(s),
        (QStringList{
            u"Lock"_s, u"(Unlock)"_s, u"(Unlatch)"_s, u"(More actions)"_s, u"Synchronise"_s, u"Refresh"_s}));
    press(s.window.get(), u"Lock"_s);
    QDialog *question = dialogNamed(u"Lock"_s);
    const QString words = wordsOn(question);
    QVERIFY(words.contains(u"Front door"_s) && words.contains(u"Back door"_s));
    QVERIFY(!words.contains(u"Intercom"_s)); // its Lock would be another thing
    press(question, u"Cancel"_s);
    s.pass(2s);
    QVERIFY(s.writes().isEmpty());
    press(s.window.get(), u"Lock"_s);
    press(dialogNamed(u"Lock"_s), u"Lock 2 device(s)"_s);
    s.pass(15s);
    QStringList writes = s.writes();
    writes.sort();
    QCOMPARE(writes, (QStringList{actionOf(front, 2), actionOf(back, 2)}));
    QCOMPARE(cell(table, u"Front door"_s, u"State"_s), u"Locked"_s);
    QCOMPARE(cell(table, u"Back door"_s, u"State"_s), u"Locked"_s);
}

void DevicesPageTest::synchronisingSeveralIsAskedOnce()
{
    Scenario s;
    s.startSignedIn();
    QTableView *table = s.table(u"Devices"_s);
    for (const QString &device : {u"Front door"_s, u"Intercom"_s})
        clickRow(table, device, Qt::ControlModifier);
    press(s.window.get(), u"Synchronise"_s);
    press(dialogNamed(u"Synchronise"_s), u"Synchronise 2 device(s)"_s);
    s.pass(10s);
    QCOMPARE(s.writes().size(), 2);
    QVERIFY(s.writes().contains(u"POST /smartlock/%1/sync"_s.arg(intercom)));
}

void DevicesPageTest::unprovenActionIsSaid()
{
    Scenario s;
    SimulatedBehaviour behaviour = s.nuki.behaviour();
    behaviour.losesWrites = {front};
    s.nuki.setBehaviour(behaviour);
    s.startSignedIn();
    QTableView *table = s.table(u"Devices"_s);
    clickRow(table, u"Front door"_s);
    press(s.window.get(), u"Unlatch"_s);
    press(dialogNamed(u"Unlatch"_s), u"Unlatch Front door"_s);
    s.pass(20s);
    QCOMPARE(cell(table, u"Front door"_s, u"State"_s), u"Unlatching – waiting for the lock"_s);
    s.pass(20s);
    QCOMPARE(cell(table, u"Front door"_s, u"State"_s), u"Unlatch – not confirmed"_s);
    QVERIFY(wordsOn(s.window.get()).contains(u"No proof came in time"));
    s.pass(3min);
    QCOMPARE(cell(table, u"Front door"_s, u"State"_s), u"Locked"_s);
    QCOMPARE(s.writes().size(), 1);
}

void DevicesPageTest::failedActionIsSaid()
{
    Scenario s;
    SimulatedBehaviour behaviour = s.nuki.behaviour();
    behaviour.failingActions = {{front, 1}};
    s.nuki.setBehaviour(behaviour);
    s.startSignedIn();
    clickRow(s.table(u"Devices"_s), u"Front door"_s);
    press(s.window.get(), u"Unlock"_s);
    press(dialogNamed(u"Unlock"_s), u"Unlock Front door"_s);
    s.pass(15s);
    QVERIFY(wordsOn(s.window.get()).contains(u"Front door, Unlock: failed."));
    QCOMPARE(cell(s.table(u"Devices"_s), u"Front door"_s, u"State"_s), u"Motor blocked"_s);
    QCOMPARE(s.writes().size(), 1);
}

void DevicesPageTest::refusedUnlatchIsNotOfferedAgain()
{
    Scenario s;
    s.nuki.editSmartlock(front, object(R"({"region": 3})")); // sold in the United States
    s.startSignedIn();
    clickRow(s.table(u"Devices"_s), u"Front door"_s);
    press(s.window.get(), u"Unlatch"_s);
    press(dialogNamed(u"Unlatch"_s), u"Unlatch Front door"_s);
    s.pass(5s);
    QVERIFY(wordsOn(s.window.get()).contains(u"may be a US model, which cannot unlatch; use Unlock"));
    QVERIFY(buttonsOn(s).contains(u"(Unlatch)"_s));
    QVERIFY(buttonsOn(s).contains(u"Unlock"_s));
    clickRow(s.table(u"Devices"_s), u"Back door"_s);
    QVERIFY(buttonsOn(s).contains(u"Unlatch"_s));
}

void DevicesPageTest::renamingAndFavouriteKeepTheOther()
{
    Scenario s;
    s.startSignedIn();
    clickRow(s.table(u"Devices"_s), u"Front door"_s);
    s.command(u"Favourite"_s);
    s.pass(6s);
    QCOMPARE(s.lastBody("POST"), object(R"({"name": "Front door", "favorite": true})"));
    s.command(u"Rename…"_s);
    QDialog *dialog = dialogNamed(u"Rename"_s);
    dialog->findChild<QLineEdit *>()->setText(u" Main entrance "_s);
    QTest::keyClick(dialog->findChild<QLineEdit *>(), Qt::Key_Return);
    s.pass(5s);
    QCOMPARE(s.lastBody("POST"), object(R"({"name": "Main entrance", "favorite": true})"));
    QCOMPARE(selectedIn(s.table(u"Devices"_s)), QStringList{u"Main entrance"_s});
    QCOMPARE(s.writes().size(), 2);
}

void DevicesPageTest::synchronisingIsProven()
{
    Scenario s;
    s.startSignedIn();
    clickRow(s.table(u"Devices"_s), u"Front door"_s);
    press(s.window.get(), u"Synchronise"_s);
    s.pass(10s);
    QCOMPARE(s.writes(), QStringList{u"POST /smartlock/%1/sync"_s.arg(front)});
    QVERIFY(wordsOn(s.window.get()).contains(u"Front door, Synchronise: confirmed."));
}

void DevicesPageTest::selectionSurvivesRefreshSortAndFilter()
{
    Scenario s;
    s.startSignedIn();
    QTableView *table = s.table(u"Devices"_s);
    clickRow(table, u"Front door"_s);
    for (int column = 0; column < table->model()->columnCount(); ++column)
        table->sortByColumn(column, column % 2 ? Qt::AscendingOrder : Qt::DescendingOrder);
    s.nuki.editSmartlock(back, object(R"({"name": "Zebra", "state": {"state": 3}})"));
    QTest::keyClick(s.window->windowHandle(), Qt::Key_F5);
    s.pass(1s);
    QVERIFY(cellsOf(table, u"Name"_s).contains(u"Zebra"_s));
    QCOMPARE(selectedIn(table), QStringList{u"Front door"_s});
    type(s.window.get(), u"Filter"_s, u"front"_s);
    s.pass(1s);
    QCOMPARE(selectedIn(table), QStringList{u"Front door"_s});
    QVERIFY(buttonsOn(s).contains(u"Unlock"_s));
    type(s.window.get(), u"Filter"_s, u"zebra"_s);
    s.pass(1s);
    QVERIFY(buttonsOn(s).contains(u"(Unlock)"_s)); // what cannot be seen is not acted on
}

void DevicesPageTest::oldDataIsKeptAndSaid()
{
    Scenario s;
    s.startSignedIn();
    s.fault = FakeAnswer::failure(QNetworkReply::HostNotFoundError);
    s.pass(2min);
    QTableView *table = s.table(u"Devices"_s);
    QCOMPARE(table->model()->rowCount(), 6);
    QVERIFY2(cell(table, u"Front door"_s, u"State"_s).contains(u"min ago"),
        qUtf8Printable(cell(table, u"Front door"_s, u"State"_s)));
    QVERIFY(wordsOn(s.window.get()).contains(u"The list could not be refreshed; what you see is old."));
    QVERIFY(wordsOn(s.window.get()).contains(u"could not be reached"));
    QCOMPARE(s.label(u"Connection:"_s), u"Connection: offline"_s);
    QVERIFY(s.label(u"Updated"_s).contains(u"2 minute"));
    s.fault.reset();
    press(s.window.get(), u"Try again"_s);
    s.pass(3s);
    QVERIFY(!wordsOn(s.window.get()).contains(u"could not be refreshed"));
    QCOMPARE(cell(table, u"Front door"_s, u"State"_s), u"Locked"_s);
    QCOMPARE(s.label(u"Connection:"_s), u"Connection: online"_s);
}

void DevicesPageTest::nothingYetIsSaidWithTheReason()
{
    Scenario s;
    s.fault = FakeAnswer::of(200, "<html>Log in to the hotel</html>");
    s.fault->contentType = "text/html";
    s.startSignedIn();
    s.pass(1min);
    QVERIFY2(wordsOn(s.window.get()).contains(u"The devices could not be fetched"),
        qUtf8Printable(wordsOn(s.window.get())));
    QVERIFY(wordsOn(s.window.get()).contains(u"login page"));
    s.fault.reset();
    press(s.window.get(), u"Try again"_s);
    s.pass(3s);
    QCOMPARE(s.table(u"Devices"_s)->model()->rowCount(), 6);
}

QTEST_MAIN(DevicesPageTest)
#include "devicespagetest.moc"
