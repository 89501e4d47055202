#include "backup.h"
#include "changesfixture.h"
#include "restore.h"

#include <QTest>

using namespace lockdesk;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using F = ChangesFixture;

namespace {

const QStringList updatable{u"type"_s, u"name"_s, u"accountUserId"_s, u"enabled"_s, u"remoteAllowed"_s,
    u"code"_s, u"allowedFromDate"_s, u"allowedUntilDate"_s, u"allowedWeekDays"_s, u"allowedFromTime"_s,
    u"allowedUntilTime"_s};

// The front door's cleaning code with every limit, app with remote access, code without limits; and one more.
SimulatedWorld world()
{
    SimulatedWorld world = F::smallWorld();
    world.authorizations.append(F::authorization("6ab2be33a1b2c3d4e5f60720", F::front,
        R"({"type": 13, "name": "Zoë", "code": 311111, "enabled": true, "allowedWeekDays": 96,
            "allowedFromDate": "2026-02-01T00:00:00.000Z", "accountUserId": 502})"));
    QJsonObject spare = F::device(SmartlockId(18178888999), u"Spare"_s, 1);
    spare.insert(u"config"_s, QJsonObject{{u"keypadPaired"_s, true}});
    world.smartlocks.append(spare);
    return world;
}

// What restoring has to bring back of the records of a device, in the service's own words, sorted.
QStringList recordsOf(const F &f, SmartlockId device)
{
    QStringList records;
    for (const Authorization &a : f.session->account.authorizations().of(device)) {
        const QJsonObject record = f.nuki.authorization(a.id.toString());
        QJsonObject kept{{u"remoteAllowed"_s, false}}; // the service says it of every new one
        for (const QString &field : updatable) {
            if (record.contains(field))
                kept.insert(field, record.value(field));
        }
        records += QString::fromUtf8(QJsonDocument(kept).toJson(QJsonDocument::Compact));
    }
    records.sort();
    return records;
}

Backup backupOf(const F &f, SmartlockId device)
{
    const Backup backup{f.clock.now(), u"School"_s, true, {},
        {{device, DeviceType::SmartLock34, u"Front"_s, f.session->account.authorizations().of(device)}}, 0};
    return *backupFromBytes(toBytes(backup));
}

RestoreGround groundOf(const F &f)
{
    return {
        {f.session->account.smartlocks().smartlocks(), f.session->account.authorizations().authorizations()},
        std::nullopt, f.clock.now()};
}

void carryOut(F &f, const QList<Change> &changes)
{
    QList<ChangeId> ids;
    for (const Change &change : changes) {
        ids += f.session->changes.add(change);
        f.session->runner.send(ids.last());
    }
    for (const ChangeId id : std::as_const(ids)) {
        QVERIFY(f.passUntilEnd(id));
        QVERIFY2(f.status(id) == ChangeStatus::Confirmed, qPrintable(f.reason(id)));
    }
    f.pass(2s);
}

} // namespace

// A device is emptied, and what was saved of it is sent back to it, or to the one that replaces it: over the
// whole engine and a service that has the last word.
class RestoreRoundTripTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void bringsEverythingBack_data()
    {
        QTest::addColumn<qint64>("target");
        QTest::newRow("to the same device") << toNumber(F::front);
        QTest::newRow("to a replacement") << qint64(18178888999);
    }
    void bringsEverythingBack()
    {
        QFETCH(qint64, target);
        F f(world());
        f.start();
        const QStringList before = recordsOf(f, F::front);
        QCOMPARE(before.size(), 4);
        const Backup backup = backupOf(f, F::front);
        QList<Change> deletions;
        for (const Authorization &a : f.session->account.authorizations().of(F::front)) {
            Change change;
            change.smartlockId = F::front;
            change.deviceType = DeviceType::SmartLock34;
            change.subject = DeleteAuthorization{a};
            deletions.append(change);
        }
        carryOut(f, deletions);
        QCOMPARE(recordsOf(f, F::front), QStringList());

        RestoreWish wish;
        wish.targets = {{F::front, SmartlockId(target)}};
        carryOut(f, planRestore(backup, wish, groundOf(f)).changes());
        QCOMPARE(recordsOf(f, SmartlockId(target)), before);
        QVERIFY(planRestore(backup, wish, groundOf(f)).changes().isEmpty());
    }

    // Edits, a deletion and an addition of somebody else since the backup are all taken back.
    void takesBackWhatHappenedSince()
    {
        F f(world());
        f.start();
        const QStringList before = recordsOf(f, F::front);
        const Backup backup = backupOf(f, F::front);
        QList<ChangeId> ids{f.send(f.renamed(F::kitchen, u"Cook"_s), F::front),
            f.send(f.edited(F::ada, [](Authorization &a) { a.enabled = false; }), F::front),
            f.send(DeleteAuthorization{f.seen(F::cleaning)}, F::front), f.send(F::newCode(555555), F::front)};
        for (const ChangeId id : std::as_const(ids))
            QVERIFY(f.passUntilEnd(id));
        f.pass(2s);
        QVERIFY(recordsOf(f, F::front) != before);

        RestoreWish wish;
        wish.targets = {{F::front, F::front}};
        wish.removesExtra = true;
        const Restoration plan = planRestore(backup, wish, groundOf(f));
        QCOMPARE(plan.changes().size(), 4);
        carryOut(f, plan.changes());
        QCOMPARE(recordsOf(f, F::front), before);
    }
};

QTEST_GUILESS_MAIN(RestoreRoundTripTest)
#include "restoreroundtriptest.moc"
