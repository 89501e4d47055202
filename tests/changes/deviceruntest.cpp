#include "changesfixture.h"

#include <QTest>

using namespace lockdesk;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using F = ChangesFixture;
using Statuses = QList<ChangeStatus>;

namespace {

constexpr auto withoutLog = "account smartlock smartlock.action smartlock.auth smartlock.config";
constexpr auto withoutDevices = "account smartlock.action smartlock.auth smartlock.log";

} // namespace

class DeviceRunTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { f = std::make_unique<F>(); }
    void cleanup() { f.reset(); }

    void carriesAnActionToItsProof();
    void provesAnActionByTheStateAlone();
    void provesAnActionByTheLogAlone();
    void doesNotTakeTheOldStateForProof();
    void doesNotTakeALaterStateForProof();
    void doesNotTakeTheLastActionsLineForItsOwn();
    void looksAtTheLogAgain();
    void failsWithTheLogsReason();
    void failsWhenTheMotorBlocks();
    void doesNotFailForAnOldBlock();
    void givesUpAfterHalfAMinute_data();
    void givesUpAfterHalfAMinute();

    void remembersARefusedUnlatch();
    void takesARefusedUnlockForWhatItIs();
    void failsAnActionThatIsRefused_data();
    void failsAnActionThatIsRefused();
    void looksAfterAnAnswerThatTellsNothing();

    void renames();
    void renamesNothingThatChangedMeanwhile();
    void renamesNothingThatIsSoAlready();
    void synchronises();
    void doesNotTakeAnOldReportForASynchronisation();

private:
    void startWithScopes(const char *scopes);

    std::unique_ptr<F> f;
};

void DeviceRunTest::startWithScopes(const char *scopes)
{
    f->nuki.setTokens({{"CANARYTOKEN", scopes}});
    f->start();
    f->pass(2s);
    f->desk.forget();
}

void DeviceRunTest::carriesAnActionToItsProof()
{
    f->start();
    const ChangeId id = f->send(f->unlock(), F::front);
    QVERIFY(f->passUntilEnd(id));
    QCOMPARE(f->history[id],
        (Statuses{ChangeStatus::Draft, ChangeStatus::Sent, ChangeStatus::Accepted, ChangeStatus::Confirmed}));
    QCOMPARE(f->writes().size(), 1);
}

void DeviceRunTest::provesAnActionByTheStateAlone()
{
    startWithScopes(withoutLog);
    const ChangeId id = f->send(f->unlock(), F::front);
    QVERIFY(f->passUntilEnd(id));
    QCOMPARE(f->status(id), ChangeStatus::Confirmed);
    QCOMPARE(f->reads(u"/smartlock/18178888180/log"_s), 0); // known to be refused
}

// Whose devices can be read no longer, say: the log alone is enough.
void DeviceRunTest::provesAnActionByTheLogAlone()
{
    f->start();
    f->nuki.setTokens({{"CANARYTOKEN", withoutDevices}});
    const ChangeId id = f->send(f->unlock(), F::front);
    QVERIFY(f->passUntilEnd(id));
    QCOMPARE(f->status(id), ChangeStatus::Confirmed);
}

// `back` is unlocked when the click comes: that it still is says nothing. Its log does.
void DeviceRunTest::doesNotTakeTheOldStateForProof()
{
    startWithScopes(withoutLog);
    const ChangeId blind = f->send(f->unlock(F::back), F::back);
    QVERIFY(f->passUntilEnd(blind));
    QCOMPARE(f->status(blind), ChangeStatus::Unconfirmed);
    QVERIFY(!f->reason(blind).isEmpty());
    QCOMPARE(f->writes().size(), 1);

    f = std::make_unique<F>();
    f->start();
    const ChangeId id = f->send(f->unlock(F::back), F::back);
    QVERIFY(f->passUntilEnd(id));
    QCOMPARE(f->status(id), ChangeStatus::Confirmed);
}

