#include "changesfixture.h"
#include "fieldwords.h"

#include <QTest>

using namespace lockdesk;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using F = ChangesFixture;
using Statuses = QList<ChangeStatus>;

namespace {

const QString listOfFront = u"/smartlock/18178888180/auth"_s;
const Statuses wholeWay{ChangeStatus::Draft, ChangeStatus::Waiting, ChangeStatus::Sent,
    ChangeStatus::Accepted, ChangeStatus::Listed, ChangeStatus::Confirmed};

} // namespace

// Promise 1: each change is followed until the service's own data proves it, in two steps.
class AuthorizationRunTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        f = std::make_unique<F>();
        f->start();
        f->behave([](SimulatedBehaviour &b) { b.confirming = {5s, 5s}; }); // so that both steps are seen
    }
    void cleanup() { f.reset(); }

    void carriesACreationToItsProof();
    void carriesAnEditToItsProof();
    void carriesADeletionToItsProof();
    void readsBeforeItWrites();
    void staysListedWhileTheLockIsAtWork();
    void waitsForAnOfflineDevice();
    void givesUpWhereNothingHappens();
    void looksAgainWithoutSending();
    void leavesADeviceAloneWhenDone();

    void failsWithTheErrorOfTheService_data();
    void failsWithTheErrorOfTheService();
    void doesNotFailForAnOldError();
    void doesNotTakeAnErrorForDone();

    void sendsNothingOverAnEditOfSomebodyElse_data();
    void sendsNothingOverAnEditOfSomebodyElse();
    void sendsNothingWhereTheRecordIsGone();
    void sendsNothingWhereItIsSoAlready();
    void waitsForTheLockWhereItIsSoInTheCloudAlone();
    void deletesNothingThatSomebodyElseEdited();
    void sendsNothingThatCannotBeRead();
    void doesNotTakeAnUnreadableRecordForAGoneOne();

    void followsADeletionThatStaysListed();
    void doesNotTakeALongListForTheProofOfADeletion();

private:
    ChangeId disable(const char *id)
    {
        return f->send(f->edited(id, [](Authorization &a) { a.enabled = false; }), F::front);
    }
    ChangeId remove(const char *id) { return f->send(DeleteAuthorization{f->seen(id)}, F::front); }
    void edit(const char *id, const QJsonObject &fields)
    {
        f->nuki.editAuthorization(QString::fromLatin1(id), fields);
    }

    std::unique_ptr<F> f;
};

void AuthorizationRunTest::carriesACreationToItsProof()
{
    const ChangeId id = f->send(F::newCode(456789), F::front);
    QVERIFY(f->passUntilEnd(id));
    QCOMPARE(f->history[id], wholeWay);
    QCOMPARE(f->writes().size(), 1);
    QCOMPARE(f->writes().first().method, "PUT");
    QCOMPARE(f->writes().first().path, listOfFront);
    QCOMPARE(f->writes().first().object(),
        F::object(R"({"name": "Guest", "type": 13, "code": 456789, "remoteAllowed": false})"));
    const Change done = f->change(id);
    QVERIFY(!std::get<CreateAuthorization>(done.subject).after.id.isNull());
}

void AuthorizationRunTest::carriesAnEditToItsProof()
{
    const ChangeId id = disable(F::cleaning);
    QVERIFY(f->passUntilEnd(id));
    QCOMPARE(f->history[id], wholeWay);
    QCOMPARE(f->writes().size(), 1);
    QCOMPARE(f->writes().first().method, "POST");
    QCOMPARE(f->record(F::cleaning).value(u"enabled"_s), false);
    QCOMPARE(f->record(F::cleaning).value(u"allowedWeekDays"_s), 124);
}

void AuthorizationRunTest::carriesADeletionToItsProof()
{
    const ChangeId id = remove(F::cleaning);
    QVERIFY(f->passUntilEnd(id));
    QCOMPARE(f->history[id],
        (Statuses{ChangeStatus::Draft, ChangeStatus::Waiting, ChangeStatus::Sent, ChangeStatus::Accepted,
            ChangeStatus::Confirmed}));
    QCOMPARE(f->writes().size(), 1);
    QCOMPARE(f->writes().first().method, "DELETE");
    QVERIFY(f->record(F::cleaning).isEmpty());
}

