#include "devicerun.h"
#include "changesfixture.h"
#include "smartlockapi.h"

#include <QTest>

using namespace lockdesk;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using F = ChangesFixture;
using Statuses = QList<ChangeStatus>;

namespace {

constexpr auto withoutLog = "account smartlock smartlock.action smartlock.auth smartlock.config";
const QString front = u"/smartlock/18178888180"_s;
const QString logOfFront = u"/smartlock/18178888180/log"_s;
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

    void readsLogAndStateBeforeAnAction();
    void waitsASecondAtMostForTheReading();
    void letsTheOtherReadingDecide_data();
    void letsTheOtherReadingDecide();
    void keepsNoPlaceFromTheAction();
    void comparesNoClocks_data();
    void comparesNoClocks();
    void isProvenWhenTheClockIsSetBack();
    void countsNoTimeInWhichNothingCouldBeRead();
    void takesNoStateForProofAfterASilence();
    void sendsNothingThatIsGone();
    void sendsNothingOfAPausedSet();

    void remembersARefusedUnlatch();
    void takesARefusedUnlockForWhatItIs();
    void failsAnActionThatIsRefused_data();
    void failsAnActionThatIsRefused();
    void looksAfterAnAnswerThatTellsNothing_data();
    void looksAfterAnAnswerThatTellsNothing();

    void renames();
    void renamesNothingThatChangedMeanwhile();
    void renamesNothingThatIsSoAlready();
    void renamesNothingBeforeItIsNoted();
    void synchronises_data();
    void synchronises();
    void tellsOfASynchronisation();
    void doesNotTakeAnOldReportForASynchronisation();
    void waitsThreeMinutesForASynchronisation();

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
        (Statuses{ChangeStatus::Draft, ChangeStatus::Waiting, ChangeStatus::Sent, ChangeStatus::Accepted,
            ChangeStatus::Confirmed}));
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

// DOM-2: within 30 s of the click.
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
    QVERIFY(f->clock.uptime() - start >= 28s);
    QVERIFY(f->clock.uptime() - start <= 30s);
    QVERIFY(f->reads(u"/smartlock/712345678"_s) >= 5);
    f->pass(8s); // in which a door comes to rest
    f->desk.forget();
    f->pass(25s);
    QCOMPARE(f->reads(u"/smartlock/712345678"_s), 0); // and leaves the device alone
}

void DeviceRunTest::readsLogAndStateBeforeAnAction()
{
    f->start();
    const ChangeId id = f->send(f->unlock(), F::front);
    QVERIFY(f->passUntil([&] { return !f->writes().isEmpty(); }, 1s));
    QCOMPARE(f->desk.handed.size(), 3);
    QCOMPARE(f->desk.handed.last().method, "POST");
    QCOMPARE(f->reads(front), 1);
    QCOMPARE(f->reads(logOfFront), 1);
    QVERIFY(f->passUntilEnd(id));
    QCOMPARE(f->status(id), ChangeStatus::Confirmed);
}

// And what comes later counts still.
void DeviceRunTest::waitsASecondAtMostForTheReading()
{
    f->start();
    const QByteArray record = QJsonDocument(f->nuki.smartlock(toNumber(F::front))).toJson();
    f->desk.answerToRead = [&](const QString &path) {
        return FakeAnswer::of(200, path == front ? record : QByteArray("[]")).held();
    };
    const auto start = f->clock.uptime();
    const ChangeId id = f->send(f->unlock(), F::front);
    QVERIFY(f->passUntil([&] { return !f->writes().isEmpty(); }, 2s));
    QVERIFY(f->writes().first().at - start <= 1s);
    f->desk.answerToRead = {};
    f->pass(10s);
    QCOMPARE(f->status(id), ChangeStatus::Accepted); // nothing to compare with
    f->desk.script.releaseAll();
    f->settle();
    QCOMPARE(f->status(id), ChangeStatus::Confirmed);
    QCOMPARE(f->writes().size(), 1);
}

void DeviceRunTest::letsTheOtherReadingDecide_data()
{
    QTest::addColumn<int>(
        "record"); // how the reading before is answered; 0: it never is, 200: by the service
    QTest::addColumn<int>("log");
    QTest::addColumn<bool>("isProven");
    QTest::newRow("the log is refused") << 200 << 403 << true;
    QTest::newRow("the log never comes") << 200 << 0 << true;
    QTest::newRow("the state is refused") << 403 << 200 << true;
    QTest::newRow("the state never comes") << 0 << 200 << true;
    QTest::newRow("both are refused") << 401 << 404 << false;
    QTest::newRow("neither comes") << 0 << 0 << false;
}