// Lost; and an hour later somebody unlocks by hand.
void DeviceRunTest::doesNotTakeALaterStateForProof()
{
    f->start();
    f->behave([](SimulatedBehaviour &b) { b.losesWrites = {toNumber(F::front)}; });
    const ChangeId id = f->send(f->unlock(), F::front);
    QVERIFY(f->passUntilEnd(id));
    QCOMPARE(f->status(id), ChangeStatus::Unconfirmed);
    f->pass(1h);
    f->nuki.editSmartlock(toNumber(F::front), {{u"state"_s, QJsonObject{{u"state"_s, 3}}}});
    f->session->runner.lookAgain(id);
    QVERIFY(f->passUntilEnd(id));
    QCOMPARE(f->status(id), ChangeStatus::Unconfirmed);
    QCOMPARE(f->writes().size(), 1);
}

// Unlocked, and at once again; the second one is lost, and the line of the first is not its proof.
void DeviceRunTest::doesNotTakeTheLastActionsLineForItsOwn()
{
    f->start();
    f->behave([](SimulatedBehaviour &b) { b.moving = b.settling = {100ms, 100ms}; });
    const ChangeId first = f->send(f->unlock(), F::front);
    QVERIFY(f->passUntilEnd(first));
    QCOMPARE(f->status(first), ChangeStatus::Confirmed);
    f->behave([](SimulatedBehaviour &b) { b.losesWrites = {toNumber(F::front)}; });
    const ChangeId second = f->send(f->unlock(), F::front);
    QVERIFY(f->passUntilEnd(second));
    QCOMPARE(f->status(second), ChangeStatus::Unconfirmed);
}

// The device was out of reach and tells of it later.
void DeviceRunTest::looksAtTheLogAgain()
{
    f->start();
    f->behave([](SimulatedBehaviour &b) { b.cloudFrozen = true; });
    const ChangeId id = f->send(f->unlock(), F::front);
    QVERIFY(f->passUntilEnd(id));
    QCOMPARE(f->status(id), ChangeStatus::Unconfirmed);
    f->pass(10min);
    f->session->runner.lookAgain(id);
    QVERIFY(f->passUntilEnd(id));
    QCOMPARE(f->status(id), ChangeStatus::Unconfirmed);
    f->pass(10min);
    f->behave([](SimulatedBehaviour &b) { b.cloudFrozen = false; });
    f->nuki.editSmartlock(toNumber(F::front), {});
    f->session->runner.lookAgain(id);
    QVERIFY(f->passUntilEnd(id));
    QCOMPARE(f->status(id), ChangeStatus::Confirmed);
    QCOMPARE(f->writes().size(), 1);
}

void DeviceRunTest::failsWithTheLogsReason()
{
    f->start();
    f->behave([](SimulatedBehaviour &b) { b.failingActions = {{toNumber(F::front), 10}}; });
    const ChangeId id = f->send(f->unlock(), F::front);
    QVERIFY(f->passUntilEnd(id));
    QCOMPARE(f->status(id), ChangeStatus::Failed);
    QCOMPARE(f->reason(id), u"Rejected by night mode"_s);
}

void DeviceRunTest::failsWhenTheMotorBlocks()
{
    startWithScopes(withoutLog);
    f->behave([](SimulatedBehaviour &b) { b.failingActions = {{toNumber(F::front), 1}}; });
    const ChangeId id = f->send(f->unlock(), F::front);
    QVERIFY(f->passUntilEnd(id));
    QCOMPARE(f->status(id), ChangeStatus::Failed);
    QCOMPARE(f->reason(id), text(LockState::MotorBlocked));
}

