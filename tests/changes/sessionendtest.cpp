#include "changesfixture.h"

#include <QTest>

using namespace lockdesk;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using F = ChangesFixture;

// The session ends (sign-out, another account, the window closes) while changes are under way: nothing
// crashes, and nothing leaves any more.
class SessionEndTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sendsNothingAfterItsEnd_data();
    void sendsNothingAfterItsEnd();
    void endsWithManyOnTheirWay();
    void cleanupTestCase();

private:
    QList<ChangeId> sendAll(F &f, const QString &what);

    QSet<ChangeStatus> m_met;
};

void SessionEndTest::sendsNothingAfterItsEnd_data()
{
    QTest::addColumn<QString>("what");
    QTest::addColumn<std::chrono::milliseconds>("last"); // the latest end
    QTest::newRow("creation") << u"creation"_s << 5000ms;
    QTest::newRow("edit") << u"edit"_s << 5000ms;
    QTest::newRow("deletion") << u"deletion"_s << 5000ms;
    QTest::newRow("action") << u"action"_s << 5000ms;
    QTest::newRow("name") << u"name"_s << 5000ms;
    QTest::newRow("synchronisation") << u"synchronisation"_s << 5000ms;
    QTest::newRow("two of one record") << u"two"_s << 5000ms;
    QTest::newRow("busy") << u"busy"_s << 40000ms;
    QTest::newRow("lost answers") << u"lost"_s << 5000ms;
    QTest::newRow("conflict") << u"conflict"_s << 1000ms;
    QTest::newRow("nothing happens") << u"nothing"_s << 200000ms;
}

QList<ChangeId> SessionEndTest::sendAll(F &f, const QString &what)
{
    if (what == "creation"_L1)
        return {f.send(F::newCode(456789), F::front)};
    if (what == "deletion"_L1)
        return {f.send(DeleteAuthorization{f.seen(F::cleaning)}, F::front)};
    if (what == "action"_L1)
        return {f.send(f.unlock(), F::front)};
    if (what == "name"_L1)
        return {f.send(UpdateDevice{u"Front"_s, u"Main door"_s, false, false}, F::front)};
    if (what == "synchronisation"_L1)
        return {f.send(SynchroniseDevice{}, F::front)};
    if (what == "busy"_L1)
        f.answerWrites(FakeAnswer::of(423), 5);
    if (what == "lost"_L1) {
        f.behave([](SimulatedBehaviour &b) { b.answerLoss = 1; });
        return {f.send(f.unlock(), F::front), f.send(F::newCode(456789), F::front)};
    }
    if (what == "nothing"_L1)
        f.behave([](SimulatedBehaviour &b) { b.losesWrites = {toNumber(F::front)}; });
    if (what == "nothing"_L1)
        return {f.send(f.unlock(F::offline), F::offline), f.send(f.renamed(F::kitchen, u"Shed"_s), F::front)};
    QList<ChangeId> ids{f.send(f.renamed(F::cleaning, u"Windows"_s), F::front)};
    if (what == "two"_L1)
        ids += f.send(f.edited(F::cleaning, [](Authorization &a) { a.enabled = false; }), F::front);
    if (what == "conflict"_L1)
        f.nuki.editAuthorization(QString::fromLatin1(F::cleaning), {{u"code"_s, 456789}});
    return ids;
}

void SessionEndTest::sendsNothingAfterItsEnd()
{
    QFETCH(QString, what);
    QFETCH(std::chrono::milliseconds, last);
    constexpr int ends = 60;
    for (int i = 0; i <= ends; ++i) {
        F f;
        f.start();
        f.behave([](SimulatedBehaviour &b) { b.confirming = {2500ms, 2500ms}; });
        const QList<ChangeId> ids = sendAll(f, what);
        if (i > 0) // at 0 nothing has even left its queue
            f.pass(last * i / ends);
        for (ChangeId id : ids)
            m_met.insert(f.status(id));
        f.session.reset();
        const qsizetype handed = f.desk.handed.size();
        f.pass(5min);
        QCOMPARE(f.desk.handed.size(), handed);
        QVERIFY(i > 0 || f.writes().isEmpty());
    }
}

void SessionEndTest::endsWithManyOnTheirWay()
{
    for (int i = 0; i < 60; ++i) {
        F f;
        f.start();
        f.send(f.unlock(), F::front);
        f.send(f.action(LockAction::Lock, F::back), F::back);
        for (const char *id : {F::cleaning, F::ada, F::kitchen})
            f.send(f.renamed(id, u"Other"_s), F::front);
        f.send(f.renamed(F::hall, u"Other"_s), F::back);
        f.send(F::newCode(456789), F::front);
        f.send(SynchroniseDevice{}, F::opener);
        f.pass(std::chrono::milliseconds(i * 50));
        f.session.reset();
        const qsizetype handed = f.desk.handed.size();
        f.pass(5min);
        QCOMPARE(f.desk.handed.size(), handed);
    }
}

// Every status was met on the way.
void SessionEndTest::cleanupTestCase()
{
    for (ChangeStatus status :
        {ChangeStatus::Waiting, ChangeStatus::Sent, ChangeStatus::Accepted, ChangeStatus::Listed,
            ChangeStatus::Confirmed, ChangeStatus::Conflict, ChangeStatus::Unconfirmed})
        QVERIFY2(m_met.contains(status), qPrintable(text(status)));
}

QTEST_GUILESS_MAIN(SessionEndTest)
#include "sessionendtest.moc"
