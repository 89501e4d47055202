#include "minisigner.h"
#include "scenario.h"
#include "updatefeedtext.h"

#include <QDesktopServices>
#include <QRegularExpression>
#include <QToolButton>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace lockdesk;

namespace {

const QUrl feedAddress(u"https://updates.lockdesk.example/updates.json"_s);
const QString daily = u"Check for updates once a day"_s;
const QString now = u"Check for updates now"_s;
const QString available = u"Lockdesk 1.2.3 is available."_s;

// The office's window in a build that asks a server for newer versions.
struct Build : Scenario
{
    Build()
    {
        updates = {feedAddress, signer.publicKey()};
        serve({});
        elsewhere = [this](const QUrl &url) {
            ++asked;
            return FakeAnswer::of(200, url.path().endsWith(u".minisig") ? signer.sign(feed) : feed);
        };
    }

    void serve(const QJsonObject &changes) { feed = updateFeedText(feedAddress, changes); }

    QAction *action(const QString &text) const
    {
        const QList<QAction *> actions = window->findChildren<QAction *>();
        const auto found = std::ranges::find(actions, text, &QAction::text);
        return found == actions.end() ? nullptr : *found;
    }

    /// Looks for a newer version by the command.
    void look()
    {
        command(now);
        pass(1s);
    }

    /// Closes the window and opens it again on another day.
    void restartNextDay()
    {
        flow.reset();
        window.reset();
        clock.jump(25h);
        startSignedIn();
        pass(6min);
    }

    const Minisigner signer;
    QByteArray feed;
    int asked = 0; // requests that went to the server
};

} // namespace

class UpdateNoticeTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cleanup() { QDesktopServices::unsetUrlHandler(u"https"_s); }

    void withoutAServerThereIsNothing();
    void newerVersionIsSaidAndShown();
    void dismissedVersionIsNotSaidAgain();
    void turnedOffAsksNothing();
    void askingByHandGetsAnAnswer();
    void askingByHandIsAnsweredDespiteTurningOff();
    void nothingIsSaidOfWhatCannotBeBelieved();
    void administratorDecides_data();
    void administratorDecides();
    void addressIsSaidWithoutABrowser();
    void staysWithoutASession();

public Q_SLOTS:
    void open(const QUrl &url) { m_opened += url; }

private:
    QList<QUrl> m_opened;
};

void UpdateNoticeTest::withoutAServerThereIsNothing()
{
    Build s;
    s.updates = {};
    s.startSignedIn();
    s.pass(10min);
    QCOMPARE(s.asked, 0);
    QVERIFY(!s.action(daily));
    QVERIFY(!s.action(now));
}

void UpdateNoticeTest::newerVersionIsSaidAndShown()
{
    QDesktopServices::setUrlHandler(u"https"_s, this, "open");
    Build s;
    s.startSignedIn();
    QVERIFY(s.action(daily)->isChecked());
    s.pass(4min);
    QCOMPARE(s.asked, 0);
    s.pass(2min);
    QCOMPARE(s.asked, 2);
    QCOMPARE(s.label(u"Lockdesk"_s), available);
    QVERIFY(m_opened.isEmpty()); // nothing opens by itself
    press(s.window.get(), u"Show it"_s);
    QCOMPARE(m_opened, QList<QUrl>{QUrl(u"https://updates.lockdesk.example/releases/1.2.3"_s)});
    QVERIFY(s.label(u"Lockdesk"_s).isEmpty());
    for (const SentRequest &request : std::as_const(s.sent)) {
        if (request.url.host() != feedAddress.host())
            continue;
        QCOMPARE(request.method, "GET"_ba);
        QVERIFY(request.header("Authorization").isEmpty());
        QVERIFY(request.header("Cookie").isEmpty());
    }
}

void UpdateNoticeTest::dismissedVersionIsNotSaidAgain()
{
    Build s;
    s.startSignedIn();
    s.pass(6min);
    click(named<QToolButton>(s.window.get(), u"Dismiss message"_s));
    QVERIFY(s.label(u"Lockdesk"_s).isEmpty());
    s.restartNextDay();
    QCOMPARE(s.asked, 4);
    QVERIFY(s.label(u"Lockdesk"_s).isEmpty());
    s.look(); // who asks is told all the same
    QCOMPARE(s.label(u"Lockdesk"_s), available);
    s.serve({{u"latest"_s, u"1.2.4"_s}});
    s.restartNextDay();
    QCOMPARE(s.label(u"Lockdesk"_s), u"Lockdesk 1.2.4 is available."_s);
}

