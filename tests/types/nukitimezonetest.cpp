#include "nukitimezone.h"

#include "clockchanges.h"
#include "instant.h"

#include <QCryptographicHash>
#include <QFile>
#include <QTest>
#include <cstdlib>
#include <ctime>

using namespace lockdesk;
using namespace Qt::StringLiterals;

namespace {

// The vendor's table (key concepts, "Time and Time Zones"): offsets from UTC in minutes, with summer time if
// it has.
struct VendorRow
{
    const char *name;
    int standard;
    std::optional<int> summer = {};
};

const QList<VendorRow> vendorTable{
    {"Africa/Cairo", 120},
    {"Africa/Lagos", 60},
    {"Africa/Maputo", 120},
    {"Africa/Nairobi", 180},
    {"America/Anchorage", -540, -480},
    {"America/Buenos_Aires", -180},
    {"America/Chicago", -360, -300},
    {"America/Denver", -420, -360},
    {"America/Halifax", -240, -180},
    {"America/Los_Angeles", -480, -420},
    {"America/Manaus", -240},
    {"America/Mexico_City", -360, -300},
    {"America/New_York", -300, -240},
    {"America/Phoenix", -420},
    {"America/Regina", -360},
    {"America/Santiago", -240, -180},
    {"America/Sao_Paulo", -180},
    {"America/St_Johns", -210, -150},
    {"Asia/Bangkok", 420},
    {"Asia/Dubai", 240},
    {"Asia/Hong_Kong", 480},
    {"Asia/Jerusalem", 120, 180},
    {"Asia/Karachi", 300},
    {"Asia/Kathmandu", 345},
    {"Asia/Kolkata", 330},
    {"Asia/Riyadh", 180},
    {"Asia/Seoul", 540},
    {"Asia/Shanghai", 480},
    {"Asia/Tehran", 210},
    {"Asia/Tokyo", 540},
    {"Asia/Yangon", 390},
    {"Australia/Adelaide", 570, 630},
    {"Australia/Brisbane", 600},
    {"Australia/Darwin", 570},
    {"Australia/Hobart", 600, 660},
    {"Australia/Perth", 480},
    {"Australia/Sydney", 600, 660},
    {"Europe/Berlin", 60, 120},
    {"Europe/Helsinki", 120, 180},
    {"Europe/Istanbul", 180},
    {"Europe/London", 0, 60},
    {"Europe/Moscow", 180},
    {"Pacific/Auckland", 720, 780},
    {"Pacific/Guam", 600},
    {"Pacific/Honolulu", -600},
    {"Pacific/Pago_Pago", -660},
};

constexpr qint64 msecsPerDay = 86'400'000;

qint64 wallMSecs(QDate date, QTime time)
{
    return QDate(1970, 1, 1).daysTo(date) * msecsPerDay + time.msecsSinceStartOfDay();
}

// Windows has zones of its own.
QString tzdataVersion()
{
#ifdef Q_OS_WIN
    return u"of Windows"_s;
#endif
    QFile file(u"/usr/share/zoneinfo/tzdata.zi"_s);
    return file.open(QIODevice::ReadOnly) ? QString::fromLatin1(file.readLine()).section(u' ', 2).trimmed()
                                          : u"unknown"_s;
}

} // namespace

class NukiTimeZoneTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void knowsTheVendorsTable()
    {
        QCOMPARE(vendorTable.size(), NukiTimeZone::count);
        for (int id = 0; id < NukiTimeZone::count; ++id) {
            QVERIFY(NukiTimeZone(id).isKnown());
            QCOMPARE(NukiTimeZone(id).ianaName(), QByteArray(vendorTable.at(id).name));
            QVERIFY2(NukiTimeZone(id).zone().isValid(), vendorTable.at(id).name);
            QCOMPARE(NukiTimeZone(id).text(), QString::fromLatin1(vendorTable.at(id).name));
        }
    }

    void keepsUnknownIds()
    {
        for (const int id : {-1, 46, 255, 65535}) {
            QVERIFY(!NukiTimeZone(id).isKnown());
            QVERIFY(!NukiTimeZone(id).zone().isValid());
            QVERIFY(NukiTimeZone(id).ianaName().isEmpty());
            QCOMPARE(NukiTimeZone(id).id(), id);
            QCOMPARE(NukiTimeZone(id).text(), u"Unknown time zone (%1)"_s.arg(id));
        }
    }

    void findsRenamedZones_data()
    {
        QTest::addColumn<QByteArray>("wanted");
        QTest::addColumn<QByteArray>("known");
        const QList<std::pair<QByteArray, QByteArray>> names{{"Asia/Kolkata", "Asia/Calcutta"},
            {"Asia/Kathmandu", "Asia/Katmandu"}, {"Asia/Yangon", "Asia/Rangoon"},
            {"America/Buenos_Aires", "America/Argentina/Buenos_Aires"}};
        for (const auto &[one, other] : names) {
            QTest::newRow(one.constData()) << one << other;
            QTest::newRow(other.constData()) << other << one;
        }
    }
    void findsRenamedZones()
    {
        QFETCH(QByteArray, wanted);
        QFETCH(QByteArray, known);
        if (!QTimeZone(known).isValid())
            QSKIP("This system does not know the zone by that name.");
        const auto onlyKnown = [&](const QByteArray &name) {
            return name == known ? QTimeZone(name) : QTimeZone();
        };
        QCOMPARE(zoneNamed(wanted, onlyKnown).id(), known);
        QVERIFY(!zoneNamed(wanted, [](const QByteArray &) { return QTimeZone(); }).isValid());
        QVERIFY(!zoneNamed("Europe/Berlin", onlyKnown).isValid());
    }

    // TIME-7, D10: the vendor's offsets against the rules of 2026. What was written for 2025b must hold
    // there.
    void differsFromTheVendorsTableInTwoZones()
    {
        QList<int> differing;
        for (int id = 0; id < NukiTimeZone::count; ++id) {
            const QTimeZone zone = NukiTimeZone(id).zone();
            QSet<int> offsets;
            for (QDateTime day(QDate(2026, 1, 1), QTime(12, 0), QTimeZone::utc()); day.date().year() == 2026;
                 day = day.addDays(1))
                offsets.insert(zone.offsetFromUtc(day) / 60);
            const VendorRow &row = vendorTable.at(id);
            QSet<int> vendors{row.standard};
            if (row.summer)
                vendors.insert(*row.summer);
            if (offsets != vendors)
                differing.append(id);
        }
        QList<int> warned;
        for (int id = -1; id <= NukiTimeZone::count; ++id) {
            if (NukiTimeZone(id).differsFromVendorTable())
                warned.append(id);
        }
        QCOMPARE(warned, QList<int>({0, 11}));
        if (tzdataVersion() == u"2025b")
            QCOMPARE(differing, warned);
        else if (differing != warned)
            qWarning() << "tzdata" << tzdataVersion() << "differs from the vendor's table in" << differing;
    }

    // TIME-2, TIME-5, TIME-6: 46 zones × 4,383 days × 4 times.
    void roundTripsEveryDay()
    {
        const std::array times{QTime(0, 0), QTime(0, 1), QTime(12, 0), QTime(23, 59)};
        int checks = 0;
        int gaps = 0;
        int ambiguous = 0;
        for (int id = 0; id < NukiTimeZone::count; ++id) {
            const QTimeZone zone = NukiTimeZone(id).zone();
            const QList<ClockChange> changes = clockChanges(zone);
            for (QDate date(2024, 1, 1); date.year() <= 2035; date = date.addDays(1)) {
                for (const QTime time : times) {
                    ++checks;
                    const qint64 wall = wallMSecs(date, time);
                    const auto change = std::ranges::find_if(
                        changes, [wall](const ClockChange &c) { return c.begin <= wall && wall < c.end; });
                    const bool isGap = change != changes.end() && change->isGap;
                    const bool isOverlap = change != changes.end() && !change->isGap;
                    gaps += isGap;
                    ambiguous += isOverlap;
                    const LocalTimeMeaning meaning = instantsOf(date, time, zone);
                    // No QCOMPARE here: it writes both values down even where they agree.
                    const auto isRight = [&](const std::optional<QDateTime> &when) {
                        return !when
                            || when->toMSecsSinceEpoch() + zone.offsetFromUtc(*when) * qint64(1000) == wall;
                    };
                    if (meaning.isGap() != isGap || meaning.isAmbiguous() != isOverlap
                        || !isRight(meaning.earlier) || !isRight(meaning.later))
                        QFAIL(qPrintable(QDateTime(date, time, QTimeZone::utc()).toString(Qt::ISODate)));
                    if (date.day() == 1 && meaning.earlier) // and once a month the whole way through Qt
                        QCOMPARE(meaning.earlier->toTimeZone(zone).time(), time);
                }
            }
        }
        QCOMPARE(checks, 46 * 4383 * 4);
        qInfo() << checks << "round trips," << gaps << "in gaps," << ambiguous << "ambiguous";
    }

    // TIME-5: no minute of any gap means anything, and the minutes around it do.
    void refusesEveryGap()
    {
        int gaps = 0;
        for (int id = 0; id < NukiTimeZone::count; ++id) {
            const QTimeZone zone = NukiTimeZone(id).zone();
            for (const ClockChange &change : clockChanges(zone)) {
                if (!change.isGap)
                    continue;
                ++gaps;
                for (qint64 wall = change.begin - 60'000; wall <= change.end; wall += 60'000) {
                    const QDateTime clock = QDateTime::fromMSecsSinceEpoch(wall, QTimeZone::utc());
                    const LocalTimeMeaning meaning = instantsOf(clock.date(), clock.time(), zone);
                    QCOMPARE(meaning.isGap(), wall >= change.begin && wall < change.end);
                    QVERIFY(!meaning.isAmbiguous());
                }
                const QDateTime after = QDateTime::fromMSecsSinceEpoch(change.end, QTimeZone::utc());
                QCOMPARE(*instantsOf(after.date(), after.time(), zone).earlier, change.at);
            }
        }
        qInfo() << gaps << "gaps";
        QVERIFY(gaps >= 12 * 16);
    }

    // TIME-6: both meanings of every minute that happens twice, and each reaches its own text.
    void offersBothMeaningsOfEveryOverlap()
    {
        int overlaps = 0;
        for (int id = 0; id < NukiTimeZone::count; ++id) {
            const QTimeZone zone = NukiTimeZone(id).zone();
            for (const ClockChange &change : clockChanges(zone)) {
                if (change.isGap)
                    continue;
                ++overlaps;
                for (qint64 wall = change.begin - 60'000; wall <= change.end; wall += 60'000) {
                    const QDateTime clock = QDateTime::fromMSecsSinceEpoch(wall, QTimeZone::utc());
                    const LocalTimeMeaning meaning = instantsOf(clock.date(), clock.time(), zone);
                    QVERIFY(!meaning.isGap());
                    QCOMPARE(meaning.isAmbiguous(), wall >= change.begin && wall < change.end);
                    if (!meaning.isAmbiguous())
                        continue;
                    QVERIFY(*meaning.earlier < change.at && *meaning.later >= change.at);
                    QCOMPARE(meaning.earlier->msecsTo(*meaning.later), change.end - change.begin);
                    QVERIFY(Instant::fromDateTime(*meaning.earlier).toText()
                        < Instant::fromDateTime(*meaning.later).toText());
                }
            }
        }
        qInfo() << overlaps << "overlaps";
        QVERIFY(overlaps >= 12 * 16);
    }

    void meansNothingWithoutAZone()
    {
        QVERIFY(instantsOf(QDate(2026, 3, 2), QTime(9, 0), NukiTimeZone(46).zone()).isGap());
        QVERIFY(instantsOf(QDate(), QTime(9, 0), QTimeZone::utc()).isGap());
        QVERIFY(instantsOf(QDate(2026, 3, 2), QTime(), QTimeZone::utc()).isGap());
    }

