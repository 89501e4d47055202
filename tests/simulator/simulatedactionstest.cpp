#include "simulatorfixture.h"

#include <QTest>

using namespace lockdesk;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using F = SimulatorFixture;

class SimulatedActionsTest : public QObject
{
    Q_OBJECT

    static int act(F &f, qint64 device, int action)
    {
        return f
            .send("POST", u"/smartlock/%1/action"_s.arg(device),
                QByteArray(R"({"action": )") + QByteArray::number(action) + "}")
            .status;
    }

private Q_SLOTS:
    void movesThenSettles_data()
    {
        QTest::addColumn<qint64>("device");
        QTest::addColumn<int>("action");
        QTest::addColumn<int>("moving");
        QTest::addColumn<int>("settled");
        QTest::addColumn<int>("later"); // a minute on
        QTest::newRow("unlock") << F::lock << 1 << 2 << 3 << 3;
        QTest::newRow("lock") << F::plain << 2 << 4 << 1 << 1;
        QTest::newRow("unlatch") << F::lock << 3 << 7 << 5 << 3;
        QTest::newRow("lock'n'go") << F::lock << 4 << 2 << 6 << 1;
        QTest::newRow("unlatch lock'n'go") << F::lock << 5 << 7 << 5 << 1;
        QTest::newRow("Box") << F::box << 1 << 2 << 3 << 3;
        QTest::newRow("ring to open on") << F::opener << 1 << 1 << 3 << 3;
        QTest::newRow("ring to open off") << F::opener << 2 << 1 << 1 << 1;
        QTest::newRow("open") << F::opener << 3 << 7 << 5 << 1;
        QTest::newRow("continuous mode on") << F::opener << 6 << 1 << 1 << 1;
    }
    void movesThenSettles()
    {
        QFETCH(qint64, device);
        QFETCH(int, action);
        QFETCH(int, moving);
        QFETCH(int, settled);
        QFETCH(int, later);
        F f;
        f.makeSteady();
        QCOMPARE(act(f, device, action), 204);
        QCOMPARE(f.state(device), 1); // a 204 is not done
        QVERIFY(f.nuki.smartlock(device).value("operationId"_L1).isString());
        QCOMPARE(act(f, device, action), 423);
        f.clock.advance(300ms);
        QCOMPARE(f.state(device), moving);
        f.clock.advance(2s);
        QCOMPARE(f.state(device), settled);
        QVERIFY(!f.nuki.smartlock(device).contains("operationId"_L1));
        QCOMPARE(f.stateOf(device).value("lastAction"_L1).toInt(), action);
        QVERIFY(f.stateOf(device).contains("trigger"_L1));
        const QJsonObject row = f.newestLog();
        QCOMPARE(row.value("smartlockId"_L1).toInteger(), device);
        QCOMPARE(row.value("action"_L1).toInt(), action);
        QCOMPARE(row.value("trigger"_L1).toInt(), 4);
        QCOMPARE(row.value("state"_L1).toInt(-1), 0);
        QCOMPARE(row.value("date"_L1).toString(), u"2026-03-02T09:00:02.000Z"_s);
        f.clock.advance(1min);
        QCOMPARE(f.state(device), later);
    }

    void endsRingToOpenByItself()
    {
        F f;
        f.makeSteady();
        act(f, F::opener, 1);
        f.clock.advance(3s);
        QCOMPARE(f.stateOf(F::opener).value("ringToOpenEnd"_L1).toString(), u"2026-03-02T09:20:02.000Z"_s);
        f.clock.advance(20min);
        QCOMPARE(f.state(F::opener), 1);
        QVERIFY(!f.stateOf(F::opener).contains("ringToOpenEnd"_L1));
    }

