#include "simulatorfixture.h"

#include <QTest>

using namespace lockdesk;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using F = SimulatorFixture;
using Delivery = SimulatedResponse::Delivery;

class FaultsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void limitsTheRateForAWhile()
    {
        F f;
        SimulatedBehaviour behaviour;
        behaviour.rateLimitedFor = 2500ms;
        f.nuki.setBehaviour(behaviour);
        const auto response = f.send("POST", u"/smartlock/%1/action/unlock"_s.arg(F::lock));
        QCOMPARE(response.status, 429);
        QCOMPARE(response.headers, (QList<std::pair<QByteArray, QByteArray>>{{"Retry-After", "3"}}));
        f.clock.advance(2500ms);
        QCOMPARE(f.get(u"/smartlock"_s).status, 200);
        QCOMPARE(f.state(F::lock), 1); // the refused action was not processed
    }

    // As a service does that does not say how long the trouble lasts.
    void asksToWaitAsTold()
    {
        F f;
        SimulatedBehaviour behaviour;
        behaviour.rateLimitedFor = 60s;
        behaviour.retryAfter = 7;
        f.nuki.setBehaviour(behaviour);
        for (int i = 0; i < 8; ++i) {
            const auto response = f.get(u"/smartlock"_s);
            QCOMPARE(response.headers, (QList<std::pair<QByteArray, QByteArray>>{{"Retry-After", "7"}}));
            f.clock.advance(7s);
        }
        f.clock.advance(4s);
        QCOMPARE(f.get(u"/smartlock"_s).status, 200);
    }

    void breaksForAWhile()
    {
        F f;
        SimulatedBehaviour behaviour;
        behaviour.brokenFor = 1s;
        behaviour.brokenStatus = 500;
        f.nuki.setBehaviour(behaviour);
        const auto response = f.send("DELETE", F::authAddress(F::lock, F::code));
        QCOMPARE(response.status, 500);
        QCOMPARE(response.contentType, "text/html");
        QVERIFY(response.body.contains("nginx"));
        QVERIFY(f.nuki.behaviour().brokenFor == 1s);
        f.clock.advance(1min);
        QVERIFY(!f.record(F::code).isEmpty());
        QCOMPARE(f.get(u"/smartlock"_s).status, 200);
    }

    void breaksAfterProcessing()
    {
        F f;
        SimulatedBehaviour behaviour;
        behaviour.brokenFor = 1s;
        behaviour.brokenAfterProcessing = true;
        f.nuki.setBehaviour(behaviour);
        QCOMPARE(f.send("DELETE", F::authAddress(F::lock, F::code)).status, 502);
        f.clock.advance(1min);
        QVERIFY(f.record(F::code).isEmpty());
    }

    void losesAnswersOfWritesAlone()
    {
        F f;
        SimulatedBehaviour behaviour;
        behaviour.loseAnswers = 1;
        f.nuki.setBehaviour(behaviour);
        QCOMPARE(f.get(u"/smartlock"_s).delivery, Delivery::Arrives);
        QCOMPARE(f.send("DELETE", F::authAddress(F::lock, F::code)).delivery, Delivery::Dropped);
        QCOMPARE(f.nuki.behaviour().loseAnswers, 0);
        QCOMPARE(f.send("DELETE", F::authAddress(F::lock, F::other)).delivery, Delivery::Arrives);
        f.clock.advance(1min);
        QVERIFY(f.record(F::code).isEmpty()); // processed all the same

        behaviour.loseAnswers = 0;
        behaviour.answerLoss = 1;
        behaviour.lostAnswersHang = true;
        f.nuki.setBehaviour(behaviour);
        QCOMPARE(f.send("POST", u"/smartlock/%1/sync"_s.arg(F::lock)).delivery, Delivery::Silent);
    }

    void lacksThePagedEndpoint()
    {
        F f;
        SimulatedBehaviour behaviour;
        behaviour.pagedMissing = true;
        f.nuki.setBehaviour(behaviour);
        QCOMPARE(f.get(u"/smartlock/auth/paged"_s).status, 404);
        QCOMPARE(f.get(u"/smartlock/auth"_s).status, 200);
    }

    void losesWritesOfADevice()
    {
        F f;
        SimulatedBehaviour behaviour;
        behaviour.losesWrites = {F::lock};
        f.nuki.setBehaviour(behaviour);
        QCOMPARE(f.send("DELETE", F::authAddress(F::lock, F::code)).status, 204);
        QCOMPARE(f.send("POST", u"/smartlock/%1/action/unlock"_s.arg(F::lock)).status, 204);
        f.clock.advance(1h);
        QVERIFY(!f.record(F::code).isEmpty());
        QCOMPARE(f.state(F::lock), 1);
    }

    void showsNothingWhileTheCloudIsFrozen()
    {
        F f;
        SimulatedBehaviour behaviour;
        behaviour.cloudFrozen = true;
        f.nuki.setBehaviour(behaviour);
        const QByteArray before =
            f.get(u"/smartlock/auth"_s).body + f.get(u"/smartlock"_s).body + f.get(u"/smartlock/log"_s).body;
        f.send("DELETE", F::authAddress(F::lock, F::code));
        f.send("PUT", F::authAddress(F::lock), R"({"name": "B", "type": 13, "code": 456789})");
        f.send("POST", u"/smartlock/%1/action/unlock"_s.arg(F::plain));
        f.clock.advance(24h);
        QCOMPARE(
            f.get(u"/smartlock/auth"_s).body + f.get(u"/smartlock"_s).body + f.get(u"/smartlock/log"_s).body,
            before);
        f.nuki.setBehaviour({});
        QVERIFY(f.record(F::code).isEmpty());
        QCOMPARE(F::arrayOf(f.get(F::authAddress(F::lock))).size(), 3);
        QCOMPARE(f.state(F::plain), 3);
    }

    void aSecondAdminEdits()
    {
        F f;
        SimulatedBehaviour behaviour;
        behaviour.secondAdminEvery = 10s;
        f.nuki.setBehaviour(behaviour);
        const QByteArray before = f.get(u"/smartlock/auth"_s).body;
        f.clock.advance(10s);
        QVERIFY(f.get(u"/smartlock/auth"_s).body != before);
        f.nuki.setBehaviour({});
        const QByteArray after = f.get(u"/smartlock/auth"_s).body;
        f.clock.advance(1h);
        QCOMPARE(f.get(u"/smartlock/auth"_s).body, after);
        QCOMPARE(f.clock.pendingCount(), 0);
    }

    // The same seed tells the same story, to the millisecond.
    void isDeterministic()
    {
        const auto story = [] {
            F f;
            f.send("PUT", F::authAddress(F::lock), R"({"name": "B", "type": 13, "code": 456789})");
            f.send("POST", u"/smartlock/%1/action/unlock"_s.arg(F::plain));
            f.clock.advance(1min);
            return f.get(u"/smartlock/auth"_s).body + f.get(u"/smartlock"_s).body
                + f.get(u"/smartlock/log"_s).body;
        };
        QCOMPARE(story(), story());
    }

    void dropsWhatIsPendingWithTheService()
    {
        ManualClock clock;
        QRandomGenerator random(1);
        {
            SimulatedNuki nuki(F::world(), clock, random);
            nuki.handle({"DELETE", F::authAddress(F::lock, F::code), {}, "Bearer any", {}, {}});
            QCOMPARE(clock.pendingCount(), 1);
        }
        QCOMPARE(clock.pendingCount(), 0);
        clock.advance(1min);
    }
};

QTEST_GUILESS_MAIN(FaultsTest)
#include "faultstest.moc"
