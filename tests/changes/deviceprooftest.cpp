#include "deviceproof.h"
#include "readabletime.h"

#include <QTest>

using namespace lockdesk;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto lockType = DeviceType::SmartLock34;

// By the device's clock, whatever the computer's says.
QDateTime at(int seconds)
{
    return QDateTime(QDate(2019, 3, 2), QTime(9, 0), Qt::UTC).addSecs(seconds);
}

LogEntry line(const QString &id, int seconds, int result = 0)
{
    LogEntry entry;
    entry.id = id;
    entry.action = int(LockAction::Unlock);
    entry.trigger = Trigger::Web;
    entry.result = result;
    entry.date = at(seconds);
    return entry;
}

Smartlock device(std::optional<int> state, std::optional<Mode> mode = Mode::Door)
{
    Smartlock lock;
    lock.type = lockType;
    lock.state = state;
    lock.mode = mode;
    return lock;
}

ChangeStatus byLog(const QList<LogEntry> &before, const QList<LogEntry> &now)
{
    return verdictOf({LockAction::Unlock, {}, {}}, lockType, {markOf(before), {}}, {}, now).status;
}

ChangeStatus byState(LockAction action, DeviceType type, const Smartlock &before, const Smartlock &now)
{
    return verdictOf({action, {}, {}}, type, {{}, markOf(before)}, now, {}).status;
}

} // namespace

class DeviceProofTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void takesALineForItsOwnThatIsNewAndLater()
    {
        const QList<LogEntry> before{line(u"b"_s, 10), line(u"a"_s, 0)};
        const auto withOld = [&before](const LogEntry &newest) { return QList<LogEntry>{newest} + before; };
        QCOMPARE(byLog(before, before), ChangeStatus::Accepted);
        QCOMPARE(byLog(before, withOld(line(u"c"_s, 11))), ChangeStatus::Confirmed);
        QCOMPARE(byLog(before, withOld(line(u"c"_s, 11, 10))), ChangeStatus::Failed);
        QCOMPARE(byLog(before, withOld(line(u"c"_s, 10))), ChangeStatus::Accepted);
        // An older one that the reading before did not show, or one whose date was mended.
        QCOMPARE(byLog(before, withOld(line(u"c"_s, 5))), ChangeStatus::Accepted);
        QCOMPARE(byLog(before, withOld(line(u"b"_s, 99))), ChangeStatus::Accepted);
        QCOMPARE(byLog({}, {line(u"a"_s, 0)}), ChangeStatus::Confirmed);
    }

    void takesNoLineThatDoesNotFit()
    {
        LogEntry other = line(u"b"_s, 20);
        other.action = int(LockAction::Lock);
        QCOMPARE(byLog({line(u"a"_s, 0)}, {other}), ChangeStatus::Accepted);
        other = line(u"b"_s, 20);
        other.trigger = Trigger::Keypad;
        QCOMPARE(byLog({line(u"a"_s, 0)}, {other}), ChangeStatus::Accepted);
        other = line(u"b"_s, 20);
        other.date = {};
        QCOMPARE(byLog({line(u"a"_s, 0)}, {other}), ChangeStatus::Accepted);
        other = line(u"b"_s, 20);
        other.result.reset();
        QCOMPARE(byLog({line(u"a"_s, 0)}, {other}), ChangeStatus::Accepted);
    }

    // What has opened a door is never said to have failed.
    void doesNotFailForAnAttemptBesideOneThatWorked()
    {
        QCOMPARE(byLog({}, {line(u"b"_s, 2, 0), line(u"a"_s, 1, 1)}), ChangeStatus::Confirmed);
        QCOMPARE(byLog({}, {line(u"b"_s, 2, 1), line(u"a"_s, 1, 0)}), ChangeStatus::Confirmed);
        Smartlock busy = device(1);
        busy.operationPending = true;
        const auto status = [&busy] {
            return verdictOf(
                {LockAction::Unlock, {}, {}}, lockType, {LogMark(), {}}, busy, {line(u"a"_s, 1, 1)})
                .status;
        };
        QCOMPARE(status(), ChangeStatus::Accepted); // somebody else's: ours is still to come
        busy.operationPending = false;
        QCOMPARE(status(), ChangeStatus::Failed);
    }

    // A log that was not read before proves nothing later, nor does a state.
    void provesNothingWithoutAReadingBefore()
    {
        const QList<LogEntry> log{line(u"a"_s, 1)};
        const OperateDevice unlock{LockAction::Unlock, int(LockState::Locked), int(Mode::Door)};
        QCOMPARE(verdictOf(unlock, lockType, {}, device(3), log).status, ChangeStatus::Accepted);
        QCOMPARE(
            verdictOf(unlock, lockType, {LogMark(), {}}, device(3), log).status, ChangeStatus::Confirmed);
        QCOMPARE(verdictOf(unlock, lockType, {{}, StateMark{1, 2}}, device(3), log).status,
            ChangeStatus::Confirmed);
    }

    // What a device that was offline said is old, and that it says something else now tells nothing.
    void takesNoStateOfAnOfflineDevice()
    {
        Smartlock away = device(1);
        away.serverState = ServerState::Offline;
        QVERIFY(!markOf(away));
        QCOMPARE(byState(LockAction::Unlock, lockType, away, device(3)), ChangeStatus::Accepted);
        away.state = 3;
        QCOMPARE(byState(LockAction::Unlock, lockType, device(1), away), ChangeStatus::Accepted);
        QVERIFY(!markOf(device({})));
    }

    // What comes without anybody's doing is no proof.
    void takesNoStateForProofThatMayComeByItself_data()
    {
        QTest::addColumn<int>("type");
        QTest::addColumn<int>("action");
        QTest::addColumn<int>("before");
        QTest::addColumn<int>("now");
        QTest::addColumn<bool>("isProof");
        const auto lock = [](const char *name, LockAction action, int before, int now, bool isProof) {
            QTest::newRow(name) << int(lockType) << int(action) << before << now << isProof;
        };
        lock("unlocked", LockAction::Unlock, 1, 3, true);
        lock("locked still", LockAction::Unlock, 1, 1, false);
        lock("unlocking", LockAction::Unlock, 1, 2, false);
        lock("unlocked already", LockAction::Unlock, 3, 3, false);
        lock("the latch springs back", LockAction::Unlock, 5, 3, false);
        lock("somebody is unlocking", LockAction::Unlock, 2, 3, false);
        lock("unlatched when unlocked", LockAction::Unlatch, 3, 5, true);
        lock("unlatched and sprung back", LockAction::Unlatch, 1, 3, true);
        lock("somebody is unlatching", LockAction::Unlatch, 7, 5, false);
        lock("locked", LockAction::Lock, 3, 1, true);
        lock("somebody is locking", LockAction::Lock, 4, 1, false);
        lock("lock 'n' go locks", LockAction::Lock, 6, 1, false);
        lock("lock 'n' go begins", LockAction::LockNGo, 1, 6, true);
        lock("the last lock 'n' go ends", LockAction::LockNGo, 6, 1, false);
        const auto bell = [](const char *name, LockAction action, int before, int now, bool isProof) {
            QTest::newRow(name) << int(DeviceType::Opener) << int(action) << before << now << isProof;
        };
        bell("ring to open", LockAction::Unlock, 1, 3, true);
        bell("ring to open off", LockAction::Lock, 3, 1, true);
        bell("the strike opens", LockAction::Unlatch, 1, 5, true);
        bell("the strike opens while ring to open is on", LockAction::Unlatch, 3, 5, true);
        bell("ring to open ends", LockAction::Unlatch, 3, 1, false);
        bell("the strike closes", LockAction::Unlatch, 5, 1, false);
    }
    void takesNoStateForProofThatMayComeByItself()
    {
        QFETCH(int, type);
        QFETCH(int, action);
        QFETCH(int, before);
        QFETCH(int, now);
        QFETCH(bool, isProof);
        QCOMPARE(byState(LockAction(action), DeviceType(type), device(before), device(now)),
            isProof ? ChangeStatus::Confirmed : ChangeStatus::Accepted);
    }

    // A lock's mode says nothing of its bolt; an Opener's continuous mode is all in it.
    void looksAtTheModeWhereItDecides()
    {
        QCOMPARE(byState(LockAction::Unlock, lockType, device(3), device(3, Mode::Maintenance)),
            ChangeStatus::Accepted);
        const auto continuous = [](std::optional<Mode> before) {
            return byState(LockAction::ActivateContinuousMode, DeviceType::Opener, device(1, before),
                device(1, Mode::ContinuousOrFailure));
        };
        QCOMPARE(continuous({}), ChangeStatus::Accepted);
        QCOMPARE(continuous(Mode::Door), ChangeStatus::Confirmed);
        QCOMPARE(continuous(Mode::ContinuousOrFailure), ChangeStatus::Accepted);
    }

    void takesABlockForFailureOnceTheDeviceIsDone()
    {
        Smartlock blocked = device(int(LockState::MotorBlocked));
        blocked.operationPending = true;
        QCOMPARE(byState(LockAction::Unlock, lockType, device(1), blocked), ChangeStatus::Accepted);
        blocked.operationPending = false;
        QCOMPARE(byState(LockAction::Unlock, lockType, device(1), blocked), ChangeStatus::Failed);
        QCOMPARE(byState(LockAction::Unlock, lockType, device(254), blocked), ChangeStatus::Accepted);
        QCOMPARE(byState(LockAction::Unlock, lockType, device({}), blocked), ChangeStatus::Accepted);
    }

    // By the device's own date alone, and an absent one is earlier than any.
    void tellsWhetherADeviceHasReported()
    {
        Smartlock lock = device(1);
        QVERIFY(!hasReportedSince({}, lock));
        lock.updated = at(10);
        QVERIFY(hasReportedSince({}, lock));
        QVERIFY(hasReportedSince(at(9), lock));
        QVERIFY(!hasReportedSince(at(10), lock));
        QVERIFY(!hasReportedSince(at(11), lock));
        lock.operationPending = true;
        QVERIFY(!hasReportedSince(at(9), lock));
    }

    void countsOnlyTimeInWhichTheServiceCouldBeRead()
    {
        ReadableTime time(100s);
        QCOMPARE(time.passed(102s), 2s);
        time.noteAnswer(103s);
        QCOMPARE(time.passed(104s), 4s);
        QCOMPARE(time.passed(400s), 8s); // silent since
        time.noteAnswer(403s);
        QCOMPARE(time.passed(403s), 8s);
        time.noteAnswer(405s);
        QCOMPARE(time.passed(405s), 10s);
    }
};

QTEST_APPLESS_MAIN(DeviceProofTest)
#include "deviceprooftest.moc"
