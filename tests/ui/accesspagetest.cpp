#include "accessscenario.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace lockdesk;
using namespace lockdesk::scenario;

namespace {

bool isEnabled(const Scenario &s, const QString &button)
{
    return named<QPushButton>(s.window.get(), button)->isEnabled();
}

} // namespace

class AccessPageTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tableIsTheContracts();
    void codesAreNeverInTheTable();
    void buttonsFollowTheSelection();
    void timesAreOnTheChosenClock();
    void codeIsAddedOnOneDevice();
    void codeIsAddedOnSeveralDevices();
    void personGetsAccess();
    void newNameLeavesEverythingElse(); // CON-3
    void enablingAndDisablingLeaveEverythingElse(); // CON-3
    void deletingAsks();
    void severalRowsBecomeDrafts();
    void everyChangeIsReviewedIfAsked();
    void selectionSurvivesRefreshes();
    void nothingTypedIsLostByARefresh();
    void conflictIsSaid(); // CON-1
    void oldDataIsKeptAndSaid();
};

void AccessPageTest::tableIsTheContracts()
{
    AccessScenario s;
    s.open();
    QCOMPARE(QAccessible::queryAccessibleInterface(s.rows())->role(), QAccessible::Table);
    QCOMPARE(columnsOf(s.rows()),
        (QStringList{u"Name"_s, u"Device"_s, u"Type"_s, u"Person"_s, u"Schedule"_s, u"Valid from"_s,
            u"Valid until"_s, u"Access now"_s, u"Last used"_s, u"Uses"_s, u"Status"_s}));
    QCOMPARE(cellsOf(s.rows(), u"Name"_s), (QStringList{u"Ada"_s, u"Cleaning"_s, u"Garden"_s, u"Kitchen"_s}));
    QCOMPARE(cell(s.rows(), u"Cleaning"_s, u"Device"_s), u"Front door"_s);
    QCOMPARE(cell(s.rows(), u"Cleaning"_s, u"Type"_s), u"Keypad code"_s);
    QCOMPARE(cell(s.rows(), u"Cleaning"_s, u"Person"_s), u"Ada"_s);
    QCOMPARE(cell(s.rows(), u"Cleaning"_s, u"Schedule"_s), u"Mon–Fri 09:00–17:00"_s);
    QCOMPARE(cell(s.rows(), u"Kitchen"_s, u"Schedule"_s), u"Every day"_s);
    QCOMPARE(cell(s.rows(), u"Cleaning"_s, u"Access now"_s), u"Yes, until Mon 17:00"_s);
    QCOMPARE(cell(s.rows(), u"Kitchen"_s, u"Access now"_s), u"Yes"_s);
    QCOMPARE(cell(s.rows(), u"Garden"_s, u"Access now"_s), u"Disabled"_s);
    QCOMPARE(cell(s.rows(), u"Cleaning"_s, u"Uses"_s), u"3"_s);
    QVERIFY(selectedIn(s.rows()).isEmpty());
    s.pass(8h); // after five on the lock's clock
    QCOMPARE(cell(s.rows(), u"Cleaning"_s, u"Access now"_s), u"No, next Tue 09:00"_s);
    s.nuki.editAuthorization(QString::fromLatin1(cleaning),
        object(R"({"allowedWeekDays": 3, "allowedFromTime": 0, "allowedUntilTime": 0,
            "allowedUntilDate": "2026-03-01T00:00:00.000Z"})"));
    s.pass(3min);
    QCOMPARE(cell(s.rows(), u"Cleaning"_s, u"Schedule"_s), u"Sat, Sun all day"_s);
    QCOMPARE(cell(s.rows(), u"Cleaning"_s, u"Access now"_s), u"Never again"_s);
}