void DeviceRunTest::letsTheOtherReadingDecide()
{
    QFETCH(int, record);
    QFETCH(int, log);
    QFETCH(bool, isProven);
    f->start();
    f->desk.answerToRead = [&](const QString &path) -> std::optional<FakeAnswer> {
        const int status = !f->writes().isEmpty() ? 200 : path == front ? record : log;
        if (status == 200)
            return std::nullopt;
        return status == 0 ? FakeAnswer::of(200).held() : FakeAnswer::of(status);
    };
    const ChangeId id = f->send(f->unlock(), F::front);
    QVERIFY(f->passUntilEnd(id));
    QCOMPARE(f->status(id), isProven ? ChangeStatus::Confirmed : ChangeStatus::Unconfirmed);
    QCOMPARE(f->reason(id).contains(u"neither the log nor the state"_s), !isProven);
    QCOMPARE(f->writes().size(), 1);
}

// BULK-7: three requests hang, and so does what is read before, in the fourth place.
void DeviceRunTest::keepsNoPlaceFromTheAction()
{
    f->start();
    f->desk.answerToRead = [](const QString &) { return FakeAnswer::of(200).held(); };
    QObject others;
    for (int i = 0; i < 3; ++i)
        fetchSmartlocks(f->session->account.transport(), &others);
    f->settle();
    const auto start = f->clock.uptime();
    f->send(f->unlock(), F::front);
    QVERIFY(f->passUntil([&] { return !f->writes().isEmpty(); }, 2s));
    QVERIFY(f->writes().first().at - start <= 1s);
}

// CON-6: whoever's clock is wrong. Somebody else has unlocked before, by the service's clock after now.
void DeviceRunTest::comparesNoClocks_data()
{
    QTest::addColumn<std::chrono::milliseconds>("ahead");
    QTest::addColumn<bool>("isLost");
    for (const auto ahead : {0min, 10min, -10min, 180min, -180min}) {
        QTest::addRow("service %lld min ahead", qint64(ahead.count()))
            << std::chrono::milliseconds(ahead) << false;
        QTest::addRow("service %lld min ahead, lost", qint64(ahead.count()))
            << std::chrono::milliseconds(ahead) << true;
    }
}

void DeviceRunTest::comparesNoClocks()
{
    QFETCH(std::chrono::milliseconds, ahead);
    QFETCH(bool, isLost);
    f->serviceClock.setAhead(ahead);
    f->start();
    f->nuki.handle({"POST", u"/smartlock/21913877581/action"_s, {}, "Bearer CANARYTOKEN", "application/json",
        R"({"action": 1})"});
    f->pass(20s);
    f->desk.forget();
    if (isLost)
        f->behave([](SimulatedBehaviour &b) { b.losesWrites = {toNumber(F::back)}; });
    const ChangeId id = f->send(f->unlock(F::back), F::back);
    QVERIFY(f->passUntilEnd(id));
    QCOMPARE(f->status(id), isLost ? ChangeStatus::Unconfirmed : ChangeStatus::Confirmed);
    QCOMPARE(f->writes().size(), 1);
}

void DeviceRunTest::isProvenWhenTheClockIsSetBack()
{
    for (const bool isLost : {false, true}) {
        f = std::make_unique<F>();
        f->start();
        if (isLost)
            f->behave([](SimulatedBehaviour &b) { b.losesWrites = {toNumber(F::front)}; });
        const ChangeId id = f->send(f->unlock(), F::front);
        QVERIFY(f->passUntil([&] { return f->status(id) == ChangeStatus::Accepted; }, 2s));
        f->clock.jump(-8h);
        f->serviceClock.setAhead(8h);
        QVERIFY(f->passUntilEnd(id, 32s));
        QCOMPARE(f->status(id), isLost ? ChangeStatus::Unconfirmed : ChangeStatus::Confirmed);
        QCOMPARE(f->writes().size(), 1);
    }
}

