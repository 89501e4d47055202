#include "weekdays.h"

#include <QLocale>
#include <QSet>
#include <QTest>

using namespace lockdesk;
using namespace Qt::StringLiterals;

class WeekdaysTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // TIME-9, D14
    void numbersDaysAsTheServiceDoes()
    {
        QCOMPARE(weekdayFromQt(Qt::Monday), Weekday::Monday);
        QCOMPARE(int(weekdayFromQt(Qt::Monday)), 64);
        QCOMPARE(int(weekdayFromQt(Qt::Sunday)), 1);
        QCOMPARE(int(weekdayFromQt(Qt::Wednesday)), 16);
        for (int day = 1; day <= 7; ++day)
            QCOMPARE(toQt(weekdayFromQt(day)), day);
    }

    // TIME-9: 128 masks against the seven days each, both ways, and 128 different texts.
    void mapsMasksOneToOne()
    {
        QSet<QString> texts;
        for (int mask = 0; mask < 128; ++mask) {
            int rebuilt = 0;
            for (int day = 1; day <= 7; ++day) {
                const bool isSet = Weekdays::fromInt(mask).testFlag(weekdayFromQt(day));
                QCOMPARE(isSet, (mask & (1 << (7 - day))) != 0);
                if (isSet)
                    rebuilt |= int(weekdayFromQt(day));
            }
            QCOMPARE(rebuilt, mask);
            texts.insert(text(Weekdays::fromInt(mask), QLocale::c()));
        }
        QCOMPARE(texts.size(), 128);
    }

    void saysDaysInWords_data()
    {
        QTest::addColumn<int>("mask");
        QTest::addColumn<QLocale>("locale");
        QTest::addColumn<QString>("words");
        const QLocale c = QLocale::c();
        const QLocale us(QLocale::English, QLocale::UnitedStates);
        QTest::newRow("working week") << 124 << c << u"Mon–Fri"_s;
        QTest::newRow("weekend") << 3 << c << u"Sat, Sun"_s;
        QTest::newRow("all") << 127 << c << u"Every day"_s;
        QTest::newRow("none") << 0 << c << u"No day"_s;
        QTest::newRow("one") << 16 << c << u"Wed"_s;
        QTest::newRow("vendor's example") << 72 << c << u"Mon, Thu"_s;
        QTest::newRow("runs") << 64 + 32 + 16 + 4 + 2 + 1 << c << u"Mon–Wed, Fri–Sun"_s;
        QTest::newRow("Sunday first") << 3 << us << u"Sun, Sat"_s;
        QTest::newRow("Sunday first, run") << 64 + 32 + 1 << us << u"Sun–Tue"_s;
        QTest::newRow("German") << 124 << QLocale(QLocale::German) << u"Mo–Fr"_s;
    }
    void saysDaysInWords()
    {
        QFETCH(int, mask);
        QFETCH(QLocale, locale);
        QFETCH(QString, words);
        QCOMPARE(text(Weekdays::fromInt(mask), locale), words);
    }
};

QTEST_APPLESS_MAIN(WeekdaysTest)
#include "weekdaystest.moc"