#ifdef Q_OS_UNIX
    // TIME-1: the administrator's own zone reaches no payload: 46 zones × 50 dates under five settings of TZ.
    void doesNotDependOnTheAdministratorsZone()
    {
        const QByteArray original = qgetenv("TZ");
        QSet<QByteArray> hashes;
        QSet<qint64> midnights;
        for (const char *own :
            {"UTC", "America/New_York", "Asia/Kathmandu", "Pacific/Auckland", "America/St_Johns"}) {
            qputenv("TZ", own);
            tzset();
            midnights.insert(QDateTime(QDate(2026, 3, 2), QTime(0, 0)).toMSecsSinceEpoch());
            QCryptographicHash hash(QCryptographicHash::Sha256);
            for (int id = 0; id < NukiTimeZone::count; ++id) {
                for (int i = 0; i < 50; ++i) {
                    const QDate date = QDate(2024, 1, 1).addDays(i * 89);
                    const auto meaning = instantsOf(date, QTime(i % 24, i), NukiTimeZone(id).zone());
                    for (const auto &when : {meaning.earlier, meaning.later}) {
                        if (!when)
                            continue;
                        const QString text = Instant::fromDateTime(when->toLocalTime()).toText();
                        QCOMPARE(Instant::fromDateTime(*when).toText(), text);
                        hash.addData(Instant::fromText(text).toText().toLatin1());
                    }
                }
            }
            hashes.insert(hash.result());
        }
        original.isNull() ? qunsetenv("TZ") : qputenv("TZ", original);
        tzset();
        QCOMPARE(midnights.size(), 5); // each setting was in force
        QCOMPARE(hashes.size(), 1);
    }
#endif
};

QTEST_APPLESS_MAIN(NukiTimeZoneTest)
#include "nukitimezonetest.moc"
