#include "redact.h"

#include <QTest>

using namespace lockdesk;
using namespace Qt::StringLiterals;

// LEAK-4 and UI-4: what the server sends cannot make a second line of a log, nor look like another text.
class RedactTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void makesOneHarmlessLineOfALog_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("line");
        QTest::newRow("plain") << u"Front door"_s << u"Front door"_s;
        QTest::newRow("umlaut and emoji") << u"Büro 🔑"_s << u"Büro 🔑"_s;
        QTest::newRow("line break") << u"a\r\nGET /"_s << u"a<U+000D><U+000A>GET /"_s;
        QTest::newRow("escape sequence") << u"\x1b[31mred"_s << u"<U+001B>[31mred"_s;
        QTest::newRow("C1 control") << QString(QChar(0x9b)) << u"<U+009B>"_s;
        QTest::newRow("next line") << QString(QChar(0x85)) << u"<U+0085>"_s;
        QTest::newRow("line separator") << QString(QChar(0x2028)) << u"<U+2028>"_s;
        QTest::newRow("paragraph separator") << QString(QChar(0x2029)) << u"<U+2029>"_s;
        QTest::newRow("right-to-left override") << u"a\u202eb"_s << u"a<U+202E>b"_s;
        QTest::newRow("zero width") << u"a\u200bb"_s << u"a<U+200B>b"_s;
        QTest::newRow("tag character") << u"a\U000e0041"_s << u"a<U+E0041>"_s;
        QTest::newRow("NUL") << QString(QChar(0)) << u"<U+0000>"_s;
        QTest::newRow("half a pair") << QString(QChar(0xd83d)) << QString(QChar(0xfffd));
        QTest::newRow("HTML") << u"<b>x</b>"_s << u"<b>x</b>"_s;
        QTest::newRow("empty") << QString() << QString();
    }
    void makesOneHarmlessLineOfALog()
    {
        QFETCH(QString, text);
        QFETCH(QString, line);
        QCOMPARE(forLog(text), line);
    }

    void showsControlsAsSymbols()
    {
        QCOMPARE(forDisplay(u"a\nb\tc"), u"a␊b␉c"_s);
        QCOMPARE(forDisplay(QString(QChar(0)) + QChar(0x7f)), u"␀␡"_s);
        QCOMPARE(forDisplay(QString(QChar(0x9b))), u"<U+009B>"_s);
        QCOMPARE(forDisplay(u"a\u202eb\u200d"), u"a<U+202E>b<U+200D>"_s);
        QCOMPARE(forDisplay(u"<img src=x>"), u"<img src=x>"_s);
    }

    // DOM-8: names that a screen would show alike
    void tellsLookAlikesApart()
    {
        const QStringList names{u"Office"_s, u"Off\u200bice"_s, u"\u202aOffice"_s, u"Office\u2060"_s,
            u"Off\u00adice"_s, u"Office\ufeff"_s, u"Office\u3164"_s, u"Off\u034fice"_s, u"Office\uffa0"_s};
        QSet<QString> shown;
        for (const QString &name : names)
            shown.insert(forDisplay(name));
        QCOMPARE(shown.size(), names.size());
        for (const QString &name : shown)
            QVERIFY(name == u"Office" || name.contains(u"<U+"));
        QCOMPARE(forDisplay(u"❤\ufe0f"), u"❤\ufe0f"_s);
    }

    void neverHoldsAControlCharacter()
    {
        for (int c = 0; c < 0x10000; ++c) {
            for (const QString &out : {forLog(QString(QChar(c))), forDisplay(QString(QChar(c)))}) {
                for (const QChar shown : out) {
                    const auto category = shown.category();
                    QVERIFY(category != QChar::Other_Control && category != QChar::Other_Format
                        && category != QChar::Separator_Line && category != QChar::Separator_Paragraph
                        && !shown.isSurrogate());
                }
            }
        }
    }

    void codesAreDots()
    {
        const QString dots(6, QChar(0x2022));
        QCOMPARE(withoutCodes(u"345678"), dots);
        QCOMPARE(withoutCodes(u"code 345678 exists (987654)"), u"code %1 exists (%1)"_s.arg(dots));
        QCOMPARE(withoutCodes(u"a345678b"), u"a"_s + dots + u'b');
        for (const auto &text : {u""_s, u"12345"_s, u"1234567"_s, u"error 502 at 17958143231"_s, u"12:30"_s})
            QCOMPARE(withoutCodes(text), text);
    }

    void cutsWhatIsTooLong()
    {
        QCOMPARE(forLog(QString(200, u'x')), QString(200, u'x'));
        QCOMPARE(forLog(QString(201, u'x')), QString(200, u'x') + u'…');
        QCOMPARE(forLog(QString(10'000'000, u'x')).size(), 201);
        QCOMPARE(forDisplay(QString(10'000, u'x')).size(), 301);
        QCOMPARE(forLog(u"abc🔑", 4), u"abc…"_s); // no half of a pair
        QCOMPARE(forLog(u"abc\n", 4), u"abc…"_s); // no half of a mark
        QCOMPARE(forDisplay(u"abcd", 3), u"abc…"_s);
    }
};

QTEST_APPLESS_MAIN(RedactTest)
#include "redacttest.moc"