void UpdateNoticeTest::turnedOffAsksNothing()
{
    Build s;
    s.startSignedIn();
    s.pass(6min);
    QCOMPARE(s.label(u"Lockdesk"_s), available);
    s.command(daily);
    QVERIFY(s.label(u"Lockdesk"_s).isEmpty());
    QVERIFY(!s.settings.isCheckingForUpdates());
    s.restartNextDay();
    QCOMPARE(s.asked, 2);
    QVERIFY(!s.action(daily)->isChecked());
    s.command(daily);
    s.pass(61min);
    QCOMPARE(s.asked, 4);
    QVERIFY(s.settings.isCheckingForUpdates());
}

void UpdateNoticeTest::askingByHandGetsAnAnswer()
{
    Build s;
    s.startSignedIn();
    s.command(now);
    QCOMPARE(s.label(u"Look"_s), u"Looking for a newer version of Lockdesk…"_s);
    s.pass(1s);
    QCOMPARE(s.label(u"Lockdesk"_s), available);
    s.serve({{u"latest"_s, QStringLiteral(LOCKDESK_VERSION)}});
    s.look();
    QCOMPARE(s.label(u"Lockdesk"_s), u"Lockdesk " LOCKDESK_VERSION " is the newest version."_s);
    QVERIFY(allNamed<QPushButton>(s.window.get(), u"Show it"_s).isEmpty());
    s.serve({{u"page"_s, u"http://updates.lockdesk.example/"_s}});
    s.look();
    const QString said = s.label(u"Lockdesk could not find out"_s);
    QVERIFY2(said.contains(u"updates.lockdesk.example links to another place"), qUtf8Printable(said));
    QVERIFY(allNamed<QPushButton>(s.window.get(), u"Show it"_s).isEmpty());
}

void UpdateNoticeTest::askingByHandIsAnsweredDespiteTurningOff()
{
    Build s;
    s.startSignedIn();
    s.command(now);
    s.command(daily); // drops it
    QVERIFY(s.label(u"Look"_s).isEmpty());
    s.pass(1s);
    QVERIFY(s.label(u"Lockdesk"_s).isEmpty());
    s.look(); // off is the daily one
    QCOMPARE(s.label(u"Lockdesk"_s), available);
}

// REL-7, as a person sees it.
void UpdateNoticeTest::nothingIsSaidOfWhatCannotBeBelieved()
{
    Build s;
    const QByteArray other = updateFeedText(feedAddress, {{u"latest"_s, u"9.9.9"_s}});
    s.elsewhere = [&](const QUrl &url) {
        ++s.asked;
        return FakeAnswer::of(200, url.path().endsWith(u".minisig") ? s.signer.sign(s.feed) : other);
    };
    s.startSignedIn();
    const QString before = wordsOn(s.window.get()).remove(s.label(u"Updated"_s));
    s.pass(6min);
    QCOMPARE(s.asked, 2);
    QCOMPARE(wordsOn(s.window.get()).remove(s.label(u"Updated"_s)), before);
}

void UpdateNoticeTest::administratorDecides_data()
{
    QTest::addColumn<bool>("isOn");
    QTest::newRow("on") << true;
    QTest::newRow("off") << false;
}

void UpdateNoticeTest::administratorDecides()
{
    QFETCH(bool, isOn);
    Build s;
    const QTemporaryDir folder;
    ManagedSettings managed;
    managed.checkForUpdates = isOn;
    s.settings = Settings(folder.filePath(u"settings.ini"_s), managed);
    s.settings.setCheckingForUpdates(!isOn);
    s.startSignedIn();
    QCOMPARE(s.action(daily)->isChecked(), isOn);
    QVERIFY(!s.action(daily)->isEnabled());
    QCOMPARE(s.action(daily)->toolTip(), u"Set by your administrator."_s);
    QCOMPARE(s.action(now)->isEnabled(), isOn);
    s.pass(65min);
    QCOMPARE(s.asked, isOn ? 2 : 0);
}

void UpdateNoticeTest::addressIsSaidWithoutABrowser()
{
    QDesktopServices::setUrlHandler(u"https"_s, this, "noSuchFunction"); // as when there is none to be opened
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"No such method .*noSuchFunction"_s));
    Build s;
    s.startSignedIn();
    s.look();
    press(s.window.get(), u"Show it"_s);
    QCOMPARE(s.label(u"No browser"_s),
        u"No browser could be opened. Lockdesk 1.2.3 is at https://updates.lockdesk.example/releases/1.2.3"_s);
}

void UpdateNoticeTest::staysWithoutASession()
{
    Build s;
    s.startSignedIn();
    s.look();
    s.window->clearSession();
    Scenario::settle();
    QCOMPARE(s.label(u"Lockdesk 1"_s), available);
}

QTEST_MAIN(UpdateNoticeTest)
#include "updatenoticetest.moc"
