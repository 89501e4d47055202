#include "backupaccount.h"

#include "changesfixture.h"

#include <QTest>

using namespace lockdesk;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using F = ChangesFixture;

class BackupAccountTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void takesWhatIsKnown()
    {
        F f;
        f.start();
        f.pass(5s);
        Account &account = f.session->account;
        const Backup backup = takeBackup(account, {F::back, F::front, SmartlockId(4711)}, true);
        QCOMPARE(backup.made, f.clock.now());
        QCOMPARE(backup.account, u"School"_s);
        QVERIFY(backup.hasCodes);
        QCOMPARE(backup.unreadable, 0);
        QCOMPARE(backup.locks.size(), 2); // the third is not in the account
        QVERIFY(backup.locks.first().id == F::back && backup.locks.last().id == F::front);
        QCOMPARE(backup.locks.last().name, u"Front"_s);
        QVERIFY(backup.locks.last().authorizations == account.authorizations().of(F::front));
        QCOMPARE(backup.people, (QMap<AccountUserId, QString>{{AccountUserId(501), u"Person 501"_s}}));
        QVERIFY(notReadyWords(account).isEmpty());
    }

    void leavesCodesOut()
    {
        F f;
        f.start();
        const Backup backup = takeBackup(f.session->account, {F::front}, false);
        QVERIFY(!backup.hasCodes);
        for (const Authorization &authorization : backup.locks.first().authorizations)
            QVERIFY(!authorization.code);
    }

    // What was in the way of reading one record must not count as its absence later.
    void countsWhatCouldNotBeRead()
    {
        SimulatedWorld world = F::smallWorld();
        world.authorizations.append(QJsonObject{{u"id"_s, u"no id"_s}, {u"smartlockId"_s, 1}});
        F f(world);
        f.start();
        QCOMPARE(takeBackup(f.session->account, {F::front}, true).unreadable, 1);
    }

    void groundIsTheLastTruth()
    {
        F f;
        f.start();
        f.pass(5s);
        const RestoreGround ground = restoreGround(f.session->account);
        QCOMPARE(ground.now, f.clock.now());
        QCOMPARE(ground.present.smartlocks.size(), 6);
        QCOMPARE(ground.present.authorizations.size(), 5);
        QVERIFY(ground.people && ground.people->value(AccountUserId(502)) == u"Person 502");
    }

    void saysWhenNothingIsKnownYet()
    {
        F f;
        f.start();
        Session fresh(
            Profile{u"default"_s, u"School"_s, QUrl(u"https://api.nuki.io"_s), true, {}}, Secret("x"),
            [&f] { return std::make_unique<RecordingManager>(f.nuki, f.clock, f.desk); }, f.clock, f.random);
        QVERIFY(notReadyWords(fresh.account).contains(u"still being fetched"));
        QVERIFY(!restoreGround(fresh.account).people); // unknown, not nobody
    }
};

QTEST_GUILESS_MAIN(BackupAccountTest)
#include "backupaccounttest.moc"
