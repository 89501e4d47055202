#include "alarm.h"

#include "manualclock.h"

#include <QTest>

using namespace lockdesk;
using namespace std::chrono_literals;

class AlarmTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void ringsOnceAndThenIsNotSet()
    {
        ManualClock clock;
        Alarm alarm(clock);
        int rings = 0;
        QVERIFY(!alarm.isSet());
        alarm.set(10s, [&] { ++rings; });
        QVERIFY(alarm.isSet());
        clock.advance(9'999ms);
        QCOMPARE(rings, 0);
        clock.advance(1ms);
        QCOMPARE(rings, 1);
        QVERIFY(!alarm.isSet());
        clock.advance(1h);
        QCOMPARE(rings, 1);
    }

    void replacesThePendingCall()
    {
        ManualClock clock;
        Alarm alarm(clock);
        QString rung;
        alarm.set(1s, [&] { rung += u'a'; });
        alarm.set(5s, [&] { rung += u'b'; });
        QCOMPARE(clock.pendingCount(), 1);
        clock.advance(10s);
        QCOMPARE(rung, QStringLiteral("b"));
    }

    void forgetsWhenCancelledOrDestroyed()
    {
        ManualClock clock;
        int rings = 0;
        Alarm cancelled(clock);
        cancelled.set(1s, [&] { ++rings; });
        cancelled.cancel();
        QVERIFY(!cancelled.isSet());
        {
            Alarm destroyed(clock);
            destroyed.set(1s, [&] { ++rings; });
        }
        QCOMPARE(clock.pendingCount(), 0);
        clock.advance(1min);
        QCOMPARE(rings, 0);
    }

    void canBeSetAgainWhileItRings()
    {
        ManualClock clock;
        Alarm alarm(clock);
        QList<qint64> times;
        std::function<void()> ring = [&] {
            times.append(clock.uptime().count() - 1'000'000);
            if (times.size() < 3)
                alarm.set(2s, ring);
        };
        alarm.set(1s, ring);
        clock.advance(1min);
        QCOMPARE(times, QList<qint64>({1000, 3000, 5000}));
        QVERIFY(!alarm.isSet());
    }

    void mayBeDestroyedWhileItRings()
    {
        ManualClock clock;
        auto alarm = std::make_unique<Alarm>(clock);
        bool hasRung = false;
        alarm->set(1s, [&] {
            alarm.reset();
            hasRung = true;
        });
        clock.advance(1s);
        QVERIFY(hasRung);
        QCOMPARE(clock.pendingCount(), 0);
    }

    // The same over Qt's timers: an immediate call comes from the event loop, and a destroyed alarm stays
    // silent.
    void ringsOnTheSystemClock()
    {
        SystemClock clock;
        int rings = 0;
        Alarm alarm(clock);
        alarm.set(0ms, [&] { ++rings; });
        {
            Alarm destroyed(clock);
            destroyed.set(0ms, [&] { rings += 100; });
        }
        QCOMPARE(rings, 0);
        QTRY_COMPARE(rings, 1);
        QVERIFY(!alarm.isSet());
    }
};

QTEST_GUILESS_MAIN(AlarmTest)
#include "alarmtest.moc"
