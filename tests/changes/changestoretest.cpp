#include "changestore.h"

#include "manualclock.h"

#include <QSignalSpy>
#include <QTest>

using namespace lockdesk;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class ChangeStoreTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void numbersAndDatesWhatIsAdded()
    {
        ManualClock clock;
        ChangeStore changes(clock);
        const ChangeId first = changes.add({});
        clock.advance(5s);
        const ChangeId second = changes.add({});
        QVERIFY(first != second);
        QCOMPARE(changes.change(second)->asked, clock.now());
        QCOMPARE(changes.change(first)->asked.secsTo(clock.now()), 5);
        QVERIFY(!changes.change(ChangeId(77)));
    }

    void announcesOnlyWhatMoves()
    {
        ManualClock clock;
        ChangeStore changes(clock);
        const ChangeId id = changes.add({});
        QSignalSpy spy(&changes, &ChangeStore::changed);
        changes.setStatus(id, ChangeStatus::Waiting, u"reading"_s);
        changes.setStatus(id, ChangeStatus::Waiting, u"reading"_s);
        QCOMPARE(spy.count(), 1);
        clock.advance(1s);
        changes.depart(id);
        QCOMPARE(lastSentAt(*changes.change(id)), clock.now());
        QCOMPARE(changes.change(id)->statusSince, clock.now());
    }

    void discardsOnlyWhatWasNotSent()
    {
        ManualClock clock;
        ChangeStore changes(clock);
        for (int status = 0; status <= int(ChangeStatus::Undone); ++status) {
            const ChangeId id = changes.add({});
            changes.setStatus(id, ChangeStatus(status));
            changes.discard(id);
            const bool isUnsent =
                ChangeStatus(status) == ChangeStatus::Draft || ChangeStatus(status) == ChangeStatus::Problem;
            QCOMPARE(changes.change(id).has_value(), !isUnsent);
        }
    }

    void keepsWhatWasAskedForTogether()
    {
        ManualClock clock;
        ChangeStore changes(clock);
        const ChangeId alone = changes.add({});
        const ChangeSetId set = changes.addSet(u"Three"_s, {Change(), Change(), Change()});
        QCOMPARE(changes.sets().size(), 2);
        QCOMPARE(changes.set(set)->title, u"Three"_s);
        QCOMPARE(changes.set(set)->created, clock.now());
        QCOMPARE(changes.changesOf(set).size(), 3);
        QVERIFY(changes.change(alone)->set != set);
        QVERIFY(changes.set(changes.change(alone)->set));
        changes.addSet(u"None"_s, {});
        QCOMPARE(changes.sets().size(), 2);
    }

    void rowsOfASetAreFoundWithoutALookAtTheOthers()
    {
        ManualClock clock;
        ChangeStore changes(clock);
        const ChangeSetId first = changes.addSet(u"Two"_s, {Change(), Change()});
        const ChangeSetId gone = changes.addSet(u"One"_s, {Change()});
        const ChangeSetId last = changes.addSet(u"Three"_s, {Change(), Change(), Change()});
        changes.discard({changes.rowsOf(gone).front().id, changes.rowsOf(last)[1].id});
        QCOMPARE(changes.rowsOf(first).size(), size_t(2));
        QVERIFY(changes.rowsOf(gone).empty());
        QVERIFY(!changes.set(gone));
        QCOMPARE(changes.set(last)->title, u"Three"_s);
        QCOMPARE(changes.rowsOf(last).size(), size_t(2));
        for (const Change &row : changes.rowsOf(last))
            QCOMPARE(row.set, last);
        QCOMPARE(changes.changesOf(last).last(), changes.rowsOf(last).back());
        QVERIFY(changes.rowsOf(ChangeSetId(77)).empty());
    }

    void setGoesWithItsLastChange()
    {
        ManualClock clock;
        ChangeStore changes(clock);
        const ChangeSetId set = changes.addSet(u"Two"_s, {Change(), Change()});
        changes.discard(changes.changes().first().id);
        QVERIFY(changes.set(set));
        changes.discard(changes.changes().first().id);
        QVERIFY(!changes.set(set));
    }

    void waitingOnesAreDiscardedFromAPausedSetOnly()
    {
        ManualClock clock;
        ChangeStore changes(clock);
        const ChangeSetId set = changes.addSet(u"One"_s, {Change()});
        const ChangeId id = changes.changes().first().id;
        changes.setStatus(id, ChangeStatus::Waiting);
        changes.discard(id);
        QVERIFY(changes.change(id));
        changes.setPaused(set, true);
        changes.discard(id);
        QVERIFY(!changes.change(id));
    }

    void tellsOnceWhatHappensTogether()
    {
        ManualClock clock;
        ChangeStore changes(clock);
        QSignalSpy each(&changes, &ChangeStore::changed);
        QList<QList<ChangeId>> told;
        connect(
            &changes, &ChangeStore::settled, this, [&told](const QList<ChangeId> &ids) { told.append(ids); });
        changes.addSet(u"Two"_s, {Change(), Change()});
        changes.setStatus(changes.changes().first().id, ChangeStatus::Waiting);
        QCOMPARE(each.count(), 3);
        QVERIFY(told.isEmpty());
        QCoreApplication::processEvents();
        QCOMPARE(told.size(), 1);
        QCOMPARE(told.first().size(), 2);
    }

    void confirmedChangeMarksWhatItTakesBack()
    {
        ManualClock clock;
        ChangeStore changes(clock);
        const ChangeId first = changes.add({});
        changes.setStatus(first, ChangeStatus::Confirmed);
        Change inverse;
        inverse.undoes = first;
        const ChangeId second = changes.add(inverse);
        changes.setStatus(second, ChangeStatus::Sent);
        QCOMPARE(changes.change(first)->status, ChangeStatus::Confirmed);
        changes.setStatus(second, ChangeStatus::Confirmed);
        QCOMPARE(changes.change(first)->status, ChangeStatus::Undone);
    }

    void restoredSetIsPausedAndHasIdsOfItsOwn()
    {
        ManualClock clock;
        ChangeStore changes(clock);
        changes.add({});
        Change sent;
        sent.id = ChangeId(1);
        sent.status = ChangeStatus::Sent;
        sent.attempts = {{clock.now().addDays(-1), sent.subject, {}, AttemptOutcome::Open}};
        const ChangeSetId set =
            changes.restoreSet({ChangeSetId(1), u"Old"_s, clock.now().addDays(-1), false, {}}, {sent});
        QVERIFY(changes.set(set)->isPaused);
        QCOMPARE(changes.changesOf(set).first().status, ChangeStatus::Sent);
        QCOMPARE(changes.changesOf(set).first().attempts, sent.attempts);
        QVERIFY(changes.changesOf(set).first().id != changes.changes().first().id);
    }

    void problemIsMendedInItsPlace()
    {
        ManualClock clock;
        ChangeStore changes(clock);
        const ChangeId id = changes.add({});
        changes.setStatus(id, ChangeStatus::Conflict, u"theirs"_s);
        changes.setTheirs(id, Authorization());
        changes.setSubject(id, SynchroniseDevice());
        QCOMPARE(changes.change(id)->status, ChangeStatus::Draft);
        QVERIFY(changes.change(id)->reason.isEmpty());
        QVERIFY(!changes.theirs(id));
        changes.setStatus(id, ChangeStatus::Sent);
        changes.setSubject(id, UpdateDevice());
        QVERIFY(std::holds_alternative<SynchroniseDevice>(changes.change(id)->subject));
    }
};

QTEST_GUILESS_MAIN(ChangeStoreTest)
#include "changestoretest.moc"
