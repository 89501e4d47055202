#include "accessscenario.h"

#include "history.h"
#include "keeping.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace lockdesk;
using namespace lockdesk::scenario;

class HistoryScenarioTest : public QObject
{
    Q_OBJECT

    static QAction *command(const Scenario &s)
    {
        const QList<QAction *> all = s.window->findChildren<QAction *>();
        const auto found =
            std::ranges::find_if(all, [](const QAction *action) { return action->text() == u"History…"; });
        return found == all.end() ? nullptr : *found;
    }

    static QStringList outcomes()
    {
        const QDialog *dialog = dialogNamed(u"History"_s);
        if (!dialog || allNamed<QTableView>(dialog, u"History"_s).isEmpty())
            return {};
        return cellsOf(named<QTableView>(dialog, u"History"_s), u"Outcome"_s);
    }

private Q_SLOTS:
    void initTestCase() { qputenv("TZ", "UTC"); }

    void whatIsSentIsFoundThere()
    {
        const QTemporaryDir folder;
        AccessScenario s;
        s.dataFolder = folder.path();
        s.open();
        s.command(u"Commands…"_s);
        type(dialogNamed(u"Commands"_s), u"Command"_s, u"history"_s);
        press(dialogNamed(u"Commands"_s), u"Run"_s);
        s.settle();
        QDialog *dialog = dialogNamed(u"History"_s);
        QVERIFY(dialog);
        QTRY_VERIFY(wordsOn(dialog).contains(u"Nothing has been sent yet"_s));

        s.window->activateWindow(); // one works on beside it
        QVERIFY(QTest::qWaitForWindowActive(s.window.get()));
        clickRow(s.rows(), u"Cleaning"_s);
        press(s.window.get(), u"Disable"_s);
        s.pass(1min);
        QTRY_COMPARE(outcomes(), QStringList{u"Confirmed"_s});
        const QTableView *table = named<QTableView>(dialog, u"History"_s);
        QCOMPARE(cellsOf(table, u"Who"_s), QStringList{u"Office"_s});
        QCOMPARE(cellsOf(table, u"Change"_s), QStringList{u"Disable access “Cleaning”"_s});
        QCOMPARE(cellsOf(table, u"Device"_s), QStringList{u"Front door"_s});
        QCOMPARE(cellsOf(table, u"Before"_s), QStringList{u"Enabled: yes"_s});
        QCOMPARE(cellsOf(table, u"After"_s), QStringList{u"Enabled: no"_s});
        QVERIFY(cellsOf(table, u"When"_s).first().startsWith(u"2 Mar 2026"_s));

        s.command(u"History…"_s);
        s.settle();
        QCOMPARE(openDialogCount(), 1);
    }

    void itIsThereAtTheNextStart()
    {
        const QTemporaryDir folder;
        QVERIFY(History(historyPath(folder.path(), u"default"_s))
                    .append({{QDateTime(QDate(2026, 3, 1), QTime(9, 0), QTimeZone::utc()), u"Office"_s, {},
                        {}, {}, u"Edit access “Ada”"_s, {}, {}, {}, ChangeStatus::Unconfirmed, {}}})
                    .isOk());
        Scenario s;
        s.dataFolder = folder.path();
        s.startSignedIn();
        s.command(u"History…"_s);
        QTRY_COMPARE(outcomes(), QStringList{u"Unconfirmed"_s});
    }

    void itGoesWithTheSession()
    {
        const QTemporaryDir folder;
        Scenario s;
        s.dataFolder = folder.path();
        s.startSignedIn();
        QVERIFY(command(s)->isEnabled());
        s.command(u"History…"_s);
        QVERIFY(dialogNamed(u"History"_s));
        s.window->clearSession();
        QVERIFY(!dialogNamed(u"History"_s));
        QVERIFY(!command(s)->isEnabled());
    }

    void withoutAFolderThereIsNone()
    {
        Scenario s;
        s.startSignedIn();
        QVERIFY(!command(s)->isEnabled());
    }
};

QTEST_MAIN(HistoryScenarioTest)
#include "historyscenariotest.moc"
