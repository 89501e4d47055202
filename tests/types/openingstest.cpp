#include "accessschedule.h"

#include "clockchanges.h"
#include "nukitimezone.h"

#include <QSet>
#include <QTest>

using namespace lockdesk;

namespace {

constexpr qint64 minute = 60'000;
constexpr qint64 hour = 60 * minute;
constexpr qint64 day = 24 * hour;
constexpr qint64 reach = 27 * hour; // looked at before and after each clock change

QDateTime utc(qint64 msecs)
{
    return QDateTime::fromMSecsSinceEpoch(msecs, QTimeZone::utc()).toUTC();
}

struct Window
{
    int from;
    int until;
};

// Windows that begin, end, lie and reach into the hours that clocks change: 0–1, 2–3 and 23–24 o'clock.
const QList<Window> windows{{0, 0}, {0, 30}, {0, 60}, {30, 90}, {60, 1440}, {90, 150}, {120, 180}, {135, 165},
    {150, 210}, {180, 240}, {540, 1020}, {0, 1380}, {1380, 1440}, {1410, 1440}, {0, 1439}};

AccessSchedule schedule(int weekDays, Window window)
{
    return {.fromDate = {},
        .untilDate = {},
        .weekDays = weekDays,
        .fromTime = window.from,
        .untilTime = window.until};
}

// The wall clock around one change, minute by minute, from nothing but the two offsets.
struct Oracle
{
    explicit Oracle(const ClockChange &change)
        : begin(change.at.toMSecsSinceEpoch() - reach)
    {
        for (qint64 t = begin; t < begin + 2 * reach; t += minute) {
            const bool isBefore = t < change.at.toMSecsSinceEpoch();
            const qint64 wall = t + (isBefore ? change.offsetBefore() : change.offsetAfter());
            bits.append(1 << (6 - (wall / day + 3) % 7)); // 1970 began on a Thursday; Monday is bit 6
            minutes.append(int(wall % day / minute));
        }
    }

    QList<bool> open(int weekDays, Window window) const
    {
        const bool isAllDay = window.from == 0 && window.until == 0;
        QList<bool> result(bits.size());
        for (qsizetype i = 0; i < bits.size(); ++i) {
            const bool isInside = isAllDay || (minutes.at(i) >= window.from && minutes.at(i) < window.until);
            result[i] = isInside && (weekDays & bits.at(i));
        }
        return result;
    }

    qint64 begin;
    QList<int> bits;
    QList<int> minutes;
};

// Where it goes from closed to open and from open to closed, in milliseconds.
QList<qint64> edges(const QList<bool> &open, qint64 begin, bool toOpen)
{
    QList<qint64> result;
    for (qsizetype i = 1; i < open.size(); ++i) {
        if (open.at(i) != open.at(i - 1) && open.at(i) == toOpen)
            result.append(begin + i * minute);
    }
    return result;
}

} // namespace

// Openings across every clock change of every zone from 2024 to 2035, against the wall clock read minute by
// minute.
class OpeningsTest : public QObject
{
    Q_OBJECT

private:
    int m_changes = 0;
    qint64 m_instants = 0;
    int m_openings = 0;

