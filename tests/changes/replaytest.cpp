#include "replay.h"
#include "journalrecord.h"
#include "randomchange.h"

#include <QTest>
#include <QTimeZone>

using namespace lockdesk;
using namespace Qt::StringLiterals;

namespace {

const ChangeSet night{ChangeSetId(3), u"Night shift"_s, utcFromMSecs(1'772'000'000'000), false, {}};
const QDateTime sent = utcFromMSecs(1'772'000'060'123);

Change row(qint64 id, ChangeStatus status = ChangeStatus::Waiting, const QDateTime &sentAt = {})
{
    Change change;
    change.id = ChangeId(id);
    change.set = night.id;
    change.smartlockId = SmartlockId(17958143231);
    change.subject = UpdateDevice{u"a"_s, u"b"_s, false, false};
    change.status = status;
    change.reason = u"because"_s;
    change.asked = night.created;
    if (sentAt.isValid())
        change.attempts = {{sentAt, change.subject, {}, AttemptOutcome::Open}};
    return change;
}

QByteArray begun(const QList<Change> &rows)
{
    return begunRecord(night, rows);
}

QByteArray sending()
{
    return sendingRecord({departing(row(1), {}, sent)});
}

// What becomes of row 1.
Change outcome(QList<QByteArray> records, bool isEndDoubtful = false)
{
    const auto sets = replay(records, isEndDoubtful);
    return sets && sets->size() == 1 && sets->first().rows.size() == 1 ? sets->first().rows.first()
                                                                       : Change();
}

} // namespace

class ReplayTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingIsUnfinishedAtFirst() { QCOMPARE(replay({}), QList<JournaledSet>()); }

    void setsComeBackWhole()
    {
        RandomChange random(8);
        QList<Change> rows;
        for (int i = 1; i < 200; ++i) {
            Change change = random.make();
            change.id = ChangeId(i);
            change.set = night.id;
            change.status = ChangeStatus::Confirmed; // what is not final changes on the way
            rows.append(change);
        }
        ChangeSet set = night;
        set.isPaused = true;
        set.undoes = ChangeSetId(2);
        QCOMPARE(replay({begunRecord(set, rows)}), (QList<JournaledSet>{{set, rows}}));
    }

    void whatWasNeverAboutToLeaveWaitsStill()
    {
        for (const ChangeStatus status : {ChangeStatus::Draft, ChangeStatus::Waiting}) {
            QCOMPARE(outcome({begun({row(1, status)})}).status, status);
            QVERIFY(outcome({begun({row(1, status)})}).reason.isEmpty());
            QVERIFY(outcome({begun({row(1, status)})}).attempts.isEmpty());
        }
        QCOMPARE(outcome({begun({row(1, ChangeStatus::Problem)})}), row(1, ChangeStatus::Problem));
    }

    void whatWasAboutToLeaveIsSent()
    {
        const Change back = outcome({begun({row(1)}), sending()});
        QCOMPARE(back.status, ChangeStatus::Sent);
        QCOMPARE(lastSentAt(back), sent);
        QVERIFY(back.reason.isEmpty());
    }

    void howFarItCameIsKept()
    {
        for (const ChangeStatus status : {ChangeStatus::Accepted, ChangeStatus::Listed,
                 ChangeStatus::Confirmed, ChangeStatus::Failed, ChangeStatus::Unconfirmed}) {
            const Change moved = row(1, status, sent);
            QCOMPARE(outcome({begun({row(1)}), sending(), movedRecord({moved})}), moved);
        }
    }

    // What is written late may be older than the sending: it never makes a row unsent.
    void nothingMakesItUnsent()
    {
        for (const ChangeStatus status : {ChangeStatus::Draft, ChangeStatus::Waiting}) {
            const Change back = outcome({begun({row(1)}), sending(), movedRecord({row(1, status)})});
            QCOMPARE(back.status, ChangeStatus::Sent);
            QCOMPARE(lastSentAt(back), sent);
        }
    }

    void aRetryIsSentAgain()
    {
        const Change back =
            outcome({begun({row(1)}), sending(), movedRecord({row(1, ChangeStatus::Failed, sent)}),
                sendingRecord({departing(row(1, ChangeStatus::Failed, sent), {}, sent.addSecs(60))})});
        QCOMPARE(back.status, ChangeStatus::Sent);
        QCOMPARE(lastSentAt(back), sent.addSecs(60));
    }

    void theReadingJustBeforeIsKept()
    {
        const QDateTime updated = utcFromMSecs(1'771'000'000'000);
        const Change back = outcome({begun({row(1)}), sendingRecord({departing(row(1), updated, sent)})});
        QCOMPARE(back.attempts, (QList<WriteAttempt>{{sent, row(1).subject, updated, AttemptOutcome::Open}}));
    }

    void whatWasSurelyRefusedWaits()
    {
        Change refused = row(1, ChangeStatus::Waiting, sent);
        refused.attempts.first().outcome = AttemptOutcome::NotDone;
        const Change back = outcome({begun({row(1)}), sending(), movedRecord({refused})});
        QCOMPARE(back.status, ChangeStatus::Waiting);
        QCOMPARE(back.attempts, refused.attempts);
        // And what waits though it may have been carried out does not.
        QCOMPARE(
            outcome({begun({row(1)}), sending(), movedRecord({row(1, ChangeStatus::Waiting, sent)})}).status,
            ChangeStatus::Sent);
    }

    // The answer to an earlier attempt, written while the next is announced, says nothing of that.
    void whatIsWrittenLateTakesNoAttemptAway()
    {
        Change refused = row(1, ChangeStatus::Waiting, sent);
        refused.attempts.first().outcome = AttemptOutcome::NotDone;
        const Change again = departing(refused, {}, sent.addSecs(60));
        const Change back =
            outcome({begun({row(1)}), sending(), sendingRecord({again}), movedRecord({refused})});
        QCOMPARE(back.status, ChangeStatus::Sent);
        QCOMPARE(back.attempts, again.attempts);
    }

    // A conflict was decided, so it asks for something else than what has left.
    void whatIsAskedForInPlaceOfWhatWasSentHasNotLeft()
    {
        Change conflict = row(1, ChangeStatus::Conflict, sent);
        conflict.attempts.first().outcome = AttemptOutcome::Accepted;
        Change anew = conflict;
        anew.subject = UpdateDevice{u"a"_s, u"c"_s, false, false};
        anew.status = ChangeStatus::Draft;
        const QList<QByteArray> decided{
            begun({row(1)}), sending(), movedRecord({conflict}), addedRecord(night.id, {anew})};
        QCOMPARE(outcome(decided).status, ChangeStatus::Draft);
        QCOMPARE(outcome(decided).attempts, anew.attempts);
        anew.status = ChangeStatus::Waiting;
        QCOMPARE(outcome(decided + QList<QByteArray>{movedRecord({anew})}).status, ChangeStatus::Waiting);
        const Change left = outcome(
            decided + QList<QByteArray>{movedRecord({anew}), sendingRecord({departing(anew, {}, sent)})});
        QCOMPARE(left.status, ChangeStatus::Sent);
        QCOMPARE(left.attempts.size(), 2);
    }

    void recordsOfEarlierVersionsAreUnderstood()
    {
        const QByteArray sentThen = R"(j{"step":"sending","ids":[1],"at":1772000060123})";
        Change back = outcome({begun({row(1)}), sentThen});
        QCOMPARE(back.status, ChangeStatus::Sent);
        QCOMPARE(back.attempts.size(), 1);
        QCOMPARE(lastSentAt(back), sent);
        back = outcome({begun({row(1)}), sentThen,
            R"(j{"step":"moved","rows":[{"id":1,"status":2,"sentAt":1772000060123}]})"});
        QCOMPARE(back.status, ChangeStatus::Sent);
        QCOMPARE(back.attempts.size(), 1);
    }

    void whatIsAskedForAnewIsADraftAgain()
    {
        Change anew = row(1, ChangeStatus::Draft);
        anew.subject = UpdateDevice{u"a"_s, u"c"_s, false, false};
        Change back = outcome({begun({row(1)}), sending(),
            movedRecord({row(1, ChangeStatus::Conflict, sent)}), addedRecord(night.id, {anew})});
        QCOMPARE(back.status, ChangeStatus::Draft);
        QVERIFY(back.subject == anew.subject);
    }

    void aCreationKeepsWhatItHasBecome()
    {
        Change create = row(1);
        create.subject = CreateAuthorization{};
        Change made = create;
        auto &after = std::get<CreateAuthorization>(made.subject).after;
        after.id = *AuthorizationId::fromString(u"6ab2be33a1b2c3d4e5f60718");
        after.name = u"Cleaner"_s;
        made.status = ChangeStatus::Listed;
        made.attempts = {{sent, made.subject, {}, AttemptOutcome::Open}};
        QCOMPARE(
            outcome({begun({create}), sendingRecord({departing(create, {}, sent)}), movedRecord({made})}),
            made);
    }

    void rowsComeAndGo()
    {
        const auto sets = replay(
            {begun({row(1), row(2)}), addedRecord(night.id, {row(4), row(3)}), droppedRecord({ChangeId(2)})});
        QVERIFY(sets && sets->size() == 1);
        QList<qint64> ids;
        for (const Change &change : sets->first().rows)
            ids.append(qint64(change.id));
        QCOMPARE(ids, (QList<qint64>{1, 3, 4}));
        QCOMPARE(replay({begun({row(1)}), droppedRecord({ChangeId(1)})}), QList<JournaledSet>());
    }

    void anEndedSetIsGone()
    {
        const QList<QByteArray> records{begun({row(1)}), endedRecord(night.id)};
        QCOMPARE(replay(records), QList<JournaledSet>());
        // Late news of it bring nothing back.
        QCOMPARE(replay(records
                     + QList<QByteArray>{movedRecord({row(1, ChangeStatus::Confirmed, sent)}), sending(),
                         addedRecord(night.id, {row(9)})}),
            QList<JournaledSet>());
    }

    // The lost record may have been the announcement of any sending.
    void withADoubtfulEndAllMayHaveLeft()
    {
        const Change back = outcome({begun({row(1)})}, true);
        QCOMPARE(back.status, ChangeStatus::Sent);
        QCOMPARE(lastSentAt(back), night.created);
        QCOMPARE(outcome({begun({row(1, ChangeStatus::Failed)})}, true).status, ChangeStatus::Failed);
    }

    void isNotFooledByWhatIsNoRecord()
    {
        for (const QByteArray &record : {QByteArray(), QByteArray("j"), QByteArray("z"), QByteArray("zzzz"),
                 QByteArray("j{}"), QByteArray("j[]"), QByteArray("j{\"step\":\"dance\"}"),
                 QByteArray("j{\"step\":\"begun\"}"), QByteArray("j{\"step\":\"sending\",\"ids\":[1]}"),
                 QByteArray("j{\"step\":\"dropped\",\"ids\":[1.5]}"),
                 QByteArray("j{\"step\":\"moved\",\"rows\":[{}]}"),
                 QByteArray("j{\"step\":\"added\",\"set\":3,\"rows\":[{}]}")})
            QVERIFY2(!replay({begun({row(1)}), record}), record.constData());
    }

    void manyRowsTakeLittleRoom()
    {
        QList<Change> rows;
        for (int i = 0; i < 10'000; ++i) {
            rows.append(row(i));
            Authorization a;
            a.id = *AuthorizationId::fromString(
                QString::number(i + 0x1000'0000'0000, 16).rightJustified(24, u'b'));
            a.smartlockId = SmartlockId(17958143231 + i);
            a.name = u"Person %1"_s.arg(i);
            a.enabled = true;
            UpdateAuthorization update{a, a, false};
            update.after.enabled = false;
            rows.last().subject = update;
        }
        const QByteArray record = begun(rows);
        QVERIFY2(record.size() < 10'000 * 200, qPrintable(QString::number(record.size())));
        const auto sets = replay({record});
        QVERIFY(sets && sets->size() == 1 && sets->first().rows.size() == rows.size());
    }
};

QTEST_APPLESS_MAIN(ReplayTest)
#include "replaytest.moc"
