#include "timetext.h"

#include <QDateTime>
#include <QLocale>
#include <QTest>

using namespace lockdesk;
using namespace Qt::StringLiterals;

class TimeTextTest : public QObject
{
    Q_OBJECT

    const QDateTime m_now{QDate(2026, 3, 2), QTime(9, 0), QTimeZone::utc()};

private Q_SLOTS:
    void tellsAges_data()
    {
        QTest::addColumn<int>("seconds");
        QTest::addColumn<QString>("text");
        QTest::newRow("now") << 0 << u"Just now"_s;
        QTest::newRow("under a minute") << 59 << u"Just now"_s;
        QTest::newRow("ahead") << -500 << u"Just now"_s;
        QTest::newRow("a minute") << 60 << u"1 min ago"_s;
        QTest::newRow("under an hour") << 3599 << u"59 min ago"_s;
        QTest::newRow("hours") << 7200 << u"2 h ago"_s;
        QTest::newRow("a day") << 86'400 << u"1 day(s) ago"_s;
        QTest::newRow("days") << 86'400 * 15 << u"15 day(s) ago"_s;
    }
    void tellsAges()
    {
        QFETCH(int, seconds);
        QFETCH(QString, text);
        QCOMPARE(ageText(m_now.addSecs(-seconds), m_now), text);
    }

    // A computer may travel while the program runs.
    void followsTheComputersZone()
    {
        const QByteArray original = qgetenv("TZ");
        QList<QTimeZone> zones;
        for (const char *own : {"Asia/Kathmandu", "Asia/Kathmandu", "Pacific/Auckland", "UTC"}) {
            qputenv("TZ", own); // which Windows does not heed
            zones += systemZone();
            QCOMPARE(zones.last(), QTimeZone::systemTimeZone());
        }
        original.isNull() ? qunsetenv("TZ") : qputenv("TZ", original);
#ifdef Q_OS_UNIX
        QCOMPARE(zones.at(1).id(), "Asia/Kathmandu"_ba);
        QCOMPARE(zones.at(2).id(), "Pacific/Auckland"_ba);
#endif
    }

    void saysWhatIsNotKnown()
    {
        QCOMPARE(ageText({}, m_now), u"Never"_s);
        QVERIFY(dateTimeText({}, QTimeZone::utc(), QLocale::c()).isEmpty());
    }

    void namesTheClockWhereNoneIsGiven()
    {
        QCOMPARE(dateTimeText(m_now, QTimeZone("Europe/Berlin"), QLocale::c()), u"2 Mar 2026 10:00"_s);
        QCOMPARE(dateTimeText(m_now, {}, QLocale::c()), u"2 Mar 2026 09:00 UTC"_s);
    }

    void tellsOffsets()
    {
        QCOMPARE(offsetText(m_now, QTimeZone("Europe/Berlin")), u"UTC+1"_s);
        QCOMPARE(offsetText(m_now, QTimeZone("America/St_Johns")), u"UTC\u22123:30"_s);
        QCOMPARE(offsetText(m_now, QTimeZone("Europe/London")), u"UTC"_s);
    }

    // UI-4: a tool tip is rich text, so that what looks like it stays text.
    void toolTipsShowWhatIsThere()
    {
        QCOMPARE(plainToolTip(u"<b>A & B</b>\nC"_s), u"<qt>&lt;b&gt;A &amp; B&lt;/b&gt;<br>C</qt>"_s);
        QVERIFY(plainToolTip({}).isEmpty());
    }
};

QTEST_APPLESS_MAIN(TimeTextTest)
#include "timetexttest.moc"
