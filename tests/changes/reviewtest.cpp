#include "changesfixture.h"

#include <QSignalSpy>
#include <QTest>

using namespace lockdesk;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::milliseconds reviewDelay = 200ms;
constexpr int taken = 987654; // by the kitchen

struct ReviewBench : ChangesFixture
{
    ReviewBench() { start(); }

    ChangeStore &changes() { return session->changes; }
    Review &review() { return session->review; }

    ChangeSetId ask(const QList<ChangeSubject> &subjects)
    {
        QList<Change> rows;
        for (const ChangeSubject &subject : subjects) {
            Change row;
            row.smartlockId = front;
            row.deviceType = DeviceType::SmartLock34;
            row.subject = subject;
            rows.append(row);
        }
        return changes().addSet(u"Some changes"_s, rows);
    }
    ChangeId row(ChangeSetId set, int number) { return changes().changesOf(set).at(number).id; }

    // Lets the delay pass and waits for the plan, which comes from another thread.
    bool awaitReview()
    {
        settle();
        QSignalSpy spy(&review(), &Review::reviewed);
        clock.advance(reviewDelay);
        return !spy.isEmpty() || spy.wait();
    }

    // What the service says of the front door, without the kitchen's code.
    void removeKitchen()
    {
        ListResult<Authorization> list;
        list.items = session->account.authorizations().of(front);
        list.items.removeIf([](const Authorization &a) { return a.id.toString() == QLatin1String(kitchen); });
        session->account.authorizations().setOf(front, list, {clock.now().addSecs(1), clock.uptime() + 1s});
    }
};

} // namespace

class ReviewTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void marksWhatCannotBeSent()
    {
        ReviewBench bench;
        const ChangeSetId set =
            bench.ask({bench.newCode(765432), bench.newCode(765432), bench.newCode(taken)});
        QVERIFY(!bench.review().planOf(set));
        QVERIFY(bench.awaitReview());
        QCOMPARE(bench.status(bench.row(set, 0)), ChangeStatus::Draft);
        QCOMPARE(bench.status(bench.row(set, 1)), ChangeStatus::Problem);
        QCOMPARE(bench.status(bench.row(set, 2)), ChangeStatus::Problem);
        QVERIFY(bench.reason(bench.row(set, 2)).contains(u"Kitchen"_s));
        QCOMPARE(bench.review().planOf(set)->problems.size(), 2);
        QVERIFY(bench.desk.handed.isEmpty());
    }

    void waitsForWhatHappensTogether()
    {
        ReviewBench bench;
        QSignalSpy spy(&bench.review(), &Review::reviewed);
        const ChangeSetId set = bench.ask({bench.newCode(765432)});
        bench.settle();
        bench.clock.advance(reviewDelay - 1ms);
        bench.changes().setSubject(bench.row(set, 0), bench.newCode(654321));
        bench.settle();
        QVERIFY(!spy.wait(50));
        bench.clock.advance(1ms);
        QVERIFY(spy.wait());
        QVERIFY(!spy.wait(50));
        QCOMPARE(spy.size(), 1);
        QCOMPARE(spy.first().first().value<ChangeSetId>(), set);
    }

    void clearsAProblemThatIsMended()
    {
        ReviewBench bench;
        const ChangeSetId set = bench.ask({bench.newCode(765432), bench.newCode(765432)});
        QVERIFY(bench.awaitReview());
        const ChangeId second = bench.row(set, 1);
        QCOMPARE(bench.status(second), ChangeStatus::Problem);
        bench.changes().discard(bench.row(set, 0));
        QVERIFY(bench.awaitReview());
        QCOMPARE(bench.status(second), ChangeStatus::Draft);
        QVERIFY(bench.reason(second).isEmpty());
        bench.changes().setSubject(second, bench.newCode(taken));
        QVERIFY(bench.awaitReview());
        QCOMPARE(bench.status(second), ChangeStatus::Problem);
        bench.changes().setSubject(second, bench.newCode(876543));
        QVERIFY(bench.awaitReview());
        QCOMPARE(bench.status(second), ChangeStatus::Draft);
    }

    void followsWhatTheServiceSays()
    {
        ReviewBench bench;
        const ChangeSetId set = bench.ask({bench.newCode(taken)});
        QVERIFY(bench.awaitReview());
        QCOMPARE(bench.status(bench.row(set, 0)), ChangeStatus::Problem);
        bench.removeKitchen();
        QVERIFY(bench.awaitReview());
        QCOMPARE(bench.status(bench.row(set, 0)), ChangeStatus::Draft);
        QVERIFY(bench.review().planOf(set)->problems.isEmpty());
    }

    // The person asked for an action then, not now: it never becomes a Draft again.
    void leavesOthersProblemsAlone()
    {
        ReviewBench bench;
        const ChangeId action = bench.draft(bench.unlock(), ChangesFixture::front);
        bench.changes().setStatus(action, ChangeStatus::Problem, u"It took too long."_s);
        QVERIFY(bench.awaitReview());
        QCOMPARE(bench.status(action), ChangeStatus::Problem);
        QCOMPARE(bench.reason(action), u"It took too long."_s);
    }

    void forgetsASetThatIsOver()
    {
        ReviewBench bench;
        const ChangeSetId set = bench.ask({bench.newCode(765432)});
        QVERIFY(bench.awaitReview());
        QVERIFY(bench.review().planOf(set));
        bench.changes().discard(bench.row(set, 0));
        QVERIFY(bench.awaitReview());
        QVERIFY(!bench.review().planOf(set));
    }

    // The plan under way is of rows that are no longer so.
    void dropsAPlanOfOtherRows_data()
    {
        QTest::addColumn<bool>("isDiscarded");
        QTest::newRow("edited") << false;
        QTest::newRow("taken out") << true;
    }
    void dropsAPlanOfOtherRows()
    {
        QFETCH(bool, isDiscarded);
        ReviewBench bench;
        QList<ChangeSubject> rows(3'000, bench.newCode(765432)); // long enough under way
        const ChangeSetId set = bench.ask(rows);
        const ChangeId first = bench.row(set, 0), last = bench.row(set, int(rows.size()) - 1);
        bench.settle();
        bench.clock.advance(reviewDelay);
        QList<ChangeId> others;
        for (const Change &change : bench.changes().changesOf(set)) {
            if (change.id != first && change.id != last)
                others.append(change.id);
        }
        bench.changes().setSubject(last, bench.newCode(isDiscarded ? 765432 : 876543));
        if (isDiscarded)
            bench.changes().discard(QList<ChangeId>{first} + others);
        const qsizetype then = bench.history[last].size();
        QSignalSpy spy(&bench.review(), &Review::reviewed);
        QTRY_VERIFY((bench.pass(reviewDelay), !spy.isEmpty()));
        QCOMPARE(bench.status(last), ChangeStatus::Draft);
        QVERIFY(!bench.history[last].mid(then).contains(ChangeStatus::Problem));
        QVERIFY(bench.review().planOf(set));
    }

    void endsWhileItPlans()
    {
        ReviewBench bench;
        bench.ask(QList<ChangeSubject>(3'000, bench.newCode(765432)));
        bench.settle();
        bench.clock.advance(reviewDelay);
        bench.session.reset();
        bench.settle();
    }

    void waitsForTheLists()
    {
        ManualClock clock;
        QRandomGenerator random(1);
        FakeNetwork network;
        Session session(
            Profile{u"default"_s, u"School"_s, QUrl(u"https://api.nuki.io"_s), true, {}},
            Secret("CANARYTOKEN"), [&network] { return std::make_unique<FakeAccessManager>(network); }, clock,
            random);
        Change row;
        row.smartlockId = ChangesFixture::front;
        row.subject = ChangesFixture::newCode(taken);
        const ChangeId id = session.changes.add(row);
        ChangesFixture::settleEvents();
        QSignalSpy spy(&session.review, &Review::reviewed);
        clock.advance(reviewDelay);
        QVERIFY(!spy.wait(50));
        QCOMPARE(session.changes.change(id)->status, ChangeStatus::Draft);
    }
};

QTEST_GUILESS_MAIN(ReviewTest)
#include "reviewtest.moc"
