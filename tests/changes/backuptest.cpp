#include "backup.h"

#include "backupsamples.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace lockdesk;
using namespace lockdesk::samples;
using namespace Qt::StringLiterals;

namespace {

Backup randomBackup(quint32 seed)
{
    RandomAuthorizations random(seed);
    Backup backup;
    backup.made = now.addMSecs(123);
    backup.account = u"Office “1”"_s;
    backup.hasCodes = true;
    backup.people = {{AccountUserId(501), u"Ada"_s}, {AccountUserId(502), u""_s}};
    int number = 0;
    for (const SmartlockId id : {front, spare, SmartlockId(1)}) {
        BackedUpLock lock{id, DeviceType(toNumber(id) >> 32), u"Door\n%1"_s.arg(toNumber(id)), {}};
        while (id != SmartlockId(1) && lock.authorizations.size() < 50)
            lock.authorizations.append(random.next(id, ++number));
        backup.locks.append(lock);
    }
    return backup;
}

// Dates that are equal are not yet the same text, and the text is what goes back.
QStringList textsOf(const Backup &backup)
{
    QStringList texts;
    for (const BackedUpLock &lock : backup.locks) {
        for (const Authorization &a : lock.authorizations) {
            for (const auto &date : {a.schedule.fromDate, a.schedule.untilDate})
                texts += date ? date->toText() : u"-"_s;
        }
    }
    return texts;
}

QJsonObject jsonOf(const Backup &backup)
{
    return QJsonDocument::fromJson(toBytes(backup)).object();
}

Result<Backup, BackupProblem> decoded(const QJsonObject &object)
{
    return backupFromBytes(QJsonDocument(object).toJson());
}

} // namespace

class BackupTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsEveryFieldExactly_data()
    {
        QTest::addColumn<quint32>("seed");
        for (quint32 seed = 1; seed <= 20; ++seed)
            QTest::addRow("seed %u", seed) << seed;
    }
    void keepsEveryFieldExactly()
    {
        QFETCH(quint32, seed);
        const Backup backup = randomBackup(seed);
        const auto read = backupFromBytes(toBytes(backup));
        QVERIFY(read);
        QCOMPARE(read->authorizationCount(), 100);
        for (qsizetype i = 0; i < backup.locks.size(); ++i) {
            const QList<Authorization> &records = backup.locks.at(i).authorizations;
            QCOMPARE(read->locks.at(i).authorizations.size(), records.size());
            for (qsizetype j = 0; j < records.size(); ++j) {
                QCOMPARE(updatableDifferences(read->locks.at(i).authorizations.at(j), records.at(j)),
                    QStringList());
                QVERIFY(read->locks.at(i).authorizations.at(j) == records.at(j));
            }
        }
        QVERIFY(*read == backup);
        QCOMPARE(textsOf(*read), textsOf(backup));
    }

    void leavesCodesOutUnlessAsked()
    {
        Backup backup{now, u"Office"_s, false, {},
            {{front, DeviceType::SmartLock34, u"Front"_s, {code(1, 345678, u"Cleaner"_s)}}}, 0};
        QVERIFY(!toBytes(backup).contains("345678"));
        QVERIFY(!toBytes(backup).contains("\"code\""));
        Authorization read = backupFromBytes(toBytes(backup))->locks.first().authorizations.first();
        QVERIFY(!read.code);
        read.code = KeypadCode::fromServer(345678);
        QVERIFY(read == backup.locks.first().authorizations.first());
        backup.hasCodes = true;
        QVERIFY(toBytes(backup).contains("345678"));
    }

    // They are of the moment.
    void leavesOutWhatIsUnderWay()
    {
        Authorization busy = code(1, 345678, u"Cleaner"_s);
        busy.operationPending = true;
        busy.error = u"exists"_s;
        const Backup backup{now, {}, true, {}, {{front, {}, {}, {busy}}}, 0};
        const Authorization read = backupFromBytes(toBytes(backup))->locks.first().authorizations.first();
        QVERIFY(!read.operationPending && read.error.isEmpty());
    }

    void refusesWhatIsNoBackup()
    {
        QJsonObject whole = jsonOf(randomBackup(1));
        for (const QByteArray &other : {QByteArray(), QByteArray("{}"), QByteArray("[]"),
                 QByteArray("<html>"), QByteArray("{\"format\":\"lockdesk-backup\"}"),
                 QByteArray("\xff\xfe\0\0", 4), toBytes(randomBackup(1)).chopped(3), QByteArray(2000, '[')})
            QCOMPARE(backupFromBytes(other).error(), BackupProblem::NotABackup);
        QJsonObject newer = whole;
        newer.insert(u"version"_s, 2);
        QCOMPARE(decoded(newer).error(), BackupProblem::NewerVersion);
        QVERIFY(explain(BackupProblem::NewerVersion).contains(u"newer version"));
        for (const QJsonValue &version : {QJsonValue(0), QJsonValue(u"1"_s), QJsonValue(1.5), QJsonValue()}) {
            QJsonObject odd = whole;
            odd.insert(u"version"_s, version);
            QCOMPARE(decoded(odd).error(), BackupProblem::NotABackup);
        }
        for (const QJsonValue &locks : {QJsonValue(), QJsonValue(3), QJsonValue(QJsonObject())}) {
            QJsonObject odd = whole;
            odd.insert(u"locks"_s, locks);
            QCOMPARE(decoded(odd).error(), BackupProblem::Damaged);
        }
    }

    // One odd part takes nothing else with it, and is counted.
    void countsWhatItCannotRead()
    {
        const Backup backup{now, u"Office"_s, true, {},
            {{front, DeviceType::SmartLock34, u"Front"_s,
                {code(1, 345678, u"A"_s), code(2, 345679, u"B"_s), code(3, 345671, u"C"_s)}}},
            2};
        QJsonObject object = jsonOf(backup);
        QJsonArray locks = object.value("locks"_L1).toArray();
        QJsonObject lock = locks.first().toObject();
        QJsonArray records = lock.value("authorizations"_L1).toArray();
        QJsonObject elsewhere = records.at(0).toObject();
        elsewhere.insert(u"smartlockId"_s, toNumber(spare));
        records.replace(0, elsewhere);
        QJsonObject path = records.at(1).toObject();
        path.insert(u"id"_s, u"../../account"_s);
        records.replace(1, path);
        records.append(17);
        lock.insert(u"authorizations"_s, records);
        lock.insert(u"new field"_s, true);
        locks = {lock, QJsonObject{{u"smartlockId"_s, -1}}, u"lock"_s};
        object.insert(u"locks"_s, locks);
        const auto read = decoded(object);
        QVERIFY(read);
        QCOMPARE(read->unreadable, 2 + 3 + 2);
        QCOMPARE(read->locks.size(), 1);
        QVERIFY(read->locks.first().authorizations == backup.locks.first().authorizations.mid(2));
    }

    void marksMisshapenFields()
    {
        const Backup backup{now, u"Office"_s, true, {},
            {{front, DeviceType::SmartLock34, u"Front"_s, {code(1, 345678, u"A"_s)}}}, 0};
        QByteArray bytes = toBytes(backup);
        bytes.replace("\"enabled\": true", "\"enabled\": \"perhaps\"");
        const Authorization read = backupFromBytes(bytes)->locks.first().authorizations.first();
        QCOMPARE(read.unreadable, QStringList{u"enabled"_s});
        QVERIFY(!read.enabled);
    }

    // 4,000 broken copies: none may crash or hang, whatever it reads as.
    void survivesBrokenCopies()
    {
        QRandomGenerator random(11);
        const QByteArray whole = toBytes(randomBackup(3));
        int refused = 0;
        for (int round = 0; round < 4'000; ++round) {
            QByteArray broken = whole;
            for (int hits = 1 + int(random.bounded(4)); hits > 0; --hits)
                broken[random.bounded(broken.size())] = char(random.bounded(256));
            if (random.bounded(10) == 0)
                broken.truncate(random.bounded(broken.size()));
            const auto read = backupFromBytes(broken);
            refused += read ? 0 : 1;
            if (read)
                QVERIFY(read->locks.size() <= 3 && read->authorizationCount() <= 100);
        }
        QVERIFY(refused > 400);
        QVERIFY(refused < 4'000);
    }
};

QTEST_APPLESS_MAIN(BackupTest)
#include "backuptest.moc"
