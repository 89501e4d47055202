#include "scenario.h"

#include <QRegularExpression>
#include <QThread>
#include <QTimer>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace lockdesk;
using namespace lockdesk::scenario;

class MainWindowTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void noOtherWindowOpens();
    void namesAreTheContracts();
    void sectionsFollowTheSelection();
    void ageOfTheDataIsSaid();
    void commandsRunByName();
    void commandsActOnTheSelectedDevice();
    void refusedTokenIsSaidAndReplaced();
    void throttlingIsSaid();
    void switchingTheAccountLeavesNothing(); // DOM-9
    void quittingAsksWhileChangesAreUnproven();
    void quittingDoesNotAskOtherwise();
    void signingOutAsksWhileChangesAreUnproven();
    void aboutLetsTheProgramGoOn();
};

// Not for an instant: it would flicker, and take the focus and the keys with it.
void MainWindowTest::noOtherWindowOpens()
{
    struct Watch : QObject
    {
        QStringList shown;
        bool eventFilter(QObject *watched, QEvent *event) override
        {
            if (event->type() == QEvent::Show && watched->isWidgetType()
                && static_cast<QWidget *>(watched)->isWindow())
                shown += QString::fromLatin1(watched->metaObject()->className());
            return false;
        }
    } watch;
    QApplication::instance()->installEventFilter(&watch);
    Scenario s;
    s.startSignedIn();
    for (const QString &name : s.sections()) {
        s.section(name);
        s.pass(1s);
    }
    QCOMPARE(watch.shown, QStringList{u"lockdesk::MainWindow"_s});
    QCOMPARE(QApplication::activeWindow(), s.window.get());
}

void MainWindowTest::namesAreTheContracts()
{
    Scenario s;
    s.startSignedIn();
    QCOMPARE(s.window->windowTitle(), u"Lockdesk – Office"_s);
    QVERIFY(QApplication::applicationDisplayName()
        == QApplication::applicationName()); // not set: it would be appended
    QCOMPARE(QAccessible::queryAccessibleInterface(named<QListWidget>(s.window.get(), u"Sections"_s))->role(),
        QAccessible::List);
    QCOMPARE(s.sections(), (QStringList{u"Devices"_s, u"Access"_s, u"Changes"_s}));
    QVERIFY(s.label(u"Updated"_s).endsWith(u"ago"));
    QCOMPARE(s.label(u"Connection:"_s), u"Connection: online"_s);
    for (const QString &section : s.sections()) {
        s.section(section);
        QVERIFY(named<QLineEdit>(s.window.get(), u"Filter"_s)->isEnabled());
    }
}

void MainWindowTest::sectionsFollowTheSelection()
{
    Scenario s;
    s.startSignedIn();
    QVERIFY(s.table(u"Devices"_s));
    s.section(u"Access"_s);
    QVERIFY(s.table(u"Access"_s));
    QVERIFY(allNamed<QTableView>(s.window.get(), u"Devices"_s).isEmpty());
    QVERIFY(!s.label(u"4 of 4 authorization(s) shown"_s).isEmpty());
    QTest::keyClick(s.window->windowHandle(), Qt::Key_1, Qt::ControlModifier);
    QVERIFY(s.table(u"Devices"_s));
    QVERIFY(!s.label(u"6 of 6 device(s) shown"_s).isEmpty());
}

void MainWindowTest::ageOfTheDataIsSaid()
{
    Scenario s;
    s.startSignedIn();
    s.fault = FakeAnswer(); // nothing comes any more
    s.pass(20s);
    QVERIFY2(s.label(u"Updated"_s).contains(u"second"), qUtf8Printable(s.label(u"Updated"_s)));
    s.pass(5min);
    QCOMPARE(s.label(u"Updated"_s), u"Updated 5 minute(s) ago"_s);
    s.pass(3h);
    QCOMPARE(s.label(u"Updated"_s), u"Updated 3 hour(s) ago"_s);
}

