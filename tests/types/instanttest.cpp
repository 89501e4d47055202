#include "instant.h"

#include <QRandomGenerator>
#include <QRegularExpression>
#include <QTest>
#include <QTimeZone>

using namespace lockdesk;
using namespace Qt::StringLiterals;

class InstantTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // TIME-8: what nuki-facts chapter 1 "Dates" lists is read, and nothing else.
    void readsWhatTheServiceWrites_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<qint64>("msecs");
        QTest::newRow("milliseconds") << u"2025-06-16T10:30:00.000Z"_s << qint64(1750069800000);
        QTest::newRow("real milliseconds") << u"2025-06-16T10:30:00.123Z"_s << qint64(1750069800123);
        QTest::newRow("seconds") << u"2025-06-16T10:30:05Z"_s << qint64(1750069805000);
        QTest::newRow("minutes") << u"2025-06-16T10:30Z"_s << qint64(1750069800000);
        QTest::newRow("offset east") << u"2025-06-16T12:30:00+02:00"_s << qint64(1750069800000);
        QTest::newRow("offset west") << u"2025-06-16T07:00:00.000-03:30"_s << qint64(1750069800000);
        QTest::newRow("offset over midnight") << u"2025-06-17T00:30+14:00"_s << qint64(1750069800000);
        QTest::newRow("leap day") << u"2024-02-29T00:00Z"_s << qint64(1709164800000);
        QTest::newRow("before 1970") << u"1969-12-31T23:59:59.999Z"_s << qint64(-1);
    }
    void readsWhatTheServiceWrites()
    {
        QFETCH(QString, text);
        QFETCH(qint64, msecs);
        const Instant instant = Instant::fromText(text);
        QVERIFY(instant.isReadable());
        QCOMPARE(instant.when().toMSecsSinceEpoch(), msecs);
        QCOMPARE(instant.when().timeSpec(), Qt::UTC);
        QCOMPARE(instant.toText(), text);
    }

    // TIME-8, D12
    void refusesEverythingElse_data()
    {
        QTest::addColumn<QString>("text");
        const QStringList texts{u"2025-06-16T10:30:00"_s, u"2025-06-16"_s, u"2025-06-16Z"_s,
            u"2025-06-16 10:30:00Z"_s, u"2025-06-16t10:30:00z"_s, u"2025-06-16T10:30:00.1Z"_s,
            u"2025-06-16T10:30:00.1234Z"_s, u"2025-06-16T10:30:00.Z"_s, u"2025-06-16T24:00:00Z"_s,
            u"2025-06-16T10:60Z"_s, u"2025-06-16T10:30:60Z"_s, u"2025-02-29T10:30Z"_s, u"2025-13-01T10:30Z"_s,
            u"2025-00-10T10:30Z"_s, u"0000-01-01T00:00Z"_s, u"-2025-06-16T10:30Z"_s, u"12025-06-16T10:30Z"_s,
            u"2025-6-16T10:30Z"_s, u"2025-06-16T10:30:00.000Z "_s, u" 2025-06-16T10:30Z"_s,
            u"2025-06-16T10:30:00.000Z\n"_s, u"2025-06-16T10:30+0200"_s, u"2025-06-16T10:30+02"_s,
            u"2025-06-16T10:30+19:00"_s, u"2025-06-16T10:30+02:60"_s, u"2025-06-16T10:30ZZ"_s,
            u"٢٠٢٥-06-16T10:30Z"_s, u"1750069800"_s, u"1750069800000"_s, u"invalid"_s, u"null"_s,
            u"16.06.2025 10:30"_s, u"2025-06-16T10:30+19:00"_s + QChar(u'\0'), u"2025-06-16T10.30Z"_s};
        for (const QString &text : texts)
            QTest::newRow(qPrintable(text)) << text;
    }
    void refusesEverythingElse()
    {
        QFETCH(QString, text);
        const Instant instant = Instant::fromText(text);
        QVERIFY(!instant.isReadable());
        QCOMPARE(instant.toText(), text);
    }

    void writesOneForm()
    {
        const QDateTime when(QDate(2025, 6, 16), QTime(12, 30, 5, 7), QTimeZone("Europe/Berlin"));
        QCOMPARE(Instant::fromDateTime(when).toText(), u"2025-06-16T10:30:05.007Z"_s);
        const QDateTime early(QDate(7, 1, 2), QTime(3, 4), QTimeZone::utc());
        QCOMPARE(Instant::fromDateTime(early).toText(), u"0007-01-02T03:04:00.000Z"_s);
    }

    // TIME-5, D11: a time that does not exist, or that four digits of year cannot hold, gives no date and not
    // "".
    void cannotEmitAnInvalidDate()
    {
        const QDateTime inGap(QDate(2026, 3, 29), QTime(2, 30), QTimeZone("Europe/Berlin"));
        for (const QDateTime &when :
            {QDateTime(), inGap, QDateTime(QDate(10000, 1, 1), QTime(0, 0), QTimeZone::utc()),
                QDateTime(QDate(-1, 1, 1), QTime(0, 0), QTimeZone::utc())}) {
            if (when.isValid() && when.timeZone().id() == "Europe/Berlin")
                continue; // from Qt 6.7 on a time in the gap resolves to an instant beside it
            QVERIFY(!Instant::fromDateTime(when).isReadable());
            QCOMPARE(Instant::fromDateTime(when).toText(), u"invalid-date"_s);
        }
        QCOMPARE(Instant::fromText(QString()).toText(), u"invalid-date"_s);
    }

    // TIME-5: 100,000 random inputs, and what is readable comes back as the same instant.
    void neverEmitsNothing()
    {
        QRandomGenerator random(20260302);
        const QString alphabet = u"0123456789-:.TZ+ \n"_s;
        for (int i = 0; i < 50'000; ++i) {
            QString text = i % 2 ? u"2026-03-29T02:30:00.000Z"_s : QString(random.bounded(26), u'0');
            for (int change = random.bounded(4); change > 0 && !text.isEmpty(); --change)
                text[random.bounded(int(text.size()))] = alphabet.at(random.bounded(int(alphabet.size())));
            const Instant instant = Instant::fromText(text);
            QVERIFY(!instant.toText().isEmpty());
            QVERIFY(!instant.isReadable() || instant.when().isValid());
        }
        static const QRegularExpression form(uR"(\A\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z\z)"_s);
        for (int i = 0; i < 50'000; ++i) {
            // As far as QDateTime goes at all, then within the years that have four digits.
            const qint64 msecs = qint64(random.generate64()) >> (i % 2 ? 1 : 14);
            const Instant instant =
                Instant::fromDateTime(QDateTime::fromMSecsSinceEpoch(msecs, QTimeZone::utc()));
            if (!instant.isReadable()) {
                QCOMPARE(instant.toText(), u"invalid-date"_s);
                continue;
            }
            QVERIFY(form.match(instant.toText()).hasMatch());
            QCOMPARE(Instant::fromText(instant.toText()).when().toMSecsSinceEpoch(), msecs);
        }
    }

    void comparesInstantsNotTexts()
    {
        QVERIFY(Instant::fromText(u"2025-06-16T10:30Z"_s)
            == Instant::fromText(u"2025-06-16T12:30:00.000+02:00"_s));
        QVERIFY(Instant::fromText(u"2025-06-16T10:30Z"_s) != Instant::fromText(u"2025-06-16T10:31Z"_s));
        QVERIFY(Instant::fromText(u"soon"_s) == Instant::fromText(u"soon"_s));
        QVERIFY(Instant::fromText(u"soon"_s) != Instant::fromText(u"later"_s));
        QVERIFY(Instant::fromText(u"soon"_s) != Instant::fromText(u"2025-06-16T10:30Z"_s));
    }
};

QTEST_APPLESS_MAIN(InstantTest)
#include "instanttest.moc"
