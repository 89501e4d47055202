#include "csvtext.h"

#include "csvformula.h"
#include "oddnames.h"

#include <QStringEncoder>
#include <QTest>

using namespace lockdesk;
using namespace Qt::StringLiterals;

namespace {

QList<QStringList> fieldsOf(const QByteArray &bytes)
{
    const auto table = csvFromBytes(bytes);
    if (!table)
        return {{table.error().words}};
    QList<QStringList> lines{table->header};
    for (const CsvRow &row : table->rows)
        lines += row.fields;
    return lines;
}

CsvProblem problemOf(const QByteArray &bytes)
{
    const auto table = csvFromBytes(bytes);
    return table ? CsvProblem{-1, u"read"_s} : table.error();
}

} // namespace

class CsvTextTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsWhatRfc4180Says()
    {
        const QList<QStringList> lines{
            {u"a"_s, u"b"_s}, {u"1,5"_s, u"say \"hi\"\r\nthere"_s}, {u""_s, u"x"_s}};
        QCOMPARE(fieldsOf("a,b\r\n\"1,5\",\"say \"\"hi\"\"\r\nthere\"\r\n,x\r\n"), lines);
    }

    void endsLinesAnyWay_data()
    {
        QTest::addColumn<QByteArray>("end");
        QTest::newRow("CR LF") << QByteArray("\r\n");
        QTest::newRow("LF") << QByteArray("\n");
        QTest::newRow("CR") << QByteArray("\r");
    }
    void endsLinesAnyWay()
    {
        QFETCH(QByteArray, end);
        const auto table = csvFromBytes("a,b" + end + end + "1,\"2" + end + "3\"" + end + "4,5");
        QVERIFY(table);
        QCOMPARE(table->rows.size(), 2); // the blank line is none
        QCOMPARE(table->rows.at(0), (CsvRow{3, {u"1"_s, u"2"_s + QString::fromLatin1(end) + u"3"_s}}));
        QCOMPARE(table->rows.at(1), (CsvRow{5, {u"4"_s, u"5"_s}}));
    }

    void guessesTheDelimiter_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QChar>("delimiter");
        QTest::newRow("comma") << QByteArray("a,b;c,d\n") << QChar(u',');
        QTest::newRow("semicolon") << QByteArray("\"a,b,c\";d\n1,2,3;4") << QChar(u';');
        QTest::newRow("tab") << QByteArray("a\tb\n") << QChar(u'\t');
        QTest::newRow("bar") << QByteArray("a|b\n") << QChar(u'|');
        QTest::newRow("one column") << QByteArray("a\n1;2;3") << QChar(u',');
        QTest::newRow("named") << QByteArray("sep=;\r\na,b,c;d\n") << QChar(u';');
    }
    void guessesTheDelimiter()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QChar, delimiter);
        const auto table = csvFromBytes(bytes);
        QVERIFY(table);
        QCOMPARE(table->delimiter, delimiter);
        QVERIFY(!table->header.first().startsWith(u"sep"_s));
    }

    void readsEveryEncoding_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        const QString text = u"Gerät,Preis\r\nTür – 1,5 €\r\n"_s;
        QByteArray windows = text.toLatin1();
        windows.replace("T\xFCr ? 1,5 ?", "T\xFCr \x96 1,5 \x80");
        const auto utf16 = [&](QStringEncoder::Encoding encoding) {
            return QByteArray(QStringEncoder(encoding, QStringEncoder::Flag::WriteBom)(text));
        };
        QTest::newRow("UTF-8") << text.toUtf8();
        QTest::newRow("UTF-8 with mark") << "\xEF\xBB\xBF" + text.toUtf8();
        QTest::newRow("UTF-16 LE") << utf16(QStringEncoder::Utf16LE);
        QTest::newRow("UTF-16 BE") << utf16(QStringEncoder::Utf16BE);
        QTest::newRow("Windows-1252") << windows;
    }
    void readsEveryEncoding()
    {
        QFETCH(QByteArray, bytes);
        const QList<QStringList> lines{{u"Gerät"_s, u"Preis"_s}, {u"Tür – 1"_s, u"5 €"_s}};
        QCOMPARE(fieldsOf(bytes), lines);
    }

    void saysWhereItBreaks()
    {
        QCOMPARE(problemOf("a,b\n1,2\n\"3,4\n5,6\n").line, 3);
        QVERIFY(problemOf("a,b\n1,2\n\"3,4\n5,6\n").words.contains(u"never closed"_s));
        QCOMPARE(problemOf("a,b\r\n\"1\r\n\"x,2\n").line, 3);
        QVERIFY(problemOf("a,b\n" + QByteArray(200, ',')).words.contains(u"100 columns"_s));
        QVERIFY(problemOf("").words.contains(u"empty"_s));
        QVERIFY(problemOf("PK\x03\x04\n1,2").words.contains(u"as CSV"_s));
        QVERIFY(problemOf("\n\n,,\n").words.contains(u"empty"_s));
        QVERIFY(problemOf(QByteArray("\xFF\xFE\x41", 3)).words.contains(u"UTF-8"_s));
        QVERIFY(problemOf("\xEF\xBB\xBF"
                          "a,b\n\xFF")
                    .words.contains(u"UTF-8"_s));
    }

    void refusesTooMuchWithTheCount() // CSV-3
    {
        QByteArray rows("a,b\n");
        for (int i = 0; i < 10'000; ++i)
            rows += "1,2\n";
        QCOMPARE(csvFromBytes(rows)->rows.size(), 10'000);
        const QString words = problemOf(rows + "3,4\n").words;
        QVERIFY2(words.contains(u"10,001 rows; at most 10,000"_s), qPrintable(words));
        const QString large = problemOf(QByteArray(6 * 1024 * 1024, 'a')).words;
        QVERIFY2(large.contains(u"6,291,456 bytes; at most 5,242,880"_s), qPrintable(large));
    }

    void neutralisesFormulas_data() // CSV-1
    {
        QTest::addColumn<QString>("field");
        for (const QChar c : u"=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20"_s + QChar()) {
            for (const QString &before :
                {u""_s, u" "_s, u"\""_s, u"'"_s, u" \u00A0'\""_s, u"\uFEFF"_s, u"“"_s}) {
                QTest::addRow("%x after %s", c.unicode(), qPrintable(before))
                    << before + c + u"cmd|'/c calc'!A1"_s;
            }
        }
    }
    void neutralisesFormulas()
    {
        QFETCH(QString, field);
        QCOMPARE(guardedField(field), u'\'' + field);
        QCOMPARE(unguardedField(guardedField(field)), field);
        const QByteArray bytes = csvToBytes({{u"a"_s, u"b"_s}, {field, u"x"_s}}, {u',', false});
        const QByteArray cell = bytes.mid(bytes.indexOf("\r\n") + 2);
        QVERIFY2(cell.startsWith('\'') || cell.startsWith("\"'"), cell.constData());
        QCOMPARE(fieldsOf(bytes).at(1).first(), field);
    }

    void leavesHarmlessFieldsAlone()
    {
        for (const QString &field : {u"Anna"_s, u"1-2"_s, u"a=b"_s, u""_s, u" Anna"_s, u"O'Neill"_s})
            QCOMPARE(guardedField(field), field);
        for (const QString &field : {u"'t Hooft"_s, u"'"_s, u"''"_s, u"' a"_s}) // its own apostrophe
            QCOMPARE(unguardedField(guardedField(field)), field);
    }

    void givesBackWhatWasWritten() // CSV-1: exactly, whatever the delimiter and the mark
    {
        QRandomGenerator random(1);
        for (int round = 0; round < 2'000; ++round) {
            QList<QStringList> lines{{u"Name"_s, u"Device"_s}};
            for (int i = 0; i < 5; ++i)
                lines += QStringList{oddName(random), oddName(random)};
            const CsvStyle style{u",;\t|"_s.at(round % 4), round % 8 < 4};
            const QByteArray bytes = csvToBytes(lines, style);
            QVERIFY2(fieldsOf(bytes) == lines, bytes.constData());
        }
    }

    void givesBackASingleColumn()
    {
        const QList<QStringList> lines{{u"Name"_s}, {u"a,b"_s}, {u"a;b"_s}, {u"a|b"_s}};
        QCOMPARE(fieldsOf(csvToBytes(lines, {u';', true})), lines);
    }
};

QTEST_APPLESS_MAIN(CsvTextTest)
#include "csvtexttest.moc"
