#include "settallies.h"

#include "changestore.h"
#include "manualclock.h"

#include <QRandomGenerator>
#include <QTest>

using namespace lockdesk;
using namespace Qt::StringLiterals;

namespace {

Change edit()
{
    UpdateAuthorization update;
    update.after.name = u"Anne"_s;
    Change change;
    change.subject = update;
    return change;
}

Change action()
{
    Change change;
    change.subject = OperateDevice{};
    return change;
}

} // namespace

class SetTalliesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyStatusHasItsAbilities()
    {
        using enum ChangeAbility;
        const QMap<ChangeStatus, ChangeAbilities> ofEdit{{ChangeStatus::Draft, Send | Discard},
            {ChangeStatus::Problem, Send | Discard}, {ChangeStatus::Waiting, Pause},
            {ChangeStatus::Sent, Pause}, {ChangeStatus::Accepted, Pause | Undo},
            {ChangeStatus::Listed, Pause | Undo | Synchronise}, {ChangeStatus::Confirmed, Undo},
            {ChangeStatus::Failed, Retry}, {ChangeStatus::Conflict, {}},
            {ChangeStatus::Unconfirmed, Retry | Synchronise}, {ChangeStatus::Undone, {}}};
        ManualClock clock;
        ChangeStore store(clock);
        const ChangeId ofRecord = store.add(edit());
        const ChangeId ofDoor = store.add(action());
        SetTallies tallies(store);
        for (auto expected = ofEdit.cbegin(); expected != ofEdit.cend(); ++expected) {
            store.setStatus(ofRecord, expected.key());
            store.setStatus(ofDoor, expected.key());
            tallies.update({ofRecord, ofDoor});
            QCOMPARE(tallies.abilities(ofRecord), *expected);
            ChangeAbilities ofAction = *expected & ~ChangeAbilities(Undo | Synchronise);
            if (expected.key() == ChangeStatus::Problem)
                ofAction.setFlag(Send, false); // it was asked for then, not now
            if (expected.key() == ChangeStatus::Failed)
                ofAction.setFlag(Retry, false); // a door is opened once
            QCOMPARE(tallies.abilities(ofDoor), ofAction);
        }
    }

    void pausingChangesThem()
    {
        ManualClock clock;
        ChangeStore store(clock);
        const ChangeSetId set = store.addSet(u"Two"_s, {edit(), edit()});
        const ChangeId id = store.changes().first().id;
        store.setStatus(id, ChangeStatus::Waiting);
        SetTallies tallies(store);
        QVERIFY(tallies.abilities(set).testFlag(ChangeAbility::Pause));
        store.setPaused(set, true);
        tallies.update({id});
        QVERIFY(!tallies.abilities(set).testFlag(ChangeAbility::Pause));
        QCOMPARE(tallies.abilities(id), ChangeAbility::Resume | ChangeAbility::Discard);
        store.setStatus(id, ChangeStatus::Failed); // nothing of it is left to go on with
        tallies.update({id});
        QCOMPARE(tallies.abilities(id), ChangeAbilities(ChangeAbility::Retry));
    }

    void whatIsBeingTakenBackIsNotTakenBackTwice()
    {
        ManualClock clock;
        ChangeStore store(clock);
        const ChangeId done = store.add(edit());
        store.setStatus(done, ChangeStatus::Confirmed);
        SetTallies tallies(store);
        QCOMPARE(tallies.abilities(done), ChangeAbilities(ChangeAbility::Undo));
        Change inverse = edit();
        inverse.undoes = done;
        const ChangeId undo = store.add(inverse);
        tallies.update({undo});
        QCOMPARE(tallies.abilities(done), ChangeAbilities());
        store.discard(undo);
        tallies.update({undo});
        QCOMPARE(tallies.abilities(done), ChangeAbilities(ChangeAbility::Undo));
        const ChangeId another = store.add(inverse);
        store.setStatus(another, ChangeStatus::Failed);
        tallies.update({another});
        QCOMPARE(tallies.abilities(done), ChangeAbilities(ChangeAbility::Undo));
    }

    void staysWhatCountingAnewSays()
    {
        ManualClock clock;
        ChangeStore store(clock);
        SetTallies tallies(store);
        QRandomGenerator random(3);
        for (int round = 0; round < 2'000; ++round) {
            QList<ChangeId> touched;
            const auto any = [&] { return store.changes().at(random.bounded(int(store.changes().size()))); };
            const auto ofSet = [&](ChangeSetId set) {
                for (const Change &change : store.changesOf(set))
                    touched += change.id;
            };
            if (store.changes().isEmpty() || random.bounded(10) == 0) {
                QList<Change> changes(random.bounded(1, 6), random.bounded(4) == 0 ? action() : edit());
                for (Change &change : changes) {
                    if (!store.changes().isEmpty() && random.bounded(3) == 0)
                        change.undoes = any().id;
                }
                ofSet(store.addSet(u"Set"_s, changes));
            } else if (random.bounded(10) == 0) {
                const ChangeSetId set = any().set;
                store.setPaused(set, random.bounded(2) == 0);
                ofSet(set);
            } else if (random.bounded(3) == 0) {
                touched = {any().id};
                store.discard(touched);
            } else {
                const Change change = any();
                touched = {change.id};
                if (change.undoes)
                    touched += *change.undoes; // it becomes Undone with this one Confirmed
                store.setStatus(change.id, ChangeStatus(random.bounded(int(ChangeStatus::Undone) + 1)));
            }
            tallies.update(touched);
            const SetTallies anew(store);
            QCOMPARE(tallies.totals(), anew.totals());
            for (const ChangeSet &set : store.sets()) {
                QCOMPARE(tallies.totals(set.id), anew.totals(set.id));
                QCOMPARE(tallies.abilities(set.id), anew.abilities(set.id));
            }
            for (const Change &change : store.changes())
                QCOMPARE(tallies.abilities(change.id), anew.abilities(change.id));
        }
    }
};

QTEST_GUILESS_MAIN(SetTalliesTest)
#include "settalliestest.moc"
