#include "states.h"

#include <QTest>

using namespace lockdesk;
using namespace Qt::StringLiterals;

class StatesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // JSON-4: every number has words, an unknown one shows itself, and nothing but "locked" looks locked.
    void showsEveryNumber()
    {
        for (int type = -1; type <= 6; ++type) {
            for (int n = -1; n <= 256; ++n) {
                const DeviceType device = DeviceType(type);
                for (const QString &words :
                    {stateText(device, n), text(DoorState(n)), text(Mode(n), device),
                        text(Trigger(n), device), text(ServerState(n)), text(AdminPinState(n)), text(device)})
                    QVERIFY(!words.isEmpty());
                if (stateKind(device, n) == StateKind::Secured)
                    QCOMPARE(n, 1);
            }
        }
        QCOMPARE(stateText(DeviceType::SmartLock34, 17), u"Unknown (17)"_s);
        QCOMPARE(text(DoorState(99)), u"Unknown (99)"_s);
        QCOMPARE(text(DeviceType(9)), u"Unknown (9)"_s);
    }

    void readsTheSameNumberByTheDevicesTable_data()
    {
        QTest::addColumn<int>("state");
        QTest::addColumn<QString>("lock");
        QTest::addColumn<QString>("opener");
        QTest::newRow("0") << 0 << u"Not calibrated"_s << u"Not trained"_s;
        QTest::newRow("1") << 1 << u"Locked"_s << u"Online"_s;
        QTest::newRow("3") << 3 << u"Unlocked"_s << u"Ring to open on"_s;
        QTest::newRow("5") << 5 << u"Unlatched"_s << u"Open"_s;
        QTest::newRow("7") << 7 << u"Unlatching"_s << u"Opening"_s;
        QTest::newRow("2") << 2 << u"Unlocking"_s << u"Unknown (2)"_s;
        QTest::newRow("224") << 224 << u"Wrong entry code"_s << u"Unknown (224)"_s;
        QTest::newRow("252") << 252 << u"Calibrating"_s << u"Unknown (252)"_s;
        QTest::newRow("253") << 253 << u"Starting up"_s << u"Starting up"_s;
        QTest::newRow("254") << 254 << u"Motor blocked"_s << u"Unknown (254)"_s;
    }
    void readsTheSameNumberByTheDevicesTable()
    {
        QFETCH(int, state);
        QTEST(stateText(DeviceType::SmartLock5, state), "lock");
        QTEST(stateText(DeviceType::Opener, state), "opener");
    }

    void readsModeThreeByTheDevicesTable()
    {
        QCOMPARE(text(Mode::ContinuousOrFailure, DeviceType::Opener), u"Continuous mode"_s);
        QCOMPARE(text(Mode::ContinuousOrFailure, DeviceType::SmartDoor), u"Failure"_s);
    }
};

QTEST_APPLESS_MAIN(StatesTest)
#include "statestest.moc"
