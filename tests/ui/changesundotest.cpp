#include "changesscenario.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace lockdesk;
using namespace lockdesk::scenario;

namespace {

const char *const ada = "6ab2be33a1b2c3d4e5f60719";

SimulatedWorld worldWithFingerprints()
{
    SimulatedWorld w = world();
    for (qsizetype i = 0; i < w.authorizations.size(); ++i) {
        QJsonObject record = w.authorizations.at(i).toObject();
        if (record.value("id"_L1) == QLatin1StringView(garden))
            record.insert(u"fingerprints"_s, QJsonObject{{u"1"_s, u"thumb"_s}});
        w.authorizations[i] = record;
    }
    return w;
}

void choose(QComboBox *box, const QString &start)
{
    box->setCurrentIndex(box->findText(start, Qt::MatchStartsWith));
}

void sendAll(AccessScenario &s)
{
    press(s.window.get(), u"Send"_s);
    s.pass(90s);
}

} // namespace

class ChangesUndoTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void setIsTakenBackFieldByField()
    {
        AccessScenario s;
        s.open();
        const QList<const char *> ids{ada, cleaning, kitchen};
        QList<QJsonObject> before;
        for (const char *id : ids)
            before += lastingRecord(s, id);
        draftsOf(s, {u"Ada"_s, u"Cleaning"_s, u"Kitchen"_s}, u"Disable"_s);
        sendAll(s);
        for (const char *id : ids)
            QCOMPARE(s.record(id).value("enabled"_L1).toBool(true), false);
        QTableView *changes = s.table(u"Changes"_s);
        press(s.window.get(), u"Undo"_s);
        s.settle();
        QCOMPARE(openDialogCount(), 0); // nothing is lost, so nothing is asked
        QCOMPARE(cellsOf(changes, u"Status"_s).count(u"Draft"_s), 3);
        QVERIFY(!s.label(u"Undo: Disable 3 authorization"_s).isEmpty());
        QVERIFY(!isEnabled(s, u"Undo"_s)); // it is being taken back already
        QCOMPARE(s.writes().size(), 3); // nothing is sent before Send
        sendAll(s);
        QCOMPARE(cellsOf(changes, u"Status"_s).count(u"Confirmed"_s), 3);
        QCOMPARE(cellsOf(changes, u"Status"_s).count(u"Undone"_s), 3);
        for (qsizetype i = 0; i < ids.size(); ++i)
            QCOMPARE(lastingRecord(s, ids.at(i)), before.at(i));
    }

    void lastIsTakenBackFirst()
    {
        AccessScenario s;
        s.open();
        draftsOf(s, {u"Cleaning"_s, u"Kitchen"_s}, u"Disable"_s);
        sendAll(s);
        press(s.window.get(), u"Undo"_s);
        s.settle();
        const QList<Change> &all = s.window->session()->changes.changes();
        QCOMPARE(all.size(), 4);
        QCOMPARE(all.at(2).undoes, std::optional(all.at(1).id));
        QCOMPARE(all.at(3).undoes, std::optional(all.at(0).id));
        QCOMPARE(s.window->session()->changes.sets().last().undoes,
            std::optional(s.window->session()->changes.sets().first().id));
    }

    void selectedRowsAloneAreTakenBack()
    {
        AccessScenario s;
        s.open();
        QTableView *changes = draftsOf(s, {u"Ada"_s, u"Cleaning"_s, u"Kitchen"_s}, u"Disable"_s);
        sendAll(s);
        clickRow(changes, u"Disable access “Kitchen”"_s);
        press(s.window.get(), u"Undo"_s);
        s.settle();
        QVERIFY(selectedIn(changes).isEmpty()); // what comes next is the new set's
        sendAll(s);
        QCOMPARE(s.record(kitchen).value("enabled"_L1).toBool(true), true);
        QCOMPARE(s.record(cleaning).value("enabled"_L1).toBool(true), false);
        QCOMPARE(cell(changes, u"Disable access “Kitchen”"_s, u"Status"_s), u"Undone"_s);
    }

    void whatDoesNotComeBackIsSaid()
    {
        AccessScenario s(worldWithFingerprints());
        s.open();
        const QTableView *changes = draftsOf(s, {u"Garden"_s, u"Kitchen"_s}, u"Delete"_s);
        sendAll(s);
        QVERIFY(s.record(garden).isEmpty() && s.record(kitchen).isEmpty());
        press(s.window.get(), u"Undo"_s);
        QDialog *dialog = dialogNamed(u"Undo"_s);
        QVERIFY(dialog);
        QVERIFY2(
            wordsOn(dialog).contains(u"1 change(s) come back in part: Its fingerprints do not come back"),
            qUtf8Printable(wordsOn(dialog)));
        QVERIFY(wordsOn(dialog).contains(u"Take 2 change(s) back?"));
        press(dialog, u"Cancel"_s);
        s.settle();
        QCOMPARE(s.window->session()->changes.sets().size(), 1);
        press(s.window.get(), u"Undo"_s);
        press(dialogNamed(u"Undo"_s), u"Undo"_s);
        s.settle();
        sendAll(s);
        QStringList made;
        const QList<Authorization> now = s.window->session()->account.authorizations().authorizations();
        for (const Authorization &a : now) {
            if (a.code)
                made += a.name + u' ' + QString::number(a.code->toNumber());
        }
        QCOMPARE(cellsOf(changes, u"Status"_s).count(u"Confirmed"_s), 2);
        made.sort();
        QCOMPARE(made, (QStringList{u"Cleaning 345678"_s, u"Garden 345678"_s, u"Kitchen 987654"_s}));
    }

    // Of the set that the heading names, or of none: never of an older one.
    void noOtherSetThanTheNamedOne()
    {
        AccessScenario s;
        s.open();
        draftsOf(s, {u"Ada"_s, u"Cleaning"_s, u"Kitchen"_s}, u"Disable"_s);
        sendAll(s);
        QVERIFY(isEnabled(s, u"Undo"_s));
        draftsOf(s, {u"Garden"_s, u"Kitchen"_s}, u"Delete"_s);
        QVERIFY(isEnabled(s, u"Send"_s));
        s.section(u"Devices"_s);
        clickRow(s.table(u"Devices"_s), u"Front door"_s);
        press(s.window.get(), u"Unlock"_s);
        press(dialogNamed(u"Unlock"_s), u"Unlock Front door"_s);
        s.pass(40s);
        s.section(u"Changes"_s);
        s.table(u"Changes"_s)->clearSelection();
        s.settle();
        QVERIFY(!s.label(u"Unlock"_s).isEmpty());
        const QStringList sent = s.writes();
        const qsizetype sets = s.window->session()->changes.sets().size();
        for (const auto &button : {u"Send"_s, u"Discard"_s, u"Pause"_s, u"Resume"_s, u"Retry"_s, u"Undo"_s})
            QVERIFY2(!isEnabled(s, button), qPrintable(button));
        for (QAction *action : s.window->findChildren<QAction *>()) { // nor by its command
            if (action->text() == u"Undo"_s || action->text() == u"Send"_s)
                action->trigger();
        }
        s.pass(90s);
        QCOMPARE(s.writes(), sent);
        QCOMPARE(s.window->session()->changes.sets().size(), sets);

        choose(named<QComboBox>(s.window.get(), u"Show"_s), u"Disable"_s);
        s.settle();
        QVERIFY(!s.label(u"Disable 3 authorization"_s).isEmpty());
        QVERIFY(isEnabled(s, u"Undo"_s) && !isEnabled(s, u"Send"_s));
        press(s.window.get(), u"Undo"_s);
        s.settle();
        const ChangeSet undo = s.window->session()->changes.sets().last();
        QCOMPARE(undo.undoes, std::optional(s.window->session()->changes.sets().first().id));
        QCOMPARE(s.window->session()->changes.changesOf(undo.id).size(), 3);
    }

    void actionOnADoorIsNot()
    {
        AccessScenario s;
        s.startSignedIn();
        clickRow(s.table(u"Devices"_s), u"Front door"_s);
        press(s.window.get(), u"Unlock"_s);
        press(dialogNamed(u"Unlock"_s), u"Unlock Front door"_s);
        s.pass(40s);
        s.section(u"Changes"_s);
        QCOMPARE(cellsOf(s.table(u"Changes"_s), u"Status"_s), QStringList{u"Confirmed"_s});
        QVERIFY(!isEnabled(s, u"Undo"_s));
    }
};

QTEST_MAIN(ChangesUndoTest)
#include "changesundotest.moc"
