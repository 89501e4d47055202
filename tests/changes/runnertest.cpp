#include "runner.h"

#include "changesfixture.h"

#include <QSignalSpy>
#include <QTest>

using namespace lockdesk;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using F = ChangesFixture;

namespace {

const QString actionOnFront = u"/smartlock/18178888180/action"_s;

} // namespace

class RunnerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        f = std::make_unique<F>();
        f->start();
    }
    void cleanup() { f.reset(); }

    // DOM-1: however often it is asked for, an action leaves once.
    void sendsADraftOnce_data();
    void sendsADraftOnce();
    void sendsNoFinalActionAgain_data();
    void sendsNoFinalActionAgain();
    void letsOneActionOnADeviceGo();
    void sendsNoActionThatHadAProblem();
    void doesNotLetASynchronisationStopAnAction();

    void sendsNothingAfterTheExpiry_data();
    void sendsNothingAfterTheExpiry();
    void countsTheExpiryFromTheClick_data();
    void countsTheExpiryFromTheClick();

    void letsWritesOfOneRecordWait();
    void letsDifferentRecordsGoAtOnce();
    void tellsHowManyAreActive();
    void sendsAFailedEditAgain();

private:
    std::unique_ptr<F> f;
};

void RunnerTest::sendsADraftOnce_data()
{
    QTest::addColumn<bool>("isSpread");
    QTest::newRow("at once") << false;
    QTest::newRow("over a second") << true;
}

void RunnerTest::sendsADraftOnce()
{
    QFETCH(bool, isSpread);
    const ChangeId unlock = f->draft(f->unlock(), F::front);
    const ChangeId rename = f->draft(f->renamed(F::cleaning, u"Windows"_s), F::front);
    const ChangeId create = f->draft(F::newCode(456789), F::front);
    for (int i = 0; i < 50; ++i) {
        for (ChangeId id : {unlock, rename, create})
            f->session->runner.send(id);
        if (isSpread)
            f->pass(20ms);
    }
    for (ChangeId id : {unlock, rename, create}) {
        QVERIFY(f->passUntilEnd(id));
        QCOMPARE(f->status(id), ChangeStatus::Confirmed);
    }
    f->pass(10min);
    QCOMPARE(f->writes().size(), 3);
}

// As each of its ends: done, failed, refused, not proven.
void RunnerTest::sendsNoFinalActionAgain_data()
{
    QTest::addColumn<int>("end");
    for (ChangeStatus end : {ChangeStatus::Confirmed, ChangeStatus::Failed, ChangeStatus::Unconfirmed})
        QTest::newRow(qPrintable(text(end))) << int(end);
}

void RunnerTest::sendsNoFinalActionAgain()
{
    QFETCH(int, end);
    if (ChangeStatus(end) == ChangeStatus::Failed)
        f->behave([](SimulatedBehaviour &b) { b.failingActions = {{toNumber(F::front), 9}}; });
    if (ChangeStatus(end) == ChangeStatus::Unconfirmed)
        f->behave([](SimulatedBehaviour &b) { b.losesWrites = {toNumber(F::front)}; });
    const ChangeId id = f->send(f->unlock(), F::front);
    QVERIFY(f->passUntilEnd(id));
    QCOMPARE(f->status(id), ChangeStatus(end));
    f->behave([](SimulatedBehaviour &b) {
        b.failingActions = {};
        b.losesWrites = {};
    });
    for (int i = 0; i < 50; ++i) {
        f->session->runner.send(id);
        f->pass(1s);
    }
    QCOMPARE(f->status(id), ChangeStatus(end));
    QCOMPARE(f->writes().size(), 1);
}

