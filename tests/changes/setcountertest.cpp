#include "setcounter.h"

#include "bulkfixture.h"
#include "faketokenstore.h"
#include "keeping.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace lockdesk;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

class F : public BulkFixture
{
public:
    F()
        : BulkFixture(4)
    {
        hasTimers = true;
        keep();
    }
    ~F() { session.reset(); }

    // The program ends and starts again.
    void startAgain(const std::function<void()> &meanwhile = {})
    {
        session.reset();
        if (meanwhile)
            meanwhile();
        start();
        keep();
    }
    void keep()
    {
        keepIn(folder.path(), session->account.profile(), keychain, session->keeper);
        pass(1s);
    }
    void finishASet()
    {
        const ChangeSetId set = sendAll({disabling(codeOf(next++))});
        QVERIFY(passUntilDone(set));
        pass(1s);
    }
    QString journal() const { return journalPath(folder.path(), u"default"_s); }
    QString history() const { return historyPath(folder.path(), u"default"_s); }
    QString problem() const { return session->keeper.problem(); }
    QByteArray count() const
    {
        const auto held = keychain.held.find(u"default/sets"_s);
        return held == keychain.held.end() ? QByteArray() : held->second;
    }

    QTemporaryDir folder;
    FakeTokenStore keychain;
    int next = 0;
};

// It says nothing of the count.
class SilentOfCounts : public FakeTokenStore
{
public:
    void read(const QString &profileId, bool isExpected, QObject *context, Answer answer) override
    {
        if (!profileId.endsWith(u"/sets"))
            FakeTokenStore::read(profileId, isExpected, context, std::move(answer));
    }
};

} // namespace

class SetCounterTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void movesWithEachBeginningAndEnd()
    {
        F f;
        f.drafts({f.disabling(F::codeOf(3))});
        f.pass(1s);
        QCOMPARE(f.count(), QByteArray("1 0"));
        f.finishASet();
        QCOMPARE(f.count(), QByteArray("3 1"));
        f.startAgain();
        QCOMPARE(f.problem(), QString());
        f.finishASet();
        QCOMPARE(f.count(), QByteArray("5 2"));
        f.session->changes.discard(f.idsOf(f.session->changes.sets().first().id));
        f.pass(1s);
        QVERIFY(!QFile::exists(f.journal()));
        QCOMPARE(f.count(), QByteArray("6 2"));
        f.startAgain();
        f.finishASet();
        QCOMPARE(f.problem(), QString());
        QCOMPARE(f.count(), QByteArray("8 3"));
    }

    void anOlderCopyOfTheJournalIsSaidOnce()
    {
        F f;
        f.drafts({f.disabling(F::codeOf(3)), f.disabling(F::codeOf(2))});
        f.pass(1s);
        const QString older = f.folder.filePath(u"older"_s);
        QVERIFY(QFile::copy(f.journal(), older));
        f.session->changes.discard(f.idsOf(f.session->changes.sets().first().id));
        f.pass(1s);
        f.startAgain([&] { QVERIFY(QFile::copy(older, f.journal())); });
        QVERIFY2(f.problem().contains(u"older copy"), qPrintable(f.problem()));
        QVERIFY(f.session->keeper.isKept()); // nothing is refused
        QCOMPARE(f.session->changes.sets().size(), 1);
        f.pass(1min);
        QVERIFY(f.writes().isEmpty());
        f.startAgain();
        QCOMPARE(f.problem(), QString());
        f.finishASet();
    }

    void aHistoryThatIsGoneIsSaidOnce()
    {
        F f;
        f.finishASet();
        f.finishASet();
        f.startAgain([&] {
            QVERIFY(QFile::remove(f.history()));
            QVERIFY(QFile::remove(f.history() + u".head"_s));
        });
        QVERIFY2(f.problem().contains(u"history has 2 line"), qPrintable(f.problem()));
        QVERIFY(f.session->keeper.isKept());
        f.startAgain();
        QCOMPARE(f.problem(), QString());
    }

    void aKeychainThatIsSilentStopsNothing()
    {
        F f;
        SilentOfCounts keychain;
        f.session.reset();
        f.start();
        keepIn(f.folder.path(), f.session->account.profile(), keychain, f.session->keeper);
        f.pass(1s);
        QVERIFY(f.session->keeper.isKept());
        f.finishASet();
        QVERIFY(!keychain.held.contains(u"default/sets"_s));
        QCOMPARE(f.problem(), QString());
        f.session.reset(); // before the keychain
    }

    void whatIsNoCountIsCountedAnew()
    {
        F f;
        f.startAgain([&] { f.keychain.held[u"default/sets"_s] = "many -1 \xff"; });
        f.finishASet();
        QCOMPARE(f.problem(), QString());
        QCOMPARE(f.count(), QByteArray("2 1"));
    }
};

QTEST_GUILESS_MAIN(SetCounterTest)
#include "setcountertest.moc"
