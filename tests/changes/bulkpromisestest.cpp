#include "bulkfixture.h"

#include <QLoggingCategory>
#include <QTest>

using namespace lockdesk;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using F = BulkFixture;
using Time = std::chrono::milliseconds;

namespace {

QList<Change> disablingAll(const F &f)
{
    QList<Change> changes;
    for (const Authorization &record : f.session->account.authorizations().authorizations())
        changes += f.disabling(record.id.toString());
    return changes;
}

} // namespace

// What a set promises when others write, locks are busy, answers are lost and a person says stop: with
// counts.
class BulkPromisesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLoggingCategory::setFilterRules(u"lockdesk.*=false"_s); }

    // CON-1: two seconds before our write is enough, whatever field it is.
    void editsOfOthersAreFound()
    {
        F f(100, 2);
        const QList<QJsonObject> edits{{{u"name"_s, u"Theirs"_s}},
            {{u"enabled"_s, false}, {u"name"_s, u"T"_s}}, {{u"allowedWeekDays"_s, 64}},
            {{u"allowedUntilDate"_s, u"2027-01-01T00:00:00.000Z"_s}},
            {{u"remoteAllowed"_s, QJsonValue(QJsonValue::Null)}, {u"allowedFromTime"_s, 600}}};
        const ChangeSetId set = f.drafts(disablingAll(f));
        const QList<Change> drafts = f.session->changes.changesOf(set);
        QSet<ChangeId> edited;
        for (qsizetype i = 0; i < drafts.size(); i += 2) {
            const auto &update = std::get<UpdateAuthorization>(drafts.at(i).subject);
            f.nuki.editAuthorization(update.before.id.toString(), edits.at((i / 2) % edits.size()));
            edited.insert(drafts.at(i).id);
        }
        f.pass(1900ms); // the writes leave more than 100 ms after this
        f.session->runner.send(f.idsOf(set));
        QVERIFY(f.passUntilDone(set));
        const QMap<QString, int> written = f.writesByRecord();
        int conflicts = 0;
        for (const Change &change : f.session->changes.changesOf(set)) {
            const auto &update = std::get<UpdateAuthorization>(change.subject);
            const bool isEdited = edited.contains(change.id);
            QCOMPARE(change.status, isEdited ? ChangeStatus::Conflict : ChangeStatus::Confirmed);
            QCOMPARE(written.value(update.before.id.toString()), isEdited ? 0 : 1);
            if (!isEdited)
                continue;
            ++conflicts;
            const auto theirs = f.session->changes.theirs(change.id); // three columns: base, theirs, mine
            QVERIFY(theirs && *theirs != update.before);
            QVERIFY(!update.after.isEnabled());
        }
        QCOMPARE(conflicts, 150);
    }

    // CON-4: whatever the service refuses, what the person asked for is still there and can be sent again.
    void refusedRowsAreKept_data()
    {
        QTest::addColumn<int>("status");
        for (const int status : {400, 403, 404, 409, 422, 423})
            QTest::addRow("%d", status) << status;
    }
    void refusedRowsAreKept()
    {
        QFETCH(int, status);
        F f(20);
        QList<Change> asked = disablingAll(f).first(20);
        asked += f.deletion(F::codeOf(19));
        for (int i = 0; i < 5; ++i)
            asked += f.creation(i, F::codeNumber(70));
        f.answerWrites(FakeAnswer::of(status, R"({"detailMessage": "no"})"), 1'000);
        const ChangeSetId set = f.sendAll(asked);
        QVERIFY(f.passUntilDone(set));
        const QList<Change> refused = f.session->changes.changesOf(set);
        QCOMPARE(refused.size(), asked.size());
        for (qsizetype i = 0; i < refused.size(); ++i) {
            // Of an array a part may have been carried out before it was refused.
            QVERIFY(refused.at(i).status == ChangeStatus::Failed
                || refused.at(i).status == ChangeStatus::Unconfirmed);
            QVERIFY(refused.at(i).reason.contains(QString::number(status)));
            QVERIFY(refused.at(i).subject == asked.at(i).subject);
        }
        for (const int times : f.writesByRecord())
            QVERIFY(times <= 12); // five alone, and in groups that were parted
        f.desk.scriptedWrites = 0;
        f.session->runner.send(f.idsOf(set));
        QVERIFY(f.passUntilDone(set));
        QCOMPARE(f.count(set, ChangeStatus::Confirmed), int(asked.size()));
    }

    // BULK-7: 423 for a minute on what one lock holds, of which the list says nothing.
    void busyLockDelaysNoOther()
    {
        const auto timeOfOthers = [](bool isOneBusy) {
            F f(100, 4);
            f.delay = {20ms, 20ms};
            f.session->account.transport().resetConnections(); // takes the delay over
            const QList<Change> changes = disablingAll(f);
            if (isOneBusy) {
                f.behave([](SimulatedBehaviour &b) {
                    for (int which = 0; which <= 4; ++which)
                        b.busyRecords.insert(F::idText(37, which));
                });
            }
            const Time started = f.clock.uptime();
            const ChangeSetId set = f.sendAll(changes);
            (void)f.passUntil([&] { return f.count(set, ChangeStatus::Confirmed) >= 495; }, 10min);
            const Time took = f.clock.uptime() - started;
            f.pass(std::max(0ms, 60s - took));
            f.behave([](SimulatedBehaviour &b) { b.busyRecords.clear(); });
            (void)f.passUntilDone(set);
            return f.count(set, ChangeStatus::Confirmed) == 500 ? took : Time(0);
        };
        const Time undisturbed = timeOfOthers(false);
        const Time disturbed = timeOfOthers(true);
        qInfo("495 others: %lld ms, beside a busy lock %lld ms", qint64(undisturbed.count()),
            qint64(disturbed.count()));
        QVERIFY(undisturbed > 0ms && disturbed > 0ms);
        QVERIFY(disturbed.count() <= undisturbed.count() * 1.1);
    }

    // BULK-4: stop at any moment. What had left is known in the end, and nothing more leaves.
    void stopLetsNothingMoreLeave()
    {
        int unknown = 0, paused = 0;
        for (int run = 0; run < 50; ++run) {
            F f(40, 4);
            f.serviceRandom.seed(quint32(run + 1));
            f.behave([](SimulatedBehaviour &b) { b.answerLoss = 0.2; });
            const ChangeSetId set = f.sendAll(disablingAll(f));
            f.pass(Time(100 + run * 9)); // the writes leave between 100 and 500 ms
            f.session->runner.pause(set);
            const Time stopped = f.clock.uptime();
            const int underWay = int(std::ranges::count_if(
                f.writes(), [](const HandedRequest &write) { return !write.ended.has_value(); }));
            QVERIFY(underWay <= 4);
            paused += f.count(set, ChangeStatus::Waiting) > 0;
            f.pass(200ms);
            unknown = std::max(unknown, f.count(set, ChangeStatus::Sent));
            f.pass(4min);
            for (const HandedRequest &write : f.writes())
                QVERIFY(write.at <= stopped); // 0 s, not one
            const QMap<QString, int> written = f.writesByRecord();
            for (const Change &change : f.session->changes.changesOf(set)) {
                const QString id = std::get<UpdateAuthorization>(change.subject).before.id.toString();
                const bool isOff = f.served(id).value("enabled"_L1) == QJsonValue(false);
                QCOMPARE(change.status, isOff ? ChangeStatus::Confirmed : ChangeStatus::Waiting);
                QCOMPARE(written.value(id), isOff ? 1 : 0);
            }
        }
        qInfo(
            "50 stops, %d with something left to do, at most %d changes without an answer", paused, unknown);
        QVERIFY(paused >= 20 && unknown > 0);
    }

    // BULK-3: what is created twice opens a door for ever. Codes, which the service keeps apart, and people,
    // whom it does not.
    void lostAnswersCreateNothingTwice()
    {
        int lost = 0;
        for (int run = 0; run < 200; ++run) {
            F f(6);
            f.serviceRandom.seed(quint32(run + 1));
            f.behave([run](SimulatedBehaviour &b) {
                b.answerLoss = 0.2;
                b.listing = {500ms, Time(1'000 + run * 100)};
            });
            QMap<QString, int> processed;
            f.nuki.setWitness([&](const SimulatedRequest &request, const SimulatedResponse &response) {
                if (request.method == "GET" || response.status >= 300)
                    return;
                for (const WrittenRecord &record : writtenBy(request.method, request.path, request.body))
                    ++processed[record.key];
            });
            QList<Change> changes;
            for (int i = 0; i < 6; ++i) {
                changes += f.creation(i, F::codeNumber(20 + (i + run) / 3 % 60)); // alone or with others
                Authorization app;
                app.smartlockId = F::lock(i);
                app.type = AuthorizationType::App;
                app.name = u"Guest"_s;
                app.accountUserId = AccountUserId(502 + (i + run) / 2 % 2);
                changes += f.of(F::lock(i), CreateAuthorization{app});
            }
            const ChangeSetId set = f.sendAll(changes);
            QVERIFY(f.passUntil(
                [&] {
                    lost += f.count(set, ChangeStatus::Sent) > 0;
                    return f.isDone(set);
                },
                10min));
            for (const Change &change : f.session->changes.changesOf(set))
                QVERIFY2(change.status == ChangeStatus::Confirmed,
                    qPrintable(u"run %1: %2 %3"_s.arg(run).arg(text(change.status), change.reason)));
            QCOMPARE(processed.size(), 12);
            for (const int times : std::as_const(processed))
                QCOMPARE(times, 1);
        }
        QVERIFY(lost > 0);
    }

    // DOM-9: another account takes over at any moment of a set, five hundred times.
    void switchesKeepAccountsApart()
    {
        ManualClock clock;
        QRandomGenerator random(3);
        QRandomGenerator dice(4);
        SimulatedNuki services[2]{{F::manyLocks(3, 1), clock, random}, {F::manyLocks(3, 1), clock, random}};
        const QByteArray tokens[2]{"FIRST", "SECOND"};
        int wrong = 0, asked = 0, writes = 0;
        for (int which = 0; which < 2; ++which) {
            services[which].setWitness(
                [&, which](const SimulatedRequest &request, const SimulatedResponse &) {
                    ++asked;
                    writes += request.method != "GET";
                    wrong += request.authorization != "Bearer " + tokens[which];
                });
            for (int lock = 0; lock < 3; ++lock)
                services[which].editAuthorization(
                    F::appOf(lock), {{u"name"_s, QString::fromLatin1(tokens[which])}});
        }
        const auto settle = [](Session &session) {
            QCoreApplication::processEvents();
            session.account.transport().waitForReaders();
            QCoreApplication::processEvents();
        };
        for (int i = 0; i < 500; ++i) {
            const int which = i % 2;
            auto session = std::make_unique<Session>(
                Profile{u"p%1"_s.arg(which), u"School"_s, QUrl(u"https://api.nuki.io"_s), true, {}},
                Secret(tokens[which]),
                [&, which] { return std::make_unique<SimulatorAccessManager>(services[which], clock); },
                clock, random);
            session->account.start();
            for (int turn = 0; turn < 8; ++turn) {
                clock.advance(50ms);
                settle(*session);
            }
            QList<Change> changes;
            for (const Authorization &record : session->account.authorizations().authorizations()) {
                QVERIFY(record.isKeypadCode() || record.name == QString::fromLatin1(tokens[which]));
                UpdateAuthorization update{record, record, false};
                update.after.enabled = i % 4 < 2;
                Change change;
                change.smartlockId = record.smartlockId;
                change.deviceType = DeviceType::SmartLock34;
                change.subject = update;
                changes += change;
            }
            QCOMPARE(changes.size(), 6);
            const ChangeSetId set = session->changes.addSet(u"Set"_s, changes);
            QList<ChangeId> ids;
            for (const Change &change : session->changes.changesOf(set))
                ids += change.id;
            session->runner.send(ids);
            for (int turn = dice.bounded(12); turn > 0; --turn) {
                clock.advance(Time(dice.bounded(60)));
                settle(*session);
            }
        }
        qInfo("%d requests, %d of them writes", asked, writes);
        QCOMPARE(wrong, 0);
        QVERIFY(writes > 200);
    }
};

QTEST_GUILESS_MAIN(BulkPromisesTest)
#include "bulkpromisestest.moc"