// The service is silent for five minutes, and has opened the door meanwhile.
void DeviceRunTest::countsNoTimeInWhichNothingCouldBeRead()
{
    f->start();
    const ChangeId id = f->send(f->unlock(), F::front);
    QVERIFY(f->passUntil([&] { return f->status(id) == ChangeStatus::Accepted; }, 2s));
    f->desk.answerToRead = [](const QString &) { return FakeAnswer::failure(QNetworkReply::TimeoutError); };
    f->pass(5min);
    QCOMPARE(f->status(id), ChangeStatus::Accepted);
    f->desk.answerToRead = {};
    QVERIFY(f->passUntilEnd(id, 35s));
    QCOMPARE(f->status(id), ChangeStatus::Confirmed);
}

// Lost; and somebody unlocks by hand while the service is silent.
void DeviceRunTest::takesNoStateForProofAfterASilence()
{
    startWithScopes(withoutLog);
    f->behave([](SimulatedBehaviour &b) { b.losesWrites = {toNumber(F::front)}; });
    const ChangeId id = f->send(f->unlock(), F::front);
    f->pass(2s);
    f->desk.answerToRead = [](const QString &) { return FakeAnswer::failure(QNetworkReply::TimeoutError); };
    f->pass(2min);
    f->nuki.editSmartlock(toNumber(F::front), {{u"state"_s, QJsonObject{{u"state"_s, 3}}}});
    f->desk.answerToRead = {};
    QVERIFY(f->passUntilEnd(id));
    QCOMPARE(f->status(id), ChangeStatus::Unconfirmed);
}

void DeviceRunTest::sendsNothingThatIsGone()
{
    f->start();
    f->desk.answerToRead = [](const QString &) { return FakeAnswer::of(200).held(); };
    for (const ChangeSubject &subject : {f->unlock(), ChangeSubject(SynchroniseDevice{}),
             ChangeSubject(UpdateDevice{u"Front"_s, u"Main door"_s, false, false})}) {
        const ChangeId id = f->send(subject, F::front);
        f->pass(200ms);
        QCOMPARE(f->status(id), ChangeStatus::Waiting);
        f->session->runner.pause(f->change(id).set);
        f->session->changes.discard(id);
        QVERIFY(!f->session->changes.find(id));
    }
    f->desk.answerToRead = {};
    f->desk.script.releaseAll();
    f->pass(1min);
    QCOMPARE(f->writes().size(), 0);
    QCOMPARE(f->session->runner.activeCount(), 0);
}

