#include "jsonfields.h"

#include "testdata.h"

using namespace lockdesk;
using namespace Qt::StringLiterals;

class JsonFieldsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsOnlyExactIntegers_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<bool>("isInteger");
        QTest::addColumn<qint64>("number");
        QTest::newRow("zero") << "0"_ba << true << qint64(0);
        QTest::newRow("one") << "1"_ba << true << qint64(1);
        QTest::newRow("minus") << "-5"_ba << true << qint64(-5);
        QTest::newRow("id of type 5") << "21913877581"_ba << true << qint64(21913877581);
        QTest::newRow("2^53 + 1") << "9007199254740993"_ba << true << qint64(9007199254740993);
        QTest::newRow("2^63 - 1") << "9223372036854775807"_ba << true << std::numeric_limits<qint64>::max();
        QTest::newRow("whole with exponent") << "1e3"_ba << true << qint64(1000);
        QTest::newRow("2^63") << "9223372036854775808"_ba << false << qint64(0);
        QTest::newRow("1.8e19") << "1.8e19"_ba << false << qint64(0);
        QTest::newRow("1e300") << "1e300"_ba << false << qint64(0);
        QTest::newRow("fraction") << "1.5"_ba << false << qint64(0);
        QTest::newRow("string") << "\"21913877581\""_ba << false << qint64(0);
        QTest::newRow("true") << "true"_ba << false << qint64(0);
        QTest::newRow("array") << "[1]"_ba << false << qint64(0);
        QTest::newRow("object") << "{}"_ba << false << qint64(0);
    }
    void readsOnlyExactIntegers()
    {
        QFETCH(QByteArray, text);
        QFETCH(bool, isInteger);
        JsonFields fields(parsed("{\"field\":" + text + "}"));
        const std::optional<qint64> read = fields.integer("field"_L1);
        QCOMPARE(read.has_value(), isInteger);
        QTEST(read.value_or(0), "number");
        QCOMPARE(fields.misshapen(), isInteger ? QStringList() : QStringList(u"field"_s));
    }

    void nullAndMissingAreAbsentAndNotMisshapen()
    {
        for (const QByteArray &text : {"{}"_ba, "{\"field\":null}"_ba}) {
            JsonFields fields(parsed(text));
            QVERIFY(!fields.integer("field"_L1));
            QVERIFY(!fields.number("field"_L1));
            QVERIFY(!fields.truth("field"_L1));
            QVERIFY(!fields.instant("field"_L1));
            QVERIFY(!fields.smartlockId("field"_L1));
            QVERIFY(!fields.isSet("field"_L1));
            QVERIFY(!fields.dateTime("field"_L1).isValid());
            QCOMPARE(fields.text("field"_L1), QString());
            QVERIFY(!fields.object("field"_L1).truth("inner"_L1));
            QVERIFY(fields.misshapen().isEmpty());
        }
    }

    void numbersBeyond32BitsAreMisshapen()
    {
        for (const QByteArray &text : {"2147483648"_ba, "-2147483649"_ba, "21913877581"_ba}) {
            JsonFields fields(parsed("{\"field\":" + text + "}"));
            QVERIFY(!fields.number("field"_L1));
            QCOMPARE(fields.misshapen(), QStringList(u"field"_s));
        }
    }

    void truthIsNeverMadeOfNumbersOrWords()
    {
        for (const QByteArray &text : {"0"_ba, "1"_ba, "\"true\""_ba, "[]"_ba}) {
            JsonFields fields(parsed("{\"field\":" + text + "}"));
            QVERIFY(!fields.truth("field"_L1));
            QCOMPARE(fields.misshapen(), QStringList(u"field"_s));
        }
    }

    void datesKeepTheirText()
    {
        JsonFields fields(parsed(R"({"a":"2026-06-16T10:30:00.000Z","b":"2026-06-16T10:30:00","c":""})"));
        QCOMPARE(fields.instant("a"_L1)->toText(), u"2026-06-16T10:30:00.000Z"_s);
        QCOMPARE(fields.dateTime("a"_L1), QDateTime(QDate(2026, 6, 16), QTime(10, 30), QTimeZone::utc()));
        QCOMPARE(fields.dateTime("a"_L1).timeSpec(), Qt::UTC);
        // Without a zone it is no instant, and still goes back as it came.
        QCOMPARE(fields.instant("b"_L1)->toText(), u"2026-06-16T10:30:00"_s);
        QVERIFY(!fields.dateTime("b"_L1).isValid());
        QVERIFY(!fields.instant("c"_L1));
        QCOMPARE(fields.misshapen(), QStringList(u"c"_s));
    }

    void presenceIsAStringOrAnObject()
    {
        JsonFields fields(parsed(R"({"a":"65f1","b":{"counter":1},"c":"","d":null,"e":5,"f":[1]})"));
        QVERIFY(fields.isSet("a"_L1));
        QVERIFY(fields.isSet("b"_L1));
        for (const auto key : {"c"_L1, "d"_L1, "e"_L1, "f"_L1, "g"_L1})
            QVERIFY(!fields.isSet(key));
    }
};

QTEST_APPLESS_MAIN(JsonFieldsTest)
#include "jsonfieldstest.moc"
