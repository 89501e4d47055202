#include "accessschedule.h"

#include "nukitimezone.h"

#include <QLocale>
#include <QRandomGenerator>
#include <QTest>

using namespace lockdesk;
using namespace Qt::StringLiterals;

namespace {

// "2026-03-02T09:00" on a Monday, as the tests' now.
QDateTime utc(const QString &text)
{
    return Instant::fromText(text + u'Z').when();
}

struct Given
{
    QString from;
    QString until;
    std::optional<int> weekDays = {};
    std::optional<int> fromTime = {};
    std::optional<int> untilTime = {};

    AccessSchedule schedule() const
    {
        const auto date = [](const QString &text) {
            return text.isNull() ? std::nullopt : std::optional(Instant::fromText(text));
        };
        return {date(from), date(until), weekDays, fromTime, untilTime};
    }
};

// The rule of TIME-4, written another way than the code has it.
bool breaksRule(const AccessSchedule &s, const QDateTime &now)
{
    const auto minuteOf = [](const Instant &date) { return date.when().toSecsSinceEpoch() / 60; };
    if ((s.fromDate && !s.fromDate->isReadable()) || (s.untilDate && !s.untilDate->isReadable()))
        return true;
    if (s.untilDate && minuteOf(*s.untilDate) * 60'000 <= now.toMSecsSinceEpoch())
        return true;
    if (s.untilDate && s.fromDate && minuteOf(*s.untilDate) <= minuteOf(*s.fromDate))
        return true;
    if (s.weekDays && (*s.weekDays < 1 || *s.weekDays > 127))
        return true;
    if (!s.fromTime && !s.untilTime)
        return false;
    if (!s.fromTime || !s.untilTime)
        return true;
    const bool isWindow = *s.fromTime >= 0 && *s.fromTime < *s.untilTime && *s.untilTime <= 1440;
    return !isWindow && !(*s.fromTime == 0 && *s.untilTime == 0);
}

} // namespace
Q_DECLARE_METATYPE(Given)

class AccessScheduleTest : public QObject
{
    Q_OBJECT

private:
    const QDateTime m_now = utc(u"2026-03-02T09:00:30.500"_s);
    const QTimeZone m_berlin{"Europe/Berlin"};

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }

    void readsAbsentAndZeroAsNoLimit_data()
    {
        QTest::addColumn<Given>("given");
        QTest::newRow("absent") << Given{};
        QTest::newRow("zero") << Given{{}, {}, 0, 0, 0};
        QTest::newRow("all in words") << Given{{}, {}, 127, 0, 1440};
        QTest::newRow("days only") << Given{{}, {}, 127};
    }
    void readsAbsentAndZeroAsNoLimit()
    {
        QFETCH(Given, given);
        const AccessSchedule schedule = given.schedule();
        QVERIFY(schedule.isUnlimited());
        QVERIFY(schedule.isAllDay());
        QCOMPARE(int(schedule.days()), 127);
        QVERIFY(schedule.isOpenAt(m_now, QTimeZone())); // needs no clock
        QVERIFY(!schedule.openUntil(m_now, m_berlin));
        QVERIFY(schedule.nextOpenings(3, m_now, m_berlin).isEmpty());
    }

    void keepsToItsDates()
    {
        const AccessSchedule schedule =
            Given{u"2026-03-02T10:00Z"_s, u"2026-03-09T10:00Z"_s, 64, 540, 1020}.schedule(); // Mondays 9–17
        QVERIFY(!schedule.isOpenAt(utc(u"2026-03-02T09:59:59.999"_s), m_berlin));
        QVERIFY(schedule.isOpenAt(utc(u"2026-03-02T10:00"_s), m_berlin));
        QVERIFY(schedule.isOpenAt(utc(u"2026-03-02T15:59:59.999"_s), m_berlin));
        QVERIFY(!schedule.isOpenAt(utc(u"2026-03-02T16:00"_s), m_berlin));
        QVERIFY(!schedule.isOpenAt(utc(u"2026-03-03T10:00"_s), m_berlin));
        QVERIFY(schedule.isOpenAt(utc(u"2026-03-09T09:59:59.999"_s), m_berlin));
        QVERIFY(!schedule.isOpenAt(utc(u"2026-03-09T10:00"_s), m_berlin));
        QCOMPARE(schedule.openUntil(utc(u"2026-03-02T10:00"_s), m_berlin), utc(u"2026-03-02T16:00"_s));
        QCOMPARE(schedule.openUntil(utc(u"2026-03-09T09:00"_s), m_berlin), utc(u"2026-03-09T10:00"_s));
        QCOMPARE(schedule.nextOpenings(5, m_now, m_berlin),
            QList({utc(u"2026-03-02T10:00"_s), utc(u"2026-03-09T08:00"_s)}));
        QCOMPARE(schedule.nextOpenings(5, utc(u"2026-03-02T10:00"_s), m_berlin),
            QList{utc(u"2026-03-09T08:00"_s)});
    }