void AuthorizationRunTest::readsBeforeItWrites()
{
    for (const ChangeSubject &subject :
        {ChangeSubject(F::newCode(456789)), ChangeSubject(f->renamed(F::ada, u"Ada L."_s)),
            ChangeSubject(DeleteAuthorization{f->seen(F::kitchen)})}) {
        f->desk.forget();
        const ChangeId id = f->send(subject, F::front);
        QVERIFY(f->passUntil([this] { return f->writes().size() == 1; }, 5s));
        QCOMPARE(f->desk.handed.size(), 2);
        QCOMPARE(f->desk.handed.first().path, listOfFront);
        QCOMPARE(f->desk.handed.first().method, "GET");
        QVERIFY(f->passUntilEnd(id));
    }
}

// An operationId that stays: in the cloud, and never on the lock.
void AuthorizationRunTest::staysListedWhileTheLockIsAtWork()
{
    f->behave([](SimulatedBehaviour &b) { b.neverConfirms = {toNumber(F::front)}; });
    const ChangeId create = f->send(F::newCode(456789), F::front);
    const ChangeId edit = disable(F::cleaning);
    const auto start = f->clock.uptime();
    for (ChangeId id : {create, edit}) {
        QVERIFY(f->passUntilEnd(id));
        QCOMPARE(f->status(id), ChangeStatus::Unconfirmed);
        QVERIFY(f->history[id].contains(ChangeStatus::Listed));
        QVERIFY(f->reason(id).contains(u"still working"_s));
    }
    QVERIFY(f->clock.uptime() - start >= 180s);
    // The person synchronises the lock, which settles it.
    QVERIFY(f->passUntilEnd(f->send(SynchroniseDevice{}, F::front)));
    for (ChangeId id : {create, edit}) {
        f->session->runner.lookAgain(id);
        QVERIFY(f->passUntilEnd(id));
        QCOMPARE(f->status(id), ChangeStatus::Confirmed);
    }
    QCOMPARE(f->writes().size(), 3);
}

void AuthorizationRunTest::waitsForAnOfflineDevice()
{
    const ChangeId id = f->send(f->renamed(F::garden, u"Shed"_s), F::offline);
    f->pass(10min);
    QCOMPARE(f->status(id), ChangeStatus::Waiting);
    QVERIFY(f->reason(id).contains(u"offline"));
    QVERIFY(f->writes().isEmpty());
    edit(F::garden, {{u"remoteAllowed"_s, true}}); // by somebody else, meanwhile
    f->nuki.editSmartlock(toNumber(F::offline), {{u"serverState"_s, 0}});
    QVERIFY(f->passUntilEnd(id));
    QCOMPARE(f->status(id), ChangeStatus::Conflict); // checked anew
    f->session->runner.send(f->send(f->renamed(F::garden, u"Shed"_s), F::offline));
    QVERIFY(f->passUntil([&] { return !f->writes().isEmpty(); }, 1min));
}

// 204, and nothing.
void AuthorizationRunTest::givesUpWhereNothingHappens()
{
    f->behave([](SimulatedBehaviour &b) { b.losesWrites = {toNumber(F::front)}; });
    const ChangeId create = f->send(F::newCode(456789), F::front);
    const ChangeId edit = f->send(f->renamed(F::kitchen, u"Shed"_s), F::front);
    const auto start = f->clock.uptime();
    for (ChangeId id : {create, edit}) {
        QVERIFY(f->passUntil([&] { return f->status(id) == ChangeStatus::Accepted; }, 2s));
        QVERIFY(f->passUntilEnd(id));
        QCOMPARE(f->status(id), ChangeStatus::Unconfirmed);
        QVERIFY(f->reason(id).contains(u"No proof"_s));
    }
    QVERIFY(f->reason(edit).contains(u"name"_s)); // what is not as asked
    const auto taken = f->clock.uptime() - start;
    QVERIFY2(taken >= 180s && taken <= 190s, qPrintable(QString::number(taken.count())));
    QCOMPARE(f->writes().size(), 2);
}

