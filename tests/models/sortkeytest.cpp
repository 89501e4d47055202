#include "sortkey.h"

#include <QDateTime>
#include <QRandomGenerator>
#include <QTest>
#include <QTimeZone>
#include <cmath>

using namespace lockdesk;
using namespace Qt::StringLiterals;

class SortKeyTest : public QObject
{
    Q_OBJECT

    const QCollator m_collator = tableCollator(QLocale::c());

    int compare(const QVariant &a, const QVariant &b, Qt::SortOrder order = Qt::AscendingOrder) const
    {
        return SortKey::compare(
            SortKey::fromVariant(a, m_collator), SortKey::fromVariant(b, m_collator), order);
    }

private Q_SLOTS:
    void comesBefore_data()
    {
        QTest::addColumn<QVariant>("a");
        QTest::addColumn<QVariant>("b");
        const auto later = QDateTime(QDate(2026, 3, 2), QTime(9, 0), QTimeZone::utc());
        const qint64 large = (qint64(1) << 53) + 1;
        QTest::newRow("numbers in words by value") << QVariant(u"Room 9"_s) << QVariant(u"Room 10"_s);
        QTest::newRow("accents beside their letter") << QVariant(u"Ärzte"_s) << QVariant(u"Bad"_s);
        QTest::newRow("case does not part") << QVariant(u"anna"_s) << QVariant(u"Bert"_s);
        QTest::newRow("int") << QVariant(-3) << QVariant(2);
        QTest::newRow("int and double") << QVariant(2) << QVariant(2.5);
        QTest::newRow("beyond a double's digits") << QVariant(large - 1) << QVariant(large);
        QTest::newRow("largest") << QVariant(std::numeric_limits<qint64>::max()) << QVariant(1e19);
        QTest::newRow("unsigned") << QVariant(-1) << QVariant(std::numeric_limits<quint64>::max());
        QTest::newRow("bool") << QVariant(false) << QVariant(true);
        QTest::newRow("instants across zones")
            << QVariant(QDateTime(QDate(2026, 3, 2), QTime(9, 30), QTimeZone(3600))) << QVariant(later);
        QTest::newRow("dates") << QVariant(QDate(2026, 3, 1)) << QVariant(QDate(2026, 3, 2));
        QTest::newRow("times") << QVariant(QTime(8, 0)) << QVariant(QTime(8, 1));
        QTest::newRow("numbers before text") << QVariant(5) << QVariant(u"1"_s);
    }
    void comesBefore()
    {
        QFETCH(QVariant, a);
        QFETCH(QVariant, b);
        QVERIFY(compare(a, b) < 0);
        QVERIFY(compare(b, a) > 0);
        QCOMPARE(compare(a, a), 0);
        QVERIFY(compare(a, b, Qt::DescendingOrder) > 0);
    }

    void nothingComesLastInBothOrders_data()
    {
        QTest::addColumn<QVariant>("nothing");
        QTest::newRow("invalid") << QVariant();
        QTest::newRow("null text") << QVariant(QString());
        QTest::newRow("invalid date") << QVariant(QDateTime());
        QTest::newRow("not a number") << QVariant(std::nan(""));
    }
    void nothingComesLastInBothOrders()
    {
        QFETCH(QVariant, nothing);
        for (const QVariant &value : {QVariant(-5), QVariant(u""_s), QVariant(u"zz"_s)}) {
            for (const auto order : {Qt::AscendingOrder, Qt::DescendingOrder}) {
                QVERIFY(compare(value, nothing, order) < 0);
                QVERIFY(compare(nothing, value, order) > 0);
                QCOMPARE(compare(nothing, {}, order), 0);
            }
        }
    }

    void isTransitiveAmongNumbers()
    {
        QRandomGenerator random(7);
        const qint64 edge = qint64(1) << 53;
        const auto any = [&random]() -> QVariant {
            const qint64 near = edge + random.bounded(6) - 3;
            return random.bounded(2) ? QVariant(near) : QVariant(double(near) + 0.5 * random.bounded(3));
        };
        for (int i = 0; i < 5'000; ++i) {
            const QVariant a = any(), b = any(), c = any();
            if (compare(a, b) <= 0 && compare(b, c) <= 0)
                QVERIFY(compare(a, c) <= 0);
        }
    }

    void knowsWhetherItWasAsked()
    {
        QVERIFY(!SortKey().isKnown());
        QVERIFY(SortKey::fromVariant({}, m_collator).isKnown());
    }
};

QTEST_APPLESS_MAIN(SortKeyTest)
#include "sortkeytest.moc"
