#include "csvmoment.h"

#include <QTest>

using namespace lockdesk;
using namespace Qt::StringLiterals;

namespace {

QDateTime utc(int month, int day, int hour, int minute, int second = 0)
{
    return QDateTime(QDate(2026, month, day), QTime(hour, minute, second), QTimeZone::utc());
}

QTimeZone berlin()
{
    return QTimeZone("Europe/Berlin");
}

QString refusal(const QString &text)
{
    const auto moment = momentFromText(text, berlin());
    return moment ? u"read as "_s + moment->toString(Qt::ISODate) : moment.error();
}

} // namespace

class CsvMomentTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysItsDistanceFromUtc()
    {
        QCOMPARE(momentText(utc(3, 2, 8, 0), berlin()), u"2026-03-02 09:00 +01:00"_s);
        QCOMPARE(momentText(utc(3, 2, 8, 0), QTimeZone("America/St_Johns")), u"2026-03-02 04:30 -03:30"_s);
        QCOMPARE(momentText(utc(7, 2, 23, 59, 59), QTimeZone()), u"2026-07-02 23:59:59 +00:00"_s);
        QCOMPARE(momentText({}, berlin()), QString());
    }

    void readsWhatPeopleWrite_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("own") << u"2026-03-02 09:00 +01:00"_s;
        QTest::newRow("no distance") << u"2026-03-02 09:00"_s;
        QTest::newRow("seconds") << u"2026-03-02T09:00:00"_s;
        QTest::newRow("the API's") << u"2026-03-02T08:00:00.000Z"_s;
        QTest::newRow("UTC") << u"2026-03-02 08:00 utc"_s;
        QTest::newRow("dotted") << u" 2.3.2026 9:00 "_s;
        QTest::newRow("dotted, comma") << u"02.03.2026, 09:00:00"_s;
        QTest::newRow("without colon") << u"2026-03-02 03:30 -0430"_s;
        QTest::newRow("minus") << u"2026-03-02 03:30 \u221204:30"_s;
    }
    void readsWhatPeopleWrite()
    {
        QFETCH(QString, text);
        const auto moment = momentFromText(text, berlin());
        QVERIFY2(moment, qPrintable(refusal(text)));
        QCOMPARE(*moment, utc(3, 2, 8, 0));
    }

    void refusesTheImpossible()
    {
        QVERIFY(refusal(u"2026-02-30 09:00"_s).contains(u"no such date: “2026-02-30"_s));
        QVERIFY(refusal(u"31.4.2026 09:00"_s).contains(u"no such date"_s));
        QVERIFY(refusal(u"0000-01-01 09:00"_s).contains(u"no such date"_s));
        QVERIFY(refusal(u"2026-03-02 25:00"_s).contains(u"no such time"_s));
        QVERIFY(refusal(u"2026-03-02 24:00"_s).contains(u"no such time"_s));
        QVERIFY(refusal(u"2026-03-02"_s).contains(u"no time of day"_s));
        QVERIFY(refusal(u"03/02/2026 09:00"_s).contains(u"2026-03-31 17:00"_s)); // which is the month?
        QVERIFY(refusal(u"soon %1"_s).contains(u"“soon %1”"_s));
        QVERIFY(refusal(u"2026-03-02 09:00 +19:00"_s).contains(u"that far"_s));
    }

    void refusesWhatAClockChangeMakesOfIt() // TIME-5, TIME-6
    {
        QVERIFY(refusal(u"2026-03-29 02:30"_s).contains(u"skips"_s));
        QVERIFY(refusal(u"2026-10-25 02:30"_s).contains(u"twice"_s));
        QCOMPARE(*momentFromText(u"2026-10-25 02:30 +02:00"_s, berlin()), utc(10, 25, 0, 30));
        QCOMPARE(*momentFromText(u"2026-10-25 02:30 +01:00"_s, berlin()), utc(10, 25, 1, 30));
        QVERIFY(momentFromText(u"2026-03-02 09:00"_s, QTimeZone()).error().contains(u"unknown"_s));
        QCOMPARE(*momentFromText(u"2026-03-02 09:00Z"_s, QTimeZone()), utc(3, 2, 9, 0));
    }

    void readsTimesOfDay()
    {
        for (int minutes = 0; minutes <= 1440; ++minutes)
            QCOMPARE(minutesFromText(minutesText(minutes)), minutes);
        QCOMPARE(minutesFromText(u"9:05:00"_s), 545);
        for (const QString &odd :
            {u"24:01"_s, u"9"_s, u"09:60"_s, u"09:00:30"_s, u"9:00 PM"_s, u"-1:00"_s, u""_s})
            QVERIFY2(!minutesFromText(odd), qPrintable(odd));
    }
};

QTEST_APPLESS_MAIN(CsvMomentTest)
#include "csvmomenttest.moc"
