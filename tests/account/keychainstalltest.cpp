#include "keychainprobe.h"
#include "manualclock.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace lockdesk;

/// A keychain service that takes every call and never answers.
class KeychainStallTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // KEY-5: calls return at once, the event loop goes on, each call ends as unreachable when its time is up.
    void testStall()
    {
        ManualClock clock;
        KeychainTokenStore store(clock, 10s);
        QObject context;
        QList<KeychainState> states;
        const auto note = [&](const TokenAnswer &answer) { states.append(answer.state); };
        const Heartbeat heartbeat;
        QElapsedTimer elapsed;
        elapsed.start();
        store.read(u"default"_s, true, &context, note);
        store.write(u"default"_s, Secret("CANARYTOKEN"), &context, note);
        clock.advance(5s);
        store.remove(u"default"_s, &context, note);
        QVERIFY(elapsed.elapsed() < 100);
        QTest::qWait(1000); // the service has the call by now
        QVERIFY(states.isEmpty());
        clock.advance(5s);
        QCOMPARE(states.size(), 2); // the stuck one and the one that waited behind it
        clock.advance(5s);
        QCOMPARE(states, QList<KeychainState>(3, KeychainState::Unreachable));
        clock.advance(60s);
        QTest::qWait(100);
        QCOMPARE(states.size(), 3);
        qInfo("event loop busy for at most %lld ms", heartbeat.longestMs());
        QVERIFY(heartbeat.longestMs() < 500); // 100 ms and room for a busy machine
    }

    // KEY-5: quit during the stall. The process ends with a job under way; its end is part of the test.
    void testQuit()
    {
        SystemClock clock;
        QElapsedTimer elapsed;
        elapsed.start();
        {
            KeychainTokenStore store(clock);
            store.read(
                u"default"_s, true, this, [](const TokenAnswer &) { QFAIL("answered after its end"); });
            QTest::qWait(50);
        }
        QVERIFY(elapsed.elapsed() < 1000);
    }
};

QTEST_GUILESS_MAIN(KeychainStallTest)
#include "keychainstalltest.moc"