void AccessPageTest::codesAreNeverInTheTable()
{
    AccessScenario s;
    s.open();
    const QAbstractItemModel *model = s.rows()->model();
    for (int row = 0; row < model->rowCount(); ++row) {
        for (int column = 0; column < model->columnCount(); ++column) {
            const QModelIndex index = model->index(row, column);
            for (int role : {int(Qt::DisplayRole), int(Qt::EditRole), int(Qt::ToolTipRole),
                     int(Qt::AccessibleTextRole), int(Qt::AccessibleDescriptionRole)}) {
                const QString text = index.data(role).toString();
                QVERIFY(!text.contains(u"345678") && !text.contains(u"987654"));
            }
            const QString spoken = index.data(Qt::AccessibleTextRole).toString();
            QVERIFY(spoken.isEmpty() || spoken.contains(index.data().toString()));
        }
    }
    QVERIFY(!s.says().contains(u"345678"));
}

void AccessPageTest::buttonsFollowTheSelection()
{
    AccessScenario s;
    s.open();
    const QStringList buttons{u"Add"_s, u"Edit"_s, u"Enable"_s, u"Disable"_s, u"Delete"_s};
    const auto enabled = [&] {
        QString pattern;
        for (const QString &button : buttons)
            pattern += isEnabled(s, button) ? u'1' : u'0';
        return pattern;
    };
    QCOMPARE(enabled(), u"10000"_s);
    s.rows()->selectionModel()->select(s.rows()->model()->index(1, 0),
        QItemSelectionModel::ClearAndSelect
            | QItemSelectionModel::Rows); // Cleaning, as an assistive tool does
    QCOMPARE(enabled(), u"11011"_s);
    clickRow(s.rows(), u"Garden"_s);
    QCOMPARE(enabled(), u"11101"_s);
    clickRow(s.rows(), u"Cleaning"_s, Qt::ControlModifier);
    QCOMPARE(enabled(), u"11111"_s);
    QVERIFY(!s.label(u"2 selected, 4 of 4 authorization(s) shown"_s).isEmpty());
    s.rows()->clearSelection();
    QCOMPARE(enabled(), u"10000"_s);
}

void AccessPageTest::timesAreOnTheChosenClock()
{
    AccessScenario s;
    s.open();
    const auto *choice = named<QComboBox>(s.window.get(), u"Times in"_s);
    QStringList entries;
    for (int i = 0; i < choice->count(); ++i)
        entries += choice->itemText(i);
    QCOMPARE(entries, (QStringList{u"Lock's time"_s, u"My time"_s, u"UTC"_s}));
    QVERIFY(cell(s.rows(), u"Cleaning"_s, u"Valid from"_s).contains(u"01:00 (UTC+1)"));
    choose(s.window.get(), u"Times in"_s, u"UTC"_s);
    QVERIFY(cell(s.rows(), u"Cleaning"_s, u"Valid from"_s).contains(u"00:00 UTC"));
    QCOMPARE(s.settings.clockChoice(), u"utc"_s);
    choose(s.window.get(), u"Times in"_s, u"Lock's time"_s);
    QVERIFY(cell(s.rows(), u"Cleaning"_s, u"Valid from"_s).contains(u"01:00 (UTC+1)"));
}

void AccessPageTest::codeIsAddedOnOneDevice()
{
    AccessScenario s;
    s.open();
    QDialog *dialog = s.openAdd();
    type(dialog, u"Name"_s, u"Plumber"_s);
    pick(dialog, u"Front door"_s);
    type(dialog, u"Keypad code"_s, u"468135"_s);
    for (const QString &day : {u"Saturday"_s, u"Sunday"_s})
        tick(dialog, day, false);
    tick(dialog, u"All day"_s, false);
    type(dialog, u"From time"_s, u"08:30"_s);
    type(dialog, u"Until time"_s, u"12:00"_s);
    tick(dialog, u"Limit start"_s, true);
    type(dialog, u"Valid from"_s, u"2026-03-03 08:00"_s);
    tick(dialog, u"Limit end"_s, true);
    type(dialog, u"Valid until"_s, u"2026-04-03 08:00"_s); // summer time by then
    QCOMPARE(labelStarting(dialog, u"Problem:"_s), QString());
    QVERIFY(s.writes().isEmpty());
    press(dialog, u"Apply"_s);
    s.pass(10s);
    QVERIFY(!dialogNamed(u"Add access"_s));
    QCOMPARE(s.writes().size(), 1);
    QVERIFY(s.writes().first().startsWith(u"PUT /smartlock/%1/auth "_s.arg(front)));
    QCOMPARE(
        s.lastBody("PUT"), object(R"({"name": "Plumber", "type": 13, "code": 468135, "remoteAllowed": false,
            "allowedFromDate": "2026-03-03T07:00:00.000Z", "allowedUntilDate": "2026-04-03T06:00:00.000Z",
            "allowedWeekDays": 124, "allowedFromTime": 510, "allowedUntilTime": 720})"));
    QVERIFY2(s.says().contains(u"Add access “Plumber”, Front door: Confirmed."), qUtf8Printable(s.says()));
    QCOMPARE(cell(s.rows(), u"Plumber"_s, u"Schedule"_s), u"Mon–Fri 08:30–12:00"_s);
    QCOMPARE(cell(s.rows(), u"Plumber"_s, u"Status"_s), u"On the lock"_s);
}

