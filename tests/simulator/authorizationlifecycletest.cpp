#include "simulatorfixture.h"

#include <QTest>

using namespace lockdesk;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using F = SimulatorFixture;

class AuthorizationLifecycleTest : public QObject
{
    Q_OBJECT

    static QJsonObject withCode(F &f, qint64 device, int code)
    {
        const QJsonArray all = F::arrayOf(f.get(F::authAddress(device)));
        for (const QJsonValue &record : all) {
            if (record.toObject().value("code"_L1).toInt() == code)
                return record.toObject();
        }
        return {};
    }

private Q_SLOTS:
    // 204 without a body; then listed; then confirmed by the device (nuki-facts chapter 3).
    void createsInTwoStages()
    {
        F f;
        f.makeSteady();
        const auto response = f.send("PUT", F::authAddress(F::lock),
            R"({"name": "Guest", "type": 13, "code": "456789", "remoteAllowed": false, "allowedWeekDays": 127,
                "allowedFromDate": "2026-03-02T10:00:00+02:00", "allowedFromTime": 0, "allowedUntilTime": 0})");
        QCOMPARE(response.status, 204);
        QVERIFY(response.body.isEmpty() && response.contentType.isEmpty());
        QVERIFY(withCode(f, F::lock, 456789).isEmpty());
        QCOMPARE(
            f.send("PUT", F::authAddress(F::lock), R"({"name": "B", "type": 13, "code": 456789})").status,
            409);

        f.clock.advance(500ms);
        const QJsonObject listed = withCode(f, F::lock, 456789);
        QCOMPARE(listed.value("id"_L1).toString().size(), 24);
        QVERIFY(listed.value("operationId"_L1).isObject());
        QVERIFY(!listed.contains("updateDate"_L1) && !listed.contains("authId"_L1));
        QVERIFY(!listed.contains("remoteAllowed"_L1)); // as in real bodies of codes
        QCOMPARE(listed.value("allowedFromDate"_L1).toString(), u"2026-03-02T08:00:00.000Z"_s);
        QCOMPARE(listed.value("creationDate"_L1).toString(), u"2026-03-02T09:00:00.000Z"_s);
        bool isHex = false;
        QCOMPARE(listed.value("id"_L1).toString().left(8).toLongLong(&isHex, 16),
            QDateTime(QDate(2026, 3, 2), QTime(9, 0), Qt::UTC).toSecsSinceEpoch());

