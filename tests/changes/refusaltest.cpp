#include "changesfixture.h"

#include <QTest>

using namespace lockdesk;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using F = ChangesFixture;
using Statuses = QList<ChangeStatus>;

namespace {

enum Kind { Creation, Edit, Deletion };

} // namespace

// CON-4: whatever the service says to a write, the row stays with the person's input, says what became of it
// and why, and nothing is sent more often than may be.
class RefusalTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        f = std::make_unique<F>();
        f->start();
    }
    void cleanup() { f.reset(); }

    void failsOnAFinalNo_data();
    void failsOnAFinalNo();
    void pausesItsSetWhereTheTokenIsRefused();
    void readsAgainWhatTheServiceDoesNotKnow();
    void saysThatACodeIsTaken();
    void asksAgainWhileTheServiceIsBusy_data();
    void asksAgainWhileTheServiceIsBusy();
    void givesUpAfterFiveAttempts_data();
    void givesUpAfterFiveAttempts();
    void waitsAsLongAsTheServiceAsks();
    void doesNotWaitForHoursUnasked();
    void waitsForAnotherOperation();
    void givesTheRecordFreeWhileItWaits();
    void looksWhatChangedWhileItWaited();

    void looksAfterAnAnswerThatTellsNothing_data();
    void looksAfterAnAnswerThatTellsNothing();
    void takesARefusedDeletionOfAGoneRecordForDone();
    void saysWhyItCouldNotRead();
    void readsAgainWhereTheServiceIsBusy();
    void doesNotSayNothingWasSentOfWhatMayHaveHappened();
    void takesWhatHappenedAfterAllWhenSentAgain();

private:
    ChangeSubject subject(int kind) const
    {
        if (kind == Creation)
            return F::newCode(456789);
        if (kind == Edit)
            return f->renamed(F::cleaning, u"Windows"_s);
        return DeleteAuthorization{f->seen(F::cleaning)};
    }
    QList<qint64> secondsBetweenWrites() const
    {
        QList<qint64> seconds;
        const QList<HandedRequest> writes = f->writes();
        for (qsizetype i = 1; i < writes.size(); ++i)
            seconds += std::chrono::floor<std::chrono::seconds>(writes[i].at - writes[i - 1].at).count();
        return seconds;
    }

    std::unique_ptr<F> f;
};

void RefusalTest::failsOnAFinalNo_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<int>("kind");
    for (int status : {400, 402, 403, 405, 409, 413, 415, 422, 426}) {
        for (int kind : {Creation, Edit, Deletion})
            QTest::addRow("%d to %d", status, kind) << status << kind;
    }
}

void RefusalTest::failsOnAFinalNo()
{
    QFETCH(int, status);
    QFETCH(int, kind);
    const ChangeSubject wanted = subject(kind);
    f->answerWrites(FakeAnswer::of(status, R"({"detailMessage": "No, not that", "stackTrace": []})"));
    const ChangeId id = f->send(wanted, F::front);
    QVERIFY(f->passUntilEnd(id));
    QCOMPARE(f->status(id), ChangeStatus::Failed);
    QVERIFY(f->reason(id).contains(u"No, not that"_s));
    QVERIFY(f->reason(id).contains(u"Nothing was changed"_s));
    QVERIFY(f->reason(id).contains(u"(Error %1)"_s.arg(status)));
    f->pass(10min);
    QCOMPARE(f->writes().size(), 1);
    QVERIFY(f->change(id).subject == wanted); // kept as it was typed
}

// A token that is refused is nothing that a change can help: its set waits until the person has seen to it.
void RefusalTest::pausesItsSetWhereTheTokenIsRefused()
{
    f->answerWrites(FakeAnswer::of(401));
    const ChangeId id = f->send(subject(Edit), F::front);
    f->pass(10min);
    QCOMPARE(f->status(id), ChangeStatus::Waiting);
    QVERIFY(f->session->changes.set(f->change(id).set)->isPaused);
    QVERIFY(f->reason(id).contains(u"(Error 401)"_s));
    QCOMPARE(f->writes().size(), 1);
    f->session->runner.resume(f->change(id).set);
    QVERIFY(f->passUntilEnd(id));
    QCOMPARE(f->status(id), ChangeStatus::Confirmed);
}

