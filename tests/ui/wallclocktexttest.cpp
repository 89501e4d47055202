#include "wallclocktext.h"

#include "accessschedule.h"

#include <QLocale>
#include <QTest>

using namespace lockdesk;
using namespace Qt::StringLiterals;

class WallClockTextTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsTimes_data();
    void readsTimes();
    void readsEveryMinuteBack_data();
    void readsEveryMinuteBack();
    void readsDates_data();
    void readsDates();
};

void WallClockTextTest::readsTimes_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("from"); // −1: no time of day
    QTest::addColumn<int>("until");
    const auto row = [](const char *text, int from, int until) {
        QTest::newRow(text) << QString::fromUtf8(text) << from << until;
    };
    row("9", 540, 540);
    row("09", 540, 540);
    row("9:30", 570, 570);
    row("9.30", 570, 570);
    row(" 09:30 ", 570, 570);
    row("9h30", 570, 570);
    row("9 h", 540, 540);
    row("0930", 570, 570);
    row("930", 570, 570);
    row("09:30:00", 570, 570);
    row("5pm", 1020, 1020);
    row("5 PM", 1020, 1020);
    row("5:15 p.m.", 1035, 1035);
    row("9.30 a.m.", 570, 570);
    row("12 am", 0, 1440);
    row("12 pm", 720, 720);
    row("0", 0, 1440);
    row("00:00", 0, 1440);
    row("23:59", 1439, 1439);
    row("24:00", -1, 1440);
    row("24", -1, 1440);
    row("٠٩:٣٠", 570, 570);
    for (const char *bad : {"", "x", "9:", ":30", "9:3", "9:60", "24:01", "25", "13 pm", "0 am", "12345",
             "9:30 x", "-1", "9:30:30", "9:30-10", "1e1"})
        row(bad, -1, -1);
}

void WallClockTextTest::readsTimes()
{
    QFETCH(const QString, text);
    QTEST(timeOfDayFromText(text, Bound::From, QLocale::c()).value_or(-1), "from");
    QTEST(timeOfDayFromText(text, Bound::Until, QLocale::c()).value_or(-1), "until");
}

void WallClockTextTest::readsEveryMinuteBack_data()
{
    QTest::addColumn<QLocale>("locale");
    for (const QLocale &locale : {QLocale::c(), QLocale(u"en_US"_s), QLocale(u"en_GB"_s), QLocale(u"de_DE"_s),
             QLocale(u"fr_FR"_s), QLocale(u"fi_FI"_s), QLocale(u"es_US"_s), QLocale(u"ko_KR"_s)})
        QTest::newRow(qPrintable(locale.name())) << locale;
}

void WallClockTextTest::readsEveryMinuteBack()
{
    QFETCH(const QLocale, locale);
    for (int minute = 0; minute < 1440; ++minute)
        QCOMPARE(timeOfDayFromText(timeOfDayText(minute, locale), Bound::From, locale), minute);
    for (int minute = 1; minute <= 1440; ++minute)
        QCOMPARE(timeOfDayFromText(timeOfDayText(minute, locale), Bound::Until, locale), minute);
}

void WallClockTextTest::readsDates_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("locale");
    QTest::addColumn<QString>("from"); // empty: cannot be read
    QTest::addColumn<bool>("isUntilToo");
    const auto row = [](const char *text, const char *locale, const char *from, bool isUntilToo = true) {
        QTest::newRow(qPrintable(u"%1 %2"_s.arg(QString::fromUtf8(text), QString::fromLatin1(locale))))
            << QString::fromUtf8(text) << QString::fromLatin1(locale) << QString::fromLatin1(from)
            << isUntilToo;
    };
    row("2026-03-02 09:00", "C", "2026-03-02 09:00");
    row("2026-3-2 9", "C", "2026-03-02 09:00");
    row("2026-03-02T09:00", "C", "2026-03-02 09:00");
    row("2026-03-02, 9:30 pm", "C", "2026-03-02 21:30");
    row("2026-03-02", "C", "2026-03-02 00:00", false);
    row("02.03.26 09:00", "de_DE", "2026-03-02 09:00");
    row("02.03.2026 9", "de_DE", "2026-03-02 09:00");
    row("02.03.2026, 9:30", "de_DE", "2026-03-02 09:30");
    row("3/2/26 9:00 AM", "en_US", "2026-03-02 09:00");
    row("3/2/2026 9:00 AM", "en_US", "2026-03-02 09:00");
    row("02/03/2026 09:00", "en_GB", "2026-03-02 09:00");
    row("2. 3. 2026 9:00", "cs_CZ", "2026-03-02 09:00");
    for (const char *bad : {"", "x", "09:00", "2026-02-30 09:00", "2026-13-01 09:00", "2026-03-02 24:00",
             "2026-03-02 25:00", "1926-03-02 x", "2026-03-02 09:00 x", "20260302"})
        row(bad, "C", "", false);
}

void WallClockTextTest::readsDates()
{
    QFETCH(const QString, text);
    QFETCH(const QString, locale);
    QFETCH(const QString, from);
    const auto start = wallClockFromText(text, Bound::From, QLocale(locale));
    QCOMPARE(start ? wallClockText(*start) : QString(), from);
    QTEST(wallClockFromText(text, Bound::Until, QLocale(locale)).has_value(), "isUntilToo");
}

QTEST_GUILESS_MAIN(WallClockTextTest)
#include "wallclocktexttest.moc"