void RunnerTest::letsOneActionOnADeviceGo()
{
    const ChangeId first = f->send(f->unlock(), F::front);
    const ChangeId second = f->send(f->unlock(), F::front);
    const ChangeId third = f->send(f->action(LockAction::Lock, F::front), F::front);
    const ChangeId elsewhere = f->send(f->action(LockAction::Lock, F::back), F::back);
    for (ChangeId id : {second, third}) {
        QCOMPARE(f->status(id), ChangeStatus::Problem);
        QVERIFY(f->reason(id).contains(u"still on its way"_s));
    }
    QVERIFY(f->passUntilEnd(first) && f->passUntilEnd(elsewhere));
    QCOMPARE(f->status(first), ChangeStatus::Confirmed);
    QCOMPARE(f->status(elsewhere), ChangeStatus::Confirmed);
    f->pass(10min);
    QCOMPARE(f->writes().size(), 2);
    QCOMPARE(f->writes().first().path, actionOnFront);
    QCOMPARE(f->writes().first().object(), (QJsonObject{{u"action"_s, 1}}));
}

// It was asked for then, not now: another click, with another question, makes another one.
void RunnerTest::sendsNoActionThatHadAProblem()
{
    const ChangeId first = f->send(f->unlock(), F::front);
    const ChangeId second = f->send(f->unlock(), F::front);
    QVERIFY(f->passUntilEnd(first));
    f->session->runner.send(second);
    f->pass(1min);
    QCOMPARE(f->status(second), ChangeStatus::Problem);
    QCOMPARE(f->writes().size(), 1);
}

void RunnerTest::doesNotLetASynchronisationStopAnAction()
{
    const ChangeId sync = f->send(SynchroniseDevice{}, F::front);
    f->pass(1s);
    QCOMPARE(f->status(sync), ChangeStatus::Accepted);
    const ChangeId lock = f->send(f->unlock(), F::front);
    QVERIFY(f->passUntilEnd(lock));
    QCOMPARE(f->status(lock), ChangeStatus::Confirmed);
    QVERIFY(f->passUntilEnd(sync));
    QCOMPARE(f->writes().size(), 2);
}

// DOM-4: the machine sleeps between the click and the sending. The monotonic clock may count that or not, and
// the wall clock may be set meanwhile.
void RunnerTest::sendsNothingAfterTheExpiry_data()
{
    QTest::addColumn<std::chrono::milliseconds>("time");
    QTest::addColumn<bool>("isSleepCounted");
    QTest::addColumn<std::chrono::milliseconds>("setBack");
    for (const auto time : {11s, 30s, 600s, 3600s, 28800s}) {
        QTest::addRow("wall clock, %lld s", qint64(time.count()))
            << std::chrono::milliseconds(time) << false << 0ms;
        QTest::addRow("both clocks, %lld s", qint64(time.count()))
            << std::chrono::milliseconds(time) << true << 0ms;
        QTest::addRow("monotonic clock, %lld s", qint64(time.count()))
            << std::chrono::milliseconds(time) << true << std::chrono::milliseconds(time);
    }
}

void RunnerTest::sendsNothingAfterTheExpiry()
{
    QFETCH(std::chrono::milliseconds, time);
    QFETCH(bool, isSleepCounted);
    QFETCH(std::chrono::milliseconds, setBack);
    f->session->account.transport().setPaused(true); // it has not left yet
    const ChangeId id = f->send(f->unlock(), F::front);
    f->clock.jump(-setBack);
    if (isSleepCounted)
        f->pass(time);
    else
        f->clock.jump(time);
    f->session->account.transport().setPaused(false);
    QVERIFY(f->passUntilEnd(id));
    QCOMPARE(f->status(id), ChangeStatus::Failed);
    QVERIFY(f->reason(id).contains(u"not sent"_s));
    f->pass(1h);
    QCOMPARE(f->writes().size(), 0);
}

void RunnerTest::countsTheExpiryFromTheClick_data()
{
    QTest::addColumn<std::chrono::milliseconds>("time");
    QTest::addColumn<bool>("isSleepCounted");
    QTest::addColumn<bool>("isSent");
    QTest::newRow("9 s") << 9000ms << true << true;
    QTest::newRow("11 s") << 11000ms << true << false;
    QTest::newRow("8 h") << std::chrono::milliseconds(8h) << true << false;
    QTest::newRow("11 s of sleep") << 11000ms << false << false;
    QTest::newRow("8 h of sleep") << std::chrono::milliseconds(8h) << false << false;
}

