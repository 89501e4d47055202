#include "setkeeper.h"

#include "bulkfixture.h"
#include "fulldisk.h"
#include "journalkey.h"
#include "keeping.h"
#include "memorytokenstore.h"
#include "ownersalone.h"
#include "writtenrecords.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>

using namespace lockdesk;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

// The keeper writes from a timer.
class F : public BulkFixture
{
public:
    explicit F(int locks, int codesEach = 1)
        : BulkFixture(locks, codesEach)
    {
        hasTimers = true;
    }
};

const QString id = u"default"_s;

// The files and the keychain, which outlive a session.
struct Home
{
    QTemporaryDir folder;
    MemoryTokenStore tokens;

    bool hasJournal() const { return QFile::exists(journalPath(folder.path(), id)); }
    QList<HistoryLine> history() const { return History(historyPath(folder.path(), id)).read()->lines; }
    QByteArray journalBytes() const
    {
        QFile file(journalPath(folder.path(), id));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
};

void keep(F &f, Home &home)
{
    keepIn(home.folder.path(), f.session->account.profile(), home.tokens, f.session->keeper);
    for (int i = 0; i < 10 && !f.session->keeper.isKept(); ++i)
        f.settle();
}

// The power goes: nothing is said to anybody, and the program starts anew over the same service. `share` of
// the journal's bytes are left.
void crash(F &f, Home &home, double share = 1)
{
    const QTemporaryDir copy;
    const QString name = journalPath({}, id);
    QVERIFY(QFile::copy(home.folder.path() + name, copy.path() + name));
    f.session.reset(); // would tidy up
    QFile::remove(home.folder.path() + name);
    QVERIFY(QFile::copy(copy.path() + name, home.folder.path() + name));
    QFile journal(home.folder.path() + name);
    QVERIFY(journal.resize(qint64(double(journal.size()) * share)));
    f.start();
    keep(f, home);
}

QList<Change> disablingAll(const F &f, int locks)
{
    QList<Change> changes;
    for (int i = 0; i < locks; ++i)
        changes += f.disabling(F::codeOf(i));
    return changes;
}

QList<Change> disablingEveryCode(const F &f, int locks, int codesEach)
{
    QList<Change> changes;
    for (int i = 0; i < locks; ++i) {
        for (int code = 1; code <= codesEach; ++code)
            changes += f.disabling(F::codeOf(i, code));
    }
    return changes;
}

} // namespace

class SetKeeperTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void journalGoesWhenTheSetIsFinished(); // BULK-6
    void crashedSetIsListedPausedAndGoesOn(); // BULK-1
    void nothingIsSentTwiceWhereverItCrashes(); // BULK-1, BULK-2
    void cutJournalSendsNothingTwice(); // BULK-2
    void draftsComeBackAsDrafts();
    void whatIsDiscardedDoesNotComeBack();
    void historyTellsEachEndOnce();
    void whatComesIntoTheHistoryIsAnnounced();
    void actionsAreInTheHistoryAlone();
    void withoutAKeyNothingIsKeptAndItSaysSo();
    void whatWasAskedBeforeTheKeychainAnsweredIsKept();
    void retryIsKeptAnew();
    void largeSetIsWrittenInParts();
    void nothingOfALargeSetIsSentBeforeItIsWritten();
    void largeSetIsToldInParts();
    void nothingLeavesBeforeTheJournalIsOpen();
    void aKeychainThatIsSilentHoldsNothingUpForLong();
#ifdef Q_OS_UNIX
    void whatAFullDiskRefusedIsWrittenBeforeItsSetLeaves();
    void whatTheHistoryRefusedIsToldLater();
#endif
    void whatADecisionLeftAsADraftIsNotWritten();
    void anAttemptKeepsTheReadingJustBefore();
    void aSetThatIsTakenOutBeforeItIsNotedHoldsNothingUp();
    void whatWasAskedForJustBeforeTheEndIsWritten();
    void theDiskIsWaitedForOnAnotherThread();
};

void SetKeeperTest::journalGoesWhenTheSetIsFinished()
{
    F f(5);
    Home home;
    keep(f, home);
    QVERIFY(f.session->keeper.isKept());
    QVERIFY(!home.hasJournal());
    const ChangeSetId set = f.sendAll(disablingAll(f, 5));
    f.pass(1s);
    QVERIFY(home.hasJournal());
    QVERIFY(!home.journalBytes().contains(QByteArray::number(F::codeNumber(1))));
    QVERIFY(isOwnersAlone(QFileInfo(journalPath(home.folder.path(), id))));
    QVERIFY(f.passUntilDone(set));
    f.pass(1s);
    QVERIFY(!home.hasJournal());
    QCOMPARE(home.history().size(), 5);
}