void MainWindowTest::commandsRunByName()
{
    Scenario s;
    s.startSignedIn();
    QTest::keyClick(s.window->windowHandle(), Qt::Key_K, Qt::ControlModifier);
    QDialog *dialog = dialogNamed(u"Commands"_s);
    QVERIFY(dialog);
    const auto *list = named<QListWidget>(dialog, u"Matching commands"_s);
    QVERIFY(list->count() > 3);
    type(dialog, u"Command"_s, u"changes"_s);
    QCOMPARE(list->item(0)->text(), u"Changes    Ctrl+3"_s);
    QTest::keyClick(named<QLineEdit>(dialog, u"Command"_s), Qt::Key_Return);
    s.settle();
    QCOMPARE(openDialogCount(), 0);
    QVERIFY(wordsOn(s.window.get()).contains(u"No changes yet"));
}

void MainWindowTest::commandsActOnTheSelectedDevice()
{
    Scenario s;
    s.startSignedIn();
    s.command(u"Commands…"_s);
    QVERIFY(named<QListWidget>(dialogNamed(u"Commands"_s), u"Matching commands"_s)
                ->findItems(u"Unlock"_s, Qt::MatchExactly)
                .isEmpty()); // of which door?
    press(dialogNamed(u"Commands"_s), u"Cancel"_s);
    clickRow(s.table(u"Devices"_s), u"Front door"_s);
    s.command(u"Commands…"_s);
    type(dialogNamed(u"Commands"_s), u"Command"_s, u"unlock"_s);
    press(dialogNamed(u"Commands"_s), u"Run"_s);
    s.settle();
    QVERIFY(s.writes().isEmpty());
    press(dialogNamed(u"Unlock"_s), u"Unlock Front door"_s);
    s.pass(1s);
    QCOMPARE(s.writes(), QStringList{u"POST /smartlock/%1/action {\"action\":1}"_s.arg(front)});
}

void MainWindowTest::refusedTokenIsSaidAndReplaced()
{
    Scenario s;
    s.startSignedIn();
    s.nuki.setTokens({{"new", "account smartlock smartlock.auth smartlock.log"}});
    s.pass(35s);
    QCOMPARE(s.label(u"Connection:"_s), u"Connection: refused"_s);
    QVERIFY(!s.label(u"The service refuses the token"_s).isEmpty());
    QCOMPARE(s.table(u"Devices"_s)->model()->rowCount(), 6); // as they were last
    s.section(u"Access"_s);
    QVERIFY(!s.label(u"The service refuses the token"_s).isEmpty());
    s.sent.clear();
    s.pass(5min);
    QVERIFY(s.sent.isEmpty());

    press(s.window.get(), u"Sign in…"_s);
    type(dialogNamed(u"Sign in"_s), u"API token"_s, u"new"_s);
    press(dialogNamed(u"Sign in"_s), u"Sign in"_s);
    s.pass(3s);
    QVERIFY(!dialogNamed(u"Sign in"_s));
    QVERIFY(s.label(u"The service refuses the token"_s).isEmpty());
    QCOMPARE(s.label(u"Connection:"_s), u"Connection: online"_s);
    QCOMPARE(s.tokens.held[u"default"_s], "new"_ba);
}

void MainWindowTest::throttlingIsSaid()
{
    Scenario s;
    s.startSignedIn();
    SimulatedBehaviour behaviour = s.nuki.behaviour();
    behaviour.rateLimitedFor = 10min;
    s.nuki.setBehaviour(behaviour);
    s.pass(31s);
    const QString label = s.label(u"Connection:"_s);
    static const QRegularExpression words(u"^Connection: throttled until [0-2][0-9]:[0-5][0-9]$"_s);
    QVERIFY2(words.match(label).hasMatch(), qUtf8Printable(label));
    QCOMPARE(s.table(u"Devices"_s)->model()->rowCount(), 6);
    QVERIFY(wordsOn(s.window.get()).contains(u"asks for fewer requests"));
    s.pass(20min);
    QCOMPARE(s.label(u"Connection:"_s), u"Connection: online"_s);
    QVERIFY(!wordsOn(s.window.get()).contains(u"asks for fewer requests"));
}

