#include "changesscenario.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace lockdesk;
using namespace lockdesk::scenario;

/// What a person may do about a change of which nothing is known for sure.
class ChangesProofQuestionsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsListedForLongIsSynchronised();
    void synchronisingSeveralDevicesIsAsked();
    void accessThatMayBeThereIsNotSentAgainUnasked();
    void accessIsSentAgainOnceAgreed();

private:
    static void createUnproven(AccessScenario &s);
};

const QString syncOfFront = u"POST /smartlock/%1/sync"_s.arg(front);

void ChangesProofQuestionsTest::whatIsListedForLongIsSynchronised()
{
    AccessScenario s;
    s.open();
    setBehaviour(s, [](SimulatedBehaviour &b) { b.neverConfirms = {front}; });
    clickRow(s.rows(), u"Cleaning"_s);
    press(s.window.get(), u"Disable"_s);
    s.section(u"Changes"_s);
    s.settle();
    QVERIFY(!isEnabled(s, u"Synchronise"_s));
    s.pass(15s);
    QTableView *changes = s.table(u"Changes"_s);
    QCOMPARE(cellsOf(changes, u"Status"_s), QStringList{u"Listed"_s});
    QVERIFY(!isEnabled(s, u"Synchronise"_s));
    s.pass(15s);
    QVERIFY(isEnabled(s, u"Synchronise"_s));
    press(s.window.get(), u"Synchronise"_s);
    s.pass(500ms);
    QVERIFY(!isEnabled(s, u"Synchronise"_s)); // it has been asked
    s.pass(20s);
    QCOMPARE(s.writes().size(), 2);
    QCOMPARE(s.writes().last(), syncOfFront);
    QCOMPARE(cell(changes, u"Disable access “Cleaning”"_s, u"Status"_s), u"Confirmed"_s);
}

void ChangesProofQuestionsTest::synchronisingSeveralDevicesIsAsked()
{
    AccessScenario s;
    s.open();
    setBehaviour(s, [](SimulatedBehaviour &b) { b.neverConfirms = {front, back}; });
    clickRow(s.rows(), u"Cleaning"_s);
    press(s.window.get(), u"Disable"_s);
    clickRow(s.rows(), u"Garden"_s);
    press(s.window.get(), u"Enable"_s);
    s.pass(40s);
    const qsizetype before = s.writes().size();
    s.section(u"Changes"_s);
    s.settle();
    s.table(u"Changes"_s)->selectAll();
    QVERIFY(isEnabled(s, u"Synchronise"_s));
    press(s.window.get(), u"Synchronise"_s);
    QDialog *question = dialogNamed(u"Synchronise"_s);
    QVERIFY(question);
    QVERIFY(wordsOn(question).contains(u"Front door"_s));
    press(question, u"Cancel"_s);
    s.pass(2s);
    QCOMPARE(s.writes().size(), before);
    press(s.window.get(), u"Synchronise"_s);
    press(dialogNamed(u"Synchronise"_s), u"Synchronise 2 device(s)"_s);
    s.pass(2s);
    QCOMPARE(s.writes().size(), before + 2);
    QVERIFY(s.writes().contains(syncOfFront));
}

// An app access of which nothing is to be seen.
void ChangesProofQuestionsTest::createUnproven(AccessScenario &s)
{
    s.open();
    setBehaviour(s, [](SimulatedBehaviour &b) { b.losesWrites = {intercom}; });
    QDialog *dialog = s.openAdd();
    choose(dialog, u"Type"_s, u"App"_s);
    type(dialog, u"Name"_s, u"Ben"_s);
    pick(dialog, u"Intercom"_s);
    choose(dialog, u"Person"_s, u"Ben"_s);
    press(dialog, u"Apply"_s);
    s.pass(4min);
    s.section(u"Changes"_s);
    QCOMPARE(cellsOf(s.table(u"Changes"_s), u"Status"_s), QStringList{u"Unconfirmed"_s});
    QCOMPARE(s.writes().size(), 1);
    setBehaviour(s, [](SimulatedBehaviour &b) { b.losesWrites = {}; });
}

void ChangesProofQuestionsTest::accessThatMayBeThereIsNotSentAgainUnasked()
{
    for (const QString &button : {u"Cancel"_s, u"Look again"_s}) {
        AccessScenario s;
        createUnproven(s);
        press(s.window.get(), u"Retry"_s);
        QDialog *question = dialogNamed(u"Send again"_s);
        QVERIFY(question);
        QVERIFY(wordsOn(question).contains(u"An earlier attempt may have happened"_s));
        press(question, button);
        s.pass(5min);
        QCOMPARE(s.writes().size(), 1);
        QCOMPARE(cellsOf(s.table(u"Changes"_s), u"Status"_s), QStringList{u"Unconfirmed"_s});
    }
}

void ChangesProofQuestionsTest::accessIsSentAgainOnceAgreed()
{
    AccessScenario s;
    createUnproven(s);
    press(s.window.get(), u"Retry"_s);
    press(dialogNamed(u"Send again"_s), u"Send again"_s);
    s.pass(5min);
    QCOMPARE(s.writes().size(), 2);
    QCOMPARE(cellsOf(s.table(u"Changes"_s), u"Status"_s), QStringList{u"Confirmed"_s});
}

QTEST_MAIN(ChangesProofQuestionsTest)
#include "changesproofquestionstest.moc"