        f.clock.advance(1s);
        const QJsonObject confirmed = withCode(f, F::lock, 456789);
        QVERIFY(!confirmed.contains("operationId"_L1));
        QCOMPARE(confirmed.value("updateDate"_L1).toString(), u"2026-03-02T09:00:01.500Z"_s);
        QVERIFY(confirmed.value("authId"_L1).toInt() > 8200);
    }

    // CON-3: what an update lacks of the five limits is gone (nuki-facts chapter 4, F40095).
    void replacesTheWholeRestrictionSet()
    {
        F f;
        const QByteArray body =
            R"({"name": "Cleaning", "code": 345679, "allowedWeekDays": 3, "allowedFromDate": null})";
        QCOMPARE(f.send("POST", F::authAddress(F::lock, F::code), body).status, 204);
        f.clock.advance(1min);
        const QJsonObject after = f.record(F::code);
        for (const auto field :
            {"allowedFromDate"_L1, "allowedUntilDate"_L1, "allowedFromTime"_L1, "allowedUntilTime"_L1})
            QVERIFY(!after.contains(field));
        QCOMPARE(after.value("allowedWeekDays"_L1).toInt(), 3);
        QCOMPARE(after.value("code"_L1).toInteger(), 345679);
        QCOMPARE(after.value("enabled"_L1).toBool(), true);
        QCOMPARE(after.value("lockCount"_L1).toInt(), 3);
        QVERIFY(after.value("updateDate"_L1).toString() > u"2026-03-02"_s);
    }

    void updatesInStagesAndRefusesAnotherWriteMeanwhile()
    {
        F f;
        f.makeSteady();
        const QString address = F::authAddress(F::lock, F::code);
        QCOMPARE(f.send("POST", address, R"({"name": "New", "enabled": false})").status, 204);
        QCOMPARE(f.record(F::code).value("name"_L1).toString(), u"Cleaning"_s);
        QVERIFY(f.record(F::code).contains("operationId"_L1));

        const auto locked = f.send("POST", address, R"({"name": "Newer"})");
        QCOMPARE(locked.status, 423);
        QVERIFY(!F::objectOf(locked).contains("detailMessage"_L1)); // F1178
        QCOMPARE(f.send("DELETE", address).status, 423);
        const QByteArray both = QByteArray("[\"") + F::other + "\",\"" + F::code + "\"]";
        QCOMPARE(f.send("DELETE", u"/smartlock/auth"_s, both).status, 423);

        f.clock.advance(500ms);
        QCOMPARE(f.record(F::code).value("name"_L1).toString(), u"New"_s);
        QVERIFY(f.record(F::code).contains("operationId"_L1));
        QCOMPARE(f.record(F::code).value("updateDate"_L1).toString(), u"2026-01-05T08:00:03.120Z"_s);
        f.clock.advance(1s);
        QVERIFY(!f.record(F::code).contains("operationId"_L1));
        QCOMPARE(f.record(F::code).value("updateDate"_L1).toString(), u"2026-03-02T09:00:01.500Z"_s);
        QCOMPARE(f.record(F::code).value("enabled"_L1).toBool(), false);
        QCOMPARE(f.send("POST", address, R"({"name": "Newer"})").status, 204);
    }

    void refusesACodeThatIsOnItsWay()
    {
        F f;
        QCOMPARE(
            f.send("POST", F::authAddress(F::lock, F::code), R"({"name": "A", "code": 456789})").status, 204);
        QCOMPARE(
            f.send("PUT", F::authAddress(F::lock), R"({"name": "B", "type": 13, "code": 456789})").status,
            409);
        QCOMPARE(f.send("POST", F::authAddress(F::lock, F::other), R"({"name": "B", "code": 456789})").status,
            409);
    }

    void deletesAfterAWhile()
    {
        F f;
        f.makeSteady();
        QCOMPARE(f.send("DELETE", F::authAddress(F::lock, F::code)).status, 204);
        f.clock.advance(1400ms);
        QVERIFY(f.record(F::code).contains("operationId"_L1));
        f.clock.advance(100ms);
        QVERIFY(f.record(F::code).isEmpty());
        QCOMPARE(F::arrayOf(f.get(u"/smartlock/auth"_s)).size(), 3);
    }

    void writesMany()
    {
        F f;
        QCOMPARE(f.send("PUT", u"/smartlock/auth"_s,
                      R"({"name": "Ada", "accountUserId": 502, "smartlockIds": [18178888180, 21913877581]})")
                     .status,
            204);
        const QByteArray updates =
            QByteArray(R"([{"name": "K1", "id": "OTHER"}, {"name": "C1", "id": "CODE"}])")
                .replace("OTHER", F::other)
                .replace("CODE", F::code);
        QCOMPARE(f.send("POST", u"/smartlock/auth"_s, updates).status, 204);
        f.clock.advance(1min);
        const QJsonArray adas = F::arrayOf(f.get(u"/smartlock/auth?accountUserId=502"_s));
        QCOMPARE(adas.size(), 2);
        QVERIFY(adas[0].toObject().value("id"_L1) != adas[1].toObject().value("id"_L1));
        QCOMPARE(f.record(F::code).value("name"_L1).toString(), u"C1"_s);
        const QByteArray both = QByteArray("[\"") + F::other + "\",\"" + F::code + "\"]";
        QCOMPARE(f.send("DELETE", u"/smartlock/auth"_s, both).status, 204);
        f.clock.advance(1min);
        QVERIFY(f.record(F::code).isEmpty() && f.record(F::other).isEmpty());
    }

    void losesWritesToAnOfflineDevice()
    {
        F f;
        const QJsonObject before = f.record(F::lost);
        QCOMPARE(
            f.send("PUT", F::authAddress(F::offline), R"({"name": "A", "type": 13, "code": 456789})").status,
            204);
        QCOMPARE(f.send("POST", F::authAddress(F::offline, F::lost), R"({"name": "A"})").status, 204);
        QCOMPARE(f.send("DELETE", F::authAddress(F::offline, F::lost)).status, 204);
        QCOMPARE(f.record(F::lost), before);
        f.clock.advance(24h);
        QCOMPARE(f.record(F::lost), before);
        QVERIFY(withCode(f, F::offline, 456789).isEmpty());
    }

    void keepsAGhostUntilASync()
    {
        F f;
        SimulatedBehaviour behaviour;
        behaviour.ghosts = {QLatin1String(F::code)};
        f.nuki.setBehaviour(behaviour);
        f.send("DELETE", F::authAddress(F::lock, F::code));
        f.clock.advance(1h);
        QVERIFY(!f.record(F::code).isEmpty());
        QCOMPARE(
            f.send("PUT", F::authAddress(F::lock), R"({"name": "B", "type": 13, "code": 345678})").status,
            409);
        QCOMPARE(f.send("POST", u"/smartlock/%1/sync"_s.arg(F::lock)).status, 204);
        f.clock.advance(3s);
        QVERIFY(f.record(F::code).isEmpty());
        QCOMPARE(
            f.send("PUT", F::authAddress(F::lock), R"({"name": "B", "type": 13, "code": 345678})").status,
            204);
    }

    void confirmsOnASyncWhatADeviceKeptSilentAbout()
    {
        F f;
        SimulatedBehaviour behaviour;
        behaviour.neverConfirms = {F::lock};
        f.nuki.setBehaviour(behaviour);
        f.send("PUT", F::authAddress(F::lock), R"({"name": "B", "type": 13, "code": 456789})");
        f.clock.advance(1h);
        QVERIFY(withCode(f, F::lock, 456789).contains("operationId"_L1));
        f.send("POST", u"/smartlock/%1/sync"_s.arg(F::lock));
        f.clock.advance(3s);
        QVERIFY(withCode(f, F::lock, 456789).contains("updateDate"_L1));
        QVERIFY(!withCode(f, F::lock, 456789).contains("operationId"_L1));
    }

    void syncBetweenTheStagesLosesNothing()
    {
        F f;
        SimulatedBehaviour behaviour;
        behaviour.listing = {10s, 10s};
        f.nuki.setBehaviour(behaviour);
        f.send("POST", F::authAddress(F::lock, F::code), R"({"name": "New"})");
        f.send("POST", u"/smartlock/%1/sync"_s.arg(F::lock));
        f.clock.advance(3s);
        QCOMPARE(f.record(F::code).value("name"_L1).toString(), u"New"_s);
        QVERIFY(!f.record(F::code).contains("operationId"_L1));
        const QJsonObject settled = f.record(F::code);
        f.clock.advance(1min);
        QCOMPARE(f.record(F::code), settled);
    }

    void saysTheErrorOfAFailedWrite()
    {
        F f;
        SimulatedBehaviour behaviour;
        behaviour.writeErrors = {{F::lock, u"K_ERROR_FULL"_s}};
        f.nuki.setBehaviour(behaviour);
        f.send("PUT", F::authAddress(F::lock), R"({"name": "B", "type": 13, "code": 456789})");
        f.clock.advance(1min);
        const QJsonObject record = withCode(f, F::lock, 456789);
        QCOMPARE(record.value("error"_L1).toString(), u"K_ERROR_FULL"_s);
        QVERIFY(!record.contains("operationId"_L1) && !record.contains("updateDate"_L1));
    }
};

QTEST_GUILESS_MAIN(AuthorizationLifecycleTest)
#include "authorizationlifecycletest.moc"
