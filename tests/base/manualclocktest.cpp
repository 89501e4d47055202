#include "manualclock.h"

#include <QTest>

using namespace lockdesk;
using namespace std::chrono_literals;

class ManualClockTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void standsStillUntilMoved()
    {
        ManualClock clock;
        const QDateTime start = clock.now();
        const auto uptime = clock.uptime();
        clock.advance(90s);
        QCOMPARE(start.msecsTo(clock.now()), qint64(90'000));
        QVERIFY(clock.uptime() - uptime == 90s);
    }

    void jumpsWithTheWallClockAlone()
    {
        ManualClock clock;
        const QDateTime start = clock.now();
        const auto uptime = clock.uptime();
        int calls = 0;
        clock.callAfter(1h, this, [&] { ++calls; });
        clock.jump(8h);
        QCOMPARE(start.secsTo(clock.now()), qint64(8 * 3600));
        QVERIFY(clock.uptime() == uptime);
        clock.advance(59min);
        QCOMPARE(calls, 0);
        clock.jump(-24h);
        clock.advance(1min);
        QCOMPARE(calls, 1);
    }

    void callsInOrderAtTheirTime()
    {
        ManualClock clock;
        const QDateTime start = clock.now();
        QStringList calls;
        const auto note = [&](QChar name) {
            calls.append(name + QString::number(start.msecsTo(clock.now())));
        };
        clock.callAfter(2s, this, [&] { note(u'b'); });
        clock.callAfter(1s, this, [&] {
            note(u'a');
            clock.callAfter(500ms, this, [&] { note(u'n'); });
        });
        clock.callAfter(2s, this, [&] { note(u'c'); });
        clock.callAfter(0ms, this, [&] { note(u'0'); });
        QVERIFY(calls.isEmpty());
        QCOMPARE(clock.pendingCount(), 4);
        clock.advance(3s);
        QCOMPARE(calls.join(u' '), QStringLiteral("00 a1000 n1500 b2000 c2000"));
        QCOMPARE(clock.pendingCount(), 0);
        QCOMPARE(start.msecsTo(clock.now()), qint64(3000));
    }

    void dropsCallsOfDestroyedObjects()
    {
        ManualClock clock;
        int calls = 0;
        auto first = std::make_unique<QObject>();
        auto second = std::make_unique<QObject>();
        clock.callAfter(2s, second.get(), [&] { ++calls; });
        clock.callAfter(1s, first.get(), [&] { second.reset(); });
        clock.advance(5s);
        QCOMPARE(calls, 0);
        clock.callAfter(1s, first.get(), [&] { ++calls; });
        first.reset();
        QCOMPARE(clock.pendingCount(), 0);
        clock.advance(5s);
        QCOMPARE(calls, 0);
    }

    void deliversQueuedCallsBetween()
    {
        ManualClock clock;
        QString calls;
        clock.callAfter(1s, this, [&] {
            QMetaObject::invokeMethod(
                this, [&] { calls += u'q'; }, Qt::QueuedConnection);
        });
        clock.callAfter(2s, this, [&] { calls += u'b'; });
        clock.advance(2s);
        QCOMPARE(calls, QStringLiteral("qb"));
    }
};

QTEST_GUILESS_MAIN(ManualClockTest)
#include "manualclocktest.moc"