void AuthorizationRunTest::looksAgainWithoutSending()
{
    f->behave([](SimulatedBehaviour &b) { b.losesWrites = {toNumber(F::front)}; });
    const ChangeId id = f->send(f->renamed(F::kitchen, u"Shed"_s), F::front);
    QVERIFY(f->passUntilEnd(id));
    QCOMPARE(f->status(id), ChangeStatus::Unconfirmed);
    f->session->runner.lookAgain(id);
    QVERIFY(!isFinal(f->status(id)));
    QVERIFY(f->passUntilEnd(id));
    QCOMPARE(f->status(id), ChangeStatus::Unconfirmed);
    edit(F::kitchen, {{u"name"_s, u"Shed"_s}}); // it has come after all
    f->session->runner.lookAgain(id);
    QVERIFY(f->passUntilEnd(id, 10s));
    QCOMPARE(f->status(id), ChangeStatus::Confirmed);
    f->session->runner.lookAgain(id); // of no use any more
    QCOMPARE(f->status(id), ChangeStatus::Confirmed);
    QCOMPARE(f->writes().size(), 1);
}

void AuthorizationRunTest::leavesADeviceAloneWhenDone()
{
    const ChangeId id = disable(F::cleaning);
    QVERIFY(f->passUntilEnd(id));
    f->desk.forget();
    f->pass(1min);
    QCOMPARE(f->reads(listOfFront), 0);
}

void AuthorizationRunTest::failsWithTheErrorOfTheService_data()
{
    QTest::addColumn<int>("kind");
    QTest::newRow("creation") << 0;
    QTest::newRow("edit") << 1;
}

void AuthorizationRunTest::failsWithTheErrorOfTheService()
{
    QFETCH(int, kind);
    f->behave([](SimulatedBehaviour &b) { b.writeErrors = {{toNumber(F::front), u"Too many entries"_s}}; });
    const ChangeId id = kind == 0 ? f->send(F::newCode(456789), F::front) : disable(F::cleaning);
    QVERIFY(f->passUntilEnd(id));
    QCOMPARE(f->status(id), ChangeStatus::Failed);
    QVERIFY(f->reason(id).contains(u"Too many entries"_s));
    QCOMPARE(f->writes().size(), 1);
}

// What went wrong last week is no answer to this edit.
void AuthorizationRunTest::doesNotFailForAnOldError()
{
    edit(F::cleaning, {{u"error"_s, u"Too many entries"_s}});
    const ChangeId id = disable(F::cleaning); // the person has not seen that error
    QVERIFY(f->passUntilEnd(id));
    QCOMPARE(f->history[id], wholeWay);

    edit(F::kitchen, {{u"error"_s, u"Too many entries"_s}});
    const ChangeId removal = remove(F::kitchen);
    QVERIFY(f->passUntilEnd(removal));
    QCOMPARE(f->status(removal), ChangeStatus::Confirmed);
}

// The cloud shows the new values, and says that the lock has refused them, as it did before.
void AuthorizationRunTest::doesNotTakeAnErrorForDone()
{
    edit(F::cleaning, {{u"error"_s, u"Too many entries"_s}});
    f->behave([](SimulatedBehaviour &b) { b.writeErrors = {{toNumber(F::front), u"Too many entries"_s}}; });
    const ChangeId id = disable(F::cleaning);
    QVERIFY(f->passUntilEnd(id));
    QCOMPARE(f->status(id), ChangeStatus::Unconfirmed);
    QVERIFY(f->reason(id).contains(u"Too many entries"_s));
}

