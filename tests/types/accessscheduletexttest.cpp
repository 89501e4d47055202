#include "accessschedule.h"

#include <QLocale>
#include <QTest>

using namespace lockdesk;
using namespace Qt::StringLiterals;

namespace {

AccessSchedule weekly(std::optional<int> days, std::optional<int> from = {}, std::optional<int> until = {})
{
    return {{}, {}, days, from, until};
}

AccessSchedule dated(std::optional<int> days, const QString &from, const QString &until)
{
    AccessSchedule schedule = weekly(days);
    if (!from.isEmpty())
        schedule.fromDate = Instant::fromText(from);
    if (!until.isEmpty())
        schedule.untilDate = Instant::fromText(until);
    return schedule;
}

} // namespace
Q_DECLARE_METATYPE(AccessSchedule)

class AccessScheduleTextTest : public QObject
{
    Q_OBJECT

private:
    const QTimeZone m_berlin{"Europe/Berlin"};
    const QDateTime m_now = Instant::fromText(u"2026-03-02T09:00:00Z"_s).when(); // Monday, 10:00 in Berlin

private Q_SLOTS:
    void saysTheWeek_data()
    {
        QTest::addColumn<AccessSchedule>("schedule");
        QTest::addColumn<QString>("words");
        QTest::newRow("unlimited") << AccessSchedule() << u"Every day"_s;
        QTest::newRow("zeros") << weekly(0, 0, 0) << u"Every day"_s;
        QTest::newRow("working week") << weekly(124, 540, 1020) << u"Mon–Fri 09:00–17:00"_s;
        QTest::newRow("weekend") << weekly(3, 0, 0) << u"Sat, Sun all day"_s;
        QTest::newRow("daily") << weekly({}, 540, 1440) << u"Every day 09:00–24:00"_s;
        QTest::newRow("past midnight")
            << weekly(127, 1320, 360) << u"Every day, unclear times (22:00–06:00)"_s;
        QTest::newRow("one time") << weekly(124, 540) << u"Mon–Fri, unclear times (09:00–?)"_s;
        QTest::newRow("out of range") << weekly(124, 0, 3000) << u"Mon–Fri, unclear times (00:00–?)"_s;
    }
    void saysTheWeek()
    {
        QFETCH(AccessSchedule, schedule);
        QFETCH(QString, words);
        QCOMPARE(weeklyText(schedule, QLocale::c()), words);
    }

    void saysTimesAsTheLocaleDoes()
    {
        QCOMPARE(timeOfDayText(540, QLocale::c()), u"09:00"_s);
        QCOMPARE(timeOfDayText(1440, QLocale::c()), u"24:00"_s);
        QCOMPARE(timeOfDayText(1440, QLocale(QLocale::German)), u"24:00"_s);
        QCOMPARE(timeOfDayText(0, QLocale(QLocale::German)), u"00:00"_s);
        QCOMPARE(timeOfDayText(1440, QLocale(QLocale::Finnish)), u"24.00"_s);
        const QString noon = timeOfDayText(12 * 60, QLocale(QLocale::English, QLocale::UnitedStates));
        QVERIFY2(noon.startsWith(u"12:00") && noon.endsWith(u"PM"), qPrintable(noon));
        QVERIFY(timeOfDayText(1440, QLocale(QLocale::English, QLocale::UnitedStates)).startsWith(u"12:00"));
    }

    void saysWhetherItOpensNow_data()
    {
        QTest::addColumn<AccessSchedule>("schedule");
        QTest::addColumn<QString>("words");
        QTest::newRow("unlimited") << AccessSchedule() << u"Yes"_s;
        QTest::newRow("open") << weekly(124, 540, 1020) << u"Yes, until Mon 17:00"_s;
        QTest::newRow("open, to midnight") << weekly(124, 540, 1440) << u"Yes, until Tue 00:00"_s;
        QTest::newRow("whole days") << weekly(124) << u"Yes, until Sat 00:00"_s;
        QTest::newRow("later today") << weekly(127, 660, 1020) << u"No, next Mon 11:00"_s;
        QTest::newRow("in a week less") << weekly(1, 540, 1020) << u"No, next Sun 09:00"_s;
        QTest::newRow("in a week") << weekly(64, 540, 541) << u"No, next 9 Mar 2026 09:00"_s;
        QTest::newRow("not yet") << dated(127, u"2027-01-01T00:00Z"_s, {}) << u"No, next 1 Jan 2027 01:00"_s;
        QTest::newRow("until a date")
            << dated(127, {}, u"2026-08-01T10:00Z"_s) << u"Yes, until 1 Aug 2026 12:00"_s;
        QTest::newRow("over") << dated(127, {}, u"2026-03-02T09:00Z"_s) << u"Never again"_s;
        QTest::newRow("over before its next day") << dated(1, {}, u"2026-03-05T09:00Z"_s) << u"Never again"_s;
        QTest::newRow("unclear") << weekly(127, 1320, 360) << u"Unclear"_s;
        QTest::newRow("unreadable") << dated(127, u"soon"_s, {}) << u"Unclear"_s;
        QTest::newRow("unreadable but over")
            << dated(127, u"soon"_s, u"2026-03-01T09:00Z"_s) << u"Never again"_s;
    }
    void saysWhetherItOpensNow()
    {
        QFETCH(AccessSchedule, schedule);
        QFETCH(QString, words);
        QCOMPARE(accessNowText(schedule, m_now, m_berlin, m_berlin, QLocale::c()), words);
    }

    void tellsTimesOnTheClockThatIsShown()
    {
        const AccessSchedule schedule = weekly(127, 540, 1020);
        QCOMPARE(accessNowText(schedule, m_now, m_berlin, QTimeZone("Asia/Tokyo"), QLocale::c()),
            u"Yes, until Tue 01:00"_s);
        QCOMPARE(accessNowText(schedule, m_now, m_berlin, QTimeZone(), QLocale::c()),
            u"Yes, until Mon 16:00 UTC"_s);
        QCOMPARE(accessNowText(schedule, m_now, QTimeZone(), m_berlin, QLocale::c()), u"Unclear"_s);
        QCOMPARE(accessNowText(AccessSchedule(), m_now, QTimeZone(), m_berlin, QLocale::c()), u"Yes"_s);
    }

    void speaksTheWhole_data()
    {
        QTest::addColumn<AccessSchedule>("schedule");
        QTest::addColumn<QString>("words");
        QTest::newRow("unlimited") << AccessSchedule() << u"Every day all day"_s;
        QTest::newRow("working week") << weekly(124, 540, 1020) << u"Monday to Friday from 09:00 to 17:00"_s;
        QTest::newRow("dates")
            << dated(3, u"2026-03-02T09:00Z"_s, u"2026-08-01T10:00Z"_s)
            << u"Saturday, Sunday all day, starting 2 Mar 2026 10:00, ending 1 Aug 2026 12:00"_s;
        QTest::newRow("unclear") << weekly(64, 1320, 360) << u"Monday at unclear times"_s;
        QTest::newRow("unreadable") << dated(64, u"soon"_s, {})
                                    << u"Monday all day, starting at an unreadable date"_s;
    }
    void speaksTheWhole()
    {
        QFETCH(AccessSchedule, schedule);
        QFETCH(QString, words);
        QCOMPARE(spokenText(schedule, m_berlin, QLocale::c()), words);
    }
};

QTEST_APPLESS_MAIN(AccessScheduleTextTest)
#include "accessscheduletexttest.moc"
