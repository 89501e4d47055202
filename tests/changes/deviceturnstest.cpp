#include "changesfixture.h"

#include <QTest>

using namespace lockdesk;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using F = ChangesFixture;

namespace {

constexpr qint64 firstDevice = 17'179'869'184; // of the type Smart Lock 3/4

SimulatedWorld worldOf(int devices)
{
    SimulatedWorld world = F::smallWorld();
    world.smartlocks = {};
    world.authorizations = {};
    for (int i = 0; i < devices; ++i)
        world.smartlocks.append(F::device(SmartlockId(firstDevice + i), u"Door %1"_s.arg(i), 3));
    return world;
}

} // namespace

class DeviceTurnsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cleanup() { f.reset(); }

    void sendsEachOnceAFewAtATime();
    void countsTenSecondsFromTheTurn();
    void sendsNothingAfterAClockJump_data();
    void sendsNothingAfterAClockJump();
    void sendsNothingFiveMinutesAfterTheQuestion();
    void sendsNothingThatIsTakenOut();
    void doesNotWaitForAnActionThatIsOnItsWay();

private:
    void open(int devices);
    QList<ChangeId> lockAll();
    int countOf(ChangeStatus status) const;

    std::unique_ptr<F> f;
};

void DeviceTurnsTest::open(int devices)
{
    f = std::make_unique<F>(worldOf(devices));
    f->start();
}

QList<ChangeId> DeviceTurnsTest::lockAll()
{
    QList<Change> changes;
    for (const Smartlock &lock : f->session->account.smartlocks().smartlocks()) {
        Change change;
        change.smartlockId = lock.id;
        change.deviceType = lock.deviceType();
        change.subject = f->action(LockAction::Lock, lock.id);
        changes.append(change);
    }
    QList<ChangeId> ids;
    for (const Change &change : f->session->changes.changesOf(f->session->changes.addSet(u"Lock"_s, changes)))
        ids.append(change.id);
    f->session->runner.send(ids);
    return ids;
}

int DeviceTurnsTest::countOf(ChangeStatus status) const
{
    return int(std::ranges::count(f->session->changes.changes(), status, &Change::status));
}

void DeviceTurnsTest::sendsEachOnceAFewAtATime()
{
    open(30);
    lockAll();
    QCOMPARE(countOf(ChangeStatus::Waiting), 30);
    f->pass(700ms);
    QCOMPARE(f->session->runner.activeCount(), 30);
    QCOMPARE(f->writes().size(), 8);
    QVERIFY(f->passUntil([this] { return f->session->runner.activeCount() == 0; }, 2min));
    QCOMPARE(countOf(ChangeStatus::Confirmed), 30);
    QSet<QString> paths;
    for (const HandedRequest &write : f->writes())
        paths.insert(write.path);
    QCOMPARE(paths.size(), 30);
    QCOMPARE(f->writes().size(), 30);
}

// The last ones have their turn long after the click.
void DeviceTurnsTest::countsTenSecondsFromTheTurn()
{
    open(30);
    f->behave([](SimulatedBehaviour &b) { b.settling = {9s, 9s}; });
    const auto asked = f->clock.uptime();
    lockAll();
    QVERIFY(f->passUntil([this] { return f->session->runner.activeCount() == 0; }, 3min));
    QCOMPARE(countOf(ChangeStatus::Confirmed), 30);
    QVERIFY(f->writes().last().at - asked > 20s);
}

void DeviceTurnsTest::sendsNothingAfterAClockJump_data()
{
    QTest::addColumn<std::chrono::milliseconds>("jump");
    for (const auto jump : {11s, 28800s, -3600s, 3s})
        QTest::addRow("%lld s", qint64(jump.count())) << std::chrono::milliseconds(jump);
}

void DeviceTurnsTest::sendsNothingAfterAClockJump()
{
    QFETCH(std::chrono::milliseconds, jump);
    open(20);
    lockAll();
    f->pass(1s);
    const qsizetype before = f->writes().size();
    QCOMPARE(before, 8);
    f->clock.jump(jump);
    QVERIFY(f->passUntil([this] { return f->session->runner.activeCount() == 0; }, 3min));
    QCOMPARE(countOf(ChangeStatus::Confirmed), 8);
    QCOMPARE(countOf(ChangeStatus::Problem), 12);
    QCOMPARE(f->writes().size(), before);
}

// Eight take half a minute each, since nothing comes of them.
void DeviceTurnsTest::sendsNothingFiveMinutesAfterTheQuestion()
{
    open(100);
    QSet<qint64> all;
    for (int i = 0; i < 100; ++i)
        all.insert(firstDevice + i);
    f->behave([&all](SimulatedBehaviour &b) { b.losesWrites = all; });
    const auto asked = f->clock.uptime();
    lockAll();
    QVERIFY(f->passUntil([this] { return f->session->runner.activeCount() == 0; }, 20min));
    QVERIFY(countOf(ChangeStatus::Problem) > 10);
    QCOMPARE(countOf(ChangeStatus::Problem) + countOf(ChangeStatus::Unconfirmed), 100);
    QCOMPARE(f->writes().size(), countOf(ChangeStatus::Unconfirmed));
    QVERIFY(f->writes().last().at - asked <= 5min);
}

void DeviceTurnsTest::sendsNothingThatIsTakenOut()
{
    open(20);
    const QList<ChangeId> ids = lockAll();
    f->pass(1s);
    f->session->runner.pause(f->change(ids.first()).set);
    f->session->changes.discard(ids);
    f->pass(2min);
    QCOMPARE(f->writes().size(), 8);
    QCOMPARE(f->session->runner.activeCount(), 0);
}

void DeviceTurnsTest::doesNotWaitForAnActionThatIsOnItsWay()
{
    open(3);
    f->send(f->action(LockAction::Unlock, SmartlockId(firstDevice)), SmartlockId(firstDevice));
    lockAll();
    QVERIFY(f->passUntil([this] { return f->session->runner.activeCount() == 0; }, 1min));
    QCOMPARE(countOf(ChangeStatus::Problem), 1);
    QCOMPARE(f->writes().size(), 3);
}

QTEST_GUILESS_MAIN(DeviceTurnsTest)
#include "deviceturnstest.moc"