void AuthorizationRunTest::sendsNothingOverAnEditOfSomebodyElse_data()
{
    QTest::addColumn<QString>("field");
    QTest::addColumn<QJsonValue>("value"); // Null: taken away
    QTest::newRow("name") << u"name"_s << QJsonValue(u"Doors"_s);
    QTest::newRow("code") << u"code"_s << QJsonValue(456789);
    QTest::newRow("enabled") << u"enabled"_s << QJsonValue(false);
    QTest::newRow("remote") << u"remoteAllowed"_s << QJsonValue(true);
    QTest::newRow("person") << u"accountUserId"_s << QJsonValue(502);
    QTest::newRow("from date") << u"allowedFromDate"_s << QJsonValue(u"2026-02-01T00:00:00.000Z"_s);
    QTest::newRow("until date") << u"allowedUntilDate"_s << QJsonValue(QJsonValue::Null);
    QTest::newRow("weekdays") << u"allowedWeekDays"_s << QJsonValue(127);
    QTest::newRow("from time") << u"allowedFromTime"_s << QJsonValue(600);
    QTest::newRow("until time") << u"allowedUntilTime"_s << QJsonValue(1000);
}

// Promise 2, D15: compared with what the administrator saw; the conflict names the fields.
void AuthorizationRunTest::sendsNothingOverAnEditOfSomebodyElse()
{
    QFETCH(QString, field);
    QFETCH(QJsonValue, value);
    const UpdateAuthorization update =
        f->edited(F::cleaning, [](Authorization &a) { a.lockAuthId = a.lockAuthId; });
    UpdateAuthorization wanted = update;
    wanted.after.name = u"Windows"_s;
    wanted.after.enabled = false;
    edit(F::cleaning, {{field, value}});
    const QJsonObject theirs = f->record(F::cleaning);
    const ChangeId id = f->send(wanted, F::front);
    QVERIFY(f->passUntilEnd(id));
    QCOMPARE(f->status(id), ChangeStatus::Conflict);
    QVERIFY2(f->reason(id).contains(fieldWords({field})), qPrintable(f->reason(id)));
    QVERIFY(f->writes().isEmpty());
    QCOMPARE(f->record(F::cleaning), theirs);
    QCOMPARE(std::get<UpdateAuthorization>(f->change(id).subject), wanted); // what was typed is kept
}

void AuthorizationRunTest::sendsNothingWhereTheRecordIsGone()
{
    const ChangeSubject update = f->renamed(F::cleaning, u"Windows"_s);
    const ChangeSubject removal = DeleteAuthorization{f->seen(F::cleaning)};
    QVERIFY(f->passUntilEnd(remove(F::cleaning)));
    f->desk.forget();
    const ChangeId edited = f->send(update, F::front);
    QVERIFY(f->passUntilEnd(edited));
    QCOMPARE(f->status(edited), ChangeStatus::Conflict);
    QVERIFY(f->reason(edited).contains(u"no longer there"_s));
    const ChangeId removed = f->send(removal, F::front);
    QVERIFY(f->passUntilEnd(removed));
    QCOMPARE(f->status(removed), ChangeStatus::Confirmed);
    QVERIFY(f->writes().isEmpty());
}

void AuthorizationRunTest::sendsNothingWhereItIsSoAlready()
{
    const ChangeSubject update = f->renamed(F::cleaning, u"Windows"_s);
    edit(F::cleaning, {{u"name"_s, u"Windows"_s}});
    const ChangeId id = f->send(update, F::front);
    QVERIFY(f->passUntilEnd(id));
    QCOMPARE(f->status(id), ChangeStatus::Confirmed);
    QVERIFY(!f->reason(id).isEmpty());
    QVERIFY(f->writes().isEmpty());
}

// Somebody else has just asked for the same, and the lock is at work: nothing to send, and not yet done.
void AuthorizationRunTest::waitsForTheLockWhereItIsSoInTheCloudAlone()
{
    const ChangeSubject update = f->renamed(F::cleaning, u"Windows"_s);
    edit(F::cleaning, {{u"name"_s, u"Windows"_s}, {u"operationId"_s, u"6ab2be33a1b2c3d4e5f60799"_s}});
    const ChangeId id = f->send(update, F::front);
    f->pass(10s);
    QCOMPARE(f->status(id), ChangeStatus::Listed);
    edit(F::cleaning, {{u"operationId"_s, QJsonValue::Null}});
    QVERIFY(f->passUntilEnd(id, 10s));
    QCOMPARE(f->status(id), ChangeStatus::Confirmed);
    QVERIFY(f->writes().isEmpty());
}

