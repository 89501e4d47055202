#include "bulkrunner.h"

#include "bulkfixture.h"
#include "undo.h"

#include <QTest>

using namespace lockdesk;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using F = BulkFixture;

namespace {

QList<Change> disablingAll(const F &f, int locks)
{
    QList<Change> changes;
    for (int i = 0; i < locks; ++i)
        changes += f.disabling(F::appOf(i));
    return changes;
}

QList<ChangeId> idsOf(const QList<Departure> &rows)
{
    QList<ChangeId> ids;
    for (const Departure &row : rows)
        ids += row.id;
    return ids;
}

} // namespace

class BulkRunnerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sendsManyEditsInFewRequests();
    void editsCarryTheFullRecord();
    void createsTheSameOnManyDevicesInOneRequest();
    void deletesManyInOneRequest();
    void writesOneDeviceOnceAtATime();
    void partsARefusedBatchUntilTheGuiltyStandsAlone();
    void changedMeanwhileIsAConflict(); // CON-1
    void keepsTheirsForTheDecision();
    void lostAnswersAreLookedFor(); // BULK-3
    void whatNeverArrivedIsSentAgainOnceProven();
    void whatWasTakenBackMeanwhileIsNotSentAgain();
    void busyRecordHoldsNoOtherUp(); // BULK-7
    void offlineDeviceIsWaitedFor();
    void whatFreesACodeGoesFirst();
    void pauseLetsNothingMoreLeave(); // BULK-4
    void refusedTokenPausesAndKeepsAll();
    void vanishedDeviceHoldsNoOtherUp();
    void waitsForTheReadingToWork();
    void undoBringsEveryFieldBack();
    void stormOf429IsWaitedOut(); // NET-7
    void everyChangeIsAccountedFor(); // BULK-8
    void nothingLeavesThatCouldNotBeNoted();
    void notesOnlyWhatLeaves();
};

void BulkRunnerTest::sendsManyEditsInFewRequests()
{
    F f(250);
    const ChangeSetId set = f.sendAll(disablingAll(f, 250));
    QVERIFY(f.passUntilDone(set));
    QCOMPARE(f.count(set, ChangeStatus::Confirmed), 250);
    QCOMPARE(f.writes().size(), 3); // 100, 100, 50
    QVERIFY2(f.desk.handed.size() < 20, qPrintable(QString::number(f.desk.handed.size())));
    for (int i = 0; i < 250; ++i)
        QCOMPARE(f.served(F::appOf(i)).value("enabled"_L1), QJsonValue(false));
}