void AccessPageTest::codeIsAddedOnSeveralDevices()
{
    AccessScenario s;
    s.open();
    QDialog *dialog = s.openAdd();
    type(dialog, u"Name"_s, u"Plumber"_s);
    pick(dialog, u"Front door"_s);
    pick(dialog, u"Pool gate"_s);
    pick(dialog, u"Back door"_s);
    pick(dialog, u"Pool gate"_s); // and not that one
    choose(dialog, u"Person"_s, u"Ben"_s);
    type(dialog, u"Keypad code"_s, u"468135"_s);
    press(dialog, u"Apply"_s);
    s.pass(10s);
    QCOMPARE(s.writes().size(), 1);
    QVERIFY(s.writes().first().startsWith(u"PUT /smartlock/auth "));
    QJsonObject body = s.lastBody("PUT");
    const QJsonArray devices = body.take("smartlockIds"_L1).toArray();
    QCOMPARE(devices.size(), 2);
    for (const qint64 device : {front, back})
        QVERIFY(devices.contains(device));
    QCOMPARE(body, object(R"({"name": "Plumber", "type": 13, "code": 468135, "remoteAllowed": false,
            "accountUserId": 502})"));
    QCOMPARE(cellsOf(s.rows(), u"Name"_s).count(u"Plumber"_s), 2);
    QCOMPARE(cell(s.rows(), u"Plumber"_s, u"Person"_s), u"Ben"_s);
}

void AccessPageTest::personGetsAccess()
{
    AccessScenario s;
    s.open();
    QDialog *dialog = s.openAdd();
    choose(dialog, u"Type"_s, u"App"_s);
    QVERIFY(allNamed<QLineEdit>(dialog, u"Keypad code"_s).isEmpty());
    type(dialog, u"Name"_s, u"Ben"_s);
    pick(dialog, u"Intercom"_s); // needs no keypad
    QVERIFY(labelStarting(dialog, u"Problem:"_s).contains(u"person"));
    choose(dialog, u"Person"_s, u"Ben"_s);
    press(dialog, u"Apply"_s);
    s.pass(10s);
    QVERIFY(s.writes().first().startsWith(u"PUT /smartlock/%1/auth "_s.arg(intercom)));
    QCOMPARE(s.lastBody("PUT"),
        object(R"({"name": "Ben", "type": 0, "accountUserId": 502, "remoteAllowed": true})"));
    QCOMPARE(cell(s.rows(), u"Ben"_s, u"Device"_s), u"Intercom"_s);
}

void AccessPageTest::newNameLeavesEverythingElse()
{
    AccessScenario s;
    s.open();
    QDialog *dialog = s.openEdit(u"Cleaning"_s);
    type(dialog, u"Name"_s, u"Windows"_s);
    press(dialog, u"Apply"_s);
    s.pass(10s);
    QCOMPARE(s.writes().size(), 1);
    QVERIFY(s.writes().first().startsWith(
        u"POST /smartlock/%1/auth/%2 "_s.arg(front).arg(QLatin1StringView(cleaning))));
    QCOMPARE(s.lastBody("POST"),
        object(R"({"name": "Windows", "code": 345678, "enabled": true, "accountUserId": 501,
            "allowedFromDate": "2026-01-01T00:00:00.000Z", "allowedUntilDate": "2026-12-31T00:00:00.000Z",
            "allowedWeekDays": 124, "allowedFromTime": 540, "allowedUntilTime": 1020})"));
    QVERIFY(s.says().contains(u"Edit access “Cleaning”, Front door: Confirmed."));
    QCOMPARE(selectedIn(s.rows()), QStringList{u"Windows"_s});
    // Nothing edited is nothing sent.
    press(s.openEdit(u"Windows"_s), u"Apply"_s);
    s.pass(5s);
    QCOMPARE(s.writes().size(), 1);
}