void DeviceRunTest::sendsNothingOfAPausedSet()
{
    f->start();
    const ChangeId unlock = f->send(f->unlock(), F::front);
    const ChangeId sync = f->send(SynchroniseDevice{}, F::back);
    f->session->runner.pause(f->change(unlock).set);
    f->session->runner.pause(f->change(sync).set);
    f->pass(1min);
    QCOMPARE(f->status(unlock), ChangeStatus::Problem);
    QCOMPARE(f->status(sync), ChangeStatus::Waiting);
    QCOMPARE(f->writes().size(), 0);
    f->session->runner.resume(f->change(unlock).set);
    f->session->runner.resume(f->change(sync).set);
    QVERIFY(f->passUntilEnd(sync));
    QCOMPARE(f->status(sync), ChangeStatus::Confirmed);
    QCOMPARE(f->status(unlock), ChangeStatus::Problem);
    QCOMPARE(f->writes().size(), 1);
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

// Rule 4: these refusals prove it undone; an action is not planned again all the same.
void DeviceRunTest::failsAnActionThatIsRefused_data()
{
    QTest::addColumn<int>("status");
    for (int status : {400, 401, 403, 404, 405, 409, 413, 415, 422, 423, 426})
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

// NET-14: the door opens all the same.
void DeviceRunTest::looksAfterAnAnswerThatTellsNothing_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<bool>("isDone");
    for (int status : {407, 429, 500, 502, 503, 504}) {
        QTest::addRow("%d, and done", status) << status << true;
        QTest::addRow("%d, and not done", status) << status << false;
    }
}

void DeviceRunTest::looksAfterAnAnswerThatTellsNothing()
{
    QFETCH(int, status);
    QFETCH(bool, isDone);
    f->start();
    if (!isDone)
        f->behave([](SimulatedBehaviour &b) { b.losesWrites = {toNumber(F::front)}; });
    f->desk.answerInstead = FakeAnswer::of(status).withHeader("Retry-After", "1");
    const ChangeId id = f->send(f->unlock(), F::front);
    QVERIFY(f->passUntil([&] { return f->reason(id).contains(u"looks"_s); }, 1s));
    QCOMPARE(f->status(id), ChangeStatus::Sent);
    QVERIFY(f->passUntilEnd(id));
    QCOMPARE(f->status(id), isDone ? ChangeStatus::Confirmed : ChangeStatus::Unconfirmed);
    QVERIFY(!f->reason(id).contains(u"Nothing was changed"_s));
    f->pass(10min);
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

// D15: and what is noted too late is compared anew.
void DeviceRunTest::renamesNothingBeforeItIsNoted()
{
    f->start();
    const UpdateDevice rename{u"Front"_s, u"Main door"_s, false, false};
    QList<std::function<void(const QString &)>> noted;
    const auto note = [&](const QList<Departure> &rows, QObject *, const auto &done) {
        QCOMPARE(rows.size(), 1);
        noted.append(done);
    };
    const ChangeId refused = f->draft(rename, F::front);
    DeviceRun first(refused, f->session->account, f->session->changes, nullptr);
    first.setNoteBeforeSending(note);
    first.start();
    f->pass(1s);
    noted.takeFirst()(u"The disk is full."_s);
    f->pass(10s);
    QCOMPARE(f->status(refused), ChangeStatus::Waiting);
    QCOMPARE(f->reason(refused), u"The disk is full."_s);
    QVERIFY(f->session->changes.set(f->change(refused).set)->isPaused);

    const ChangeId id = f->draft(rename, F::front);
    DeviceRun run(id, f->session->account, f->session->changes, nullptr);
    run.setNoteBeforeSending(note);
    run.start();
    f->pass(5s);
    noted.takeFirst()({});
    f->pass(1s);
    QVERIFY(f->writes().isEmpty());
    QCOMPARE(noted.size(), 1);
    noted.takeFirst()({});
    QVERIFY(f->passUntilEnd(id));
    QCOMPARE(f->status(id), ChangeStatus::Confirmed);
    QCOMPARE(f->writes().size(), 1);
}

// CON-6.
void DeviceRunTest::synchronises_data()
{
    QTest::addColumn<std::chrono::milliseconds>("ahead");
    for (const auto ahead : {0min, 10min, -10min, 180min, -180min})
        QTest::addRow("service %lld min ahead", qint64(ahead.count())) << std::chrono::milliseconds(ahead);
}

void DeviceRunTest::synchronises()
{
    QFETCH(std::chrono::milliseconds, ahead);
    f->serviceClock.setAhead(ahead);
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

void DeviceRunTest::tellsOfASynchronisation()
{
    f->start();
    const ChangeId id = f->draft(SynchroniseDevice{}, F::front);
    DeviceRun run(id, f->session->account, f->session->changes, nullptr);
    std::optional<std::pair<std::chrono::milliseconds, std::chrono::milliseconds>> told;
    QObject::connect(&run, &DeviceRun::synchronised, &run,
        [&](SmartlockId device, std::chrono::milliseconds since, std::chrono::milliseconds proven) {
            QVERIFY(device == F::front);
            told = {since, proven};
        });
    const auto start = f->clock.uptime();
    run.start();
    QVERIFY(f->passUntilEnd(id));
    QVERIFY(told);
    QCOMPARE(told->first, start);
    QVERIFY(told->second > f->writes().first().at);
    QVERIFY(told->second <= f->clock.uptime());
}

// Only readable time counts, and 180 s of it.
void DeviceRunTest::waitsThreeMinutesForASynchronisation()
{
    f->start();
    f->behave([](SimulatedBehaviour &b) { b.losesWrites = {toNumber(F::front)}; });
    const ChangeId id = f->send(SynchroniseDevice{}, F::front);
    f->pass(175s);
    QCOMPARE(f->status(id), ChangeStatus::Accepted);
    f->desk.answerToRead = [](const QString &) { return FakeAnswer::of(503); };
    f->pass(20min);
    QCOMPARE(f->status(id), ChangeStatus::Accepted);
    f->desk.answerToRead = {};
    QVERIFY(f->passUntilEnd(id, 40s));
    QCOMPARE(f->status(id), ChangeStatus::Unconfirmed);
}

QTEST_GUILESS_MAIN(DeviceRunTest)
#include "deviceruntest.moc"