// From the click, not from when the runner gets it.
void RunnerTest::countsTheExpiryFromTheClick()
{
    QFETCH(std::chrono::milliseconds, time);
    QFETCH(bool, isSleepCounted);
    QFETCH(bool, isSent);
    const ChangeId id = f->draft(f->unlock(), F::front);
    if (isSleepCounted)
        f->pass(time);
    else
        f->clock.jump(time);
    f->session->runner.send(id);
    QVERIFY(f->passUntilEnd(id));
    QCOMPARE(f->status(id), isSent ? ChangeStatus::Confirmed : ChangeStatus::Failed);
    QCOMPARE(f->writes().size(), isSent ? 1 : 0);
}

void RunnerTest::letsWritesOfOneRecordWait()
{
    f->behave([](SimulatedBehaviour &b) { b.confirming = {5s, 5s}; });
    const ChangeId first = f->send(f->renamed(F::cleaning, u"Windows"_s), F::front);
    const ChangeId second =
        f->send(f->edited(F::cleaning, [](Authorization &a) { a.enabled = false; }), F::front);
    QVERIFY(f->passUntil([this] { return f->writes().size() == 1; }, 5s));
    QVERIFY(f->passUntil(
        [&] {
            return f->status(first) == ChangeStatus::Listed; // not yet proven
        },
        10s));
    QCOMPARE(f->status(second), ChangeStatus::Waiting);
    QVERIFY(f->reason(second).contains(u"another change of the same record"_s));
    QVERIFY(f->passUntilEnd(first));
    QCOMPARE(f->status(first), ChangeStatus::Confirmed);
    QCOMPARE(f->writes().size(), 1);
    // It was made of the record before the first edit, so it is not sent over it.
    QVERIFY(f->passUntilEnd(second));
    QCOMPARE(f->status(second), ChangeStatus::Conflict);
    QVERIFY(f->reason(second).contains(u"name"_s));
    QCOMPARE(f->writes().size(), 1);
}

void RunnerTest::letsDifferentRecordsGoAtOnce()
{
    const QList<ChangeId> ids{f->send(f->renamed(F::cleaning, u"Windows"_s), F::front),
        f->send(f->renamed(F::ada, u"Ada L."_s), F::front),
        f->send(f->renamed(F::hall, u"Ada L."_s), F::back), f->send(F::newCode(456789), F::front)};
    // Before any is proven; the two on different doors in one request.
    QVERIFY(f->passUntil([this] { return f->writes().size() == 3; }, 3s));
    for (ChangeId id : ids)
        QVERIFY(!isFinal(f->status(id)));
    for (ChangeId id : ids) {
        QVERIFY(f->passUntilEnd(id));
        QCOMPARE(f->status(id), ChangeStatus::Confirmed);
    }
    QCOMPARE(f->writes().size(), 3);
}

void RunnerTest::tellsHowManyAreActive()
{
    QList<int> told;
    connect(&f->session->runner, &Runner::activeCountChanged, this,
        [&] { told.append(f->session->runner.activeCount()); });
    const ChangeId first = f->send(f->renamed(F::cleaning, u"Windows"_s), F::front);
    const ChangeId second = f->send(f->renamed(F::cleaning, u"Doors"_s), F::front);
    QCOMPARE(told, (QList<int>{1, 2}));
    QVERIFY(f->passUntilEnd(first) && f->passUntilEnd(second));
    QCOMPARE(f->session->runner.activeCount(), 0);
    QCOMPARE(told.last(), 0);
}

void RunnerTest::sendsAFailedEditAgain()
{
    f->answerWrites(FakeAnswer::of(422));
    const ChangeId id = f->send(f->renamed(F::cleaning, u"Windows"_s), F::front);
    QVERIFY(f->passUntilEnd(id));
    QCOMPARE(f->status(id), ChangeStatus::Failed);
    f->session->runner.send(id);
    QVERIFY(f->passUntilEnd(id));
    QCOMPARE(f->status(id), ChangeStatus::Confirmed);
    QCOMPARE(f->writes().size(), 2);
}

QTEST_GUILESS_MAIN(RunnerTest)
#include "runnertest.moc"
