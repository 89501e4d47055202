#include "smartlockapi.h"

#include "apibench.h"

using namespace lockdesk;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr SmartlockId lock{21913877581};

Expiry in10Seconds(const ApiBench &bench)
{
    return {bench.clock.now().addSecs(10), bench.clock.uptime() + 10s};
}

} // namespace

class SmartlockApiTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fetchesAllDevices()
    {
        ApiBench bench;
        bench.network.answerNext(FakeAnswer::of(200,
            "[" + ApiBench::body("smartlock/ultra") + "," + ApiBench::body("smartlock/smartlock2") + ",{}]"));
        const auto list = bench.outcomeOf(fetchSmartlocks(bench.transport, &bench.owner));
        QVERIFY(list);
        QCOMPARE(list->items.size(), 2);
        QVERIFY(list->items.at(0).id != list->items.at(1).id); // JSON-2
        QCOMPARE(list->unreadable, 1);
        QCOMPARE(bench.lines(), QStringList(u"GET /smartlock"_s));
        const SentRequest sent = bench.network.sent().constFirst();
        QCOMPARE(sent.header("Authorization"), "Bearer CANARYTOKEN"_ba);
        QVERIFY(sent.header("Content-Type").isEmpty());
        QCOMPARE(sent.url.host(), u"api.nuki.io"_s);
    }

    void fetchesOneDevice()
    {
        ApiBench bench;
        bench.network.answerNext(FakeAnswer::of(200, ApiBench::body("smartlock/ultra")));
        const auto found = bench.outcomeOf(fetchSmartlock(bench.transport, lock, &bench.owner));
        QVERIFY(found);
        QCOMPARE(found->productVariant, 3);
        QCOMPARE(bench.lines(), QStringList(u"GET /smartlock/21913877581"_s));
    }

    // NET-6: what is no answer is no success.
    void takesNoOtherAnswerForTheDevice_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("another device") << ApiBench::body("smartlock/smartlock2"); // same hexadecimal id
        QTest::newRow("a list") << "[" + ApiBench::body("smartlock/ultra") + "]";
        QTest::newRow("empty") << ""_ba;
        QTest::newRow("cut") << ApiBench::body("smartlock/ultra").left(300);
        QTest::newRow("no id") << "{\"name\":\"x\"}"_ba;
    }
    void takesNoOtherAnswerForTheDevice()
    {
        QFETCH(QByteArray, body);
        ApiBench bench;
        bench.network.setHandler([&body](const SentRequest &) { return FakeAnswer::of(200, body); });
        const auto found = bench.outcomeOf(fetchSmartlock(bench.transport, lock, &bench.owner));
        QVERIFY(!found);
        QCOMPARE(found.error().kind, ApiError::Kind::Unreadable);
    }

    void updatesNameAndFavourite()
    {
        ApiBench bench;
        QCOMPARE(bench.linesOf(updateSmartlock(bench.transport, lock, u"Küche \"1\""_s, true, &bench.owner)),
            QStringList(u"POST /smartlock/21913877581 {\"favorite\":true,\"name\":\"Küche \\\"1\\\"\"}"_s));
        QCOMPARE(bench.network.sent().constFirst().header("Content-Type"), "application/json"_ba);
    }

    void sendsActions_data()
    {
        QTest::addColumn<int>("action");
        for (int action = 1; action <= 7; ++action)
            QTest::addRow("%d", action) << action;
    }
    void sendsActions()
    {
        QFETCH(int, action);
        ApiBench bench;
        auto *job = sendAction(bench.transport, lock, LockAction(action), in10Seconds(bench), &bench.owner);
        QCOMPARE(bench.linesOf(job),
            QStringList(u"POST /smartlock/21913877581/action {\"action\":%1}"_s.arg(action)));
    }

    // With a body the service answers 415 (nuki-facts chapter 2).
    void sendsTheSimplifiedOnesWithoutABody()
    {
        ApiBench bench;
        const Expiry expiry = in10Seconds(bench);
        bench.linesOf(sendLock(bench.transport, lock, expiry, &bench.owner));
        bench.linesOf(sendUnlock(bench.transport, lock, expiry, &bench.owner));
        bench.linesOf(sendSync(bench.transport, lock, &bench.owner));
        QCOMPARE(bench.lines(),
            (QStringList{u"POST /smartlock/21913877581/action/lock"_s,
                u"POST /smartlock/21913877581/action/unlock"_s, u"POST /smartlock/21913877581/sync"_s}));
        for (const SentRequest &sent : bench.network.sent())
            QVERIFY(sent.header("Content-Type").isEmpty());
    }

    // DOM-4: an action that waited too long, on either clock, does not leave.
    void actionsExpire()
    {
        using Send = Job<Accepted> *(*)(Transport &, const Expiry &, QObject *);
        const Send sends[] = {[](Transport &t, const Expiry &e, QObject *o) {
                                  return sendAction(t, lock, LockAction::Unlatch, e, o);
                              },
            [](Transport &t, const Expiry &e, QObject *o) { return sendLock(t, lock, e, o); },
            [](Transport &t, const Expiry &e, QObject *o) { return sendUnlock(t, lock, e, o); }};
        for (const Send send : sends) {
            ApiBench bench;
            bench.transport.setPaused(true);
            auto *job = send(bench.transport, in10Seconds(bench), &bench.owner);
            bench.clock.jump(11s);
            bench.transport.setPaused(false);
            QCOMPARE(bench.outcomeOf(job).error().kind, ApiError::Kind::Expired);
            QVERIFY(bench.lines().isEmpty());
        }
    }

    // BULK-7: whatever is written on one device is written one after the other; other devices do not wait.
    void writesOnOneDeviceLeaveOneByOne()
    {
        ApiBench bench;
        bench.network.setHandler([](const SentRequest &) { return FakeAnswer::of(204).held(); });
        sendSync(bench.transport, lock, &bench.owner);
        updateSmartlock(bench.transport, lock, u"A"_s, false, &bench.owner);
        sendAction(
            bench.transport, SmartlockId(439041101), LockAction::Lock, in10Seconds(bench), &bench.owner);
        QVERIFY(bench.settle([&bench] { return bench.network.sent().size() == 2; }));
        QTest::qWait(0);
        QCOMPARE(bench.lines(),
            (QStringList{u"POST /smartlock/439041101/action {\"action\":2}"_s,
                u"POST /smartlock/21913877581/sync"_s}));
        bench.network.releaseAll();
        QVERIFY(bench.settle([&bench] { return bench.network.sent().size() == 3; }));
    }

    // BULK-7: whoever stands before the door waits for no write that hangs, and for no more than one action.
    void actionsWaitForNoWrite()
    {
        ApiBench bench;
        bench.network.setHandler([](const SentRequest &) { return FakeAnswer::of(204).held(); });
        updateSmartlock(bench.transport, lock, u"A"_s, false, &bench.owner);
        for (int i = 0; i < 4; ++i)
            fetchSmartlocks(bench.transport, &bench.owner);
        QVERIFY(bench.settle([&bench] { return bench.network.sent().size() == 3; }));
        const Expiry expiry = in10Seconds(bench);
        auto *first = sendAction(bench.transport, lock, LockAction::Lock, expiry, &bench.owner);
        sendUnlock(bench.transport, lock, expiry, &bench.owner);
        QVERIFY(bench.settle([&bench] { return bench.network.sent().size() == 4; }));
        for (int i = 0; i < 5; ++i)
            QTest::qWait(0);
        QCOMPARE(bench.lines().mid(3), QStringList(u"POST /smartlock/21913877581/action {\"action\":2}"_s));
        bench.network.releaseAll();
        QVERIFY(bench.settle([first] { return first->isFinished(); }));
        QVERIFY(bench.settle(
            [&bench] { return bench.lines().contains(u"POST /smartlock/21913877581/action/unlock"_s); }));
    }
};

QTEST_GUILESS_MAIN(SmartlockApiTest)
#include "smartlockapitest.moc"
