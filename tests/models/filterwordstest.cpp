#include "filterwords.h"

#include <QTest>

using namespace lockdesk;
using namespace Qt::StringLiterals;

class FilterWordsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void finds_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("isFound");
        QTest::newRow("nothing typed") << u""_s << u"anything"_s << true;
        QTest::newRow("spaces typed") << u"  \t "_s << u""_s << true;
        QTest::newRow("case") << u"FRONT"_s << u"Front door"_s << true;
        QTest::newRow("within a word") << u"ont"_s << u"Front door"_s << true;
        QTest::newRow("all words, any order") << u"door fro"_s << u"Front door"_s << true;
        QTest::newRow("one word missing") << u"door back"_s << u"Front door"_s << false;
        QTest::newRow("accent in text") << u"muller"_s << u"Müller"_s << true;
        QTest::newRow("accent typed") << u"Müller"_s << u"Muller"_s << true;
        QTest::newRow("composed and decomposed") << u"zoe\u0308"_s << u"ZOË"_s << true;
        QTest::newRow("sharp s") << u"strasse"_s << u"Hauptstraße"_s << true;
        QTest::newRow("dotted capital i") << u"istanbul"_s << u"İstanbul"_s << true;
        QTest::newRow("ligature") << u"office"_s << u"o\ufb03ce"_s << true;
        QTest::newRow("full width") << u"abc"_s << u"\uff21\uff22\uff23"_s << true;
        QTest::newRow("Greek final sigma") << u"ΟΔΟΣ"_s << u"οδος"_s << true;
        QTest::newRow("en dash") << u"mon-fri"_s << u"Mon–Fri 09:00–17:00"_s << true;
        QTest::newRow("apostrophe") << u"lock's"_s << u"Lock’s time"_s << true;
        QTest::newRow("quotation marks") << u"\"a\""_s << u"“A”"_s << true;
        QTest::newRow("no-break space") << u"2 min"_s << u"2\u00a0min ago"_s << true;
        QTest::newRow("not a pattern") << u".*"_s << u"Front door"_s << false;
        QTest::newRow("not across cells") << u"frontdoor"_s << u"Front\ndoor"_s << false;
        QTest::newRow("a mark alone") << u"\u0301"_s << u"Front"_s << true;
    }
    void finds()
    {
        QFETCH(QString, typed);
        QFETCH(QString, text);
        QFETCH(bool, isFound);
        QCOMPARE(FilterWords(typed).match(searchText(text)), isFound);
    }

    void comparesByWords()
    {
        QCOMPARE(FilterWords(u" Front  door "_s), FilterWords(u"front door front"_s));
        QVERIFY(!(FilterWords(u"front"_s) == FilterWords(u"fron"_s)));
        QVERIFY(FilterWords(u" \u0301 "_s).isEmpty());
    }

    void searchTextIsNeverNull()
    {
        QVERIFY(!searchText({}).isNull());
        QVERIFY(!searchText(u"\u0301"_s).isNull());
    }
};

QTEST_APPLESS_MAIN(FilterWordsTest)
#include "filterwordstest.moc"