// What the service does not know may be gone: it is read once more.
void RefusalTest::readsAgainWhatTheServiceDoesNotKnow()
{
    for (int kind : {Creation, Edit, Deletion}) {
        f = std::make_unique<F>();
        f->start();
        f->answerWrites(FakeAnswer::of(404), 2);
        const ChangeId id = f->send(subject(kind), F::front);
        QVERIFY(f->passUntilEnd(id));
        QCOMPARE(f->status(id), ChangeStatus::Failed);
        QVERIFY(f->reason(id).contains(u"(Error 404)"_s));
        QCOMPARE(f->writes().size(), 2);
    }
}

// A ghost: the code is taken in the cloud by what no list shows.
void RefusalTest::saysThatACodeIsTaken()
{
    f->behave([](SimulatedBehaviour &b) { b.cloudFrozen = true; });
    (void)f->nuki.handle({"PUT", u"/smartlock/18178888180/auth"_s, {}, "Bearer any", "application/json",
        R"({"name": "Ghost", "type": 13, "code": 456789})"});
    const ChangeId id = f->send(F::newCode(456789), F::front);
    QVERIFY(f->passUntilEnd(id));
    QCOMPARE(f->status(id), ChangeStatus::Failed);
    QVERIFY(f->reason(id).contains(u"Choose another code"_s));
    QVERIFY(f->reason(id).contains(u"(Error 409)"_s));
    QVERIFY(!f->reason(id).contains(u"456789"_s));
    QCOMPARE(f->writes().size(), 1);
    QVERIFY(f->change(id).subject == ChangeSubject(F::newCode(456789)));
}

void RefusalTest::asksAgainWhileTheServiceIsBusy_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<int>("kind");
    for (int status : {423, 429, 503}) {
        for (int kind : {Creation, Edit, Deletion})
            QTest::addRow("%d to %d", status, kind) << status << kind;
    }
}

void RefusalTest::asksAgainWhileTheServiceIsBusy()
{
    QFETCH(int, status);
    QFETCH(int, kind);
    f->answerWrites(FakeAnswer::of(status), 3);
    const ChangeId id = f->send(subject(kind), F::front);
    QVERIFY(f->passUntil([this] { return f->writes().size() == 1; }, 5s));
    f->pass(100ms);
    QCOMPARE(f->status(id), status == 423 ? ChangeStatus::Waiting : ChangeStatus::Sent); // which may be done
    QVERIFY2(f->reason(id).contains(u"rror %1"_s.arg(status)), qPrintable(f->reason(id)));
    QVERIFY(f->passUntilEnd(id));
    QCOMPARE(f->status(id), ChangeStatus::Confirmed);
    QCOMPARE(f->writes().size(), 4);
    QCOMPARE(f->reads(u"/smartlock/18178888180/auth"_s) >= 4, true); // anew before each
    if (status == 423)
        QCOMPARE(secondsBetweenWrites(), (QList<qint64>{4, 8, 16}));
}

void RefusalTest::givesUpAfterFiveAttempts_data()
{
    QTest::addColumn<int>("status");
    for (int status : {423, 429, 503})
        QTest::addRow("%d", status) << status;
}

void RefusalTest::givesUpAfterFiveAttempts()
{
    QFETCH(int, status);
    f->answerWrites(FakeAnswer::of(status), 50);
    const ChangeId id = f->send(subject(Edit), F::front);
    QVERIFY(f->passUntilEnd(id, 10min));
    QCOMPARE(f->status(id), status == 423 ? ChangeStatus::Failed : ChangeStatus::Unconfirmed);
    QVERIFY2(f->reason(id).contains(u"5 time"_s), qPrintable(f->reason(id)));
    QCOMPARE(f->reason(id).contains(u"Nothing was changed"_s), status == 423);
    f->pass(30min);
    QCOMPARE(f->writes().size(), 5);
    if (status == 423)
        QCOMPARE(secondsBetweenWrites(), (QList<qint64>{4, 8, 16, 32}));
    QVERIFY(f->change(id).subject == subject(Edit));
    // By hand it goes on.
    f->desk.scriptedWrites = 0;
    f->session->runner.send(id);
    QVERIFY(f->passUntilEnd(id));
    QCOMPARE(f->status(id), ChangeStatus::Confirmed);
}

void RefusalTest::waitsAsLongAsTheServiceAsks()
{
    for (int status : {423, 429, 503}) {
        f = std::make_unique<F>();
        f->start();
        f->answerWrites(FakeAnswer::of(status).withHeader("Retry-After", "45"));
        const ChangeId id = f->send(subject(Edit), F::front);
        QVERIFY(f->passUntilEnd(id));
        QCOMPARE(f->status(id), ChangeStatus::Confirmed);
        QCOMPARE(secondsBetweenWrites(), (QList<qint64>{45}));
    }
}