void MainWindowTest::switchingTheAccountLeavesNothing()
{
    Scenario s;
    s.startSignedIn("token 0");
    QRandomGenerator random(20260302);
    for (int round = 1; round <= 50; ++round) {
        s.section(s.sections().at(random.bounded(3)));
        s.window->session()->account.poller().refresh();
        s.clock.advance(std::chrono::milliseconds(random.bounded(150)));
        s.command(u"Sign in…"_s);
        QDialog *dialog = dialogNamed(u"Sign in"_s);
        const QString name = u"Office %1"_s.arg(round);
        named<QLineEdit>(dialog, u"API token"_s)->setText(u"token %1"_s.arg(round));
        named<QLineEdit>(dialog, u"Account name"_s)->setText(name);
        press(dialog, u"Sign in"_s);
        while (s.window->windowTitle() != u"Lockdesk – "_s + name) {
            s.clock.advance(5ms);
            s.settle();
        }
        s.pass(250ms);
        // From the first request of the new session on.
        const QByteArray token = "Bearer token " + QByteArray::number(round);
        const auto first = std::ranges::find_if(s.sent, [&](const SentRequest &request) {
            return request.url.path() == u"/account/user" && request.header("Authorization") == token;
        });
        QVERIFY(first != s.sent.end());
        QVERIFY(std::all_of(first, s.sent.end(),
            [&](const SentRequest &request) { return request.header("Authorization") == token; }));
        s.sent.clear();
    }
}

void MainWindowTest::quittingAsksWhileChangesAreUnproven()
{
    Scenario s;
    s.startSignedIn();
    clickRow(s.table(u"Devices"_s), u"Front door"_s);
    press(s.window.get(), u"Synchronise"_s);
    s.pass(250ms);
    s.command(u"Quit"_s);
    QDialog *dialog = dialogNamed(u"Quit"_s);
    QVERIFY(dialog && s.window->isVisible());
    QVERIFY(wordsOn(dialog).contains(u"1 change(s) are not proven yet"));
    press(dialog, u"Cancel"_s);
    s.settle();
    QVERIFY(s.window->isVisible());
    s.window->close();
    s.window->close(); // impatient
    QCOMPARE(openDialogCount(), 1);
    press(dialogNamed(u"Quit"_s), u"Quit"_s);
    s.settle();
    QVERIFY(!s.window->isVisible());
    QCOMPARE(s.writes().size(), 1);
}

void MainWindowTest::quittingDoesNotAskOtherwise()
{
    Scenario s;
    s.startSignedIn();
    clickRow(s.table(u"Devices"_s), u"Front door"_s);
    press(s.window.get(), u"Synchronise"_s);
    s.pass(10s);
    s.command(u"Quit"_s);
    QVERIFY(!s.window->isVisible());
}

void MainWindowTest::signingOutAsksWhileChangesAreUnproven()
{
    for (const QString &what : {u"Sign out"_s, u"Sign in"_s}) {
        Scenario s;
        s.startSignedIn();
        clickRow(s.table(u"Devices"_s), u"Front door"_s);
        press(s.window.get(), u"Synchronise"_s);
        s.pass(250ms);
        s.command(what + u'…');
        QVERIFY(wordsOn(dialogNamed(what)).contains(u"1 change(s) are not proven yet"));
        press(dialogNamed(what), u"Cancel"_s);
        s.pass(10s); // proven by now
        QVERIFY(s.window->session());
        s.command(what + u'…');
        s.pass(1s);
        QVERIFY(named<QLineEdit>(dialogNamed(u"Sign in"_s), u"API token"_s));
    }
}

// No event loop of its own: what it is called from goes on at once.
void MainWindowTest::aboutLetsTheProgramGoOn()
{
    Scenario s;
    s.startSignedIn();
    bool isInLoop = false;
    QTimer::singleShot(0, s.window.get(), [&isInLoop] {
        isInLoop = QThread::currentThread()->loopLevel() > 0;
        QApplication::activeModalWidget()->close();
    });
    s.command(u"About Lockdesk"_s);
    s.settle();
    QVERIFY(!isInLoop);
    QCOMPARE(openDialogCount(), 0);
}

QTEST_MAIN(MainWindowTest)
#include "mainwindowtest.moc"