    void compare(const Oracle &oracle, const QTimeZone &zone, int weekDays, Window window)
    {
        const AccessSchedule rule = schedule(weekDays, window);
        const QList<bool> open = oracle.open(weekDays, window);
        for (qsizetype i = open.size() / 2 - 75; i < open.size() / 2 + 75; ++i) {
            ++m_instants;
            const QDateTime when =
                utc(oracle.begin + i * minute + (i % 2 ? 0 : minute - 1)); // first or last of its minute
            if (rule.isOpenAt(when, zone) != open.at(i))
                QFAIL(qPrintable(when.toString(Qt::ISODateWithMs)));
        }

        const QList<qint64> starts = edges(open, oracle.begin, true);
        const QList<qint64> ends = edges(open, oracle.begin, false);
        QList<qint64> found;
        for (const QDateTime &start : rule.nextOpenings(8, utc(oracle.begin), zone)) {
            if (start < utc(oracle.begin + 2 * reach))
                found.append(start.toMSecsSinceEpoch());
        }
        QCOMPARE(found, starts);
        m_openings += int(found.size());
        for (const qint64 start : starts) {
            const auto end = std::ranges::upper_bound(ends, start);
            const auto until = rule.openUntil(utc(start), zone);
            if (end != ends.end())
                QCOMPARE(until->toMSecsSinceEpoch(), *end);
            else
                QVERIFY(!until || until->toMSecsSinceEpoch() >= oracle.begin + 2 * reach);
        }
        for (const qint64 end : ends)
            QVERIFY(!rule.openUntil(utc(end), zone));
    }

private Q_SLOTS:
    void followsTheWallClockThroughEveryChange_data()
    {
        QTest::addColumn<int>("id");
        for (int id = 0; id < NukiTimeZone::count; ++id)
            QTest::newRow(NukiTimeZone(id).ianaName().constData()) << id;
    }
    void followsTheWallClockThroughEveryChange()
    {
        QFETCH(int, id);
        const QTimeZone zone = NukiTimeZone(id).zone();
        for (const ClockChange &change : clockChanges(zone)) {
            ++m_changes;
            const Oracle oracle(change);
            const int dayOfChange = oracle.bits.at(oracle.bits.size() / 2);
            for (const Window window : windows) {
                for (const int weekDays : {127, dayOfChange}) {
                    if (weekDays == 127 && window.from == 0 && window.until == 0)
                        continue; // unlimited
                    compare(oracle, zone, weekDays, window);
                    if (QTest::currentTestFailed()) {
                        qWarning() << change.at << weekDays << window.from << window.until;
                        return;
                    }
                }
            }
        }
    }

    // Zones without a change, and ordinary weeks of the others: a window each day, at the wall clock's times.
    void opensEveryDayOfAWeek()
    {
        for (int id = 0; id < NukiTimeZone::count; ++id) {
            const QTimeZone zone = NukiTimeZone(id).zone();
            const AccessSchedule rule = schedule(127, {540, 1020});
            QDate date(2026, 6, 8);
            const QDateTime midnight = *instantsOf(date, QTime(0, 0), zone).earlier;
            for (const QDateTime &start : rule.nextOpenings(7, midnight, zone)) {
                QCOMPARE(start, *instantsOf(date, QTime(9, 0), zone).earlier);
                QCOMPARE(rule.openUntil(start, zone), instantsOf(date, QTime(17, 0), zone).earlier);
                date = date.addDays(1);
            }
            QCOMPARE(date, QDate(2026, 6, 15));
        }
    }

    // TIME-3: the minutes mean the lock's wall clock in every zone; 46 × 1,441 checks.
    void shiftsNoMinute()
    {
        int checks = 0;
        const QDate date(2026, 6, 10);
        for (int id = 0; id < NukiTimeZone::count; ++id) {
            const QTimeZone zone = NukiTimeZone(id).zone();
            const QDateTime midnight = *instantsOf(date, QTime(0, 0), zone).earlier;
            for (int m = 0; m <= 1440; ++m) {
                ++checks;
                const bool isEnd = m == 1440;
                const AccessSchedule rule = schedule(127, isEnd ? Window{1, 1440} : Window{m, m + 1});
                const AccessSchedule sent = rule.completed(midnight);
                QCOMPARE(sent.fromTime, rule.fromTime);
                QCOMPARE(sent.untilTime, rule.untilTime);
                if (isEnd) {
                    QCOMPARE(*rule.openUntil(midnight.addSecs(3600), zone), midnight.addDays(1));
                    continue;
                }
                const QDateTime start = midnight.addSecs(m * 60);
                QVERIFY(rule.isOpenAt(start, zone));
                QVERIFY(rule.isOpenAt(start.addMSecs(minute - 1), zone));
                QVERIFY(!rule.isOpenAt(start.addMSecs(minute), zone));
                QVERIFY(!rule.isOpenAt(start.addMSecs(-1), zone));
                QCOMPARE(rule.nextOpenings(1, midnight.addMSecs(-1), zone), QList{start});
            }
        }
        QCOMPARE(checks, 46 * 1441);
    }

    void cleanupTestCase()
    {
        qInfo() << m_changes << "clock changes," << m_instants << "instants," << m_openings << "openings";
    }
};

QTEST_APPLESS_MAIN(OpeningsTest)
#include "openingstest.moc"