void AccessPageTest::enablingAndDisablingLeaveEverythingElse()
{
    AccessScenario s;
    s.open();
    clickRow(s.rows(), u"Cleaning"_s);
    press(s.window.get(), u"Disable"_s);
    s.pass(10s);
    QCOMPARE(s.lastBody("POST"),
        object(R"({"name": "Cleaning", "code": 345678, "enabled": false, "accountUserId": 501,
            "allowedFromDate": "2026-01-01T00:00:00.000Z", "allowedUntilDate": "2026-12-31T00:00:00.000Z",
            "allowedWeekDays": 124, "allowedFromTime": 540, "allowedUntilTime": 1020})"));
    QCOMPARE(cell(s.rows(), u"Cleaning"_s, u"Access now"_s), u"Disabled"_s);
    QVERIFY(isEnabled(s, u"Enable"_s) && !isEnabled(s, u"Disable"_s)); // they follow the data
    press(s.window.get(), u"Enable"_s);
    s.pass(10s);
    QCOMPARE(s.lastBody("POST").value("enabled"_L1), QJsonValue(true));
    QCOMPARE(s.record(cleaning).value("allowedWeekDays"_L1), QJsonValue(124));
    QCOMPARE(s.writes().size(), 2);
}

void AccessPageTest::deletingAsks()
{
    AccessScenario s;
    s.open();
    clickRow(s.rows(), u"Garden"_s);
    press(s.window.get(), u"Delete"_s);
    QVERIFY(wordsOn(dialogNamed(u"Delete access"_s)).contains(u"Delete the access “Garden” of Back door?"));
    press(dialogNamed(u"Delete access"_s), u"Cancel"_s);
    s.pass(2s);
    QVERIFY(s.writes().isEmpty());
    press(s.window.get(), u"Delete"_s);
    press(dialogNamed(u"Delete access"_s), u"Delete"_s);
    s.pass(20s);
    QCOMPARE(
        s.writes(), QStringList{u"DELETE /smartlock/%1/auth/%2"_s.arg(back).arg(QLatin1StringView(garden))});
    QVERIFY(!cellsOf(s.rows(), u"Name"_s).contains(u"Garden"_s));
    QVERIFY(s.says().contains(u"Delete access “Garden”, Back door: Confirmed."));
}

void AccessPageTest::severalRowsBecomeDrafts()
{
    for (const QString &button : {u"Disable"_s, u"Delete"_s}) {
        AccessScenario s;
        s.open();
        clickRow(s.rows(), u"Cleaning"_s);
        clickRow(s.rows(), u"Kitchen"_s, Qt::ControlModifier);
        press(s.window.get(), button);
        if (QDialog *question = dialogNamed(u"Delete access"_s)) {
            QVERIFY(wordsOn(question).contains(u"nothing is sent before “Send”"));
            press(question, u"Delete"_s);
        }
        s.pass(1min);
        QVERIFY(s.writes().isEmpty());
        QTableView *changes = s.table(u"Changes"_s);
        QCOMPARE(cellsOf(changes, u"Status"_s), (QStringList{u"Draft"_s, u"Draft"_s}));
        press(s.window.get(), u"Send"_s);
        s.pass(30s);
        QCOMPARE(cellsOf(changes, u"Status"_s), (QStringList{u"Confirmed"_s, u"Confirmed"_s}));
        QCOMPARE(s.writes().size(), 2);
    }
}

