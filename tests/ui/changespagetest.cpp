#include "changesscenario.h"

#include <QProgressBar>
#include <QRegularExpression>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace lockdesk;
using namespace lockdesk::scenario;

namespace {

// Every status that the only row shows until `time` has passed.
QStringList statusesWithin(AccessScenario &s, std::chrono::milliseconds time)
{
    QStringList seen;
    for (; time > 0ms; time -= 20ms) {
        const QStringList now = cellsOf(s.table(u"Changes"_s), u"Status"_s);
        if (!now.isEmpty() && (seen.isEmpty() || seen.last() != now.first()))
            seen += now.first();
        s.pass(20ms);
    }
    return seen;
}

} // namespace

class ChangesPageTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void namesAreTheContracts();
    void statusesFollowTheProof();
    void onlyTheSelectedAreSentOrDiscarded();
    void discardingSendsNothing();
    void unprovenChangeIsRetried();
    void unprovenActionIsLookedUpAndNeverRepeated(); // DOM-2
    void lostAnswerIsResolvedByReading(); // NET-7
    void problemIsSaidAndNothingSent();
    void secondChangeOfARecordWaits();
    void progressIsShownWhileChangesAreSent();
    void codesAreNeverShown();
    void filterAndSelectionStayWhileStatusesMove();
};

void ChangesPageTest::namesAreTheContracts()
{
    AccessScenario s;
    s.open();
    s.section(u"Changes"_s);
    QVERIFY(s.says().contains(u"No changes yet"));
    for (const QString &button : {u"Send"_s, u"Discard"_s, u"Retry"_s})
        QVERIFY(!isEnabled(s, button));
    const QTableView *changes = draftsOf(s, {u"Cleaning"_s, u"Kitchen"_s}, u"Disable"_s);
    QCOMPARE(columnsOf(changes),
        (QStringList{u"Change"_s, u"Device"_s, u"Before"_s, u"After"_s, u"Status"_s, u"When"_s}));
    QCOMPARE(cellsOf(changes, u"Device"_s), (QStringList{u"Front door"_s, u"Front door"_s}));
    QVERIFY(selectedIn(changes).isEmpty());
    QVERIFY(isEnabled(s, u"Send"_s) && isEnabled(s, u"Discard"_s) && !isEnabled(s, u"Retry"_s));
    for (const QString &button : {u"Pause"_s, u"Resume"_s, u"Undo"_s})
        QVERIFY(!isEnabled(s, button));
    QVERIFY(!s.label(u"2 of 2 change(s) shown"_s).isEmpty());
}

void ChangesPageTest::statusesFollowTheProof()
{
    AccessScenario s;
    s.settings.setReviewingEveryChange(true);
    s.open();
    draftsOf(s, {u"Cleaning"_s}, u"Disable"_s);
    QCOMPARE(statusesWithin(s, 1s), QStringList{u"Draft"_s});
    press(s.window.get(), u"Send"_s);
    QCOMPARE(statusesWithin(s, 15s),
        (QStringList{u"Waiting"_s, u"Sent"_s, u"Accepted"_s, u"Listed"_s, u"Confirmed"_s}));
    QVERIFY(!isEnabled(s, u"Send"_s) && !isEnabled(s, u"Discard"_s) && !isEnabled(s, u"Retry"_s));
    QCOMPARE(s.writes().size(), 1);
    static const QRegularExpression hoursAndMinutes(u" [0-2][0-9]:[0-5][0-9]$"_s);
    QVERIFY(hoursAndMinutes.match(cellsOf(s.table(u"Changes"_s), u"When"_s).first()).hasMatch());
}

void ChangesPageTest::onlyTheSelectedAreSentOrDiscarded()
{
    AccessScenario s;
    s.open();
    QTableView *changes = draftsOf(s, {u"Ada"_s, u"Cleaning"_s, u"Kitchen"_s}, u"Disable"_s);
    clickRow(changes, u"Disable access “Kitchen”"_s);
    press(s.window.get(), u"Send"_s);
    s.pass(15s);
    QCOMPARE(cell(changes, u"Disable access “Kitchen”"_s, u"Status"_s), u"Confirmed"_s);
    QCOMPARE(s.writes().size(), 1);
    QVERIFY(s.writes().first().contains(QLatin1StringView(kitchen)));
    clickRow(changes, u"Disable access “Ada”"_s);
    press(s.window.get(), u"Discard"_s);
    s.pass(1min);
    QCOMPARE(cellsOf(changes, u"Status"_s).count(u"Draft"_s), 1);
    QCOMPARE(cell(changes, u"Disable access “Cleaning”"_s, u"Status"_s), u"Draft"_s);
    QCOMPARE(s.writes().size(), 1);
}

