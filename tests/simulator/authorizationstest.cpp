#include "simulatorfixture.h"

#include <QTest>

using namespace lockdesk;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using F = SimulatorFixture;

class AuthorizationsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void lists()
    {
        F f;
        QCOMPARE(F::arrayOf(f.get(u"/smartlock/auth"_s)).size(), 4);
        QCOMPARE(F::arrayOf(f.get(u"/smartlock/auth?types=0,2"_s)).size(), 1);
        QCOMPARE(F::arrayOf(f.get(u"/smartlock/auth?accountUserId=501"_s)).size(), 1);
        QCOMPARE(F::arrayOf(f.get(u"/smartlock/auth?accountUserId=-1"_s)).size(), 3);
        QCOMPARE(F::arrayOf(f.get(F::authAddress(F::lock))).size(), 3);
        QCOMPARE(F::arrayOf(f.get(F::authAddress(F::plain))).size(), 0);
        QCOMPARE(f.get(F::authAddress(439041101)).status, 404);
        QCOMPARE(F::objectOf(f.get(F::authAddress(F::lock, F::code))), f.record(F::code));
        QCOMPARE(f.get(F::authAddress(F::plain, F::code)).status, 404); // of another device
        QCOMPARE(f.get(F::authAddress(F::lock, "6ab2be33a1b2c3d4e5f60799")).status, 404);
    }

    void pages()
    {
        F f;
        const QJsonObject first = F::objectOf(f.get(u"/smartlock/auth/paged?page=0&size=3"_s));
        QCOMPARE(first.value("results"_L1).toArray().size(), 3);
        QCOMPARE(first.value("pagination"_L1).toObject(), F::object(R"({"totalItems": 4, "totalPages": 2,
            "currentPage": 0, "pageSize": 3, "nextPage": "/smartlock/auth/paged?page=1&size=3"})"));
        const QJsonObject last = F::objectOf(f.get(u"/smartlock/auth/paged?page=1&size=3"_s));
        QCOMPARE(last.value("results"_L1).toArray().size(), 1);
        QVERIFY(!last.value("pagination"_L1).toObject().contains("nextPage"_L1));
        const QJsonObject beyond = F::objectOf(f.get(u"/smartlock/auth/paged?page=9&size=3"_s));
        QVERIFY(beyond.value("results"_L1).toArray().isEmpty());
        const QJsonObject codes = F::objectOf(f.get(u"/smartlock/auth/paged?types=13&size=2"_s));
        QCOMPARE(codes.value("pagination"_L1).toObject().value("totalItems"_L1).toInt(), 3);
        QCOMPARE(f.get(u"/smartlock/auth/paged?page=-1"_s).status, 400);
    }

    void refusesCreations_data()
    {
        QTest::addColumn<qint64>("device");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("message");
        const auto row = [](const char *name, qint64 device, const char *body, int status,
                             const char *message = "") {
            QTest::newRow(name) << device << QByteArray(body) << status << QString::fromUtf8(message);
        };
        row("no name", F::lock, R"({"type": 13, "code": 456789})", 422);
        row("not JSON", F::lock, "{", 422);
        row("unknown field", F::lock, R"({"name": "A", "type": 13, "code": 456789, "enable": true})", 422);
        row("21 bytes", F::lock, R"({"name": "äbcdefghijklmnopqrst", "type": 13, "code": 456789})", 422);
        row("33 bytes", F::lock, R"({"name": "abcdefghijklmnopqrstuvwxyz1234567", "accountUserId": 501})",
            422);
        row("no keypad", F::plain, R"({"name": "A", "type": 13, "code": 456789})", 400,
            "The supplied value '13' for parameter 'type' is not valid");
        row("no code", F::lock, R"({"name": "A", "type": 13})", 400,
            "The supplied value 'null' for parameter 'code' is not valid");
        row("code with 0", F::lock, R"({"name": "A", "type": 13, "code": 456780})", 400,
            "The supplied value '456780' for parameter 'code' is not valid");
        row("code from 12", F::lock, R"({"name": "A", "type": 13, "code": 123456})", 400,
            "The supplied value '123456' for parameter 'code' is not valid");
        row("five digits", F::lock, R"({"name": "A", "type": 13, "code": 45678})", 400,
            "The supplied value '45678' for parameter 'code' is not valid");
        row("code with an app", F::lock, R"({"name": "A", "accountUserId": 501, "code": 456789})", 400,
            "The supplied value '456789' for parameter 'code' is not valid");
        row("no person", F::lock, R"({"name": "A"})", 400,
            "The supplied value 'null' for parameter 'accountUserId' is not valid");
        row("fob", F::lock, R"({"name": "A", "type": 2})", 400,
            "The supplied value '2' for parameter 'type' is not valid");
        row("weekdays", F::lock, R"({"name": "A", "type": 13, "code": 456789, "allowedWeekDays": 128})", 400,
            "The supplied value '128' for parameter 'allowedWeekDays' is not valid");
        row("date without zone", F::lock,
            R"({"name": "A", "type": 13, "code": 456789, "allowedFromDate": "2026-03-02T09:00:00"})", 400,
            "The supplied value '2026-03-02T09:00:00' for parameter 'allowedFromDate' is not valid");
        row("taken", F::lock, R"({"name": "A", "type": 13, "code": 345678})", 409,
            "The parameter 'code' exists already");
        row("unknown device", 439041101, R"({"name": "A", "type": 13, "code": 456789})", 404, "Not found");
    }
    void refusesCreations()
    {
        QFETCH(qint64, device);
        QFETCH(QByteArray, body);
        QFETCH(int, status);
        QFETCH(QString, message);
        F f;
        const auto response = f.send("PUT", F::authAddress(device), body);
        QCOMPARE(response.status, status);
        QCOMPARE(F::messageOf(response), message);
        QCOMPARE(F::objectOf(response).contains("reasonPhrase"_L1), status == 422);
        f.clock.advance(1min);
        QCOMPARE(F::arrayOf(f.get(u"/smartlock/auth"_s)).size(), 4);
    }

    void refusesUpdates_data()
    {
        QTest::addColumn<QByteArray>("id");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<int>("status");
        QTest::newRow("no name") << QByteArray(F::code) << QByteArray(R"({"code": 345678})") << 422;
        QTest::newRow("21 bytes") << QByteArray(F::code) << QByteArray(R"({"name": "abcdefghijklmnopqrstu"})")
                                  << 422;
        QTest::newRow("unknown field")
            << QByteArray(F::code) << QByteArray(R"({"name": "A", "type": 13})") << 422;
        QTest::newRow("taken") << QByteArray(F::code) << QByteArray(R"({"name": "A", "code": 987654})")
                               << 409;
        QTest::newRow("bad code") << QByteArray(F::code) << QByteArray(R"({"name": "A", "code": 1})") << 400;
        QTest::newRow("code of an app")
            << QByteArray(F::app) << QByteArray(R"({"name": "A", "code": 456789})") << 400;
        QTest::newRow("minutes") << QByteArray(F::app)
                                 << QByteArray(R"({"name": "A", "allowedFromTime": 1441})") << 400;
        QTest::newRow("of another device") << QByteArray(F::lost) << QByteArray(R"({"name": "A"})") << 404;
    }
    void refusesUpdates()
    {
        QFETCH(QByteArray, id);
        QFETCH(QByteArray, body);
        QFETCH(int, status);
        F f;
        const QJsonObject before = f.record(id.constData());
        QCOMPARE(f.send("POST", F::authAddress(F::lock, id.constData()), body).status, status);
        f.clock.advance(1min);
        QCOMPARE(f.record(id.constData()), before);
    }

    void refusesWritesOfManyAsAWhole()
    {
        F f;
        const QByteArray good = QByteArray(R"({"name": "New", "id": "CODE"})").replace("CODE", F::code);
        QCOMPARE(
            f.send("POST", u"/smartlock/auth"_s, "[" + good + R"(, {"name": "x", "id": "nobody"}])").status,
            400);
        QCOMPARE(f.send("POST", u"/smartlock/auth"_s, "[" + good + "," + good + "]").status, 400);
        QCOMPARE(f.send("POST", u"/smartlock/auth"_s, good).status, 422); // no array
        QCOMPARE(f.send("DELETE", u"/smartlock/auth"_s, R"({"ids": []})").status, 422);
        QCOMPARE(f.send("DELETE", u"/smartlock/auth"_s, R"(["nobody"])").status, 400);
        const QByteArray both =
            R"({"name": "A", "type": 13, "code": 345678, "smartlockIds": [18178888180, 712345678]})";
        QCOMPARE(f.send("PUT", u"/smartlock/auth"_s, both).status, 409);
        QCOMPARE(
            f.send("PUT", u"/smartlock/auth"_s, R"({"name": "A", "type": 13, "code": 456789})").status, 400);
        f.clock.advance(1min);
        QCOMPARE(f.record(F::code).value("name"_L1).toString(), u"Cleaning"_s);
    }
};

QTEST_GUILESS_MAIN(AuthorizationsTest)
#include "authorizationstest.moc"