// NET-7: no wait above two minutes without asking.
void RefusalTest::doesNotWaitForHoursUnasked()
{
    for (int status : {423, 429, 503}) {
        f = std::make_unique<F>();
        f->start();
        f->answerWrites(FakeAnswer::of(status).withHeader("Retry-After", "3600"));
        const ChangeId id = f->send(subject(Edit), F::front);
        f->pass(1min);
        QVERIFY(f->session->changes.set(f->change(id).set)->isPaused);
        f->pass(2h);
        QCOMPARE(f->writes().size(), 1);
    }
}

// D16: what the record itself tells of is not even tried.
void RefusalTest::waitsForAnotherOperation()
{
    f->nuki.editAuthorization(
        QString::fromLatin1(F::cleaning), {{u"operationId"_s, u"6ab2be33a1b2c3d4e5f60799"_s}});
    for (int kind : {Edit, Deletion}) {
        const ChangeId id = f->send(subject(kind), F::front);
        QVERIFY(f->passUntilEnd(id));
        QCOMPARE(f->status(id), ChangeStatus::Failed);
        QVERIFY(f->reason(id).contains(u"under way"_s));
        QVERIFY(f->reason(id).contains(u"Nothing was changed"_s));
    }
    QVERIFY(f->writes().isEmpty());
    const ChangeId id = f->send(subject(Edit), F::front);
    f->pass(5s);
    QCOMPARE(f->status(id), ChangeStatus::Waiting);
    f->nuki.editAuthorization(QString::fromLatin1(F::cleaning), {{u"operationId"_s, QJsonValue::Null}});
    QVERIFY(f->passUntilEnd(id));
    QCOMPARE(f->status(id), ChangeStatus::Confirmed);
    QCOMPARE(f->writes().size(), 1);
}

// BULK-7: a wait for one record holds up no other, of the same device or another.
void RefusalTest::givesTheRecordFreeWhileItWaits()
{
    f->answerWrites(FakeAnswer::of(423));
    const ChangeId first = f->send(subject(Edit), F::front);
    QVERIFY(f->passUntil([this] { return f->writes().size() == 1; }, 5s));
    const ChangeId second = f->send(f->renamed(F::ada, u"Ada L."_s), F::front);
    const ChangeId third = f->send(f->renamed(F::hall, u"Ada L."_s), F::back);
    QVERIFY(f->passUntil([this] { return f->writes().size() == 3; }, 1s));
    QCOMPARE(f->status(first), ChangeStatus::Waiting);
    for (ChangeId id : {first, second, third}) {
        QVERIFY(f->passUntilEnd(id));
        QCOMPARE(f->status(id), ChangeStatus::Confirmed);
    }
}

void RefusalTest::looksWhatChangedWhileItWaited()
{
    f->answerWrites(FakeAnswer::of(423));
    const ChangeId id = f->send(subject(Edit), F::front);
    QVERIFY(f->passUntil([this] { return f->writes().size() == 1; }, 5s));
    f->nuki.editAuthorization(QString::fromLatin1(F::cleaning), {{u"allowedWeekDays"_s, 127}});
    QVERIFY(f->passUntilEnd(id));
    QCOMPARE(f->status(id), ChangeStatus::Conflict);
    QCOMPARE(f->writes().size(), 1);
}

void RefusalTest::looksAfterAnAnswerThatTellsNothing_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<int>("status");
    QTest::addColumn<bool>("isDone");
    for (int kind : {Creation, Edit, Deletion}) {
        for (int status : {500, 502, 504, 302}) {
            for (bool isDone : {false, true})
                QTest::addRow("%d to %d, %s", status, kind, isDone ? "done" : "not done")
                    << kind << status << isDone;
        }
    }
}

// A gateway gave up waiting for the service, which may have done it.
void RefusalTest::looksAfterAnAnswerThatTellsNothing()
{
    QFETCH(int, kind);
    QFETCH(int, status);
    QFETCH(bool, isDone);
    f->answerWrites(FakeAnswer::of(status));
    const ChangeId id = f->send(subject(kind), F::front);
    QVERIFY(f->passUntil([this] { return f->writes().size() == 1; }, 5s));
    if (isDone) {
        const HandedRequest write = f->writes().first();
        (void)f->nuki.handle({write.method, write.path, {}, "Bearer any", "application/json", write.body});
    }
    f->pass(100ms);
    QCOMPARE(f->status(id), ChangeStatus::Sent);
    QVERIFY(f->reason(id).contains(u"looks"_s));
    QVERIFY(f->passUntilEnd(id));
    QCOMPARE(f->status(id), ChangeStatus::Confirmed);
    QCOMPARE(f->writes().size(), isDone ? 1 : 2); // what a minute did not show is sent again
}