void AuthorizationRunTest::deletesNothingThatSomebodyElseEdited()
{
    const ChangeSubject removal = DeleteAuthorization{f->seen(F::cleaning)};
    edit(F::cleaning, {{u"name"_s, u"Windows"_s}});
    const ChangeId id = f->send(removal, F::front);
    QVERIFY(f->passUntilEnd(id));
    QCOMPARE(f->status(id), ChangeStatus::Conflict);
    QVERIFY(f->reason(id).contains(u"name"_s));
    QVERIFY(f->writes().isEmpty());
}

// An update of a field that nobody can read would lose it.
void AuthorizationRunTest::sendsNothingThatCannotBeRead()
{
    const ChangeSubject rename = f->renamed(F::cleaning, u"Windows"_s);
    // Which reads as if it were so already.
    UpdateAuthorization unlimited =
        f->edited(F::cleaning, [](Authorization &a) { a.schedule.untilDate.reset(); });
    unlimited.scheduleEdited = true;
    edit(F::cleaning, {{u"allowedUntilDate"_s, 20260101}});
    for (const ChangeSubject &subject : {rename, ChangeSubject(unlimited)}) {
        const ChangeId id = f->send(subject, F::front);
        QVERIFY(f->passUntilEnd(id));
        QCOMPARE(f->status(id), ChangeStatus::Conflict);
        QVERIFY(f->reason(id).contains(u"valid until"_s));
    }
    QVERIFY(f->writes().isEmpty());
}

// The list came, with an element that could be anything.
void AuthorizationRunTest::doesNotTakeAnUnreadableRecordForAGoneOne()
{
    const ChangeSubject removal = DeleteAuthorization{f->seen(F::cleaning)};
    const ChangeSubject update = f->renamed(F::cleaning, u"Windows"_s);
    edit(F::cleaning, {{u"smartlockId"_s, u"?"_s}});
    for (const ChangeSubject &subject : {removal, update}) {
        const ChangeId id = f->send(subject, F::front);
        QVERIFY(f->passUntilEnd(id));
        QCOMPARE(f->status(id), ChangeStatus::Failed);
        QVERIFY(f->reason(id).contains(u"could not be read"_s));
    }
    QVERIFY(f->writes().isEmpty());
}

void AuthorizationRunTest::followsADeletionThatStaysListed()
{
    f->behave([](SimulatedBehaviour &b) { b.ghosts = {QString::fromLatin1(F::cleaning)}; });
    const ChangeId id = remove(F::cleaning);
    QVERIFY(f->passUntilEnd(id));
    QCOMPARE(f->status(id), ChangeStatus::Unconfirmed);
    QVERIFY(f->reason(id).contains(u"still listed"_s));
    QVERIFY(f->passUntilEnd(f->send(SynchroniseDevice{}, F::front))); // takes the ghost away
    f->session->runner.lookAgain(id);
    QVERIFY(f->passUntilEnd(id));
    QCOMPARE(f->status(id), ChangeStatus::Confirmed);
    QCOMPARE(f->writes().size(), 2);
}

// A list of all devices, read page by page while others delete, may skip a record.
void AuthorizationRunTest::doesNotTakeALongListForTheProofOfADeletion()
{
    f->behave([](SimulatedBehaviour &b) { b.ghosts = {QString::fromLatin1(F::cleaning)}; });
    const ChangeId id = remove(F::cleaning);
    QVERIFY(f->passUntil([&] { return f->status(id) == ChangeStatus::Accepted; }, 5s));
    f->pass(1s);
    AuthorizationStore &store = f->session->account.authorizations();
    ListResult<Authorization> skipping;
    for (const Authorization &a : store.authorizations()) {
        if (a.name != u"Cleaning"_s)
            skipping.items.append(a);
    }
    store.setAll(skipping, AskedAt::by(f->clock));
    QCOMPARE(f->status(id), ChangeStatus::Accepted);
}

QTEST_GUILESS_MAIN(AuthorizationRunTest)
#include "authorizationruntest.moc"
