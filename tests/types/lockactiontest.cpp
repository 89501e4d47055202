#include "lockaction.h"

#include "states.h"

#include <QTest>

using namespace lockdesk;
using namespace Qt::StringLiterals;

class LockActionTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // Key concepts, "Device Actions".
    void offersWhatTheTypeHas_data()
    {
        QTest::addColumn<int>("type");
        QTest::addColumn<QList<int>>("numbers");
        for (int type : {0, 3, 4, 5})
            QTest::addRow("type %d", type) << type << QList<int>{1, 2, 3, 4, 5};
        QTest::newRow("box") << 1 << QList<int>{1};
        QTest::newRow("opener") << 2 << QList<int>{1, 2, 3, 6, 7};
        QTest::newRow("unknown") << 9 << QList<int>{};
    }
    void offersWhatTheTypeHas()
    {
        QFETCH(int, type);
        QList<int> numbers;
        for (LockAction action : actionsOf(DeviceType(type)))
            numbers += int(action);
        std::sort(numbers.begin(), numbers.end());
        QTEST(numbers, "numbers");
    }

    void namesEveryOfferedAction()
    {
        for (int type = 0; type <= 5; ++type) {
            for (LockAction action : actionsOf(DeviceType(type))) {
                QVERIFY(!text(action, DeviceType(type)).startsWith(u"Unknown"_s));
                QVERIFY(waitingText(action, DeviceType(type)).contains(u"waiting"_s));
            }
        }
        QCOMPARE(text(LockAction::Unlatch, DeviceType::Opener), u"Open"_s);
        QCOMPARE(
            waitingText(LockAction::Unlock, DeviceType::SmartLock34), u"Unlocking – waiting for the lock"_s);
    }

    void asksBeforeWhateverOpens()
    {
        QVERIFY(!opensDoor(LockAction::Lock, DeviceType::SmartLock34));
        QVERIFY(!opensDoor(LockAction::DeactivateContinuousMode, DeviceType::Opener));
        for (LockAction action : {LockAction::Unlock, LockAction::Unlatch, LockAction::LockNGo,
                 LockAction::UnlatchLockNGo, LockAction::ActivateContinuousMode, LockAction(77)})
            QVERIFY(opensDoor(action, DeviceType::SmartLock34));
    }

    void knowsItsOutcome()
    {
        const auto lock = [](LockAction action, LockState state) {
            return isOutcome(action, DeviceType::SmartLock34, int(state), int(Mode::Door));
        };
        QVERIFY(lock(LockAction::Unlock, LockState::Unlocked));
        QVERIFY(lock(LockAction::Lock, LockState::Locked));
        QVERIFY(!lock(LockAction::Lock, LockState::Unlocked));
        QVERIFY(!lock(LockAction::Unlock, LockState::Unlocking));
        QVERIFY(!lock(LockAction::Unlock, LockState::MotorBlocked));
        const auto opener = [](LockAction action, OpenerState state, Mode mode) {
            return isOutcome(action, DeviceType::Opener, int(state), int(mode));
        };
        QVERIFY(opener(LockAction::ActivateContinuousMode, OpenerState::Online, Mode::ContinuousOrFailure));
        QVERIFY(
            !opener(LockAction::DeactivateContinuousMode, OpenerState::Online, Mode::ContinuousOrFailure));
        QVERIFY(opener(LockAction::Unlock, OpenerState::RingToOpenActive, Mode::Door));
    }
};

QTEST_APPLESS_MAIN(LockActionTest)
#include "lockactiontest.moc"