void SetKeeperTest::crashedSetIsListedPausedAndGoesOn()
{
    F f(2, 20);
    Home home;
    keep(f, home);
    QList<Change> changes;
    for (int code = 1; code <= 20; ++code)
        changes += f.disabling(F::codeOf(0, code));
    f.session->runner.send(f.idsOf(f.session->changes.addSet(u"Many"_s, changes)));
    QVERIFY(f.passUntil([&] { return f.writes().size() >= 6; }, 1min));
    crash(f, home);
    QCOMPARE(f.session->changes.sets().size(), 1);
    const ChangeSet set = f.session->changes.sets().first();
    QCOMPARE(set.title, u"Many"_s);
    QVERIFY(set.isPaused);
    QCOMPARE(f.session->changes.changesOf(set.id).size(), 20);
    f.desk.forget();
    f.pass(5min);
    QVERIFY(f.writes().isEmpty());
    f.session->runner.resume(set.id);
    QVERIFY(f.passUntilDone(set.id));
    QCOMPARE(f.count(set.id, ChangeStatus::Confirmed), 20);
    QVERIFY2(f.writes().size() <= 15, qPrintable(QString::number(f.writes().size())));
    f.pass(1s);
    QVERIFY(!home.hasJournal());
}

void SetKeeperTest::nothingIsSentTwiceWhereverItCrashes()
{
    for (int run = 0; run < 40; ++run) {
        F f(4, 3);
        Home home;
        keep(f, home);
        f.behave([](SimulatedBehaviour &b) { b.answerLoss = 0.05; });
        QList<Change> changes;
        for (int i = 0; i < 4; ++i) {
            changes += f.creation(i, F::codeNumber(10));
            changes += f.creation(i, F::codeNumber(11));
            changes += f.disabling(F::codeOf(i, 1));
            changes += f.deletion(F::codeOf(i, 2));
        }
        f.session->runner.send(f.idsOf(f.drafts(changes)));
        for (int crashes = 0; crashes < 2; ++crashes) {
            f.pass(std::chrono::milliseconds(50 + run * 37 + crashes * 200));
            if (!home.hasJournal())
                continue;
            crash(f, home);
            QCOMPARE(f.session->changes.sets().size(), 1);
            f.session->runner.resume(f.session->changes.sets().first().id);
        }
        if (!f.session->changes.sets().isEmpty()) {
            const ChangeSetId set = f.session->changes.sets().first().id;
            QVERIFY(f.passUntilDone(set));
            QCOMPARE(f.count(set, ChangeStatus::Confirmed), 16);
        }
        for (int i = 0; i < 4; ++i) {
            f.session->account.poller().refresh();
            f.pass(2s);
            QCOMPARE(f.session->account.authorizations().of(F::lock(i)).size(), 1 + 3 - 1 + 2);
            QCOMPARE(f.served(F::codeOf(i, 1)).value("enabled"_L1), QJsonValue(false));
            QVERIFY(f.served(F::codeOf(i, 2)).isEmpty());
        }
    }
}

