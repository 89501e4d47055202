#include "poller.h"

#include "fakeservice.h"
#include "transport.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace lockdesk;

namespace {

const SmartlockId door{7};
const QString devicesPath = u"/smartlock"_s;
const QString devicePath = u"/smartlock/7"_s;
const QString recordsPath = u"/smartlock/auth/paged"_s;
const QString peoplePath = u"/account/user"_s;
const QString logPath = u"/smartlock/log"_s;

struct Bench
{
    ManualClock clock;
    FakeService service{clock};
    QRandomGenerator random{1};
    Transport transport{QUrl(u"https://api.nuki.io"_s), service.network.managers(), clock, random};
    SmartlockStore smartlocks;
    AuthorizationStore authorizations;
    UserStore users;
    Poller poller{transport, clock, smartlocks, authorizations, users};

    void start()
    {
        poller.start();
        service.settle();
        service.network.forgetSent();
    }
};

FakeAnswer refusal()
{
    return FakeAnswer::of(401, R"({"detailMessage":"Your access token is not authorized"})");
}

} // namespace

class PollerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void testInterval_data()
    {
        QTest::addColumn<bool>("isVisible");
        QTest::addColumn<int>("failures");
        QTest::addColumn<int>("seconds");
        QTest::newRow("visible") << true << 0 << 30;
        QTest::newRow("hidden") << false << 0 << 300;
        QTest::newRow("one failure") << true << 1 << 60;
        QTest::newRow("four failures") << true << 4 << 480;
        QTest::newRow("five failures") << true << 5 << 900;
        QTest::newRow("a day of failures") << true << 2000 << 900;
        QTest::newRow("hidden, one failure") << false << 1 << 600;
        QTest::newRow("hidden, two failures") << false << 2 << 900;
    }

    void testInterval()
    {
        QFETCH(bool, isVisible);
        QFETCH(int, failures);
        QFETCH(int, seconds);
        QCOMPARE(pollInterval(isVisible, failures), std::chrono::seconds(seconds));
    }

    void testFirstRound()
    {
        Bench b;
        QSignalSpy polled(&b.poller, &Poller::polled);
        b.poller.start();
        b.service.settle();
        QCOMPARE(polled.size(), 1);
        for (const QString &path : {devicesPath, recordsPath, logPath})
            QCOMPARE(b.service.count(path), 1);
        QVERIFY(b.service.count(peoplePath) >= 1);
        QCOMPARE(b.smartlocks.smartlocks().size(), 1);
        QCOMPARE(b.authorizations.authorizations().size(), 1);
        QCOMPARE(b.users.users().size(), 1);
        QCOMPARE(b.smartlocks.fetchedAt(), b.clock.now());
        QCOMPARE(b.poller.missingScopes(), TokenScopes());
    }

    void testPace()
    {
        Bench b;
        b.start();
        b.service.pass(10min);
        QCOMPARE(b.service.count(devicesPath), 20);
        QCOMPARE(b.service.count(recordsPath), 5);
        b.poller.setVisible(false);
        b.service.pass(30s); // the look that was arranged
        b.service.network.forgetSent();
        b.service.pass(1h);
        QCOMPARE(b.service.count(devicesPath), 12);
        QCOMPARE(b.service.count(recordsPath), 3);
    }

    void testAppearing()
    {
        Bench b;
        b.start();
        b.poller.setVisible(false);
        b.service.pass(10s);
        b.poller.setVisible(true); // still fresh
        b.service.settle();
        QVERIFY(b.service.network.sent().isEmpty());
        b.service.pass(30s);
        QCOMPARE(b.service.count(devicesPath), 1);
        b.poller.setVisible(false);
        b.service.pass(30min);
        b.service.network.forgetSent();
        b.service.pass(31s);
        b.poller.setVisible(true);
        b.service.settle();
        QCOMPARE(b.service.count(devicesPath), 1);
        QCOMPARE(b.service.count(recordsPath), 1);
        b.service.pass(2min);
        QCOMPARE(b.service.count(recordsPath), 2); // and back to the visible pace
        b.poller.setVisible(false);
        b.poller.refresh();
        b.service.pass(10s);
        b.poller.setVisible(true); // what was arranged at the hidden pace is arranged anew
        b.service.network.forgetSent();
        b.service.pass(2min);
        QCOMPARE(b.service.count(recordsPath), 1);
    }

    void testOneOfAKindAtATime()
    {
        Bench b;
        b.service.set(devicesPath, FakeAnswer::of(200, "[]").held());
        b.start();
        for (int i = 0; i < 10; ++i) {
            b.poller.refresh();
            b.poller.setVisible(i % 2);
        }
        b.service.pass(10s);
        QCOMPARE(b.service.count(devicesPath), 0); // the first is still under way
        b.service.network.releaseAll();
        b.service.settle();
        QVERIFY(b.smartlocks.isLoaded());
    }

    void testBackOff()
    {
        Bench b;
        b.start();
        const QDateTime fetched = b.smartlocks.fetchedAt();
        b.service.set(devicesPath, FakeAnswer::of(404));
        b.service.pass(30s + 60s + 120s + 240s + 480s + 900s + 900s);
        QCOMPARE(b.service.count(devicesPath), 7);
        QCOMPARE(b.smartlocks.smartlocks().size(), 1);
        QCOMPARE(b.smartlocks.fetchedAt(), fetched);
        QCOMPARE(b.smartlocks.error()->kind, ApiError::Kind::NotFound);
        QCOMPARE(b.service.count(recordsPath), 22); // another part's trouble does not slow this one
        b.service.set(devicesPath, FakeAnswer::of(200, "[]"));
        b.poller.refresh();
        b.service.settle();
        b.service.network.forgetSent();
        b.service.pass(60s);
        QCOMPARE(b.service.count(devicesPath), 2);
    }

    void testBadData_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QByteArray>("type");
        QTest::newRow("portal") << 200 << "<html>Log in</html>"_ba
                                << "text/html"_ba;
        QTest::newRow("empty") << 200 << ""_ba
                               << ""_ba;
        QTest::newRow("cut") << 200 << "[{\"smartlockId\":7"_ba
                             << "application/json"_ba;
        QTest::newRow("object") << 200 << "{}"_ba
                                << "application/json"_ba;
        QTest::newRow("invalid UTF-8") << 200 << "[{\"name\":\"\xff\"}]"_ba
                                       << "application/json"_ba;
        QTest::newRow("nothing") << 204 << ""_ba
                                 << ""_ba;
    }

    // NET-6: never success; the old data stays, with its age and the reason.
    void testBadData()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        QFETCH(QByteArray, type);
        Bench b;
        b.start();
        const QDateTime fetched = b.smartlocks.fetchedAt();
        FakeAnswer answer = FakeAnswer::of(status, body);
        answer.contentType = type;
        for (const QString &path : {devicesPath, recordsPath, peoplePath})
            b.service.set(path, answer);
        b.service.pass(5min);
        for (const TruthStore *store : {static_cast<TruthStore *>(&b.smartlocks),
                 static_cast<TruthStore *>(&b.authorizations), static_cast<TruthStore *>(&b.users)}) {
            QVERIFY(store->error());
            QCOMPARE(store->error()->kind, ApiError::Kind::Unreadable);
            QCOMPARE(store->fetchedAt(), fetched);
        }
        QCOMPARE(b.smartlocks.smartlocks().size(), 1);
        QCOMPARE(b.authorizations.authorizations().size(), 1);
        QCOMPARE(b.users.users().size(), 1);
    }

    void testMissingScope_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<TokenScope>("scope");
        QTest::newRow("account") << peoplePath << TokenScope::Account;
        QTest::newRow("devices") << devicesPath << TokenScope::Smartlock;
        QTest::newRow("authorizations") << recordsPath << TokenScope::Authorizations;
        QTest::newRow("log") << logPath << TokenScope::Log;
    }

    // A 401 of one endpoint is a missing scope, and not asked again and again.
    void testMissingScope()
    {
        QFETCH(QString, path);
        QFETCH(TokenScope, scope);
        Bench b;
        QSignalSpy refused(&b.poller, &Poller::refused);
        QSignalSpy changed(&b.poller, &Poller::missingScopesChanged);
        b.service.set(path, refusal());
        b.start();
        QCOMPARE(b.poller.missingScopes(), TokenScopes(scope));
        QCOMPARE(changed.size(), 1);
        b.service.pass(10min);
        QCOMPARE(refused.size(), 0);
        if (scope != TokenScope::Smartlock)
            QCOMPARE(b.service.count(path), 0);
        b.service.set(
            path, path == recordsPath ? FakeAnswer::of(200, R"({"results":[]})") : FakeAnswer::of(200, "[]"));
        b.poller.refresh();
        b.service.settle();
        QCOMPARE(b.poller.missingScopes(), TokenScopes()); // the token has been given more
    }

    // The token is revoked: noticed at the next look, told once, and nothing is asked any more.
    void testRefused()
    {
        Bench b;
        b.start();
        QSignalSpy refused(&b.poller, &Poller::refused);
        b.service.setAll(refusal());
        b.poller.hurryState(door);
        b.service.pass(30s);
        QCOMPARE(refused.size(), 1);
        QCOMPARE(b.smartlocks.smartlocks().size(), 1);
        b.service.network.forgetSent();
        b.service.pass(1h);
        QVERIFY(b.service.network.sent().isEmpty());
        QCOMPARE(refused.size(), 1);
    }

    // No network is no refusal.
    void testOffline()
    {
        Bench b;
        b.start();
        QSignalSpy refused(&b.poller, &Poller::refused);
        b.service.setAll(FakeAnswer::failure(QNetworkReply::HostNotFoundError));
        b.service.pass(10min);
        QCOMPARE(refused.size(), 0);
        QCOMPARE(b.poller.missingScopes(), TokenScopes());
        QCOMPARE(b.smartlocks.error()->kind, ApiError::Kind::Unreachable);
    }

    void testHurriedState()
    {
        Bench b;
        b.start();
        b.poller.hurryState(door);
        b.poller.hurryState(door);
        b.service.pass(15s);
        QCOMPARE(b.service.count(devicePath), 10);
        QCOMPARE(b.smartlocks.smartlock(door)->state, 3);
        QCOMPARE(b.smartlocks.fetchedAtOf(door), b.clock.now());
        b.poller.unhurryState(door); // one of two
        b.service.network.forgetSent();
        b.service.pass(3s);
        QCOMPARE(b.service.count(devicePath), 2);
        b.poller.unhurryState(door);
        b.poller.unhurryState(door); // once too often is harmless
        b.service.network.forgetSent();
        b.service.pass(10s);
        QCOMPARE(b.service.count(devicePath), 0);
    }

    // The one who waited stops hurrying from within the news, and another begins: still one at a time.
    void testUnhurryWithinTheNews()
    {
        Bench b;
        b.start();
        int seen = 0;
        QObject::connect(&b.smartlocks, &TruthStore::changed, &b.poller, [&] {
            if (b.smartlocks.smartlock(door)->state != 3 || seen++ > 0)
                return;
            b.poller.unhurryState(door);
            b.poller.hurryState(door);
        });
        b.poller.hurryState(door);
        b.service.pass(15s);
        QCOMPARE(b.service.count(devicePath), 10);
        b.poller.stop();
        b.service.network.forgetSent();
        b.service.pass(15s);
        QVERIFY(b.service.network.sent().isEmpty());
    }

    // A late list takes nothing back (DOM-5): asked for first, answered last.
    void testLateList()
    {
        Bench b;
        b.start();
        b.service.set(devicesPath, FakeAnswer::of(200, R"([{"smartlockId":7,"state":{"state":1}}])").held());
        b.poller.refresh();
        b.service.settle();
        b.poller.hurryState(door);
        b.service.pass(2s);
        QCOMPARE(b.smartlocks.smartlock(door)->state, 3);
        b.service.network.releaseAll();
        b.service.settle();
        QCOMPARE(b.smartlocks.smartlock(door)->state, 3);
    }

    // NET-9: the machine slept for 8 hours; what hung on dead connections is dropped, all is asked anew at
    // once.
    void testWake()
    {
        Bench b;
        b.start();
        b.service.set(devicesPath, FakeAnswer::of(200, "[]").held());
        b.service.pass(30s);
        QCOMPARE(b.service.count(devicesPath), 1);
        b.service.set(devicesPath, FakeAnswer::of(200, R"([{"smartlockId":7,"state":{"state":3}}])"));
        b.clock.jump(8h);
        const int managers = b.service.network.managerCount();
        b.service.pass(10s);
        QCOMPARE(b.service.network.managerCount(), managers + 1);
        QCOMPARE(b.service.count(devicesPath), 2);
        QCOMPARE(b.smartlocks.smartlock(door)->state, 3);
        QVERIFY(b.smartlocks.fetchedAt().msecsTo(b.clock.now()) <= 10'000);
        b.service.pass(1min);
        QCOMPARE(b.service.count(devicesPath), 4); // noticed once
    }

    void testStop()
    {
        Bench b;
        b.service.set(devicesPath, FakeAnswer::of(200, "[]").held());
        b.start();
        b.poller.stop();
        b.service.settle();
        QCOMPARE(b.service.network.openCount(), 0);
        b.poller.refresh();
        b.poller.setVisible(false);
        b.poller.setVisible(true);
        b.service.pass(1h);
        QVERIFY(b.service.network.sent().isEmpty());
        b.service.set(devicesPath, FakeAnswer::of(200, "[]"));
        b.poller.start();
        b.service.pass(1min);
        QCOMPARE(b.service.count(devicesPath), 3);
    }
};

QTEST_GUILESS_MAIN(PollerTest)
#include "pollertest.moc"
