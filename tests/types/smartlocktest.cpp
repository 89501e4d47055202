#include "smartlock.h"

#include <QTest>

using namespace lockdesk;
using namespace Qt::StringLiterals;

class SmartlockTest : public QObject
{
    Q_OBJECT

    static Smartlock locked()
    {
        Smartlock lock;
        lock.id = SmartlockId(17958143231);
        lock.type = DeviceType::SmartLock34;
        lock.state = int(LockState::Locked);
        lock.serverState = ServerState::Ok;
        return lock;
    }

private Q_SLOTS:
    // The examples of nuki-facts chapter 1.
    void unpacksVersions()
    {
        QCOMPARE(Version{199175}.toFirmwareText(), u"3.10.7"_s);
        QCOMPARE(Version{329988}.toFirmwareText(), u"5.9.4"_s);
        QCOMPARE(Version{132608}.toFirmwareText(), u"2.6.0"_s);
        QCOMPARE(Version{2817}.toHardwareText(), u"11.1"_s);
    }

    // DOM-6, the half of the words: what the server cannot vouch for is never "locked".
    void doesNotCallAnOfflineLockLocked()
    {
        Smartlock lock = locked();
        QCOMPARE(lock.kind(), StateKind::Secured);
        for (int server = 1; server <= 5; ++server) {
            lock.serverState = ServerState(server);
            QCOMPARE(lock.kind(), StateKind::Unknown);
            QVERIFY(!offlineReason(lock).isEmpty());
        }
        lock = locked();
        lock.state.reset();
        QCOMPARE(lock.kind(), StateKind::Unknown);
        lock = locked();
        lock.type.reset();
        QCOMPARE(lock.kind(), StateKind::Unknown);
    }

    void callsContinuousModeOpen()
    {
        Smartlock opener = locked();
        opener.type = DeviceType::Opener;
        QCOMPARE(opener.kind(), StateKind::Secured);
        opener.mode = Mode::ContinuousOrFailure;
        QCOMPARE(opener.kind(), StateKind::Unsecured);
    }

    void namesTheLikelyCauseByType()
    {
        Smartlock lock = locked();
        lock.serverState = ServerState::Offline;
        lock.wifiEnabled = true;
        QVERIFY(offlineReason(lock).contains(u"Wi-Fi"_s));
        lock.wifiEnabled = false;
        lock.type = DeviceType::Opener;
        QVERIFY(offlineReason(lock).contains(u"bridge"_s));
    }

    void hasNoZoneWithoutAKnownId()
    {
        Smartlock lock = locked();
        QVERIFY(!lock.zone().isValid());
        lock.timeZoneId = 65535;
        QVERIFY(!lock.zone().isValid());
        lock.timeZoneId = 37;
        QCOMPARE(lock.zone().id(), QByteArray("Europe/Berlin"));
    }

    void namesTheUnnamed()
    {
        QCOMPARE(locked().displayName(), u"Device 2E6384FF"_s);
        Smartlock ultra = locked();
        ultra.type = DeviceType::SmartLock5;
        ultra.productVariant = 3;
        QCOMPARE(typeText(ultra), u"Smart Lock 5 Ultra"_s);
    }

    void absentBatteryIsNoAlarm()
    {
        QVERIFY(!Battery{}.needsAttention());
        Battery keypad;
        keypad.keypadCritical = true;
        QVERIFY(keypad.needsAttention());
    }
};

QTEST_APPLESS_MAIN(SmartlockTest)
#include "smartlocktest.moc"
