#include "pacer.h"

#include <QTest>
#include <QTimeZone>
#include <cmath>

using namespace lockdesk;
using namespace std::chrono_literals;

class PacerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void spreadsBackOff();
    void repeatsWithTheSameSeed();
    void readsRetryAfter_data();
    void readsRetryAfter();
    void believesADateAloneForTwoMinutes();
    void pausesAsAsked();
    void growsWithoutAHint();
    void believesAnHourAtMost();
};

// NET-8
void PacerTest::spreadsBackOff()
{
    QRandomGenerator random(7);
    Pacer pacer(random);
    for (int n = 0; n < 10; ++n) {
        const double cap = std::min(30'000.0, 500.0 * (1 << n));
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < 1000; ++i) {
            const auto delay = double(pacer.backOff(n).count());
            QVERIFY(delay >= 0 && delay <= cap);
            sum += delay;
            squares += delay * delay;
        }
        const double deviation = std::sqrt(squares / 1000 - sum * sum / 1'000'000);
        QVERIFY2(deviation >= 0.25 * cap, qPrintable(QString::number(deviation / cap)));
    }
}

void PacerTest::repeatsWithTheSameSeed()
{
    QRandomGenerator one(3);
    QRandomGenerator other(3);
    Pacer first(one);
    Pacer second(other);
    for (int i = 0; i < 100; ++i)
        QCOMPARE(first.backOff(i % 8), second.backOff(i % 8));
}

void PacerTest::readsRetryAfter_data()
{
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<int>("seconds"); // -1: unreadable
    QTest::newRow("seconds") << QByteArray("7") << 7;
    QTest::newRow("with space") << QByteArray(" 7 ") << 7;
    QTest::newRow("zero") << QByteArray("0") << 0;
    QTest::newRow("negative") << QByteArray("-5") << 0;
    QTest::newRow("a date") << QByteArray("Mon, 02 Mar 2026 09:00:30 GMT") << 30;
    QTest::newRow("a past date") << QByteArray("Sun, 01 Mar 2026 09:00:30 GMT") << 0;
    QTest::newRow("a far date") << QByteArray("Fri, 31 Dec 9999 23:59:59 GMT") << 366 * 86400;
    QTest::newRow("huge") << QByteArray("1000000000000") << 366 * 86400;
    QTest::newRow("beyond 64 bits") << QByteArray("99999999999999999999999") << 366 * 86400;
    QTest::newRow("1e12") << QByteArray("1e12") << -1;
    QTest::newRow("a word") << QByteArray("soon") << -1;
    QTest::newRow("half a second") << QByteArray("0.5") << -1;
    QTest::newRow("absent") << QByteArray() << -1;
    QTest::newRow("a minus") << QByteArray("-") << -1;
    QTest::newRow("two headers") << QByteArray("7, 9") << 9;
    QTest::newRow("two headers, one bad") << QByteArray("soon, 3") << 3;
}

// NET-7, the values.
void PacerTest::readsRetryAfter()
{
    QFETCH(QByteArray, header);
    QFETCH(int, seconds);
    const QDateTime now(QDate(2026, 3, 2), QTime(9, 0), QTimeZone::utc());
    for (const int hours : {-8, 0, 8}) { // our clock does not matter where the service tells its own
        const auto read =
            Pacer::retryAfter(header, "Mon, 02 Mar 2026 09:00:00 GMT", now.addSecs(hours * 3600));
        QCOMPARE(read ? int(read->count()) : -1, seconds);
    }
}

void PacerTest::believesADateAloneForTwoMinutes()
{
    const QDateTime now(QDate(2026, 3, 2), QTime(9, 0), QTimeZone::utc());
    for (const auto &[date, seconds] :
        {std::pair("Mon, 02 Mar 2026 09:00:07 GMT", 7), std::pair("Mon, 02 Mar 2026 17:00:00 GMT", 120),
            std::pair("Mon, 02 Mar 2026 01:00:00 GMT", 0)}) {
        QCOMPARE(Pacer::retryAfter(date, {}, now).value().count(), seconds);
        QCOMPARE(Pacer::retryAfter(date, "soon", now).value().count(), seconds);
    }
}

void PacerTest::pausesAsAsked()
{
    QRandomGenerator random(1);
    Pacer pacer(random);
    pacer.pauseAsAsked(120s, 1000s);
    QCOMPARE(pacer.pausedUntil(), Pacer::Time(1120s));
    QVERIFY(!pacer.isRefusing(1000s));
    pacer.pauseAsAsked(3s, 1001s); // of the other answers that were under way; never shorter
    pacer.pauseAsAsked({}, 1002s);
    QCOMPARE(pacer.pausedUntil(), Pacer::Time(1120s));
    pacer.pauseAsAsked(121s, 1000s);
    QVERIFY(pacer.isRefusing(1120s));
    QVERIFY(!pacer.isRefusing(1121s));
}

void PacerTest::growsWithoutAHint()
{
    QRandomGenerator random(1);
    Pacer pacer(random);
    Pacer::Time now(0);
    Pacer::Time longest(0);
    for (int i = 0; i < 50; ++i) {
        pacer.pauseAsAsked(i % 2 == 0 ? std::nullopt : std::optional(0s), now);
        const auto pause = pacer.pausedUntil() - now;
        QVERIFY(pause >= 1s && pause <= 30s);
        longest = std::max(longest, pause);
        now = pacer.pausedUntil();
    }
    QVERIFY(longest > 10s);
    pacer.noteAnswer();
    pacer.pauseAsAsked({}, now);
    QVERIFY(pacer.pausedUntil() - now <= 1s);
}

void PacerTest::believesAnHourAtMost()
{
    QRandomGenerator random(1);
    Pacer pacer(random);
    pacer.pauseAsAsked(std::chrono::hours(24 * 366), 0s);
    QCOMPARE(pacer.pausedUntil(), Pacer::Time(1h));
    QVERIFY(pacer.isRefusing(0s));
}

QTEST_APPLESS_MAIN(PacerTest)
#include "pacertest.moc"
