#include "backupfile.h"
#include "contentof.h"
#include "csvfile.h"
#include "faketokenstore.h"
#include "faultydisk.h"
#include "history.h"
#include "journal.h"
#include "journalkey.h"
#include "journalrecord.h"
#include "settings.h"
#include "utc.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace lockdesk;
using namespace Qt::StringLiterals;

namespace {

// One thing that is kept on the disk: what is there before, what is then done, and what must hold of it.
struct Deed
{
    std::function<void(const QString &folder)> prepare;
    /// Returns whether it said that all is kept.
    std::function<bool(const QString &folder)> carryOut;
    /// Empty when what is on the disk is what was said.
    std::function<QString(const QString &folder, bool isKept)> objection;
};

const QByteArray oldText = "old " + QByteArray(20'000, 'o');
const QByteArray newText = "new " + QByteArray(50'000, 'n');

// A file that is replaced as a whole.
QString objectionToFile(const QString &path, bool isKept)
{
    const QByteArray held = contentOf(path);
    if (held != (isKept ? newText : oldText))
        return u"holds %1 bytes, “%2…”"_s.arg(held.size()).arg(QString::fromLatin1(held.left(4)));
    return {};
}

ChangeSet setOf(int id)
{
    return {ChangeSetId(id), u"Set %1"_s.arg(id), utcFromMSecs(1'772'000'000'000), false, {}};
}

QList<Change> rowsOf(int set, int from)
{
    QList<Change> rows;
    for (int i = from; i < from + 3; ++i) {
        Change change;
        change.id = ChangeId(i);
        change.set = ChangeSetId(set);
        change.smartlockId = SmartlockId(17958143231);
        CreateAuthorization create;
        create.after.name = u"Code %1"_s.arg(i);
        change.subject = create;
        change.status = ChangeStatus::Waiting;
        change.asked = utcFromMSecs(1'772'000'000'000);
        rows.append(change);
    }
    return rows;
}

Journal journalIn(const QString &folder)
{
    return Journal(folder + u"/journal"_s, *SecretKey::fromBase64(Secret(QByteArray(32, 'k').toBase64())));
}

QList<HistoryLine> lines(int count)
{
    return QList<HistoryLine>(count,
        {utcFromMSecs(1'772'000'000'123), u"School"_s, ChangeSetId(3), utcFromMSecs(1'772'000'000'000),
            u"Set"_s, u"Disable access"_s, u"Front door"_s, u"Enabled: yes"_s, u"Enabled: no"_s,
            ChangeStatus::Confirmed, {}});
}

const Deed backup{[](const QString &folder) { (void)writeBackupFile(folder + u"/a"_s, oldText); },
    [](const QString &folder) { return !writeBackupFile(folder + u"/a"_s, newText); },
    [](const QString &folder, bool isKept) { return objectionToFile(folder + u"/a"_s, isKept); }};

const Deed csv{[](const QString &folder) { (void)saveCsvFile(folder + u"/a"_s, oldText); },
    [](const QString &folder) { return saveCsvFile(folder + u"/a"_s, newText).isEmpty(); },
    [](const QString &folder, bool isKept) { return objectionToFile(folder + u"/a"_s, isKept); }};

const Deed settings{[](const QString &folder) { Settings(folder + u"/a.ini"_s).setLanguage(u"de"_s); },
    [](const QString &folder) {
        Settings settings(folder + u"/a.ini"_s);
        settings.setLanguage(u"it"_s);
        return settings.isWritable();
    },
    [](const QString &folder, bool isKept) {
        const QString language = Settings(folder + u"/a.ini"_s).language();
        return language == (isKept ? u"it"_s : u"de"_s) ? QString() : u"the language is “%1”"_s.arg(language);
    }};

const Deed history{[](const QString &folder) { (void)History(folder + u"/h"_s).append(lines(3)); },
    [](const QString &folder) { return History(folder + u"/h"_s).append(lines(2)).isOk(); },
    [](const QString &folder, bool isKept) {
        const History history(folder + u"/h"_s);
        const auto before = history.read();
        if (!before || before->verdict.state != History::State::Intact
            || before->lines.size() != (isKept ? 5 : 3))
            return before ? u"%1 lines, state %2"_s.arg(before->lines.size()).arg(int(before->verdict.state))
                          : before.error();
        if (!history.append(lines(1))) // it goes on
            return u"it no longer grows"_s;
        const auto after = history.read();
        const bool goesOn = after && after->verdict.state == History::State::Intact
            && after->lines.size() == before->lines.size() + 1;
        return goesOn ? QString() : u"it is spoiled by what comes after"_s;
    }};

// What was begun stays, whatever fails; what was said to be noted is noted.
const Deed journal{[](const QString &folder) {
                       Journal journal = journalIn(folder);
                       (void)journal.begin(setOf(1), rowsOf(1, 1));
                   },
    [](const QString &folder) {
        Journal journal = journalIn(folder);
        if (!journal.isKept() || !journal.takeUp(journal.unfinished())
            || !journal.begin(setOf(2), rowsOf(2, 10)))
            return false;
        QList<Change> rows = rowsOf(2, 10);
        for (Change &row : rows)
            row = departing(row, {}, utcFromMSecs(1'772'000'005'000));
        return journal.aboutToSend(rows).isOk();
    },
    [](const QString &folder, bool isKept) {
        const Journal journal = journalIn(folder);
        if (!journal.isKept() || !journal.problem().isEmpty())
            return u"problem: "_s + journal.problem();
        QStringList found;
        for (const JournaledSet &set : journal.unfinished())
            found += u"%1 rows, first %2"_s.arg(set.rows.size()).arg(int(set.rows.value(0).status));
        const QString waiting = u"3 rows, first %1"_s.arg(int(ChangeStatus::Waiting));
        const QString sent = u"3 rows, first %1"_s.arg(int(ChangeStatus::Sent));
        const bool isRight = isKept ? found == QStringList{waiting, sent}
                                    : found == QStringList{waiting} || found == QStringList{waiting, waiting};
        return isRight ? QString() : found.join(u"; "_s);
    }};

// A keychain of which one call fails.
class FailingStore : public FakeTokenStore
{
public:
    int failing = 0; // 1: the next
    int failures = 0;

    void read(const QString &profileId, bool isExpected, QObject *context, Answer answer) override
    {
        fail();
        FakeTokenStore::read(profileId, isExpected, context, std::move(answer));
    }
    void write(const QString &profileId, const Secret &token, QObject *context, Answer answer) override
    {
        fail();
        FakeTokenStore::write(profileId, token, context, std::move(answer));
    }

private:
    void fail()
    {
        state = --failing == 0 ? KeychainState::Unreachable : KeychainState::Ready;
        failures += failing == 0;
    }
};

QByteArray fetchedKey(TokenStore &store)
{
    QByteArray held;
    QObject context;
    fetchJournalKey(
        store, u"default"_s, false, &context, [&held](std::optional<SecretKey> key, const QString &why) {
            held = key ? key->toBase64().reveal() : QByteArray();
            if (!key && why.isEmpty())
                qFatal("no key, and no word of why");
        });
    for (int i = 0; i < 5; ++i)
        QCoreApplication::processEvents();
    return held;
}

} // namespace

Q_DECLARE_METATYPE(const Deed *)

/// Of each thing that is kept, each call to the system fails once, until all goes through without a failure.
class FailingCallTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsWhatItSays_data()
    {
        QTest::addColumn<const Deed *>("deed");
        QTest::addColumn<int>("call");
        const std::pair<const char *, const Deed *> deeds[] = {{"journal", &journal}, {"history", &history},
            {"backup", &backup}, {"settings", &settings}, {"CSV export", &csv}};
        const char *const calls[] = {"open", "write", "sync", "rename"};
        for (const auto &[name, deed] : deeds) {
            for (int call = 0; call < 4; ++call)
                QTest::addRow("%s, %s", name, calls[call]) << deed << call;
        }
    }
    void keepsWhatItSays()
    {
        QFETCH(const Deed *, deed);
        QFETCH(int, call);
        bool hasFailed = true;
        for (int n = 1; hasFailed; ++n) {
            for (const bool isTorn : {false, true}) {
                QTemporaryDir folder;
                deed->prepare(folder.path());
                FaultyDisk disk(folder.path());
                disk.setTorn(isTorn);
                disk.failNext(FaultyDisk::Call(call), n, 1);
                const bool isKept = deed->carryOut(folder.path());
                hasFailed = disk.failures() > 0;
                disk.mend();
                const QString objection = deed->objection(folder.path(), isKept);
                QVERIFY2(objection.isEmpty(),
                    qPrintable(u"call %1, said to be %2: %3"_s.arg(n).arg(
                        isKept ? u"kept"_s : u"not kept"_s, objection)));
                QVERIFY(isKept || hasFailed);
            }
            QVERIFY(n < 100);
            if (!hasFailed)
                qInfo("%d calls", n - 1);
        }
    }

    void keepsTheKeyThatItGives()
    {
        bool hasFailed = true;
        for (int n = 1; hasFailed; ++n) {
            FailingStore store;
            store.failing = n;
            const QByteArray key = fetchedKey(store);
            hasFailed = store.failures > 0;
            QCOMPARE(key.isEmpty(), hasFailed);
            store.failing = 0;
            const QByteArray later = fetchedKey(store);
            QVERIFY(!later.isEmpty() && (key.isEmpty() || later == key));
            QCOMPARE(store.held.at(u"default/journal"_s), later);
        }
    }
};

QTEST_GUILESS_MAIN(FailingCallTest)
#include "failingcalltest.moc"
