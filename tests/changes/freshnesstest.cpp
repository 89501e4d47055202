#include "changesfixture.h"
#include "writtenrecords.h"

#include <QTest>

using namespace lockdesk;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using F = ChangesFixture;

namespace {

constexpr int count = 40;

QString idOf(int number)
{
    return u"6ab2be33a1b2c3d4e5%1"_s.arg(number, 6, 16, QLatin1Char('0'));
}

// Codes on the front door, or one on each of many doors.
SimulatedWorld worldOf(int doors)
{
    SimulatedWorld world = F::smallWorld();
    world.smartlocks = {};
    world.authorizations = {};
    for (int i = 0; i < doors; ++i) {
        QJsonObject door = F::device(F::front, u"Door %1"_s.arg(i), 1);
        door.insert(u"smartlockId"_s, toNumber(F::front) + i);
        world.smartlocks.append(door);
    }
    for (int i = 0; i < count; ++i) {
        QJsonObject code =
            F::authorization("", F::front, R"({"type": 13, "name": "Guest", "enabled": true})");
        code.insert(u"id"_s, idOf(i));
        code.insert(u"smartlockId"_s, toNumber(F::front) + i % doors);
        code.insert(u"code"_s, 311'111 + i / 9 * 10 + i % 9);
        world.authorizations.append(code);
    }
    return world;
}

} // namespace

// D15, CON-1: there is no If-Match, so what an edit was compared with is never older than two seconds (and
// the way of the answer) when the write leaves.
class FreshnessTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void seesWhatSomebodyElseDoesMeanwhile_data();
    void seesWhatSomebodyElseDoesMeanwhile();
    void readsAnewWhatWaitedInTheQueue_data();
    void readsAnewWhatWaitedInTheQueue();
    void sendsNoNameThatWaitedInTheQueue();
    void letsAnActionGoBeforeManyEdits();
    void endsManyEdits();
    void isNotHeldUpByTheLooksAtOthers();

private:
    QList<ChangeId> renameAll();
    int recordsWritten() const;

    std::unique_ptr<F> f;
};

QList<ChangeId> FreshnessTest::renameAll()
{
    QList<ChangeId> ids;
    for (int i = 0; i < count; ++i) {
        const Authorization seen = *authorizationFromJson(f->nuki.authorization(idOf(i)));
        Authorization after = seen;
        after.name = u"Cleaner"_s;
        ids += f->send(UpdateAuthorization{seen, after, false}, seen.smartlockId);
    }
    return ids;
}

int FreshnessTest::recordsWritten() const
{
    int records = 0;
    for (const HandedRequest &write : f->writes())
        records += int(writtenBy(write.method, write.path, write.body).size());
    return records;
}

void FreshnessTest::seesWhatSomebodyElseDoesMeanwhile_data()
{
    QTest::addColumn<int>("doors");
    QTest::newRow("one door") << 1;
    QTest::newRow("many doors") << count;
}

void FreshnessTest::seesWhatSomebodyElseDoesMeanwhile()
{
    QFETCH(int, doors);
    f = std::make_unique<F>(worldOf(doors));
    f->delay = {400ms, 400ms};
    f->start();
    const QList<ChangeId> ids = renameAll();
    f->pass(doors == 1 ? 3s : 300ms);
    const auto theirs = f->clock.uptime();
    for (int i = 0; i < count; ++i)
        f->nuki.editAuthorization(idOf(i), {{u"enabled"_s, false}});
    int conflicts = 0;
    for (ChangeId id : ids) {
        QVERIFY(f->passUntilEnd(id, 10min));
        conflicts += f->status(id) == ChangeStatus::Conflict;
    }
    QVERIFY2(conflicts > count / 2, qPrintable(QString::number(conflicts)));
    for (const HandedRequest &write : f->writes())
        QVERIFY2(write.at < theirs + 2s + f->delay.longest,
            qPrintable(QString::number((write.at - theirs).count())));
}

void FreshnessTest::readsAnewWhatWaitedInTheQueue_data()
{
    QTest::addColumn<bool>("isEdited"); // by somebody else
    QTest::newRow("as it was") << false;
    QTest::newRow("another than before") << true;
}