    void opensOnceWithDatesAlone()
    {
        const AccessSchedule schedule = Given{u"2027-01-01T00:00Z"_s, u"2027-02-01T00:00Z"_s}.schedule();
        QVERIFY(!schedule.isOpenAt(m_now, m_berlin));
        QCOMPARE(schedule.nextOpenings(4, m_now, m_berlin), QList{utc(u"2027-01-01T00:00"_s)});
        QCOMPARE(schedule.openUntil(utc(u"2027-01-15T00:00"_s), m_berlin), utc(u"2027-02-01T00:00"_s));
        QVERIFY(schedule.nextOpenings(4, utc(u"2027-01-15T00:00"_s), m_berlin).isEmpty());
    }

    void joinsWholeDays()
    {
        const AccessSchedule weekend = Given{{}, {}, 3}.schedule();
        QCOMPARE(weekend.nextOpenings(2, m_now, m_berlin),
            QList({utc(u"2026-03-06T23:00"_s), utc(u"2026-03-13T23:00"_s)}));
        QCOMPARE(weekend.openUntil(utc(u"2026-03-07T12:00"_s), m_berlin), utc(u"2026-03-08T23:00"_s));
    }

    // The night of 29 March 2026 goes from 01:59 to 03:00, that of 25 October has the hour from 02:00 twice.
    void followsTheWallClock()
    {
        const AccessSchedule night = Given{{}, {}, 1, 120, 210}.schedule(); // Sundays 02:00–03:30
        QCOMPARE(
            night.nextOpenings(1, utc(u"2026-03-28T12:00"_s), m_berlin), QList{utc(u"2026-03-29T01:00"_s)});
        QCOMPARE(night.openUntil(utc(u"2026-03-29T01:00"_s), m_berlin), utc(u"2026-03-29T01:30"_s));
        QCOMPARE(
            night.nextOpenings(1, utc(u"2026-10-24T12:00"_s), m_berlin), QList{utc(u"2026-10-25T00:00"_s)});
        QCOMPARE(night.openUntil(utc(u"2026-10-25T00:00"_s), m_berlin), utc(u"2026-10-25T02:30"_s));

        const AccessSchedule half = Given{{}, {}, 1, 135, 165}.schedule(); // Sundays 02:15–02:45
        QCOMPARE(
            half.nextOpenings(1, utc(u"2026-03-28T12:00"_s), m_berlin), QList{utc(u"2026-04-05T00:15"_s)});
        QCOMPARE(half.nextOpenings(2, utc(u"2026-10-24T12:00"_s), m_berlin),
            QList({utc(u"2026-10-25T00:15"_s), utc(u"2026-10-25T01:15"_s)}));
    }

