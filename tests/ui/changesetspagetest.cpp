#include "changespage.h"
#include "changesscenario.h"

#include <QProgressBar>
#include <QSignalSpy>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace lockdesk;
using namespace lockdesk::scenario;

namespace {

const char *const ada = "6ab2be33a1b2c3d4e5f60719";

QStringList shownTitles(const AccessScenario &s)
{
    QStringList titles = cellsOf(s.table(u"Changes"_s), u"Change"_s);
    titles.sort();
    return titles;
}

QStringList entriesOf(const AccessScenario &s)
{
    QStringList entries;
    const auto *box = named<QComboBox>(s.window.get(), u"Show"_s);
    for (int i = 0; i < box->count(); ++i)
        entries += box->itemText(i);
    return entries;
}

// A set of an earlier session that was cut short: one change waits, one was never sent.
ChangeSetId cutShort(AccessScenario &s)
{
    const Authorization before = *s.window->session()->account.authorizations().authorization(
        *AuthorizationId::fromString(QString::fromLatin1(kitchen)));
    UpdateAuthorization update{before, before, false};
    update.after.enabled = false;
    Change change;
    change.smartlockId = SmartlockId(front);
    change.deviceName = u"Front door"_s;
    change.subject = update;
    change.status = ChangeStatus::Waiting;
    Change draft = change;
    draft.status = ChangeStatus::Draft;
    const Authorization other = *s.window->session()->account.authorizations().authorization(
        *AuthorizationId::fromString(QString::fromLatin1(cleaning)));
    draft.subject = DeleteAuthorization{other};
    const ChangeSet set{{}, u"Close the kitchen"_s, s.clock.now(), false, {}};
    return s.window->session()->changes.restoreSet(set, {change, draft});
}

} // namespace

class ChangeSetsPageTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void buttonsActOnTheNewestSetThatTheyCanActOn()
    {
        AccessScenario s;
        s.open();
        draftsOf(s, {u"Ada"_s, u"Kitchen"_s}, u"Disable"_s);
        const QTableView *changes = draftsOf(s, {u"Garden"_s, u"Kitchen"_s}, u"Delete"_s);
        QCOMPARE(changes->model()->rowCount(), 4);
        press(s.window.get(), u"Discard"_s);
        s.settle();
        QCOMPARE(shownTitles(s), (QStringList{u"Disable access “Ada”"_s, u"Disable access “Kitchen”"_s}));
        press(s.window.get(), u"Send"_s);
        s.pass(15s);
        QCOMPARE(cellsOf(changes, u"Status"_s), (QStringList{u"Confirmed"_s, u"Confirmed"_s}));
        QVERIFY(!isEnabled(s, u"Send"_s) && !isEnabled(s, u"Discard"_s) && isEnabled(s, u"Undo"_s));
    }

    void oneSetIsShown()
    {
        AccessScenario s;
        s.open();
        draftsOf(s, {u"Ada"_s, u"Cleaning"_s}, u"Disable"_s);
        s.clock.advance(60s);
        QTableView *changes = draftsOf(s, {u"Kitchen"_s, u"Cleaning"_s}, u"Disable"_s);
        const QStringList entries = entriesOf(s);
        QCOMPARE(entries.size(), 3);
        QCOMPARE(entries.first(), u"All sets"_s);
        QCOMPARE(named<QComboBox>(s.window.get(), u"Show"_s)->currentText(), u"All sets"_s);
        choose(s.window.get(), u"Show"_s, entries.at(2)); // the older
        s.settle();
        QCOMPARE(shownTitles(s), (QStringList{u"Disable access “Ada”"_s, u"Disable access “Cleaning”"_s}));
        QVERIFY(!s.label(u"2 of 2 change(s) shown"_s).isEmpty());
        press(s.window.get(), u"Discard"_s);
        s.settle();
        QCOMPARE(entriesOf(s).size(), 2); // it is gone, so all are shown again
        QCOMPARE(named<QComboBox>(s.window.get(), u"Show"_s)->currentText(), u"All sets"_s);
        QCOMPARE(changes->model()->rowCount(), 2);
    }

    void headerSaysHowFarTheNewestIs()
    {
        AccessScenario s;
        s.open();
        QTableView *changes = draftsOf(s, {u"Ada"_s, u"Cleaning"_s, u"Kitchen"_s}, u"Disable"_s);
        QCOMPARE(s.label(u"3 draft(s)"_s), u"3 draft(s)"_s);
        QVERIFY(!s.label(entriesOf(s).at(1) + u" · 2 Mar 2026 "_s).isEmpty());
        clickRow(changes, u"Disable access “Ada”"_s);
        press(s.window.get(), u"Send"_s);
        s.pass(15s);
        QCOMPARE(s.label(u"2 draft(s)"_s), u"2 draft(s), 1 confirmed"_s);
    }

    void filterFindsStatusesAndTitlesOfSets()
    {
        AccessScenario s;
        s.open();
        cutShort(s);
        const QTableView *changes = draftsOf(s, {u"Ada"_s, u"Garden"_s}, u"Delete"_s);
        QCOMPARE(changes->model()->rowCount(), 4);
        for (const auto &[words, count] : {std::pair(u"waiting"_s, 1), std::pair(u"draft"_s, 3),
                 std::pair(u"close the draft"_s, 1), std::pair(u"conflict"_s, 0)}) {
            type(s.window.get(), u"Filter"_s, words);
            s.pass(1s);
            QCOMPARE(changes->model()->rowCount(), count);
        }
        QVERIFY(!s.label(u"0 of 4 change(s) shown"_s).isEmpty());
    }

    void pausedSetSaysSoAndGoesOn()
    {
        AccessScenario s;
        s.open();
        s.section(u"Changes"_s);
        const ChangeSetId set = cutShort(s);
        s.settle();
        QCOMPARE(
            s.label(u"Paused."_s), u"Paused. Nothing more is sent before Resume. 1 draft(s), 1 waiting"_s);
        const auto *bar = named<QProgressBar>(s.window.get(), u"Sending changes"_s);
        QCOMPARE(bar->text(), u"Paused: 0 of 1"_s);
        QVERIFY(!isEnabled(s, u"Pause"_s) && isEnabled(s, u"Resume"_s) && isEnabled(s, u"Discard"_s));
        press(s.window.get(), u"Resume"_s);
        QVERIFY(!s.window->session()->changes.set(set)->isPaused);
        s.settle();
        QVERIFY(s.label(u"Paused."_s).isEmpty());
        QVERIFY(s.window->session()->changes.changes().first().status != ChangeStatus::Draft);
    }

    void pausingIsSaid()
    {
        AccessScenario s;
        setBehaviour(s, [](SimulatedBehaviour &b) { b.losesWrites = {front}; });
        s.open();
        draftsOf(s, {u"Ada"_s, u"Cleaning"_s}, u"Disable"_s);
        press(s.window.get(), u"Send"_s);
        s.pass(5s);
        QVERIFY(isEnabled(s, u"Pause"_s) && !isEnabled(s, u"Resume"_s));
        press(s.window.get(), u"Pause"_s);
        s.settle();
        QVERIFY(s.window->session()->changes.sets().last().isPaused);
        QVERIFY(s.label(u"Paused. Nothing more is sent before Resume."_s).contains(u"2 "_s));
        QVERIFY(!isEnabled(s, u"Pause"_s) && isEnabled(s, u"Resume"_s));
        press(s.window.get(), u"Resume"_s);
        s.settle();
        QVERIFY(isEnabled(s, u"Pause"_s) && s.label(u"Paused."_s).isEmpty());
    }

    void hiddenPageCatchesUpWhenShown()
    {
        AccessScenario s;
        s.open();
        s.section(u"Changes"_s);
        s.section(u"Access"_s);
        clickRow(s.rows(), u"Ada"_s);
        press(s.window.get(), u"Disable"_s);
        s.pass(15s);
        QVERIFY(s.says().contains(u"Disable access “Ada”, Front door: Confirmed."));
        s.section(u"Changes"_s);
        QCOMPARE(cellsOf(s.table(u"Changes"_s), u"Status"_s), QStringList{u"Confirmed"_s});
        QVERIFY(isEnabled(s, u"Undo"_s));
        QCOMPARE(s.record(ada).value("enabled"_L1).toBool(true), false);
    }

    void progressGoesOnWhileThePageIsHidden()
    {
        AccessScenario s;
        setBehaviour(s, [](SimulatedBehaviour &b) { b.losesWrites = {back}; });
        s.nuki.editAuthorization(QString::fromLatin1(garden), object(R"({"enabled": true})"));
        s.open();
        draftsOf(s, {u"Cleaning"_s, u"Garden"_s, u"Kitchen"_s}, u"Disable"_s);
        press(s.window.get(), u"Send"_s);
        s.section(u"Devices"_s);
        s.pass(15s);
        s.section(u"Changes"_s);
        const auto *bar = named<QProgressBar>(s.window.get(), u"Sending changes"_s);
        QCOMPARE(std::pair(bar->value(), bar->maximum()), std::pair(2, 3));
        s.section(u"Devices"_s);
        s.pass(4min); // it ends unseen
        s.section(u"Changes"_s);
        QVERIFY(allNamed<QProgressBar>(s.window.get(), u"Sending changes"_s).isEmpty());
    }

    void planIsSaidBeforeAnythingIsSent()
    {
        AccessScenario s;
        s.nuki.editSmartlock(front, {{u"serverState"_s, 4}});
        s.open();
        draftsOf(s, {u"Ada"_s, u"Kitchen"_s}, u"Disable"_s);
        const auto says = [&s](const QString &words) { return s.says().contains(words); };
        QVERIFY(QTest::qWaitFor([&] {
            s.pass(100ms);
            return says(u"1 lock(s) are offline"_s) || says(u"1 lock is offline"_s);
        }));
        QVERIFY(says(u"wait until they are back"_s));
        QVERIFY(s.writes().isEmpty());
    }

    void manyAreToldInOneMessage()
    {
        AccessScenario s;
        s.open();
        draftsOf(s, {u"Ada"_s, u"Cleaning"_s, u"Kitchen"_s}, u"Disable"_s);
        press(s.window.get(), u"Send"_s);
        s.section(u"Access"_s);
        s.pass(20s);
        QVERIFY2(s.says().contains(u": 3 confirmed."), qUtf8Printable(s.says()));
        QCOMPARE(cell(s.rows(), u"Kitchen"_s, u"Access now"_s), u"Disabled"_s);
    }

    void keysActOnTheSelected()
    {
        AccessScenario s;
        s.open();
        QTableView *changes = draftsOf(s, {u"Ada"_s, u"Kitchen"_s}, u"Disable"_s);
        changes->setFocus();
        QTest::keyClick(changes, Qt::Key_Delete); // a set is not thrown away by a key alone
        s.settle();
        QCOMPARE(changes->model()->rowCount(), 2);
        clickRow(changes, u"Disable access “Ada”"_s);
        QTest::keyClick(changes, Qt::Key_Delete);
        s.settle();
        QCOMPARE(shownTitles(s), QStringList{u"Disable access “Kitchen”"_s});
        clickRow(changes, u"Disable access “Kitchen”"_s);
        QTest::keyClick(changes, Qt::Key_Return);
        QVERIFY(dialogNamed(u"Edit access"_s));
    }

    void doubleClickOpensTheRowUnderIt()
    {
        AccessScenario s;
        s.open();
        QTableView *changes = draftsOf(s, {u"Ada"_s, u"Cleaning"_s, u"Kitchen"_s}, u"Disable"_s);
        const QSize before = changes->size();
        clickRow(changes, u"Disable access “Cleaning”"_s);
        s.settle();
        QVERIFY(allNamed<QPushButton>(s.window.get(), u"Edit"_s).size() == 1);
        QCOMPARE(changes->size(), before); // what is said of a row takes no row away
        const QModelIndex row = changes->selectionModel()->selectedRows().first();
        const QPoint place = changes->viewport()->mapTo(changes->window(), changes->visualRect(row).center());
        QTest::mouseDClick(changes->window()->windowHandle(), Qt::LeftButton, Qt::NoModifier, place);
        const QDialog *dialog = dialogNamed(u"Edit access"_s);
        QVERIFY(dialog);
        QCOMPARE(named<QLineEdit>(dialog, u"Name"_s)->text(), u"Cleaning"_s);
    }

    void contextMenuHasWhatTheButtonsDo()
    {
        AccessScenario s;
        s.open();
        const QTableView *changes = draftsOf(s, {u"Ada"_s, u"Kitchen"_s}, u"Disable"_s);
        QStringList texts;
        for (const QAction *action : changes->actions())
            texts += action->text();
        QCOMPARE(texts.first(9),
            (QStringList{u"Send"_s, u"Discard"_s, u"Pause"_s, u"Resume"_s, u"Retry"_s, u"Undo"_s,
                u"Synchronise"_s, u"Edit"_s, u"Decide"_s}));
    }

    void draftIsEditedInPlace()
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
        press(s.window.get(), u"Edit"_s);
        dialog = dialogNamed(u"Add access"_s);
        QCOMPARE(named<QLineEdit>(dialog, u"Name"_s)->text(), u"Plumber"_s);
        QVERIFY(wordsOn(dialog).contains(u"Problem:"));
        type(dialog, u"Keypad code"_s, u"768135"_s);
        QVERIFY(!wordsOn(dialog).contains(u"Problem:"));
        press(dialog, u"Apply"_s);
        s.settle();
        QCOMPARE(cellsOf(changes, u"Status"_s), QStringList{u"Draft"_s});
        QVERIFY(s.writes().isEmpty());
        press(s.window.get(), u"Send"_s);
        s.pass(15s);
        QCOMPARE(cellsOf(changes, u"Status"_s), QStringList{u"Confirmed"_s});
        QCOMPARE(s.lastBody("PUT").value("code"_L1), QJsonValue(768135));
        QCOMPARE(s.lastBody("PUT").value("name"_L1), QJsonValue(u"Plumber"_s));
    }

    void draftEditKeepsWhatItAskedFor()
    {
        AccessScenario s;
        s.open();
        QTableView *changes = draftsOf(s, {u"Cleaning"_s, u"Kitchen"_s}, u"Disable"_s);
        clickRow(changes, u"Disable access “Cleaning”"_s);
        press(s.window.get(), u"Edit"_s);
        QDialog *dialog = dialogNamed(u"Edit access"_s);
        QVERIFY(!named<QCheckBox>(dialog, u"Enabled"_s)->isChecked());
        type(dialog, u"Name"_s, u"Cleaners"_s);
        press(dialog, u"Apply"_s);
        s.settle();
        QCOMPARE(cell(changes, u"Edit access “Cleaning”"_s, u"After"_s), u"Name: Cleaners; Enabled: no"_s);
        press(s.window.get(), u"Edit"_s);
        dialog = dialogNamed(u"Edit access"_s);
        type(dialog, u"Name"_s, u"Cleaning"_s);
        tick(dialog, u"Enabled"_s, true); // as it was: there is nothing left to ask for
        press(dialog, u"Apply"_s);
        s.settle();
        QCOMPARE(shownTitles(s), QStringList{u"Disable access “Kitchen”"_s});
    }
};

QTEST_MAIN(ChangeSetsPageTest)
#include "changesetspagetest.moc"