void SetKeeperTest::cutJournalSendsNothingTwice()
{
    QRandomGenerator random(20261125);
    int takenUp = 0;
    for (int run = 0; run < 100; ++run) {
        F f(3, 2);
        QMap<QString, int> carriedOut;
        f.nuki.setWitness([&](const SimulatedRequest &request, const SimulatedResponse &response) {
            if (request.method == "GET" || response.status >= 300)
                return;
            for (const WrittenRecord &record : writtenBy(request.method, request.path, request.body))
                ++carriedOut[record.key];
        });
        Home home;
        keep(f, home);
        QList<Change> changes;
        for (int i = 0; i < 3; ++i) {
            changes += f.creation(i, F::codeNumber(10));
            changes += f.disabling(F::codeOf(i, 1));
            changes += f.deletion(F::codeOf(i, 2));
        }
        f.session->runner.send(f.idsOf(f.drafts(changes)));
        f.pass(std::chrono::milliseconds(random.bounded(50, 3'000)));
        if (!home.hasJournal())
            continue;
        crash(f, home, random.generateDouble());
        for (const ChangeSet &set : f.session->changes.sets()) {
            ++takenUp;
            f.session->runner.resume(set.id);
            QVERIFY(f.passUntilDone(set.id));
            for (const Change &change : f.session->changes.changesOf(set.id))
                QVERIFY(change.status == ChangeStatus::Confirmed || !change.reason.isEmpty());
        }
        f.pass(10s); // what had left before is carried out meanwhile
        f.session->account.poller().refresh();
        f.pass(2s);
        for (const int times : std::as_const(carriedOut))
            QCOMPARE(times, 1);
        for (int i = 0; i < 3; ++i) {
            const QList<Authorization> all = f.session->account.authorizations().of(F::lock(i));
            QCOMPARE(
                std::ranges::count_if(all,
                    [](const Authorization &a) { return a.code && a.code->toNumber() == F::codeNumber(10); }),
                all.size() - 2 - (f.served(F::codeOf(i, 2)).isEmpty() ? 0 : 1));
        }
    }
    QVERIFY(takenUp > 30);
}

void SetKeeperTest::draftsComeBackAsDrafts()
{
    F f(3);
    Home home;
    keep(f, home);
    f.drafts(disablingAll(f, 3));
    f.pass(1s);
    crash(f, home);
    QCOMPARE(f.session->changes.sets().size(), 1);
    const ChangeSet set = f.session->changes.sets().first();
    QVERIFY(!set.isPaused);
    QCOMPARE(f.count(set.id, ChangeStatus::Draft), 3);
}

void SetKeeperTest::whatIsDiscardedDoesNotComeBack()
{
    F f(3);
    Home home;
    keep(f, home);
    const ChangeSetId set = f.drafts(disablingAll(f, 3));
    f.pass(1s);
    QVERIFY(home.hasJournal());
    f.session->changes.discard(f.idsOf(set));
    f.pass(1s);
    QVERIFY(!home.hasJournal());
    QVERIFY(home.history().isEmpty());
}

void SetKeeperTest::historyTellsEachEndOnce()
{
    F f(3);
    Home home;
    keep(f, home);
    const ChangeSetId set = f.sendAll(disablingAll(f, 3));
    QVERIFY(f.passUntilDone(set));
    f.pass(1min);
    const QList<HistoryLine> lines = home.history();
    QCOMPARE(lines.size(), 3);
    QCOMPARE(lines.first().who, u"School"_s);
    QCOMPARE(lines.first().set, u"Set"_s);
    QCOMPARE(lines.first().outcome, ChangeStatus::Confirmed);
    QCOMPARE(lines.first().before, u"Enabled: yes"_s);
    QCOMPARE(lines.first().after, u"Enabled: no"_s);
}

void SetKeeperTest::whatComesIntoTheHistoryIsAnnounced()
{
    F f(3);
    Home home;
    keep(f, home);
    QList<qsizetype> linesThen;
    connect(&f.session->keeper, &SetKeeper::changed, this, [&] { linesThen += home.history().size(); });
    const ChangeSetId set = f.sendAll(disablingAll(f, 3));
    QVERIFY(linesThen.isEmpty());
    QVERIFY(f.passUntilDone(set));
    f.pass(1min);
    QCOMPARE(linesThen, QList<qsizetype>{3});
}

void SetKeeperTest::actionsAreInTheHistoryAlone()
{
    F f(1);
    Home home;
    keep(f, home);
    const ChangeId sent = f.send(f.unlock(F::lock(0)), F::lock(0));
    f.pass(100ms);
    QVERIFY(!home.hasJournal());
    QVERIFY(f.passUntilEnd(sent));
    f.pass(1s);
    QCOMPARE(home.history().size(), 1);
}

void SetKeeperTest::withoutAKeyNothingIsKeptAndItSaysSo()
{
    F f(2);
    Home home;
    f.session->keeper.open(
        std::make_unique<Journal>(u"There is no keychain."_s), History(historyPath(home.folder.path(), id)));
    f.pass(1s);
    QVERIFY(!f.session->keeper.isKept());
    QCOMPARE(f.session->keeper.problem(), u"There is no keychain."_s);
    const ChangeSetId set = f.sendAll(disablingAll(f, 2));
    QVERIFY(f.passUntilDone(set));
    QVERIFY(!home.hasJournal());
    f.pass(1s);
    QCOMPARE(home.history().size(), 2);
}

void SetKeeperTest::whatWasAskedBeforeTheKeychainAnsweredIsKept()
{
    F f(3);
    Home home;
    f.drafts(disablingAll(f, 3));
    f.pass(1s);
    keep(f, home);
    f.pass(100ms);
    QVERIFY(home.hasJournal());
}

void SetKeeperTest::retryIsKeptAnew()
{
    F f(2);
    Home home;
    keep(f, home);
    f.behave([](SimulatedBehaviour &b) { b.refusedRecords = {F::codeOf(0)}; });
    const ChangeSetId set = f.sendAll(disablingAll(f, 2));
    QVERIFY(f.passUntilDone(set));
    f.pass(1s);
    QVERIFY(!home.hasJournal());
    f.behave([](SimulatedBehaviour &b) { b.refusedRecords.clear(); });
    f.session->runner.send(QList<ChangeId>{f.idsOf(set).first()});
    f.pass(300ms);
    QVERIFY(home.hasJournal());
    QVERIFY(f.passUntilDone(set));
    f.pass(1s);
    QCOMPARE(f.count(set, ChangeStatus::Confirmed), 2);
    QVERIFY(!home.hasJournal());
    QCOMPARE(home.history().size(), 3);
}

void SetKeeperTest::largeSetIsWrittenInParts()
{
    F f(30, 60);
    Home home;
    keep(f, home);
    const ChangeSetId set = f.drafts(disablingEveryCode(f, 30, 60));
    f.session->changes.setSubject(f.idsOf(set).last(), f.deletion(F::codeOf(29, 60)).subject);
    QCoreApplication::sendPostedEvents();
    f.waitForThreads();
    const qsizetype part = home.journalBytes().size();
    QVERIFY(part > 0);
    f.pass(1s);
    QVERIFY(home.journalBytes().size() > 2 * part);
    f.session->changes.discard(f.idsOf(set).first());
    f.pass(1s);
    crash(f, home);
    QCOMPARE(f.session->changes.sets().size(), 1);
    const ChangeSetId again = f.session->changes.sets().first().id;
    QCOMPARE(f.count(again, ChangeStatus::Draft), 30 * 60 - 1);
    QVERIFY(std::holds_alternative<DeleteAuthorization>(f.session->changes.rowsOf(again).back().subject));
}

void SetKeeperTest::nothingOfALargeSetIsSentBeforeItIsWritten()
{
    F f(30, 60);
    Home home;
    keep(f, home);
    const QList<Change> changes = disablingEveryCode(f, 30, 60);
    (void)f.drafts(changes);
    QCoreApplication::sendPostedEvents(); // the first part
    QStringList left;
    for (const Change &change : f.session->changes.changes())
        f.session->keeper.noteBeforeSending(
            {{change.id, {}}}, this, [&](const QString &error) { left += error; });
    f.pass(1s);
    QCOMPARE(left.size(), 30 * 60);
    left.removeAll(QString());
    QCOMPARE(left, QStringList());
    crash(f, home);
    const ChangeSetId again = f.session->changes.sets().first().id;
    QCOMPARE(f.count(again, ChangeStatus::Sent), 30 * 60);
}

void SetKeeperTest::largeSetIsToldInParts()
{
    F f(30, 60);
    Home home;
    keep(f, home);
    QList<qsizetype> linesThen;
    connect(&f.session->keeper, &SetKeeper::changed, this, [&] { linesThen += home.history().size(); });
    const ChangeSetId set = f.sendAll(disablingEveryCode(f, 30, 60));
    QVERIFY(f.passUntilDone(set));
    f.pass(10s);
    QVERIFY(!home.hasJournal());
    QVERIFY(linesThen.size() > 2);
    QVERIFY(linesThen.first() > 0 && linesThen.first() < 30 * 60 / 2);
    QCOMPARE(home.history().size(), 30 * 60);
}

// It answers late, as one that asks the person first.
class LateTokenStore : public MemoryTokenStore
{
public:
    LateTokenStore(ManualClock &clock, std::chrono::milliseconds delay)
        : m_clock(clock)
        , m_delay(delay)
    {
    }
    void read(const QString &profileId, bool isExpected, QObject *context, Answer answer) override
    {
        m_clock.callAfter(m_delay, context, [this, profileId, isExpected, context, answer] {
            MemoryTokenStore::read(profileId, isExpected, context, answer);
        });
    }

private:
    ManualClock &m_clock;
    std::chrono::milliseconds m_delay;
};

void SetKeeperTest::nothingLeavesBeforeTheJournalIsOpen()
{
    F f(3);
    Home home;
    LateTokenStore keychain(f.clock, 7s);
    keepIn(home.folder.path(), f.session->account.profile(), keychain, f.session->keeper);
    f.sendAll(disablingAll(f, 3));
    const ChangeId one = f.send(f.creation(0, F::codeNumber(10)).subject, F::lock(0));
    f.pass(6s);
    QVERIFY(f.writes().isEmpty());
    const auto hasLeft = [&] { return !f.writes().isEmpty(); };
    QVERIFY(f.passUntil(hasLeft, 3s));
    QVERIFY(f.session->keeper.isKept());
    QVERIFY(home.hasJournal());
    QVERIFY(f.passUntilEnd(one));
}

void SetKeeperTest::aKeychainThatIsSilentHoldsNothingUpForLong()
{
    F f(3);
    Home home;
    LateTokenStore keychain(f.clock, 30s);
    keepIn(home.folder.path(), f.session->account.profile(), keychain, f.session->keeper);
    const ChangeSetId set = f.sendAll(disablingAll(f, 3));
    f.pass(9s);
    QVERIFY(f.writes().isEmpty());
    QVERIFY(f.session->keeper.problem().isEmpty());
    f.pass(4s);
    QCOMPARE(f.writesByRecord().size(), 3);
    QVERIFY(!f.session->keeper.isKept());
    QVERIFY(!f.session->keeper.problem().isEmpty());
    (void)f.drafts({f.deletion(F::codeOf(0))});
    f.pass(20s); // and once it has answered, it is kept all the same
    QVERIFY(f.session->keeper.isKept());
    QVERIFY(f.session->keeper.problem().isEmpty());
    QVERIFY(f.passUntilDone(set));
    QVERIFY(home.hasJournal());
}

#ifdef Q_OS_UNIX

namespace {

// What it says when these are about to leave.
QString noted(F &f, ChangeSetId set)
{
    QList<Departure> rows;
    for (const ChangeId row : f.idsOf(set))
        rows.append({row, {}});
    std::optional<QString> said;
    f.session->keeper.noteBeforeSending(
        rows, &f.session->keeper, [&said](const QString &error) { said = error; });
    f.settle();
    return said.value_or(u"Nothing was said."_s);
}

} // namespace

void SetKeeperTest::whatAFullDiskRefusedIsWrittenBeforeItsSetLeaves()
{
    F f(8);
    Home home;
    keep(f, home);
    const ChangeSetId one = f.drafts({f.disabling(F::codeOf(0)), f.disabling(F::codeOf(1))});
    f.pass(1s);
    ChangeSetId two{};
    {
        const FullDisk full(home.journalBytes().size() + 10);
        two = f.drafts({f.disabling(F::codeOf(2)), f.deletion(F::codeOf(3))});
        f.pass(1s);
        QVERIFY(!f.session->keeper.isKept());
        QVERIFY(noted(f, two).contains(u"Make room"));
    }
    QCOMPARE(noted(f, one), QString());
    QCOMPARE(noted(f, two), QString());
    f.pass(1s);
    crash(f, home);
    QCOMPARE(f.session->changes.sets().size(), 2);
    for (const ChangeSet &set : f.session->changes.sets())
        QCOMPARE(f.count(set.id, ChangeStatus::Sent), 2);
}

void SetKeeperTest::whatTheHistoryRefusedIsToldLater()
{
    F f(4);
    Home home;
    keep(f, home);
    const ChangeSetId set = f.sendAll(disablingAll(f, 3));
    f.pass(1s);
    {
        const FullDisk full(0);
        QVERIFY(f.passUntilDone(set));
        f.pass(1s);
        QVERIFY(!f.session->keeper.problem().isEmpty());
        QVERIFY(home.history().isEmpty());
    }
    f.drafts({f.deletion(F::codeOf(3))});
    f.pass(1s);
    QCOMPARE(home.history().size(), 3);
    QCOMPARE(f.session->keeper.problem(), QString());
}

#endif

void SetKeeperTest::whatADecisionLeftAsADraftIsNotWritten()
{
    F f(2);
    Home home;
    keep(f, home);
    const ChangeSetId set = f.drafts({f.disabling(F::codeOf(0)), f.disabling(F::codeOf(1))});
    const ChangeId row = f.idsOf(set).first();
    f.session->changes.depart(row);
    f.session->changes.setOutcome(row, AttemptOutcome::Accepted);
    f.session->changes.setStatus(row, ChangeStatus::Conflict, u"Somebody was here."_s);
    f.pass(1s);
    f.session->changes.setSubject(row, f.deletion(F::codeOf(0)).subject);
    f.pass(1s);
    crash(f, home);
    QCOMPARE(f.session->changes.sets().size(), 1);
    const ChangeSetId again = f.session->changes.sets().first().id;
    QCOMPARE(f.count(again, ChangeStatus::Draft), 2);
    QCOMPARE(f.session->changes.rowsOf(again).front().attempts.size(), 1);
    f.session->runner.resume(again);
    f.pass(5min);
    QVERIFY(f.writes().isEmpty());
    QVERIFY(!f.served(F::codeOf(0)).isEmpty());
}

void SetKeeperTest::anAttemptKeepsTheReadingJustBefore()
{
    F f(1);
    Home home;
    keep(f, home);
    const ChangeSetId set = f.drafts({f.disabling(F::codeOf(0))});
    const QDateTime updated = f.known(F::codeOf(0)).updated;
    QVERIFY(updated.isValid());
    f.session->keeper.noteBeforeSending(
        {{f.idsOf(set).first(), updated}}, &f.session->keeper, [](const QString &) {});
    const QDateTime then = f.clock.now();
    f.settle();
    crash(f, home);
    const ChangeSetId again = f.session->changes.sets().first().id;
    const Change row = f.session->changes.changesOf(again).first();
    QCOMPARE(row.status, ChangeStatus::Sent);
    QCOMPARE(row.attempts, (QList<WriteAttempt>{{then, row.subject, updated, AttemptOutcome::Open}}));
}

void SetKeeperTest::aSetThatIsTakenOutBeforeItIsNotedHoldsNothingUp()
{
    F f(2);
    Home home;
    LateTokenStore keychain(f.clock, 3s);
    keepIn(home.folder.path(), f.session->account.profile(), keychain, f.session->keeper);
    const ChangeSetId set = f.drafts({f.disabling(F::codeOf(0)), f.disabling(F::codeOf(1))});
    std::optional<QString> said;
    f.session->keeper.noteBeforeSending(
        {{f.idsOf(set).first(), {}}}, &f.session->keeper, [&said](const QString &error) { said = error; });
    auto gone = std::make_unique<QObject>();
    bool isCalled = false;
    f.session->keeper.noteBeforeSending(
        {{f.idsOf(set).last(), {}}}, gone.get(), [&isCalled](const QString &) { isCalled = true; });
    f.session->changes.discard(f.idsOf(set));
    gone.reset();
    f.pass(5s);
    QCOMPARE(said, QString());
    QVERIFY(!isCalled);
    QVERIFY(!home.hasJournal());
}

void SetKeeperTest::whatWasAskedForJustBeforeTheEndIsWritten()
{
    F f(30, 60);
    Home home;
    keep(f, home);
    f.drafts(disablingEveryCode(f, 30, 60));
    f.session.reset();
    f.start();
    keep(f, home);
    QCOMPARE(f.session->changes.sets().size(), 1);
    QCOMPARE(f.count(f.session->changes.sets().first().id, ChangeStatus::Draft), 30 * 60);
}

void SetKeeperTest::theDiskIsWaitedForOnAnotherThread()
{
    F f(1);
    const QTemporaryDir folder;
    QThread *opened = nullptr;
    f.session->keeper.open(
        [&] {
            opened = QThread::currentThread();
            return std::make_unique<Journal>(folder.filePath(u"journal"_s), SecretKey::random());
        },
        {});
    QVERIFY(!f.session->keeper.isKept());
    f.settle();
    QVERIFY(f.session->keeper.isKept());
    QVERIFY(opened && opened != QThread::currentThread());
    const ChangeSetId set = f.drafts({f.disabling(F::codeOf(0))});
    bool isNoted = false;
    f.session->keeper.noteBeforeSending({{f.idsOf(set).first(), {}}}, &f.session->keeper,
        [&isNoted](const QString &error) { isNoted = error.isEmpty(); });
    f.session->keeper.waitForDisk();
    QVERIFY(!isNoted); // that it is there is told from the event loop
    f.settle();
    QVERIFY(isNoted);
}

QTEST_GUILESS_MAIN(SetKeeperTest)
#include "setkeepertest.moc"