    // What nobody documents is kept and never claimed to be open.
    void neverClaimsThatAnUnclearOneIsOpen_data()
    {
        QTest::addColumn<Given>("given");
        QTest::newRow("past midnight") << Given{{}, {}, 127, 1320, 360};
        QTest::newRow("until midnight") << Given{{}, {}, 127, 1320, 0};
        QTest::newRow("empty window") << Given{{}, {}, 127, 540, 540};
        QTest::newRow("from alone") << Given{{}, {}, 127, 540, {}};
        QTest::newRow("until alone") << Given{{}, {}, 127, {}, 1020};
        QTest::newRow("from 0 alone") << Given{{}, {}, 127, 0, {}};
        QTest::newRow("negative") << Given{{}, {}, 127, -60, 540};
        QTest::newRow("too late") << Given{{}, {}, 127, 0, 1441};
        QTest::newRow("no such day") << Given{{}, {}, 128};
        QTest::newRow("negative mask") << Given{{}, {}, -1};
        QTest::newRow("unreadable start") << Given{u"2026-03-01T09:00:00"_s, {}};
        QTest::newRow("unreadable end") << Given{{}, u"tomorrow"_s};
    }
    void neverClaimsThatAnUnclearOneIsOpen()
    {
        QFETCH(Given, given);
        const AccessSchedule schedule = given.schedule();
        QVERIFY(schedule.isUnclear());
        QVERIFY(!schedule.isUnlimited());
        for (int minute = 0; minute < 7 * 1440; minute += 15)
            QVERIFY(!schedule.isOpenAt(m_now.addSecs(minute * 60), m_berlin));
        QVERIFY(!schedule.openUntil(m_now, m_berlin));
        QVERIFY(schedule.nextOpenings(3, m_now, m_berlin).isEmpty());
        QVERIFY(!schedule.problem(m_now).isEmpty());
        QVERIFY(!schedule.completed(m_now).problem(m_now).isEmpty());
    }

    void claimsNothingWithoutTheLocksClock()
    {
        const AccessSchedule schedule = Given{{}, {}, 127, 0, 1439}.schedule();
        QVERIFY(!schedule.isOpenAt(m_now, NukiTimeZone(46).zone()));
        QVERIFY(!schedule.openUntil(m_now, QTimeZone()));
        QVERIFY(schedule.nextOpenings(3, m_now, QTimeZone()).isEmpty());
        QVERIFY(!schedule.isOpenAt(QDateTime(), m_berlin));
    }

    // TIME-4, D13
    void refusesWhatBreaksARule_data()
    {
        QTest::addColumn<Given>("given");
        QTest::addColumn<QString>("word");
        QTest::newRow("end before start")
            << Given{u"2026-04-02T09:00Z"_s, u"2026-04-01T09:00Z"_s} << u"later than the start"_s;
        QTest::newRow("end in the start's minute")
            << Given{u"2026-04-01T09:00:05Z"_s, u"2026-04-01T09:00:50Z"_s} << u"later"_s;
        QTest::newRow("ended") << Given{{}, u"2026-03-02T09:00Z"_s} << u"in the past"_s;
        QTest::newRow("ends this minute") << Given{{}, u"2026-03-02T09:00:59Z"_s} << u"in the past"_s;
        QTest::newRow("no day") << Given{{}, {}, 0} << u"at least one day"_s;
        QTest::newRow("no such day") << Given{{}, {}, 200} << u"days cannot be read"_s;
        QTest::newRow("one time") << Given{{}, {}, 127, 540, {}} << u"both times"_s;
        QTest::newRow("out of range") << Given{{}, {}, 127, 540, 1441} << u"24:00"_s;
        QTest::newRow("empty window") << Given{{}, {}, 127, 540, 540} << u"All day"_s;
        QTest::newRow("until midnight") << Given{{}, {}, 127, 1320, 0} << u"end at 23:59"_s;
        QTest::newRow("past midnight") << Given{{}, {}, 127, 1320, 360} << u"22:00–23:59 and 00:00–06:00."_s;
        QTest::newRow("past midnight, some days")
            << Given{{}, {}, 124, 1320, 360} << u"22:00–23:59 and, on the days after, 00:00–06:00."_s;
        QTest::newRow("last minute") << Given{{}, {}, 127, 1439, 1} << u"23:59–24:00 and 00:00–00:01."_s;
        QTest::newRow("unreadable start") << Given{u"2026-04-01"_s, {}} << u"start date cannot be read"_s;
        QTest::newRow("unreadable end") << Given{{}, u""_s} << u"end date cannot be read"_s;
    }
    void refusesWhatBreaksARule()
    {
        QFETCH(Given, given);
        QFETCH(QString, word);
        const QString problem = given.schedule().problem(m_now);
        QVERIFY2(problem.contains(word), qPrintable(problem));
        QVERIFY(!given.schedule().completed(m_now).problem(m_now).isEmpty());
    }