void ChangesPageTest::discardingSendsNothing()
{
    AccessScenario s;
    s.open();
    draftsOf(s, {u"Cleaning"_s, u"Kitchen"_s}, u"Disable"_s);
    press(s.window.get(), u"Discard"_s);
    s.pass(1min);
    QVERIFY(s.says().contains(u"No changes yet"));
    QVERIFY(s.writes().isEmpty());
}

void ChangesPageTest::unprovenChangeIsRetried()
{
    AccessScenario s;
    setBehaviour(s, [](SimulatedBehaviour &b) { b.losesWrites = {front}; });
    s.open();
    clickRow(s.rows(), u"Cleaning"_s);
    press(s.window.get(), u"Disable"_s);
    s.section(u"Changes"_s);
    s.pass(200s);
    QTableView *changes = s.table(u"Changes"_s);
    QCOMPARE(cellsOf(changes, u"Status"_s), QStringList{u"Unconfirmed"_s});
    clickRow(changes, u"Disable access “Cleaning”"_s);
    QVERIFY(s.says().contains(u"No proof came in time"));
    QVERIFY(!isEnabled(s, u"Send"_s) && isEnabled(s, u"Retry"_s));
    setBehaviour(s, [](SimulatedBehaviour &b) { b.losesWrites = {}; });
    press(s.window.get(), u"Retry"_s);
    s.pass(15s);
    QCOMPARE(cellsOf(changes, u"Status"_s), QStringList{u"Confirmed"_s});
    QCOMPARE(s.writes().size(), 2);
}

void ChangesPageTest::unprovenActionIsLookedUpAndNeverRepeated()
{
    AccessScenario s;
    setBehaviour(s, [](SimulatedBehaviour &b) { b.cloudFrozen = true; });
    s.startSignedIn();
    clickRow(s.table(u"Devices"_s), u"Front door"_s);
    press(s.window.get(), u"Unlock"_s);
    press(dialogNamed(u"Unlock"_s), u"Unlock Front door"_s);
    s.pass(40s);
    s.section(u"Changes"_s);
    QTableView *changes = s.table(u"Changes"_s);
    QCOMPARE(cellsOf(changes, u"Status"_s), QStringList{u"Unconfirmed"_s});
    press(s.window.get(), u"Retry"_s);
    s.pass(40s);
    QCOMPARE(cellsOf(changes, u"Status"_s), QStringList{u"Unconfirmed"_s});
    press(s.window.get(), u"Retry"_s);
    setBehaviour(s, [](SimulatedBehaviour &b) { b.cloudFrozen = false; }); // it has happened after all
    s.pass(10s);
    QCOMPARE(cellsOf(changes, u"Status"_s), QStringList{u"Confirmed"_s});
    QVERIFY(!isEnabled(s, u"Retry"_s));
    QCOMPARE(s.writes().size(), 1);
}

void ChangesPageTest::lostAnswerIsResolvedByReading()
{
    AccessScenario s;
    s.settings.setReviewingEveryChange(true);
    s.open();
    draftsOf(s, {u"Cleaning"_s}, u"Disable"_s);
    setBehaviour(s, [](SimulatedBehaviour &b) { b.loseAnswers = 1; });
    press(s.window.get(), u"Send"_s);
    const QStringList seen = statusesWithin(s, 20s);
    QVERIFY2(!seen.contains(u"Accepted"_s) && seen.last() == u"Confirmed", qUtf8Printable(seen.join(u' ')));
    QCOMPARE(s.writes().size(), 1);
}

void ChangesPageTest::problemIsSaidAndNothingSent()
{
    AccessScenario s;
    s.settings.setReviewingEveryChange(true);
    s.open();
    QDialog *dialog = s.openAdd();
    type(dialog, u"Name"_s, u"Plumber"_s);
    pick(dialog, u"Front door"_s);
    type(dialog, u"Keypad code"_s, u"468135"_s);
    press(dialog, u"Apply"_s);
    s.settle();
    s.nuki.editAuthorization(QString::fromLatin1(kitchen), object(R"({"code": 468135})")); // meanwhile
    press(s.window.get(), u"Send"_s);
    s.pass(5s);
    QTableView *changes = s.table(u"Changes"_s);
    QCOMPARE(cellsOf(changes, u"Status"_s), QStringList{u"Problem"_s});
    clickRow(changes, u"Add access “Plumber”"_s);
    QVERIFY(s.says().contains(u"This code is already taken on Front door by “Kitchen”"));
    QVERIFY(isEnabled(s, u"Discard"_s));
    QVERIFY(s.writes().isEmpty());
    s.nuki.editAuthorization(QString::fromLatin1(kitchen), object(R"({"code": 987654})"));
    press(s.window.get(), u"Send"_s);
    s.pass(15s);
    QCOMPARE(cellsOf(changes, u"Status"_s), QStringList{u"Confirmed"_s});
}

