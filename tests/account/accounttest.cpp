#include "account.h"

#include "fakeservice.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace lockdesk;

namespace {

struct Bench
{
    ManualClock clock;
    FakeService service{clock};
    QRandomGenerator random{1};
    Account account{{u"default"_s, u"Office"_s, QUrl(u"https://api.nuki.io"_s), true, {}},
        Secret("CANARYTOKEN"), service.network.managers(), clock, random};
    QSignalSpy changed{&account, &Account::connectionChanged};

    void start()
    {
        account.start();
        service.settle();
    }
};

} // namespace

class AccountTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void testOnline()
    {
        Bench b;
        b.service.settle();
        QVERIFY(b.service.network.sent().isEmpty()); // nothing before start()
        QCOMPARE(b.account.connection(), ConnectionState::Connecting);
        b.start();
        QCOMPARE(b.account.connection(), ConnectionState::Online);
        QCOMPARE(b.changed.size(), 1);
        QCOMPARE(b.account.smartlocks().smartlocks().size(), 1);
        for (const SentRequest &request : b.service.network.sent()) {
            QCOMPARE(request.url.host(), u"api.nuki.io"_s);
            QCOMPARE(request.header("Authorization"), "Bearer CANARYTOKEN"_ba);
        }
        b.service.pass(10min);
        QCOMPARE(b.changed.size(), 1); // told once
    }

    void testOffline()
    {
        Bench b;
        b.start();
        b.service.setAll(FakeAnswer::failure(QNetworkReply::HostNotFoundError));
        b.service.pass(1min);
        QCOMPARE(b.account.connection(), ConnectionState::Offline);
        QCOMPARE(b.changed.size(), 2);
        b.service.set(u"/smartlock"_s, FakeAnswer::of(200, "[]"));
        b.account.poller().refresh();
        b.service.pass(1s);
        QCOMPARE(b.service.count(u"/smartlock"_s) > 0, true);
        QVERIFY(!b.account.smartlocks().error());
    }

    void testRefusedStays()
    {
        Bench b;
        b.start();
        b.service.setAll(FakeAnswer::of(401));
        b.service.pass(30s);
        QCOMPARE(b.account.connection(), ConnectionState::Refused);
        const qsizetype told = b.changed.size();
        Q_EMIT b.account.transport().throttled(std::chrono::seconds(10));
        Q_EMIT b.account.transport().reachabilityChanged(true);
        b.service.pass(1min);
        QCOMPARE(b.account.connection(), ConnectionState::Refused);
        QCOMPARE(b.changed.size(), told);
    }

    void testThrottled()
    {
        Bench b;
        b.start();
        b.service.set(u"/smartlock"_s, FakeAnswer::of(429).withHeader("Retry-After", "60"));
        b.service.pass(30s);
        QCOMPARE(b.account.connection(), ConnectionState::Throttled);
        const qint64 wait = b.clock.now().msecsTo(b.account.throttledUntil());
        QVERIFY2(wait > 50'000 && wait <= 60'500, qPrintable(QString::number(wait)));
        b.service.network.forgetSent();
        b.clock.jump(std::chrono::hours(-8)); // the wait is no matter of the wall clock
        b.service.pass(std::chrono::milliseconds(wait - 1000));
        QVERIFY(b.service.network.sent().isEmpty()); // NET-7
        b.service.set(u"/smartlock"_s, FakeAnswer::of(200, "[]"));
        b.service.pass(5s);
        QCOMPARE(b.account.connection(), ConnectionState::Online);
        QVERIFY(!b.account.smartlocks().error());
    }

    // DOM-9: 500 accounts replaced while their requests are under way: each request carries its own token,
    // and what was asked in another's name is never shown.
    void testSwitching()
    {
        ManualClock clock;
        QRandomGenerator random(9);
        FakeService first(clock);
        FakeService second(clock);
        second.set(u"/smartlock"_s, FakeAnswer::of(200, R"([{"smartlockId":8}])"));
        std::unique_ptr<Account> account;
        for (int i = 0; i < 500; ++i) {
            const bool isFirst = i % 2 == 0;
            FakeService &service = isFirst ? first : second;
            account = std::make_unique<Account>(Profile{u"p"_s, {}, QUrl(u"https://api.nuki.io"_s), true, {}},
                Secret(isFirst ? "FIRST" : "SECOND"), service.network.managers(), clock, random);
            account->start();
            for (int turn = random.bounded(12); turn > 0; --turn)
                QCoreApplication::processEvents();
            for (const Smartlock &smartlock : account->smartlocks().smartlocks())
                QCOMPARE(toNumber(smartlock.id), isFirst ? 7 : 8);
        }
        account.reset();
        FakeService::settle();
        for (const SentRequest &request : first.network.sent())
            QCOMPARE(request.header("Authorization"), "Bearer FIRST"_ba);
        for (const SentRequest &request : second.network.sent())
            QCOMPARE(request.header("Authorization"), "Bearer SECOND"_ba);
        QVERIFY(first.network.sent().size() > 200);
        QCOMPARE(first.network.openCount() + second.network.openCount(), 0);
    }
};

QTEST_GUILESS_MAIN(AccountTest)
#include "accounttest.moc"
