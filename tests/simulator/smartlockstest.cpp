#include "simulatorfixture.h"

#include <QTest>

using namespace lockdesk;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using F = SimulatorFixture;

class SmartlocksTest : public QObject
{
    Q_OBJECT

    static QString address(qint64 id, const char *rest = "")
    {
        return u"/smartlock/%1"_s.arg(id) + QLatin1String(rest);
    }

private Q_SLOTS:
    void lists()
    {
        F f;
        QCOMPARE(F::arrayOf(f.get(u"/smartlock"_s)).size(), 7);
        QCOMPARE(F::arrayOf(f.get(u"/smartlock?type=2"_s)).size(), 1);
        QCOMPARE(F::objectOf(f.get(address(F::lock))), f.nuki.smartlock(F::lock));
    }

    // An id without its type's prefix is another, unknown device (nuki-facts chapters 2 and 10).
    void knowsNoIdWithoutItsPrefix_data()
    {
        QTest::addColumn<QByteArray>("method");
        QTest::addColumn<QByteArray>("rest");
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("read") << QByteArray("GET") << QByteArray("") << QByteArray();
        QTest::newRow("update") << QByteArray("POST") << QByteArray("") << QByteArray(R"({"name": "A"})");
        QTest::newRow("action") << QByteArray("POST") << QByteArray("/action")
                                << QByteArray(R"({"action": 1})");
        QTest::newRow("unlock") << QByteArray("POST") << QByteArray("/action/unlock") << QByteArray();
        QTest::newRow("lock") << QByteArray("POST") << QByteArray("/action/lock") << QByteArray();
        QTest::newRow("sync") << QByteArray("POST") << QByteArray("/sync") << QByteArray();
        QTest::newRow("log") << QByteArray("GET") << QByteArray("/log") << QByteArray();
    }
    void knowsNoIdWithoutItsPrefix()
    {
        QFETCH(QByteArray, method);
        QFETCH(QByteArray, rest);
        QFETCH(QByteArray, body);
        F f;
        QCOMPARE(f.send(method.constData(), address(439041101, rest.constData()), body).status, 404);
    }

    void renamesInStages()
    {
        F f;
        f.makeSteady();
        QCOMPARE(f.send("POST", address(F::lock), R"({"name": "Gate", "favorite": true})").status, 204);
        QVERIFY(f.nuki.smartlock(F::lock).value("operationId"_L1).isString());
        QCOMPARE(f.send("POST", address(F::lock), R"({"name": "Gate 2"})").status, 423);
        QCOMPARE(f.send("POST", address(F::lock, "/action"), R"({"action": 1})").status, 423);
        QCOMPARE(f.nuki.smartlock(F::lock).value("name"_L1).toString(), u"Front"_s);
        f.clock.advance(500ms);
        QCOMPARE(f.nuki.smartlock(F::lock).value("name"_L1).toString(), u"Gate"_s);
        QVERIFY(f.nuki.smartlock(F::lock).contains("operationId"_L1));
        f.clock.advance(1s);
        QCOMPARE(f.nuki.smartlock(F::lock).value("favorite"_L1).toBool(), true);
        QVERIFY(!f.nuki.smartlock(F::lock).contains("operationId"_L1));
        QVERIFY(f.nuki.smartlock(F::lock).contains("updateDate"_L1));
    }

    void refusesOddUpdates()
    {
        F f;
        QCOMPARE(f.send("POST", address(F::lock), R"({"name": ""})").status, 400);
        QCOMPARE(f.send("POST", address(F::lock), R"({"config": {}})").status, 422);
        QCOMPARE(f.send("POST", address(F::lock), "[]").status, 422);
    }

    void refusesActions_data()
    {
        QTest::addColumn<qint64>("device");
        QTest::addColumn<QByteArray>("rest");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<int>("status");
        const auto row = [](const char *name, qint64 device, const char *rest, const char *body, int status) {
            QTest::newRow(name) << device << QByteArray(rest) << QByteArray(body) << status;
        };
        row("continuous mode of a lock", F::lock, "/action", R"({"action": 6})", 400);
        row("lock'n'go of an Opener", F::opener, "/action", R"({"action": 4})", 400);
        row("lock of a Box", F::box, "/action", R"({"action": 2})", 400);
        row("no action", F::lock, "/action", "{}", 400);
        row("option", F::lock, "/action", R"({"action": 1, "option": 8})", 400);
        row("unknown field", F::lock, "/action", R"({"action": 1, "force": true})", 422);
        row("no body", F::lock, "/action", "", 422);
        row("unlatch of a US lock", F::american, "/action", R"({"action": 3})", 400);
        row("unlatch lock'n'go of a US lock", F::american, "/action", R"({"action": 5})", 400);
        row("lock with a body", F::lock, "/action/lock", "{}", 415);
        row("unlock with a body", F::lock, "/action/unlock", "{}", 415);
        row("lock of an Opener", F::opener, "/action/lock", "", 405);
        row("lock of a Box, simply", F::box, "/action/lock", "", 405);
    }
    void refusesActions()
    {
        QFETCH(qint64, device);
        QFETCH(QByteArray, rest);
        QFETCH(QByteArray, body);
        QFETCH(int, status);
        F f;
        const QJsonObject before = f.nuki.smartlock(device);
        QCOMPARE(f.send("POST", address(device, rest.constData()), body).status, status);
        f.clock.advance(1min);
        QCOMPARE(f.nuki.smartlock(device), before);
    }

    void letsAUsLockUnlock()
    {
        F f;
        QCOMPARE(f.send("POST", address(F::american, "/action"), R"({"action": 1})").status, 204);
        QCOMPARE(f.send("POST", address(F::opener, "/action/unlock")).status, 204); // its electric strike
        f.clock.advance(5s);
        QCOMPARE(f.state(F::american), 3);
        QCOMPARE(f.newestLog().value("state"_L1).toInt(-1), 0);
    }

    void takesWhatHappensAtTheDoor()
    {
        F f;
        f.nuki.editSmartlock(F::lock, F::object(R"({"state": {"doorState": 3}, "serverState": 4})"));
        QCOMPARE(f.stateOf(F::lock).value("doorState"_L1).toInt(), 3);
        QCOMPARE(f.stateOf(F::lock).value("mode"_L1).toInt(), 2);
        f.nuki.editAuthorization(QLatin1String(F::code), F::object(R"({"name": "Theirs", "code": null})"));
        QCOMPARE(f.record(F::code).value("name"_L1).toString(), u"Theirs"_s);
        QVERIFY(!f.record(F::code).contains("code"_L1));
        QCOMPARE(f.record(F::code).value("updateDate"_L1).toString(), u"2026-03-02T09:00:00.000Z"_s);
    }
};

QTEST_GUILESS_MAIN(SmartlocksTest)
#include "smartlockstest.moc"