// Safety 4.2: 404 or absent is done; 404 and listed is not.
void RefusalTest::takesARefusedDeletionOfAGoneRecordForDone()
{
    for (bool isGone : {true, false}) {
        f = std::make_unique<F>();
        f->start();
        f->answerWrites(FakeAnswer::of(404).held());
        const ChangeId id = f->send(subject(Deletion), F::front);
        QVERIFY(f->passUntil([this] { return f->writes().size() == 1; }, 5s));
        if (isGone) { // somebody else was faster
            const HandedRequest write = f->writes().first();
            (void)f->nuki.handle({write.method, write.path, {}, "Bearer any", {}, {}});
            f->pass(5s);
        }
        f->desk.script.release();
        QVERIFY(f->passUntilEnd(id));
        QCOMPARE(f->status(id), ChangeStatus::Confirmed);
        QCOMPARE(f->writes().size(), isGone ? 1 : 2);
    }
}

void RefusalTest::saysWhyItCouldNotRead()
{
    f->nuki.setTokens({{"CANARYTOKEN", "account smartlock smartlock.log"}});
    const ChangeId id = f->send(subject(Edit), F::front);
    f->pass(10s);
    QCOMPARE(f->status(id), ChangeStatus::Waiting);
    QVERIFY(f->session->changes.set(f->change(id).set)->isPaused);
    QVERIFY(f->reason(id).contains(u"(Error 401)"_s));
    QVERIFY(f->writes().isEmpty());
}

// NET-7: a minute of 429 ends with the edit done.
void RefusalTest::readsAgainWhereTheServiceIsBusy()
{
    f->behave([](SimulatedBehaviour &b) { b.rateLimitedFor = 60s; });
    const ChangeId id = f->send(subject(Edit), F::front);
    QVERIFY(f->passUntilEnd(id));
    QCOMPARE(f->status(id), ChangeStatus::Confirmed);
    QCOMPARE(f->writes().size(), 1);

    f->behave([](SimulatedBehaviour &b) {
        b.brokenFor = 20s;
        b.brokenStatus = 503;
    });
    const ChangeId removal = f->send(DeleteAuthorization{f->seen(F::kitchen)}, F::front);
    QVERIFY(f->passUntilEnd(removal));
    QCOMPARE(f->status(removal), ChangeStatus::Confirmed);
    QCOMPARE(f->writes().size(), 2);
}

// Sent again by hand after an answer was lost, when nothing can be read: it is as unknown as before.
void RefusalTest::doesNotSayNothingWasSentOfWhatMayHaveHappened()
{
    f->behave([](SimulatedBehaviour &b) {
        b.loseAnswers = 1;
        b.cloudFrozen = true;
    });
    const ChangeId id = f->send(subject(Edit), F::front);
    QVERIFY(f->passUntil([this] { return f->writes().size() == 1; }, 5s));
    f->nuki.setTokens({{"CANARYTOKEN", "account smartlock smartlock.log"}});
    f->pass(1h);
    QCOMPARE(f->status(id), ChangeStatus::Unconfirmed);
    f->session->runner.send(id);
    f->pass(10s);
    QCOMPARE(f->status(id), ChangeStatus::Waiting);
    QVERIFY2(f->reason(id).contains(u"(Error 401)"_s), qPrintable(f->reason(id)));
    QCOMPARE(f->writes().size(), 1);
}

void RefusalTest::takesWhatHappenedAfterAllWhenSentAgain()
{
    for (int kind : {Creation, Edit, Deletion}) {
        f = std::make_unique<F>();
        f->start();
        f->behave([](SimulatedBehaviour &b) {
            b.loseAnswers = 1;
            b.cloudFrozen = true;
        });
        const ChangeId id = f->send(subject(kind), F::front);
        QVERIFY(f->passUntilEnd(id, 30min));
        QCOMPARE(f->status(id), ChangeStatus::Unconfirmed);
        const qsizetype before = f->writes().size(); // repeated, since twice changes nothing
        f->behave([](SimulatedBehaviour &b) { b.cloudFrozen = false; });
        f->session->runner.send(id);
        QVERIFY(f->passUntilEnd(id));
        QCOMPARE(f->status(id), ChangeStatus::Confirmed);
        QCOMPARE(f->writes().size(), before);
    }
}

QTEST_GUILESS_MAIN(RefusalTest)
#include "refusaltest.moc"