// It blocked after the device was last looked at, and before the click: what the motor does now is to be
// seen.
void DeviceRunTest::doesNotFailForAnOldBlock()
{
    startWithScopes(withoutLog);
    f->nuki.editSmartlock(toNumber(F::front), {{u"state"_s, QJsonObject{{u"state"_s, 254}}}});
    f->behave([](SimulatedBehaviour &b) { b.moving = {3s, 3s}; });
    const ChangeId id = f->send(f->unlock(), F::front);
    f->pass(2500ms);
    QVERIFY(f->reads(u"/smartlock/18178888180"_s) > 0);
    QCOMPARE(f->status(id), ChangeStatus::Accepted);
}

void DeviceRunTest::givesUpAfterHalfAMinute_data()
{
    QTest::addColumn<bool>("isAnswered");
    QTest::newRow("204") << true;
    QTest::newRow("no answer, and the connection stays open") << false;
}

// D2: 30 s from the sending.
void DeviceRunTest::givesUpAfterHalfAMinute()
{
    QFETCH(bool, isAnswered);
    f->start();
    f->behave([isAnswered](SimulatedBehaviour &b) {
        b.loseAnswers = isAnswered ? 0 : 1;
        b.lostAnswersHang = true;
    });
    const auto start = f->clock.uptime();
    const ChangeId id = f->send(f->unlock(F::offline), F::offline);
    QVERIFY(f->passUntilEnd(id));
    QCOMPARE(f->status(id), ChangeStatus::Unconfirmed);
    QVERIFY(f->reason(id).contains(u"No proof"_s));
    QCOMPARE((f->clock.uptime() - start).count(), 30'000);
    QVERIFY(f->reads(u"/smartlock/712345678"_s) >= 5);
    f->desk.forget();
    f->pass(25s);
    QCOMPARE(f->reads(u"/smartlock/712345678"_s), 0); // and leaves the device alone
}

void DeviceRunTest::remembersARefusedUnlatch()
{
    f->start();
    QVERIFY(!f->session->runner.isUnlatchRefused(F::american));
    const ChangeId id = f->send(f->action(LockAction::Unlatch, F::american), F::american);
    QVERIFY(f->passUntilEnd(id));
    QCOMPARE(f->status(id), ChangeStatus::Failed);
    QVERIFY(f->reason(id).contains(u"US model"_s));
    QVERIFY(f->session->runner.isUnlatchRefused(F::american));
    QVERIFY(!f->session->runner.isUnlatchRefused(F::front));
    QCOMPARE(f->writes().size(), 1);
}

void DeviceRunTest::takesARefusedUnlockForWhatItIs()
{
    f->start();
    f->answerWrites(FakeAnswer::of(400));
    const ChangeId id = f->send(f->unlock(), F::front);
    QVERIFY(f->passUntilEnd(id));
    QCOMPARE(f->status(id), ChangeStatus::Failed);
    QVERIFY(!f->reason(id).contains(u"US model"_s));
    QVERIFY(!f->session->runner.isUnlatchRefused(F::front));
}

// Rule 4: a refusal proves it undone; an action is not planned again all the same.
void DeviceRunTest::failsAnActionThatIsRefused_data()
{
    QTest::addColumn<int>("status");
    for (int status : {400, 401, 403, 404, 405, 409, 415, 422, 423, 429, 503})
        QTest::addRow("%d", status) << status;
}

void DeviceRunTest::failsAnActionThatIsRefused()
{
    QFETCH(int, status);
    f->start();
    f->answerWrites(FakeAnswer::of(status).withHeader("Retry-After", "1"));
    const ChangeId id = f->send(f->unlock(), F::front);
    QVERIFY(f->passUntilEnd(id));
    QCOMPARE(f->status(id), ChangeStatus::Failed);
    QVERIFY(f->reason(id).contains(u"Nothing was changed"_s));
    f->pass(10min);
    QCOMPARE(f->writes().size(), 1);
}

// A gateway in front of the service gave up waiting; the door opens all the same.
void DeviceRunTest::looksAfterAnAnswerThatTellsNothing()
{
    f->start();
    f->behave([](SimulatedBehaviour &b) {
        b.brokenFor = 60ms;
        b.brokenAfterProcessing = true;
    });
    const ChangeId id = f->send(f->unlock(), F::front);
    QVERIFY(f->passUntil([&] { return !f->reason(id).isEmpty(); }, 1s));
    QCOMPARE(f->status(id), ChangeStatus::Sent);
    QVERIFY(f->reason(id).contains(u"looks"_s));
    QVERIFY(f->passUntilEnd(id));
    QCOMPARE(f->status(id), ChangeStatus::Confirmed);
    QCOMPARE(f->writes().size(), 1);
}

void DeviceRunTest::renames()
{
    f->start();
    const ChangeId id = f->send(UpdateDevice{u"Front"_s, u"Main door"_s, false, false}, F::front);
    QVERIFY(f->passUntilEnd(id));
    QCOMPARE(f->history[id],
        (Statuses{ChangeStatus::Draft, ChangeStatus::Waiting, ChangeStatus::Sent, ChangeStatus::Accepted,
            ChangeStatus::Confirmed}));
    QCOMPARE(f->writes().size(), 1);
    QCOMPARE(f->writes().first().path, u"/smartlock/18178888180"_s);
    QCOMPARE(f->writes().first().object(), F::object(R"({"name": "Main door", "favorite": false})"));
    QCOMPARE(f->nuki.smartlock(toNumber(F::front)).value(u"name"_s).toString(), u"Main door"_s);
}

void DeviceRunTest::renamesNothingThatChangedMeanwhile()
{
    f->start();
    f->nuki.editSmartlock(toNumber(F::front), {{u"favorite"_s, true}});
    const ChangeId id = f->send(UpdateDevice{u"Front"_s, u"Main door"_s, false, false}, F::front);
    QVERIFY(f->passUntilEnd(id));
    QCOMPARE(f->status(id), ChangeStatus::Conflict);
    QVERIFY(f->reason(id).contains(u"favourite"_s));
    QVERIFY(!f->reason(id).contains(u"name"_s));
    QVERIFY(f->writes().isEmpty());
}

void DeviceRunTest::renamesNothingThatIsSoAlready()
{
    f->start();
    f->nuki.editSmartlock(toNumber(F::front), {{u"name"_s, u"Main door"_s}});
    const ChangeId id = f->send(UpdateDevice{u"Front"_s, u"Main door"_s, false, false}, F::front);
    QVERIFY(f->passUntilEnd(id));
    QCOMPARE(f->status(id), ChangeStatus::Confirmed);
    QVERIFY(f->writes().isEmpty());
}

void DeviceRunTest::synchronises()
{
    f->start();
    const ChangeId id = f->send(SynchroniseDevice{}, F::front);
    QVERIFY(f->passUntilEnd(id));
    QCOMPARE(f->status(id), ChangeStatus::Confirmed);
    QCOMPARE(f->writes().size(), 1);
    QCOMPARE(f->writes().first().path, u"/smartlock/18178888180/sync"_s);
    QVERIFY(f->writes().first().body.isEmpty()); // 415 otherwise
}

// The first one is lost, the device reports by itself, the second one is lost too.
void DeviceRunTest::doesNotTakeAnOldReportForASynchronisation()
{
    f->start();
    f->behave([](SimulatedBehaviour &b) { b.losesWrites = {toNumber(F::front)}; });
    const ChangeId id = f->send(SynchroniseDevice{}, F::front);
    QVERIFY(f->passUntilEnd(id));
    QCOMPARE(f->status(id), ChangeStatus::Unconfirmed);
    f->nuki.editSmartlock(
        toNumber(F::front), {{u"updateDate"_s, f->clock.now().toString(Qt::ISODateWithMs)}});
    f->pass(1min);
    f->session->runner.send(id);
    QVERIFY(f->passUntilEnd(id));
    QCOMPARE(f->status(id), ChangeStatus::Unconfirmed);
    QCOMPARE(f->writes().size(), 2);
}

QTEST_GUILESS_MAIN(DeviceRunTest)
#include "deviceruntest.moc"
