#include "smartlockjson.h"

#include "testdata.h"

#include <QSet>

using namespace lockdesk;
using namespace Qt::StringLiterals;

namespace {

Smartlock decoded(const QString &name)
{
    const std::optional<Smartlock> lock = smartlockFromJson(objectOf(u"smartlock/"_s + name));
    if (!lock)
        qFatal("%s could not be read", qPrintable(name));
    return *lock;
}

QDateTime utc(int hour, int minute, int second, int msec = 0)
{
    return QDateTime(QDate(2026, 3, 2), QTime(hour, minute, second, msec), QTimeZone::utc());
}

} // namespace

class SmartlockJsonTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // Firmware 2.6.0 leaves `nightMode` out although the contract requires it.
    void readsAnOldSmartLock()
    {
        Smartlock expected;
        expected.id = SmartlockId(439041101);
        expected.type = DeviceType::SmartLock12;
        expected.name = u"Archive"_s;
        expected.favorite = false;
        expected.mode = Mode::Door;
        expected.state = 1;
        expected.trigger = Trigger::AutoLockOrContinuous;
        expected.lastAction = 2;
        expected.doorState = DoorState::Unavailable;
        expected.battery.critical = false;
        expected.serverState = ServerState::Ok;
        expected.adminPinState = AdminPinState::Ok;
        expected.firmware = Version{132608};
        expected.hardware = Version{1292};
        expected.timeZoneId = 37;
        expected.keypadPaired = true;
        expected.updated = utc(7, 58, 31, 442);
        QCOMPARE(decoded(u"smartlock2"_s), expected);
    }

    void readsAThirdGenerationLock()
    {
        const Smartlock lock = decoded(u"smartlock3"_s);
        QCOMPARE(lock.type, DeviceType::SmartLock34);
        QCOMPARE(lock.favorite, true);
        QCOMPARE(lock.trigger, Trigger::Keypad);
        QCOMPARE(lock.doorState, DoorState::Open);
        QCOMPARE(lock.nightMode, false);
        QCOMPARE(lock.battery, (Battery{false, false, 64, true, false}));
        QCOMPARE(lock.keypadPaired, true); // only a Keypad 2
        QCOMPARE(lock.wifiEnabled, true);
        QCOMPARE(lock.region, 1);
        QCOMPARE(lock.openerCapabilities, 0);
        QVERIFY(!lock.productVariant);
        QVERIFY(!lock.operationPending);
    }

    void readsAFifthGenerationLock()
    {
        const Smartlock lock = decoded(u"ultra"_s);
        QCOMPARE(toNumber(lock.id), qint64(21913877581));
        QCOMPARE(lock.type, DeviceType::SmartLock5);
        QCOMPARE(lock.name, u"Loading dock <b>B</b>"_s);
        QCOMPARE(lock.productVariant, 3);
        QCOMPARE(lock.state, 254);
        QCOMPARE(lock.timeZoneId, 24);
        QCOMPARE(lock.firmware, Version{329988});
        QCOMPARE(lock.battery.charging, true);
        QVERIFY(lock.operationPending);
    }

    void readsAnOpener()
    {
        const Smartlock lock = decoded(u"opener"_s);
        QCOMPARE(lock.type, DeviceType::Opener);
        QCOMPARE(lock.mode, Mode::ContinuousOrFailure);
        QCOMPARE(lock.openerCapabilities, 1);
        QCOMPARE(lock.ringToOpenEnd, utc(8, 20, 0));
        QCOMPARE(lock.keypadPaired, false);
        QVERIFY(!lock.battery.charge);
        QVERIFY(!lock.nightMode);
    }

    void readsABoxWithoutConfig()
    {
        const Smartlock lock = decoded(u"box"_s);
        QCOMPARE(lock.type, DeviceType::Box);
        QCOMPARE(lock.battery.critical, true);
        QVERIFY(!lock.timeZoneId);
        QVERIFY(!lock.keypadPaired);
        QVERIFY(!lock.wifiEnabled);
    }

    void readsASmartDoorWithNumbersOutsideTheContract()
    {
        const Smartlock lock = decoded(u"smartdoor"_s);
        QCOMPARE(lock.mode, Mode::OffDoorCharging);
        QCOMPARE(lock.doorState, DoorState::Removed);
        QCOMPARE(lock.timeZoneId, 65535);
        QVERIFY(lock.operationPending); // in smartdoorAdvancedConfig
    }

    void readsAnOfflineLock()
    {
        const Smartlock lock = decoded(u"offline"_s);
        QCOMPARE(lock.serverState, ServerState::Offline);
        QVERIFY(lock.isOffline());
        QCOMPARE(lock.adminPinState, AdminPinState::Invalid);
        QCOMPARE(lock.battery.charge, 0); // said to be 0, which is not the same as not said
        QCOMPARE(lock.error, u"SmartLock offline"_s);
        QCOMPARE(lock.name, u"Lager Süd"_s);
    }

    void readsADeviceOfWhichOnlyTheIdIsKnown()
    {
        Smartlock expected;
        expected.id = SmartlockId(18205286116);
        QCOMPARE(decoded(u"bare"_s), expected);
    }

    // JSON-2
    void keepsIdsExactly_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<bool>("isId");
        for (const char *id : {"439041101", "21913877581", "9007199254740993", "9223372036854775807"})
            QTest::newRow(id) << QByteArray(id) << true;
        for (const char *id : {"9223372036854775808", "-1", "0", "1.5", "\"x\"", "\"21913877581\"", "null",
                 "true", "1e300", "[21913877581]", "{}"})
            QTest::newRow(id) << QByteArray(id) << false;
    }
    void keepsIdsExactly()
    {
        QFETCH(QByteArray, text);
        QFETCH(bool, isId);
        const std::optional<Smartlock> lock = smartlockFromJson(parsed("{\"smartlockId\":" + text + "}"));
        QCOMPARE(lock.has_value(), isId);
        if (lock)
            QCOMPARE(toString(lock->id).toLatin1(), text);
    }

    // JSON-2: the same hexadecimal id on two types of device.
    void locksThatDifferInTypeStayTwo()
    {
        const Smartlock a = decoded(u"smartlock2"_s);
        const Smartlock b = decoded(u"ultra"_s);
        QCOMPARE(toHexId(a.id), toHexId(b.id));
        QVERIFY(a.id != b.id);
        QCOMPARE((QSet<SmartlockId>{a.id, b.id}).size(), 2);
        QVERIFY(!smartlockFromJson(QJsonObject()));
    }

    // JSON-4
    void keepsEveryNumberOfAnEnum()
    {
        for (int number = 0; number <= 255; ++number) {
            const std::optional<Smartlock> lock = smartlockFromJson({{u"smartlockId"_s, 1},
                {u"type"_s, number}, {u"serverState"_s, number}, {u"adminPinState"_s, number},
                {u"state"_s,
                    QJsonObject{{u"mode"_s, number}, {u"state"_s, number}, {u"trigger"_s, number},
                        {u"lastAction"_s, number}, {u"doorState"_s, number}}}});
            QVERIFY(lock);
            QCOMPARE(lock->type, DeviceType(number));
            QCOMPARE(lock->serverState, ServerState(number));
            QCOMPARE(lock->adminPinState, AdminPinState(number));
            QCOMPARE(lock->mode, Mode(number));
            QCOMPARE(lock->state, number);
            QCOMPARE(lock->trigger, Trigger(number));
            QCOMPARE(lock->lastAction, number);
            QCOMPARE(lock->doorState, DoorState(number));
        }
    }

    // JSON-5
    void ignoresFieldsItDoesNotKnow()
    {
        QJsonObject object = objectOf(u"smartlock/smartlock3"_s);
        for (int i = 0; i < 200; ++i)
            object.insert(u"future%1"_s.arg(i), QJsonObject{{u"n"_s, i}});
        QCOMPARE(smartlockFromJson(object), decoded(u"smartlock3"_s));
    }

    void findsAnOperationInEveryPart()
    {
        for (const char *part :
            {"state", "config", "advancedConfig", "openerAdvancedConfig", "smartdoorAdvancedConfig"}) {
            QJsonObject object{{u"smartlockId"_s, 1}};
            object.insert(QLatin1StringView(part), QJsonObject{{u"operationId"_s, u"65f1"_s}});
            QVERIFY2(smartlockFromJson(object)->operationPending, part);
        }
    }

    void aKeypadOfEitherKindCounts_data()
    {
        QTest::addColumn<QByteArray>("config");
        QTest::addColumn<int>("expected"); // -1 is not known
        QTest::newRow("neither") << "{}"_ba << -1;
        QTest::newRow("none") << R"({"keypadPaired":false,"keypad2Paired":false})"_ba << 0;
        QTest::newRow("first") << R"({"keypadPaired":true,"keypad2Paired":false})"_ba << 1;
        QTest::newRow("second") << R"({"keypadPaired":false,"keypad2Paired":true})"_ba << 1;
        QTest::newRow("only second") << R"({"keypad2Paired":true})"_ba << 1;
        QTest::newRow("only first, no") << R"({"keypadPaired":false})"_ba << 0;
        QTest::newRow("null and no") << R"({"keypadPaired":null,"keypad2Paired":false})"_ba << 0;
    }
    void aKeypadOfEitherKindCounts()
    {
        QFETCH(QByteArray, config);
        QFETCH(int, expected);
        const auto lock = smartlockFromJson({{u"smartlockId"_s, 1}, {u"config"_s, parsed(config)}});
        QCOMPARE(lock->keypadPaired, expected < 0 ? std::nullopt : std::optional(expected == 1));
    }

    void writesExactlyTheContract()
    {
        QCOMPARE(smartlockUpdateToJson(u"Door"_s, true),
            (QJsonObject{{u"name"_s, u"Door"_s}, {u"favorite"_s, true}}));
    }
};

QTEST_APPLESS_MAIN(SmartlockJsonTest)
#include "smartlockjsontest.moc"