    // TIME-4: random combinations; refused exactly where the rule says so, completed or not, and then none of
    // times or days goes without a start date (D8).
    void refusesExactlyWhatBreaksARule()
    {
        QRandomGenerator random(815);
        const auto dice = [&random](int sides) { return random.bounded(sides); };
        const auto date = [&](int spread) -> std::optional<Instant> {
            if (dice(3) == 0)
                return std::nullopt;
            return dice(20) == 0 ? Instant::fromText(u"soon"_s)
                                 : Instant::fromDateTime(m_now.addSecs(dice(spread) - spread / 2));
        };
        const auto number = [&](int low, int high) -> std::optional<int> {
            return dice(3) == 0 ? std::nullopt : std::optional(random.bounded(low, high));
        };
        int refused = 0;
        for (int i = 0; i < 20'000; ++i) {
            const int spread = i % 2 ? 240 : 10'000'000;
            const AccessSchedule schedule{date(spread), date(spread), number(-3, 133),
                number(-2, dice(2) ? 5 : 1445), number(-2, 1445)};
            const AccessSchedule sent = schedule.completed(m_now);
            const bool isBad = breaksRule(schedule, m_now);
            QCOMPARE(!schedule.problem(m_now).isEmpty(), isBad);
            QCOMPARE(!sent.problem(m_now).isEmpty(), isBad);
            refused += isBad;
            const bool hasLimit = sent.weekDays || sent.fromTime || sent.untilTime || sent.untilDate;
            QVERIFY(!hasLimit || sent.fromDate);
        }
        qInfo() << refused << "of 20000 refused";
        QVERIFY(refused > 5'000 && refused < 19'500);
    }

    void completesAsASet_data()
    {
        QTest::addColumn<Given>("given");
        QTest::addColumn<Given>("sent");
        const QString now = u"2026-03-02T09:00:00.000Z"_s;
        QTest::newRow("times") << Given{{}, {}, {}, 540, 1020} << Given{now, {}, 127, 540, 1020};
        QTest::newRow("days") << Given{{}, {}, 124} << Given{now, {}, 124, 0, 0};
        QTest::newRow("end") << Given{{}, u"2026-04-01T08:00:59.999Z"_s}
                             << Given{now, u"2026-04-01T08:00:00.000Z"_s, 127, 0, 0};
        QTest::newRow("start") << Given{u"2026-04-01T08:00Z"_s, {}}
                               << Given{u"2026-04-01T08:00Z"_s, {}, 127, 0, 0};
        QTest::newRow("all day in words")
            << Given{u"2026-04-01T08:00Z"_s, {}, 3, 0, 1440} << Given{u"2026-04-01T08:00Z"_s, {}, 3, 0, 0};
        QTest::newRow("whole") << Given{now, u"2026-04-01T08:00Z"_s, 3, 1, 1440}
                               << Given{now, u"2026-04-01T08:00Z"_s, 3, 1, 1440};
        QTest::newRow("nothing") << Given{} << Given{};
        QTest::newRow("nothing in words") << Given{{}, {}, 127, 0, 0} << Given{};
        QTest::newRow("no day stays") << Given{{}, {}, 0} << Given{now, {}, 0, 0, 0};
    }
    void completesAsASet()
    {
        QFETCH(Given, given);
        QFETCH(Given, sent);
        const AccessSchedule completed = given.schedule().completed(m_now);
        QCOMPARE(completed, sent.schedule());
        const auto text = [](const std::optional<Instant> &date) {
            return date ? date->toText() : QString();
        };
        QCOMPARE(text(completed.fromDate), sent.from);
        QCOMPARE(text(completed.untilDate), sent.until);
        QCOMPARE(completed.completed(m_now.addDays(1)), completed);
    }

    void namesWhatDiffers()
    {
        const AccessSchedule one = Given{u"2026-04-01T08:00Z"_s, {}, 127, 0, 0}.schedule();
        QVERIFY(one.differences(one).isEmpty());
        QVERIFY(one.differences(Given{u"2026-04-01T10:00:00+02:00"_s, {}, 127, 0, 0}.schedule()).isEmpty());
        QCOMPARE(one.differences(AccessSchedule()),
            QStringList(
                {u"allowedFromDate"_s, u"allowedWeekDays"_s, u"allowedFromTime"_s, u"allowedUntilTime"_s}));
        QCOMPARE(
            AccessSchedule().differences(Given{{}, u"x"_s}.schedule()), QStringList{u"allowedUntilDate"_s});
    }
};

QTEST_APPLESS_MAIN(AccessScheduleTest)
#include "accessscheduletest.moc"
