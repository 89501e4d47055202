#include "changesfixture.h"

#include <QTest>

using namespace lockdesk;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using F = ChangesFixture;

namespace {

constexpr int runs = 100;
constexpr int editRuns = 50;

// What has become of the write whose answer never comes.
enum Outcome { Done, NotDone, MotorBlocked, Rejected };

ChangeStatus expectedOf(int outcome)
{
    return outcome == Done   ? ChangeStatus::Confirmed
        : outcome == NotDone ? ChangeStatus::Unconfirmed
                             : ChangeStatus::Failed;
}

} // namespace

// DOM-2: the service processes a write and its answer is lost. The write is never sent again, the change says
// that it is looked for, and what is found decides.
class LostAnswerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void resolvesAnAction_data();
    void resolvesAnAction();
    void resolvesAnEdit_data();
    void resolvesAnEdit();

private:
    void behaveAs(int outcome, bool isHanging);

    std::unique_ptr<F> f;
};

void LostAnswerTest::behaveAs(int outcome, bool isHanging)
{
    f->behave([&](SimulatedBehaviour &b) {
        b.loseAnswers = 1;
        b.lostAnswersHang = isHanging;
        b.tooRecent = 0ms;
        b.losesWrites = {};
        b.failingActions = {};
        b.writeErrors = {};
        if (outcome == NotDone)
            b.losesWrites = {toNumber(F::front)};
        if (outcome == MotorBlocked)
            b.failingActions = {{toNumber(F::front), 1}};
        if (outcome == Rejected) {
            b.failingActions = {{toNumber(F::front), 9}};
            b.writeErrors = {{toNumber(F::front), u"Rejected"_s}};
        }
    });
}

void LostAnswerTest::resolvesAnAction_data()
{
    QTest::addColumn<int>("outcome");
    QTest::addColumn<bool>("isHanging"); // the connection stays open and nothing comes, or it is closed
    for (bool isHanging : {false, true}) {
        const char *how = isHanging ? "hanging" : "dropped";
        QTest::addRow("done, %s", how) << int(Done) << isHanging;
        QTest::addRow("not done, %s", how) << int(NotDone) << isHanging;
        QTest::addRow("motor blocked, %s", how) << int(MotorBlocked) << isHanging;
        QTest::addRow("rejected, %s", how) << int(Rejected) << isHanging;
    }
}

// A hundred times each, within 30 s of the click; the times of the service differ from run to run.
void LostAnswerTest::resolvesAnAction()
{
    QFETCH(int, outcome);
    QFETCH(bool, isHanging);
    f = std::make_unique<F>();
    f->start();
    f->behave([](SimulatedBehaviour &b) {
        b.moving = {300ms, 800ms};
        b.settling = {2s, 4s};
    });
    behaveAs(outcome, isHanging);
    for (int run = 0; run < runs; ++run) {
        f->nuki.editSmartlock(toNumber(F::front), {{u"state"_s, QJsonObject{{u"state"_s, 1}}}});
        f->session->account.poller().refresh();
        f->pass(1s + run * 7ms);
        behaveAs(outcome, isHanging);
        f->desk.forget();
        const auto click = f->clock.uptime();
        const ChangeId id = f->send(f->unlock(), F::front);
        // What was read meanwhile may tell at once.
        QVERIFY(
            f->passUntil([&] { return isFinal(f->status(id)) || f->reason(id).contains(u"looks"_s); }, 17s));
        QVERIFY(f->passUntilEnd(id));
        QVERIFY2(f->clock.uptime() - click <= 30s, qPrintable(QString::number(run)));
        QCOMPARE(f->status(id), expectedOf(outcome));
        if (outcome == MotorBlocked)
            QVERIFY(f->reason(id).contains(u"otor blocked"_s));
        if (outcome == Rejected)
            QCOMPARE(f->reason(id), u"Rejected"_s);
        f->session->runner.send(id); // of no use
        f->pass(5s);
        QCOMPARE(f->writes().size(), 1);
    }
    QCOMPARE(f->history.size(), runs);
}

void LostAnswerTest::resolvesAnEdit_data()
{
    QTest::addColumn<int>("outcome");
    QTest::addColumn<int>("kind");
    for (int kind = 0; kind < 3; ++kind) {
        const char *what = kind == 0 ? "creation" : kind == 1 ? "edit" : "deletion";
        QTest::addRow("%s, done", what) << int(Done) << kind;
        QTest::addRow("%s, not done", what) << int(NotDone) << kind;
        if (kind < 2)
            QTest::addRow("%s, rejected", what) << int(Rejected) << kind;
    }
}

void LostAnswerTest::resolvesAnEdit()
{
    QFETCH(int, outcome);
    QFETCH(int, kind);
    for (int run = 0; run < editRuns; ++run) {
        f = std::make_unique<F>();
        f->start();
        f->behave([](SimulatedBehaviour &b) {
            b.listing = {0ms, 10s};
            b.confirming = {1s, 10s};
        });
        f->pass(run * 11ms);
        behaveAs(outcome, run % 2);
        const ChangeSubject subject = kind == 0 ? ChangeSubject(F::newCode(456789))
            : kind == 1                         ? ChangeSubject(f->renamed(F::cleaning, u"Windows"_s))
                                                : ChangeSubject(DeleteAuthorization{f->seen(F::cleaning)});
        const ChangeId id = f->send(subject, F::front);
        QVERIFY(f->passUntil([&] { return f->reason(id).contains(u"looks"_s); }, 16s));
        QCOMPARE(f->status(id), ChangeStatus::Sent);
        const auto lost = f->clock.uptime();
        QVERIFY(f->passUntilEnd(id));
        if (outcome == NotDone) { // sent again, since twice changes nothing
            QVERIFY(f->clock.uptime() - lost >= 60s);
            QCOMPARE(f->writes().size(), 2);
            continue;
        }
        QCOMPARE(f->status(id), expectedOf(outcome));
        QVERIFY(f->clock.uptime() - lost <= 35s);
        QCOMPARE(f->writes().size(), 1);
    }
}

QTEST_GUILESS_MAIN(LostAnswerTest)
#include "lostanswertest.moc"
