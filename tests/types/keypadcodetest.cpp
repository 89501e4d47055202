#include "keypadcode.h"

#include <QRegularExpression>
#include <QSet>
#include <QTest>
#include <array>

using namespace lockdesk;
using namespace Qt::StringLiterals;

class KeypadCodeTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // All six-digit texts, against the rule written as one pattern.
    void acceptsExactlyTheValidCodes()
    {
        int valid = 0;
        QString digits(6, u'0');
        for (int number = 0; number < 1'000'000; ++number) {
            bool isExpected = !(number / 100'000 == 1 && number / 10'000 % 10 == 2);
            for (int place = 5, rest = number; place >= 0; --place, rest /= 10) {
                digits[place] = QChar(u'0' + rest % 10);
                isExpected = isExpected && rest % 10 != 0;
            }
            const auto code = KeypadCode::fromInput(digits);
            if (code.has_value() != isExpected || KeypadCode::fromServer(number).isValid() != isExpected)
                QFAIL(qPrintable(digits));
            valid += isExpected;
        }
        QCOMPARE(valid, 524'880);
    }

    void refusesOtherInput_data()
    {
        QTest::addColumn<QString>("input");
        QTest::addColumn<QString>("word");
        QTest::newRow("empty") << QString() << u"Enter six"_s;
        QTest::newRow("short") << u"98765"_s << u"too short"_s;
        QTest::newRow("long") << u"9876543"_s << u"too long"_s;
        QTest::newRow("zero") << u"987604"_s << u"contain 0"_s;
        QTest::newRow("twelve") << u"129876"_s << u"start with 12"_s;
        QTest::newRow("letter") << u"98765a"_s << u"digits only"_s;
        QTest::newRow("sign") << u"+98765"_s << u"digits only"_s;
        QTest::newRow("newline") << u"987654\n"_s << u"digits only"_s;
        QTest::newRow("space") << u" 987654"_s << u"digits only"_s;
        QTest::newRow("Arabic digits") << u"٩٨٧٦٥٤"_s << u"digits only"_s;
        QTest::newRow("full-width digits") << u"９８７６５４"_s << u"digits only"_s;
    }
    void refusesOtherInput()
    {
        QFETCH(QString, input);
        QFETCH(QString, word);
        QVERIFY(!KeypadCode::fromInput(input));
        QVERIFY2(KeypadCode::problem(input).contains(word), qPrintable(KeypadCode::problem(input)));
    }

    void saysNothingAboutAGoodCode()
    {
        QVERIFY(KeypadCode::problem(u"987654").isEmpty());
        QCOMPARE(KeypadCode::fromInput(u"987654")->toString(), u"987654"_s);
        QCOMPARE(KeypadCode::fromInput(u"987654")->toNumber(), qint64(987654));
    }

    void keepsWhatTheServerHolds()
    {
        for (const qint64 number : {qint64(0), qint64(4711), qint64(120000), qint64(-1), qint64(1) << 53}) {
            QCOMPARE(KeypadCode::fromServer(number).toNumber(), number);
            QVERIFY(!KeypadCode::fromServer(number).isValid());
        }
    }

    // UI-6: 100,000 codes are valid and each place's digits are as frequent as among all valid codes.
    void generatesValidAndEvenCodes()
    {
        constexpr int samples = 100'000;
        QRandomGenerator random(4711);
        static const QRegularExpression rule(uR"(\A(?!12)[1-9]{6}\z)"_s);
        std::array<std::array<int, 10>, 6> counts{};
        for (int i = 0; i < samples; ++i) {
            const auto code = KeypadCode::generate(random, [](const KeypadCode &) { return false; });
            QVERIFY(code);
            const QString digits = code->toString();
            QVERIFY(rule.match(digits).hasMatch());
            for (int place = 0; place < 6; ++place)
                ++counts.at(place).at(digits.at(place).digitValue());
        }
        for (int place = 0; place < 6; ++place) {
            double chiSquare = 0;
            for (int digit = 1; digit <= 9; ++digit) {
                // Of the 81 pairs of first digits one is forbidden, so 1 in front and 2 behind it are rarer.
                const bool isRarer = (place == 0 && digit == 1) || (place == 1 && digit == 2);
                const double expected = place > 1 ? samples / 9.0 : samples * (isRarer ? 8 : 9) / 80.0;
                const double difference = counts.at(place).at(digit) - expected;
                chiSquare += difference * difference / expected;
            }
            QVERIFY2(chiSquare < 26.124, qPrintable(QString::number(chiSquare))); // p > 0.001 at 8 degrees
        }
    }

    // UI-6: no clash on the keypad
    void avoidsTakenCodes()
    {
        QSet<KeypadCode> taken;
        for (int i = 0; i < 200; ++i) {
            const auto code = KeypadCode::generate(*QRandomGenerator::system(),
                [&](const KeypadCode &candidate) { return taken.contains(candidate); });
            QVERIFY(code);
            QVERIFY(!taken.contains(*code));
            taken.insert(*code);
        }
        QRandomGenerator random(1);
        QVERIFY(!KeypadCode::generate(random, [](const KeypadCode &) { return true; }));
    }
};

QTEST_APPLESS_MAIN(KeypadCodeTest)
#include "keypadcodetest.moc"