    void turnsRingToOpenOff()
    {
        F f;
        act(f, F::opener, 1);
        f.clock.advance(5s);
        act(f, F::opener, 2);
        f.clock.advance(5s);
        QCOMPARE(f.state(F::opener), 1);
        QVERIFY(!f.stateOf(F::opener).contains("ringToOpenEnd"_L1));
        act(f, F::opener, 1); // the first one's end, 20 minutes after it began, does not end this one
        f.clock.advance(19min + 55s);
        QCOMPARE(f.state(F::opener), 3);
    }

    // Continuous mode is mode 3 with state 1 (nuki-facts chapter 9).
    void switchesContinuousMode()
    {
        F f;
        act(f, F::opener, 6);
        f.clock.advance(5s);
        QCOMPARE(f.stateOf(F::opener).value("mode"_L1).toInt(), 3);
        QCOMPARE(f.state(F::opener), 1);
        act(f, F::opener, 3);
        f.clock.advance(20s);
        QCOMPARE(f.stateOf(F::opener).value("mode"_L1).toInt(), 3); // opening once leaves it on
        act(f, F::opener, 7);
        f.clock.advance(5s);
        QCOMPARE(f.stateOf(F::opener).value("mode"_L1).toInt(), 2);
    }

    void ringToOpenOutlastsAnOpening()
    {
        F f;
        act(f, F::opener, 1);
        f.clock.advance(5s);
        act(f, F::opener, 3);
        f.clock.advance(20s);
        QCOMPARE(f.state(F::opener), 3);
    }

    void doesNothingOffline()
    {
        F f;
        const QJsonObject before = f.nuki.smartlock(F::offline);
        const QJsonObject row = f.newestLog();
        QCOMPARE(act(f, F::offline, 1), 204);
        QCOMPARE(f.nuki.smartlock(F::offline), before);
        f.clock.advance(24h);
        QCOMPARE(f.nuki.smartlock(F::offline), before);
        QCOMPARE(f.newestLog(), row);
    }

    void fails_data()
    {
        QTest::addColumn<qint64>("device");
        QTest::addColumn<int>("planned");
        QTest::addColumn<int>("state");
        QTest::addColumn<int>("result");
        QTest::newRow("jammed before") << F::jammed << 0 << 254 << 1;
        QTest::newRow("motor blocked") << F::lock << 1 << 254 << 1;
        QTest::newRow("rejected") << F::lock << 9 << 1 << 9;
        QTest::newRow("busy") << F::opener << 4 << 1 << 4;
    }
    void fails()
    {
        QFETCH(qint64, device);
        QFETCH(int, planned);
        QFETCH(int, state);
        QFETCH(int, result);
        F f;
        SimulatedBehaviour behaviour;
        if (planned)
            behaviour.failingActions = {{device, planned}};
        f.nuki.setBehaviour(behaviour);
        QCOMPARE(act(f, device, 1), 204);
        f.clock.advance(1min);
        QCOMPARE(f.state(device), state);
        QVERIFY(!f.nuki.smartlock(device).contains("operationId"_L1));
        QCOMPARE(f.newestLog().value("state"_L1).toInt(), result);
    }

    void refusesToOpenTwiceInARow()
    {
        F f;
        f.makeSteady();
        act(f, F::lock, 1);
        f.clock.advance(2300ms);
        act(f, F::lock, 1);
        f.clock.advance(2300ms);
        QCOMPARE(f.newestLog().value("state"_L1).toInt(), 3);
        QCOMPARE(f.state(F::lock), 3);
        f.clock.advance(5s);
        act(f, F::lock, 1);
        f.clock.advance(3s);
        QCOMPARE(f.newestLog().value("state"_L1).toInt(-1), 0);
    }

    void aLaterActionEndsAnEarlierOne()
    {
        F f;
        act(f, F::lock, 4);
        f.clock.advance(6s);
        QCOMPARE(f.state(F::lock), 6);
        act(f, F::lock, 1);
        f.clock.advance(1min);
        QCOMPARE(f.state(F::lock), 3); // not locked by the lock'n'go
    }
};

QTEST_GUILESS_MAIN(SimulatedActionsTest)
#include "simulatedactionstest.moc"