// The service asks all to wait just when the write is about to leave.
void FreshnessTest::readsAnewWhatWaitedInTheQueue()
{
    QFETCH(bool, isEdited);
    f = std::make_unique<F>();
    f->start();
    Transport &transport = f->session->account.transport();
    const ChangeId id = f->send(f->renamed(F::cleaning, u"Windows"_s), F::front);
    const auto pause =
        connect(&f->session->changes, &ChangeStore::changed, &transport, [&](ChangeId changed) {
            if (f->status(changed) == ChangeStatus::Sent)
                transport.setPaused(true);
        });
    f->pass(10s);
    disconnect(pause);
    QVERIFY(f->writes().isEmpty());
    if (isEdited)
        f->nuki.editAuthorization(QString::fromLatin1(F::cleaning), {{u"allowedWeekDays"_s, 127}});
    transport.setPaused(false);
    QVERIFY(f->passUntilEnd(id));
    QCOMPARE(f->status(id), isEdited ? ChangeStatus::Conflict : ChangeStatus::Confirmed);
    QCOMPARE(f->writes().size(), isEdited ? 0 : 1);
}

void FreshnessTest::sendsNoNameThatWaitedInTheQueue()
{
    f = std::make_unique<F>();
    f->start();
    Transport &transport = f->session->account.transport();
    const ChangeId id = f->send(UpdateDevice{u"Front"_s, u"Main door"_s, false, false}, F::front);
    connect(&f->session->changes, &ChangeStore::changed, &transport,
        [&](ChangeId changed) { transport.setPaused(f->status(changed) == ChangeStatus::Sent); });
    QVERIFY(f->passUntilEnd(id));
    QCOMPARE(f->status(id), ChangeStatus::Failed);
    QVERIFY(f->reason(id).contains(u"not sent"_s));
    f->pass(1min);
    QVERIFY(f->writes().isEmpty());
}

void FreshnessTest::letsAnActionGoBeforeManyEdits()
{
    f = std::make_unique<F>(worldOf(count));
    f->delay = {400ms, 400ms};
    f->start();
    f->behave([](SimulatedBehaviour &b) {
        for (int i = 1; i < count; ++i)
            b.losesWrites.insert(toNumber(F::front) + i);
    });
    renameAll();
    f->pass(60s); // all are looked at over and over
    f->desk.forget();
    const auto click = f->clock.uptime();
    const ChangeId id = f->send(f->unlock(), F::front);
    QVERIFY(f->passUntilEnd(id));
    QCOMPARE(f->status(id), ChangeStatus::Confirmed);
    QList<HandedRequest> actions = f->writes();
    actions.removeIf([](const HandedRequest &write) { return !write.path.endsWith("/action"_L1); });
    QCOMPARE(actions.size(), 1);
    QVERIFY2(
        actions.first().at - click <= 1s, qPrintable(QString::number((actions.first().at - click).count())));
}

// However slow the way to the service is.
void FreshnessTest::endsManyEdits()
{
    for (int doors : {1, count}) {
        f = std::make_unique<F>(worldOf(doors));
        f->delay = {700ms, 700ms};
        f->start();
        const QList<ChangeId> ids = renameAll();
        for (ChangeId id : ids) {
            QVERIFY(f->passUntilEnd(id, 3min));
            QCOMPARE(f->status(id), ChangeStatus::Confirmed);
        }
        QCOMPARE(recordsWritten(), count);
        QCOMPARE(f->session->runner.activeCount(), 0);
    }
}

// Many devices that do nothing are looked at all the time; a write goes before that.
void FreshnessTest::isNotHeldUpByTheLooksAtOthers()
{
    f = std::make_unique<F>(worldOf(count));
    f->delay = {700ms, 700ms};
    f->start();
    f->behave([](SimulatedBehaviour &b) {
        for (int i = 1; i < count; ++i)
            b.losesWrites.insert(toNumber(F::front) + i);
    });
    const QList<ChangeId> ids = renameAll();
    QVERIFY(f->passUntilEnd(ids.first()));
    f->pass(60s);
    QCOMPARE(recordsWritten(), count);
    f->desk.forget();
    const ChangeId id = f->send(F::newCode(456789), F::front);
    QVERIFY(f->passUntilEnd(id));
    QCOMPARE(f->status(id), ChangeStatus::Confirmed);
    QVERIFY(!f->history[id].contains(ChangeStatus::Failed));
    QCOMPARE(f->history[id].count(ChangeStatus::Sent), 1); // at the first attempt
    QCOMPARE(f->writes().size(), 1);
}

QTEST_GUILESS_MAIN(FreshnessTest)
#include "freshnesstest.moc"