void ChangesPageTest::secondChangeOfARecordWaits()
{
    AccessScenario s;
    s.settings.setReviewingEveryChange(true);
    s.open();
    draftsOf(s, {u"Cleaning"_s}, u"Disable"_s);
    QTableView *changes = draftsOf(s, {u"Cleaning"_s}, u"Disable"_s);
    press(s.window.get(), u"Send"_s); // the newest set, then the one before
    auto *choice = named<QComboBox>(s.window.get(), u"Show"_s);
    choice->setCurrentIndex(2);
    press(s.window.get(), u"Send"_s);
    choice->setCurrentIndex(0);
    s.pass(1s);
    QCOMPARE(cellsOf(changes, u"Status"_s).count(u"Waiting"_s), 1);
    QCOMPARE(s.writes().size(), 1);
    s.pass(30s);
    QCOMPARE(cellsOf(changes, u"Status"_s), (QStringList{u"Confirmed"_s, u"Confirmed"_s}));
    QCOMPARE(s.writes().size(), 1); // it was so already
}

void ChangesPageTest::progressIsShownWhileChangesAreSent()
{
    AccessScenario s;
    setBehaviour(s, [](SimulatedBehaviour &b) { b.losesWrites = {back}; });
    s.open();
    s.nuki.editAuthorization(QString::fromLatin1(garden), object(R"({"enabled": true})"));
    s.pass(3min);
    draftsOf(s, {u"Cleaning"_s, u"Garden"_s, u"Kitchen"_s}, u"Disable"_s);
    const QString name = u"Sending changes"_s;
    QVERIFY(allNamed<QProgressBar>(s.window.get(), name).isEmpty());
    press(s.window.get(), u"Send"_s);
    const auto *bar = named<QProgressBar>(s.window.get(), name);
    QCOMPARE(QAccessible::queryAccessibleInterface(named<QProgressBar>(s.window.get(), name))->role(),
        QAccessible::ProgressBar);
    QCOMPARE(std::pair(bar->value(), bar->maximum()), std::pair(0, 3));
    s.pass(15s);
    QCOMPARE(std::pair(bar->value(), bar->maximum()), std::pair(2, 3));
    s.pass(4min); // the third is given up
    QVERIFY(allNamed<QProgressBar>(s.window.get(), name).isEmpty());
    press(s.window.get(), u"Retry"_s);
    QCOMPARE(std::pair(bar->value(), bar->maximum()), std::pair(0, 1));
}

void ChangesPageTest::codesAreNeverShown()
{
    AccessScenario s;
    s.settings.setReviewingEveryChange(true);
    s.open();
    QDialog *dialog = s.openEdit(u"Cleaning"_s);
    type(dialog, u"Keypad code"_s, u"468135"_s);
    press(dialog, u"Apply"_s);
    s.settle();
    QTableView *changes = s.table(u"Changes"_s);
    QCOMPARE(cellsOf(changes, u"Before"_s), QStringList{u"Code: ••••••"_s});
    QCOMPARE(cellsOf(changes, u"After"_s), QStringList{u"Code: ••••••"_s});
    clickRow(changes, u"Edit access “Cleaning”"_s);
    press(s.window.get(), u"Send"_s);
    s.pass(15s);
    QCOMPARE(s.lastBody("POST").value("code"_L1), QJsonValue(468135));
    for (int column = 0; column < changes->model()->columnCount(); ++column) {
        for (int role : {int(Qt::DisplayRole), int(Qt::ToolTipRole), int(Qt::AccessibleTextRole)})
            QVERIFY(!changes->model()->index(0, column).data(role).toString().contains(u"468135"));
    }
    QVERIFY(!s.says().contains(u"468135"));
}

void ChangesPageTest::filterAndSelectionStayWhileStatusesMove()
{
    AccessScenario s;
    s.open();
    QTableView *changes = draftsOf(s, {u"Ada"_s, u"Cleaning"_s, u"Kitchen"_s}, u"Disable"_s);
    type(s.window.get(), u"Filter"_s, u"access draft"_s);
    s.pass(1s);
    QCOMPARE(changes->model()->rowCount(), 3);
    clickRow(changes, u"Disable access “Kitchen”"_s);
    type(s.window.get(), u"Filter"_s, u"disable"_s);
    s.pass(1s);
    press(s.window.get(), u"Send"_s);
    for (int i = 0; i < 60; ++i) {
        s.pass(250ms);
        QCOMPARE(selectedIn(changes), QStringList{u"Disable access “Kitchen”"_s});
    }
    QVERIFY(!s.label(u"1 selected, 3 of 3 change(s) shown"_s).isEmpty());
    for (int row = 0; row < 3; ++row) {
        for (int column = 0; column < changes->model()->columnCount(); ++column) {
            const QModelIndex index = changes->model()->index(row, column);
            const QVariant spoken = index.data(Qt::AccessibleTextRole);
            QVERIFY(!spoken.isValid() || spoken.toString().contains(index.data().toString()));
        }
    }
}

QTEST_MAIN(ChangesPageTest)
#include "changespagetest.moc"