void BulkRunnerTest::editsCarryTheFullRecord()
{
    F f(3);
    const ChangeSetId set = f.sendAll(disablingAll(f, 3));
    QVERIFY(f.passUntilDone(set));
    QCOMPARE(f.writes().size(), 1);
    QCOMPARE(f.writes().first().method, "POST");
    QCOMPARE(f.writes().first().path, u"/smartlock/auth"_s);
    const QJsonArray rows = QJsonDocument::fromJson(f.writes().first().body).array();
    QCOMPARE(rows.size(), 3);
    QCOMPARE(rows.first().toObject(),
        F::object(qPrintable(uR"({"id": "%1", "name": "Ada", "accountUserId": 501, "enabled": false,
            "remoteAllowed": true, "allowedWeekDays": 124, "allowedFromDate": "2026-01-01T00:00:00.000Z",
            "allowedFromTime": 540, "allowedUntilTime": 1020})"_s.arg(F::appOf(0)))));
}

void BulkRunnerTest::createsTheSameOnManyDevicesInOneRequest()
{
    F f(40);
    QList<Change> changes;
    for (int i = 0; i < 40; ++i)
        changes += f.creation(i, 456789);
    changes += f.creation(0, 567891);
    const ChangeSetId set = f.sendAll(changes);
    QVERIFY(f.passUntilDone(set));
    QCOMPARE(f.count(set, ChangeStatus::Confirmed), 41);
    QCOMPARE(f.writes().size(), 2);
    QCOMPARE(f.writes().first().path, u"/smartlock/auth"_s);
    const auto first = f.session->changes.changesOf(set).first();
    QVERIFY(!std::get<CreateAuthorization>(first.subject).after.id.isNull()); // found, so it can be undone
}

void BulkRunnerTest::deletesManyInOneRequest()
{
    F f(30);
    QList<Change> changes;
    for (int i = 0; i < 30; ++i)
        changes += f.deletion(F::codeOf(i));
    const ChangeSetId set = f.sendAll(changes);
    QVERIFY(f.passUntilDone(set));
    QCOMPARE(f.count(set, ChangeStatus::Confirmed), 30);
    QCOMPARE(f.writes().size(), 1);
    QCOMPARE(f.writes().first().method, "DELETE");
    for (int i = 0; i < 30; ++i)
        QVERIFY(f.served(F::codeOf(i)).isEmpty());
}

void BulkRunnerTest::writesOneDeviceOnceAtATime()
{
    F f(2, 20);
    QList<Change> changes;
    for (int i = 0; i < 2; ++i) {
        for (int code = 1; code <= 20; ++code)
            changes += f.disabling(F::codeOf(i, code));
    }
    const ChangeSetId set = f.sendAll(changes);
    QVERIFY(f.passUntilDone(set));
    QCOMPARE(f.count(set, ChangeStatus::Confirmed), 40);
    std::chrono::milliseconds last{};
    for (const HandedRequest &write : f.writes()) {
        const QJsonArray rows = QJsonDocument::fromJson(write.body).array();
        QCOMPARE(rows.size(), 2); // one of each device
        QVERIFY(write.at >= last + 100ms); // the one before was answered
        last = write.at;
    }
    for (const int times : f.writesByRecord())
        QCOMPARE(times, 1);
}

void BulkRunnerTest::partsARefusedBatchUntilTheGuiltyStandsAlone()
{
    F f(64);
    const QList<Change> changes = disablingAll(f, 64);
    f.behave([](SimulatedBehaviour &b) { b.refusedRecords.insert(F::appOf(37)); });
    const ChangeSetId set = f.sendAll(changes);
    QVERIFY(f.passUntilDone(set));
    QCOMPARE(f.count(set, ChangeStatus::Confirmed), 63);
    // Of a refused array a part may have been carried out, so that nobody can say "nothing was changed" of it.
    const Change failed = f.session->changes.changesOf(set).at(37);
    QCOMPARE(failed.status, ChangeStatus::Unconfirmed);
    QVERIFY2(failed.reason.contains(u"400"), qPrintable(failed.reason));
    QVERIFY2(f.writes().size() <= 14, qPrintable(QString::number(f.writes().size())));
    QCOMPARE(f.served(F::appOf(37)).value("enabled"_L1), QJsonValue(true));
}

void BulkRunnerTest::changedMeanwhileIsAConflict()
{
    F f(20);
    const ChangeSetId set = f.drafts(disablingAll(f, 20));
    f.nuki.editAuthorization(F::appOf(7), {{u"name"_s, u"Ada Lovelace"_s}});
    f.session->runner.send(f.idsOf(set));
    QVERIFY(f.passUntilDone(set));
    QCOMPARE(f.count(set, ChangeStatus::Confirmed), 19);
    QCOMPARE(f.session->changes.changesOf(set).at(7).status, ChangeStatus::Conflict);
    QCOMPARE(f.served(F::appOf(7)).value("enabled"_L1), QJsonValue(true));
    QVERIFY(!f.writesByRecord().contains(F::appOf(7)));
}

void BulkRunnerTest::keepsTheirsForTheDecision()
{
    F f(2);
    const ChangeSetId set = f.drafts(disablingAll(f, 2));
    f.nuki.editAuthorization(F::appOf(1), {{u"name"_s, u"Ada Lovelace"_s}});
    f.session->runner.send(f.idsOf(set));
    QVERIFY(f.passUntilDone(set));
    const Change conflict = f.session->changes.changesOf(set).at(1);
    const std::optional<Authorization> theirs = f.session->changes.theirs(conflict.id);
    QVERIFY(theirs);
    QCOMPARE(theirs->name, u"Ada Lovelace"_s);
    // Decided: their name, my "disabled".
    UpdateAuthorization decided{*theirs, *theirs, false};
    decided.after.enabled = false;
    f.session->changes.setSubject(conflict.id, decided);
    f.session->runner.send(QList<ChangeId>{conflict.id});
    QVERIFY(f.passUntilDone(set));
    QCOMPARE(f.count(set, ChangeStatus::Confirmed), 2);
    QCOMPARE(f.served(F::appOf(1)).value("name"_L1).toString(), u"Ada Lovelace"_s);
    QCOMPARE(f.served(F::appOf(1)).value("enabled"_L1), QJsonValue(false));
}

void BulkRunnerTest::lostAnswersAreLookedFor()
{
    for (int run = 0; run < 20; ++run) {
        F f(10);
        f.behave([](SimulatedBehaviour &b) { b.answerLoss = 0.2; });
        QList<Change> changes;
        for (int i = 0; i < 10; ++i)
            changes += f.creation(i, F::codeNumber(20 + (i + run) / 3)); // alone or with others
        const ChangeSetId set = f.sendAll(changes);
        QVERIFY(f.passUntilDone(set));
        QCOMPARE(f.count(set, ChangeStatus::Confirmed), 10);
        for (const int times : f.writesByRecord())
            QCOMPARE(times, 1);
        for (int i = 0; i < 10; ++i)
            QCOMPARE(f.session->account.authorizations().of(F::lock(i)).size(), 3);
    }
}

void BulkRunnerTest::whatNeverArrivedIsSentAgainOnceProven()
{
    F f(10);
    f.answerWrites(FakeAnswer::failure(QNetworkReply::RemoteHostClosedError)); // nobody ever saw it
    const ChangeSetId set = f.sendAll(disablingAll(f, 10));
    f.pass(50s);
    QCOMPARE(f.writes().size(), 1);
    QVERIFY(f.passUntilDone(set));
    QCOMPARE(f.count(set, ChangeStatus::Confirmed), 10);
    QCOMPARE(f.writes().size(), 2);
}

// Its answer was lost, it has happened, and somebody else has taken it back before Lockdesk could see it.
void BulkRunnerTest::whatWasTakenBackMeanwhileIsNotSentAgain()
{
    F f(4);
    f.behave([](SimulatedBehaviour &b) {
        b.loseAnswers = 1;
        b.listing = b.confirming = {10ms, 10ms};
    });
    const ChangeSetId set = f.sendAll(disablingAll(f, 4));
    QVERIFY(f.passUntil([&] { return f.served(F::appOf(0)).value("enabled"_L1) == QJsonValue(false); }, 5s));
    f.nuki.editAuthorization(F::appOf(0), {{u"enabled"_s, true}});
    QVERIFY(f.passUntilDone(set));
    QCOMPARE(f.count(set, ChangeStatus::Confirmed), 3);
    QCOMPARE(f.session->changes.changesOf(set).first().status, ChangeStatus::Unconfirmed);
    QCOMPARE(f.writesByRecord().value(F::appOf(0)), 1);
    QCOMPARE(f.served(F::appOf(0)).value("enabled"_L1), QJsonValue(true));
}

void BulkRunnerTest::busyRecordHoldsNoOtherUp()
{
    F f(60);
    f.behave([](SimulatedBehaviour &b) { b.busyRecords.insert(F::appOf(11)); });
    const auto started = f.clock.uptime();
    const ChangeSetId set = f.sendAll(disablingAll(f, 60));
    QVERIFY(f.passUntil([&] { return f.count(set, ChangeStatus::Confirmed) == 59; }, 30s));
    QVERIFY(f.clock.uptime() - started < 12s);
    f.pass(45s);
    f.behave([](SimulatedBehaviour &b) { b.busyRecords.clear(); });
    QVERIFY(f.passUntilDone(set));
    QCOMPARE(f.count(set, ChangeStatus::Confirmed), 60);
}

void BulkRunnerTest::offlineDeviceIsWaitedFor()
{
    F f(5);
    f.nuki.editSmartlock(toNumber(F::lock(2)), {{u"serverState"_s, 4}});
    f.session->account.poller().refresh();
    f.pass(2s);
    const ChangeSetId set = f.sendAll(disablingAll(f, 5));
    QVERIFY(f.passUntil([&] { return f.count(set, ChangeStatus::Confirmed) == 4; }, 1min));
    f.pass(10min);
    const Change waiting = f.session->changes.changesOf(set).at(2);
    QCOMPARE(waiting.status, ChangeStatus::Waiting);
    QVERIFY(waiting.reason.contains(u"offline"));
    QVERIFY(!f.writesByRecord().contains(F::appOf(2)));
    f.nuki.editSmartlock(toNumber(F::lock(2)), {{u"serverState"_s, 0}});
    QVERIFY(f.passUntilDone(set));
    QCOMPARE(f.count(set, ChangeStatus::Confirmed), 5);
}

void BulkRunnerTest::whatFreesACodeGoesFirst()
{
    F f(3);
    QList<Change> changes;
    for (int i = 0; i < 3; ++i) {
        changes += f.creation(i, F::codeNumber(1)); // taken by what the next one deletes
        changes += f.deletion(F::codeOf(i));
    }
    const ChangeSetId set = f.sendAll(changes);
    QVERIFY(f.passUntilDone(set));
    QCOMPARE(f.count(set, ChangeStatus::Confirmed), 6);
    QCOMPARE(f.writes().first().method, "DELETE");
    QCOMPARE(f.writes().size(), 2);
}

void BulkRunnerTest::pauseLetsNothingMoreLeave()
{
    F f(2, 40);
    QList<Change> changes;
    for (int code = 1; code <= 40; ++code)
        changes += f.disabling(F::codeOf(1, code));
    const ChangeSetId set = f.sendAll(changes);
    QVERIFY(f.passUntil([&] { return f.writes().size() >= 5; }, 1min));
    f.session->runner.pause(set);
    const auto left = f.writes().size();
    f.pass(5min);
    QCOMPARE(f.writes().size(), left);
    QCOMPARE(f.count(set, ChangeStatus::Confirmed), int(left)); // what had left was followed to its end
    QCOMPARE(f.count(set, ChangeStatus::Waiting), 40 - int(left));
    f.session->runner.resume(set);
    QVERIFY(f.passUntilDone(set));
    QCOMPARE(f.count(set, ChangeStatus::Confirmed), 40);
    for (const int times : f.writesByRecord())
        QCOMPARE(times, 1);
}

void BulkRunnerTest::refusedTokenPausesAndKeepsAll()
{
    F f(2, 20);
    QList<Change> changes;
    for (int code = 1; code <= 20; ++code)
        changes += f.disabling(F::codeOf(0, code));
    const ChangeSetId set = f.sendAll(changes);
    QVERIFY(f.passUntil([&] { return f.writes().size() >= 3; }, 1min));
    f.nuki.setTokens({{"OTHER", "smartlock"}});
    f.pass(1min);
    QVERIFY(f.session->changes.set(set)->isPaused);
    const int waiting = f.count(set, ChangeStatus::Waiting);
    QVERIFY(waiting > 0);
    QCOMPARE(f.count(set, ChangeStatus::Failed), 0);
}

void BulkRunnerTest::vanishedDeviceHoldsNoOtherUp()
{
    F f(6);
    const ChangeSetId set = f.drafts(disablingAll(f, 6));
    f.nuki.removeSmartlock(toNumber(F::lock(3)));
    f.session->runner.send(f.idsOf(set));
    QVERIFY(f.passUntilDone(set));
    QCOMPARE(f.count(set, ChangeStatus::Confirmed), 5);
    QVERIFY(!f.session->changes.changesOf(set).at(3).reason.isEmpty());
}

void BulkRunnerTest::waitsForTheReadingToWork()
{
    F f(5);
    f.behave([](SimulatedBehaviour &b) { b.brokenFor = 90s; });
    const ChangeSetId set = f.sendAll(disablingAll(f, 5));
    f.pass(60s);
    QCOMPARE(f.count(set, ChangeStatus::Waiting), 5);
    QVERIFY(f.writes().isEmpty());
    QVERIFY(f.passUntilDone(set));
    QCOMPARE(f.count(set, ChangeStatus::Confirmed), 5);
}

void BulkRunnerTest::undoBringsEveryFieldBack()
{
    F f(100, 4);
    QMap<QString, QJsonObject> before;
    const auto comparable = [](QJsonObject record) {
        for (const auto field : {"updateDate"_L1, "authId"_L1, "creationDate"_L1, "id"_L1, "lockCount"_L1})
            record.remove(field);
        return record;
    };
    QList<Change> changes;
    for (int i = 0; i < 100; ++i) {
        changes += f.disabling(F::appOf(i));
        changes += f.disabling(F::codeOf(i, 1));
        changes += f.deletion(F::codeOf(i, 2));
        UpdateAuthorization renamed{f.known(F::codeOf(i, 3)), f.known(F::codeOf(i, 3)), true};
        renamed.after.name = u"Other"_s;
        renamed.after.schedule.weekDays = 64;
        renamed.after.schedule = renamed.after.schedule.completed(f.clock.now());
        changes += f.of(F::lock(i), renamed);
        changes += f.creation(i, 456789);
        for (int which = 0; which <= 4; ++which)
            before.insert(QString::number(i) + u'/'
                    + QString::number(f.served(F::idText(i, which)).value("code"_L1).toInteger()),
                comparable(f.served(F::idText(i, which))));
    }
    QCOMPARE(changes.size(), 500);
    const ChangeSetId set = f.sendAll(changes);
    QVERIFY(f.passUntilDone(set));
    QCOMPARE(f.count(set, ChangeStatus::Confirmed), 500);
    QList<Change> inverses;
    const QList<Change> done = f.session->changes.changesOf(set);
    for (const Change &change : done)
        inverses += *inverseOf(change).change;
    const ChangeSetId undo = f.session->changes.addSet(u"Undo"_s, inverses, set);
    f.session->runner.send(f.idsOf(undo));
    QVERIFY(f.passUntilDone(undo));
    QCOMPARE(f.count(undo, ChangeStatus::Confirmed), 500);
    QCOMPARE(f.count(set, ChangeStatus::Undone), 500);
    for (int i = 0; i < 100; ++i) {
        const QList<Authorization> now = f.session->account.authorizations().of(F::lock(i));
        QCOMPARE(now.size(), 5);
        for (const Authorization &record : now) {
            const qint64 code = record.code ? record.code->toNumber() : 0;
            QCOMPARE(comparable(f.served(record.id.toString())),
                before.value(QString::number(i) + u'/' + QString::number(code)));
        }
    }
}

void BulkRunnerTest::stormOf429IsWaitedOut()
{
    F f(100, 4);
    QList<Change> changes;
    for (int i = 0; i < 100; ++i) {
        for (int which = 0; which < 5; ++which)
            changes += f.disabling(F::idText(i, which));
    }
    f.behave([](SimulatedBehaviour &b) { b.rateLimitedFor = 60s; });
    const ChangeSetId set = f.sendAll(changes);
    QVERIFY(f.passUntilDone(set));
    QCOMPARE(f.count(set, ChangeStatus::Confirmed), 500);
    for (const int times : f.writesByRecord())
        QVERIFY(times <= 5);
}

void BulkRunnerTest::everyChangeIsAccountedFor()
{
    F f(40, 2);
    f.behave([](SimulatedBehaviour &b) {
        b.answerLoss = 0.05;
        b.losesWrites = {toNumber(F::lock(5))};
        b.writeErrors.insert(toNumber(F::lock(6)), u"rejected"_s);
    });
    QList<Change> changes;
    for (int i = 0; i < 40; ++i) {
        changes += f.disabling(F::appOf(i));
        changes += f.deletion(F::codeOf(i, 1));
        changes += f.creation(i, i == 9 ? F::codeNumber(2) : 456789); // 9: taken
    }
    const ChangeSetId set = f.drafts(changes);
    f.nuki.editAuthorization(F::appOf(7), {{u"name"_s, u"Ada Lovelace"_s}});
    f.session->runner.send(f.idsOf(set));
    QVERIFY(f.passUntilDone(set));
    int sum = 0;
    for (const Change &change : f.session->changes.changesOf(set)) {
        QVERIFY(isFinal(change.status));
        QVERIFY(change.statusSince.isValid());
        if (change.status != ChangeStatus::Confirmed)
            QVERIFY2(!change.reason.isEmpty(), qPrintable(text(change.status)));
        ++sum;
    }
    QCOMPARE(sum, 120);
    QCOMPARE(f.session->changes.changesOf(set).at(9 * 3 + 2).status, ChangeStatus::Problem);
    QCOMPARE(f.count(set, ChangeStatus::Conflict), 1);
    QCOMPARE(f.count(set, ChangeStatus::Unconfirmed), 3); // lost silently by lock 5
    QCOMPARE(f.count(set, ChangeStatus::Failed), 2); // lock 6 says so, and deletes all the same
}

void BulkRunnerTest::nothingLeavesThatCouldNotBeNoted()
{
    F f(30);
    QList<QList<ChangeId>> noted;
    bool isDiskFull = true;
    f.session->runner.setNoteBeforeSending([&](const QList<Departure> &rows, QObject *, const auto &done) {
        noted += idsOf(rows);
        done(isDiskFull ? u"The disk is full."_s : QString());
    });
    const ChangeSetId set = f.sendAll(disablingAll(f, 30));
    f.pass(1min);
    QVERIFY(f.writes().isEmpty());
    QVERIFY(f.session->changes.set(set)->isPaused);
    QCOMPARE(f.count(set, ChangeStatus::Waiting), 30);
    QVERIFY(f.session->changes.changesOf(set).first().reason.contains(u"disk is full"));
    isDiskFull = false;
    f.session->runner.resume(set);
    QVERIFY(f.passUntilDone(set));
    QCOMPARE(noted, (QList<QList<ChangeId>>{f.idsOf(set), f.idsOf(set)}));
    const ChangeSetId one = f.session->changes.addSet(u"One"_s, {f.deletion(F::codeOf(1))});
    isDiskFull = true;
    f.session->runner.send(f.idsOf(one));
    f.pass(1min);
    QCOMPARE(f.count(one, ChangeStatus::Waiting), 1);
    QVERIFY(f.session->changes.set(one)->isPaused);
    QCOMPARE(f.writes().size(), 1);
}

// Whatever was noted counts as sent after a crash, and holds its set up until it is proven not to have been.
void BulkRunnerTest::notesOnlyWhatLeaves()
{
    F f(2, 40);
    QList<ChangeId> noted;
    f.session->runner.setNoteBeforeSending([&](const QList<Departure> &rows, QObject *, const auto &done) {
        noted += idsOf(rows);
        done(QString());
    });
    QList<Change> changes;
    for (int code = 1; code <= 40; ++code)
        changes += f.disabling(F::codeOf(1, code));
    const ChangeSetId set = f.sendAll(changes);
    QVERIFY(f.passUntil([&] { return f.writes().size() >= 5; }, 1min));
    f.session->runner.pause(set);
    f.pass(5min);
    QCOMPARE(noted.size(), f.writes().size());
    for (const ChangeId id : std::as_const(noted))
        QCOMPARE(f.session->changes.change(id)->status, ChangeStatus::Confirmed);
    f.session->runner.resume(set);
    QVERIFY(f.passUntilDone(set));
    QCOMPARE(noted.size(), 40);
}

QTEST_GUILESS_MAIN(BulkRunnerTest)
#include "bulkrunnertest.moc"
