#include "logapi.h"

#include "apibench.h"

using namespace lockdesk;
using namespace Qt::StringLiterals;

class LogApiTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fetchesOneDevicesLog()
    {
        ApiBench bench;
        bench.network.answerNext(FakeAnswer::of(200, ApiBench::body("log/rows")));
        const auto list =
            bench.outcomeOf(fetchLog(bench.transport, SmartlockId(21913877581), {}, 20, &bench.owner));
        QVERIFY(list);
        QCOMPARE(list->items.size(), 12);
        QCOMPARE(list->unreadable, 0);
        QCOMPARE(bench.lines(), QStringList(u"GET /smartlock/21913877581/log?limit=20"_s));
    }

    void asksForOlderLines_data()
    {
        QTest::addColumn<QString>("id");
        QTest::addColumn<int>("limit");
        QTest::addColumn<QString>("line");
        QTest::newRow("older") << u"69a53b90a1b2c3d4e5f60801"_s << 50
                               << u"GET /smartlock/log?limit=50&id=69a53b90a1b2c3d4e5f60801"_s;
        QTest::newRow("capped") << QString() << 500 << u"GET /smartlock/log?limit=50"_s;
        QTest::newRow("at least one") << QString() << 0 << u"GET /smartlock/log?limit=1"_s;
        QTest::newRow("odd id") << u"a&b=c%41/#+é"_s << 5
                                << u"GET /smartlock/log?limit=5&id=a%26b%3Dc%2541%2F%23%2B%C3%A9"_s;
    }
    void asksForOlderLines()
    {
        QFETCH(QString, id);
        QFETCH(int, limit);
        ApiBench bench;
        bench.network.answerNext(FakeAnswer::of(200, "[]"));
        const auto list = bench.outcomeOf(fetchLog(bench.transport, id, limit, &bench.owner));
        QVERIFY(list && list->items.isEmpty());
        QTEST(bench.lines().join(u'|'), "line");
    }

    // A missing scope is an answer of its own and hides nothing else.
    void tellsOfAMissingScope()
    {
        ApiBench bench;
        bench.network.answerNext(FakeAnswer::of(401, R"({"detailMessage":"no","stackTrace":[]})"));
        QCOMPARE(bench.outcomeOf(fetchLog(bench.transport, {}, 1, &bench.owner)).error().kind,
            ApiError::Kind::Unauthorized);
    }
};

QTEST_GUILESS_MAIN(LogApiTest)
#include "logapitest.moc"
