#include "sendingprogress.h"

#include "manualclock.h"

#include <QTest>

using namespace lockdesk;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class SendingProgressTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rateIsThatOfTheLastTenSeconds()
    {
        SendRate rate;
        QVERIFY(!rate.perSecond());
        rate.add(0s, 0);
        rate.add(1s, 40);
        QVERIFY(!rate.perSecond()); // a first burst says nothing yet
        rate.add(4s, 40);
        QCOMPARE(rate.perSecond(), std::optional(10.0));
        for (int second = 5; second <= 30; ++second)
            rate.add(std::chrono::seconds(second), 40 + 2 * (second - 4));
        QCOMPARE(rate.perSecond(), std::optional(2.0));
        rate.add(60s, 92); // the first that it remembers is ten seconds old, or the last before that
        rate.add(61s, 92);
        QVERIFY(!rate.perSecond());
        rate.add(62s, 1); // others, from the start
        QVERIFY(!rate.perSecond());
    }

    void saysHowFarHowFastAndHowLong()
    {
        ManualClock clock;
        SendingProgress bar(clock);
        QVERIFY(bar.isHidden());
        bar.setCounts(0, 1'000, false);
        QVERIFY(!bar.isHidden());
        QCOMPARE(bar.accessibleName(), u"Sending changes"_s);
        QCOMPARE(bar.text(), u"0 of 1,000"_s);
        for (int second = 1; second <= 12; ++second) {
            clock.advance(1s);
            bar.setCounts(18 * second, 1'000, false);
        }
        clock.advance(1s);
        QCOMPARE(bar.text(), u"216 of 1,000, 18 a second, about 45 s left"_s); // 784 / 18 = 43.6
        QCOMPARE(bar.accessibleDescription(), bar.text());
        QCOMPARE(std::pair(bar.value(), bar.maximum()), std::pair(216, 1'000));
        bar.setCounts(216, 1'000, true);
        QCOMPARE(bar.text(), u"Paused: 216 of 1,000"_s);
        clock.advance(60s);
        bar.setCounts(216, 1'000, false);
        QCOMPARE(bar.text(), u"216 of 1,000"_s); // what was before the pause says nothing
        bar.setCounts(0, 0, false);
        QVERIFY(bar.isHidden());
        QCOMPARE(clock.pendingCount(), 0);
    }

    void standstillIsNoRate()
    {
        ManualClock clock;
        SendingProgress bar(clock);
        bar.setCounts(0, 10, false);
        clock.advance(2s);
        bar.setCounts(8, 10, false);
        clock.advance(3s);
        QVERIFY2(bar.text().startsWith(u"8 of 10, 1.6 a second, about 2 s left"), qUtf8Printable(bar.text()));
        clock.advance(30s);
        QCOMPARE(bar.text(), u"8 of 10"_s);
    }

    void durationsAreRound()
    {
        QCOMPARE(aboutText(0.1), u"1 s"_s);
        QCOMPARE(aboutText(19), u"19 s"_s);
        QCOMPARE(aboutText(41), u"45 s"_s);
        QCOMPARE(aboutText(100), u"2 min"_s);
        QCOMPARE(aboutText(3'500), u"58 min"_s);
        QCOMPARE(aboutText(7'500), u"2 h 5 min"_s);
    }
};

QTEST_MAIN(SendingProgressTest)
#include "sendingprogresstest.moc"
