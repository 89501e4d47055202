#include "simulatorfixture.h"

#include <QTest>

using namespace lockdesk;
using namespace Qt::StringLiterals;
using F = SimulatorFixture;

class LogsTest : public QObject
{
    Q_OBJECT

    static QString idOf(const QJsonValue &row) { return row.toObject().value("id"_L1).toString(); }

private Q_SLOTS:
    void limits_data()
    {
        QTest::addColumn<QString>("query");
        QTest::addColumn<int>("count");
        QTest::newRow("default") << u""_s << 20;
        QTest::newRow("some") << u"?limit=5"_s << 5;
        QTest::newRow("capped") << u"?limit=500"_s << 50;
        QTest::newRow("offset is ignored") << u"?offset=130"_s << 20;
    }
    void limits()
    {
        QFETCH(QString, query);
        QFETCH(int, count);
        F f;
        const QJsonArray rows = F::arrayOf(f.get(u"/smartlock/log"_s + query));
        QCOMPARE(rows.size(), count);
        QCOMPARE(idOf(rows[0]), u"%1"_s.arg(133, 24, 16, QLatin1Char('0'))); // the newest
    }

    // 50, 50, 34, 0: only an empty page is the end (nuki-facts chapter 6).
    void pagesById()
    {
        F f;
        QList<qsizetype> sizes;
        QStringList ids;
        for (QString query; sizes.isEmpty() || sizes.last() > 0; query = u"&id="_s + ids.last()) {
            const QJsonArray rows = F::arrayOf(f.get(u"/smartlock/log?limit=50"_s + query));
            sizes.append(rows.size());
            for (const QJsonValue &row : rows)
                ids.append(idOf(row));
        }
        QCOMPARE(sizes, (QList<qsizetype>{50, 50, 34, 0}));
        QCOMPARE(ids.removeDuplicates(), 0);
    }

    void filters_data()
    {
        QTest::addColumn<QString>("query");
        QTest::addColumn<int>("count");
        QTest::newRow("device") << u"/smartlock/18178888180/log?limit=50"_s << 50;
        QTest::newRow("action") << u"/smartlock/18178888180/log?limit=50&action=2"_s << 23;
        QTest::newRow("other device") << u"/smartlock/9129696002/log"_s << 0;
        QTest::newRow("from") << u"/smartlock/log?fromDate=2026-03-01T00:02:10.000Z"_s << 4;
        QTest::newRow("to") << u"/smartlock/log?toDate=2026-03-01T00:00:09Z"_s << 10;
    }
    void filters()
    {
        QFETCH(QString, query);
        QFETCH(int, count);
        F f;
        QCOMPARE(F::arrayOf(f.get(query)).size(), count);
    }

    void refusesOddQueries()
    {
        F f;
        QCOMPARE(f.get(u"/smartlock/log?fromDate=1772323200"_s).status, 400); // epoch
        QCOMPARE(f.get(u"/smartlock/log?limit=0"_s).status, 400);
        QCOMPARE(f.get(u"/smartlock/log?id=nobody"_s).status, 400);
    }

    void needsItsScope()
    {
        F f;
        f.nuki.setTokens({{"any", "account smartlock smartlock.auth"}});
        QCOMPARE(f.get(u"/smartlock/log"_s).status, 401);
        QCOMPARE(f.get(u"/smartlock"_s).status, 200);
    }
};

QTEST_GUILESS_MAIN(LogsTest)
#include "logstest.moc"