void AccessPageTest::everyChangeIsReviewedIfAsked()
{
    AccessScenario s;
    s.settings.setReviewingEveryChange(true);
    s.open();
    clickRow(s.rows(), u"Cleaning"_s);
    press(s.window.get(), u"Disable"_s);
    s.pass(1min);
    QVERIFY(s.writes().isEmpty());
    QTableView *changes = s.table(u"Changes"_s);
    QCOMPARE(cellsOf(changes, u"Change"_s), QStringList{u"Disable access “Cleaning”"_s});
    QCOMPARE(cellsOf(changes, u"Before"_s), QStringList{u"Enabled: yes"_s});
    QCOMPARE(cellsOf(changes, u"After"_s), QStringList{u"Enabled: no"_s});
    press(s.window.get(), u"Send"_s);
    s.pass(10s);
    QCOMPARE(s.writes().size(), 1);
}

void AccessPageTest::selectionSurvivesRefreshes()
{
    AccessScenario s;
    s.open();
    clickRow(s.rows(), u"Kitchen"_s);
    clickRow(s.rows(), u"Ada"_s, Qt::ControlModifier);
    s.nuki.editAuthorization(QString::fromLatin1(kitchen), object(R"({"name": "A new kitchen"})"));
    s.pass(5min);
    QCOMPARE(cellsOf(s.rows(), u"Name"_s).first(), u"A new kitchen"_s);
    QCOMPARE(selectedIn(s.rows()), (QStringList{u"A new kitchen"_s, u"Ada"_s}));
}

void AccessPageTest::nothingTypedIsLostByARefresh()
{
    AccessScenario s;
    s.open();
    QDialog *dialog = s.openAdd();
    type(dialog, u"Name"_s, u"Plumber"_s);
    pick(dialog, u"Back door"_s);
    type(dialog, u"Keypad code"_s, u"468135"_s);
    s.nuki.editSmartlock(front, object(R"({"name": "Zebra"})"));
    s.pass(5min);
    QCOMPARE(named<QLineEdit>(dialog, u"Name"_s)->text(), u"Plumber"_s);
    QCOMPARE(named<QListWidget>(dialog, u"Devices"_s)->selectedItems().size(), 1);
    press(dialog, u"Apply"_s);
    s.pass(10s);
    QVERIFY(s.writes().first().startsWith(u"PUT /smartlock/%1/auth "_s.arg(back)));
    QCOMPARE(s.lastBody("PUT").value("code"_L1), QJsonValue(468135));
}

void AccessPageTest::conflictIsSaid()
{
    AccessScenario s;
    s.open();
    QDialog *dialog = s.openEdit(u"Cleaning"_s);
    type(dialog, u"Name"_s, u"Windows"_s);
    s.nuki.editAuthorization(QString::fromLatin1(cleaning), object(R"({"allowedUntilTime": 900})"));
    s.pass(5min); // the table knows by now; the dialog says what the person saw
    press(dialog, u"Apply"_s);
    s.pass(5s);
    QVERIFY(s.writes().isEmpty());
    QVERIFY2(s.says().contains(u"Edit access “Cleaning”, Front door: Conflict."), qUtf8Printable(s.says()));
    QVERIFY(s.says().contains(u"Somebody else changed it meanwhile"));
    QCOMPARE(cell(s.rows(), u"Cleaning"_s, u"Status"_s), u"Conflict"_s);
    QCOMPARE(cell(s.rows(), u"Cleaning"_s, u"Schedule"_s), u"Mon–Fri 09:00–15:00"_s);
    s.section(u"Changes"_s);
    QCOMPARE(cellsOf(s.table(u"Changes"_s), u"Status"_s), QStringList{u"Conflict"_s});
}

void AccessPageTest::oldDataIsKeptAndSaid()
{
    AccessScenario s;
    s.open();
    SimulatedBehaviour behaviour = s.nuki.behaviour();
    behaviour.brokenFor = 1h;
    s.nuki.setBehaviour(behaviour);
    s.pass(5min);
    QCOMPARE(s.rows()->model()->rowCount(), 4);
    QVERIFY(s.says().contains(u"The list could not be refreshed; what you see is old."));
    QVERIFY(named<QPushButton>(s.window.get(), u"Try again"_s)->isEnabled());
    s.pass(70min);
    QVERIFY(!s.says().contains(u"could not be refreshed"));
}

QTEST_MAIN(AccessPageTest)
#include "accesspagetest.moc"
