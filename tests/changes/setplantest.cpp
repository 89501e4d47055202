#include "setplanfixture.h"

#include <QTest>

using namespace lockdesk;
using namespace Qt::StringLiterals;

class SetPlanTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsNothingWrongWithASoundSet()
    {
        SetPlanFixture f;
        const Authorization guest = f.existing(f.code(345678, u"Guest"_s));
        f.add(CreateAuthorization{f.code(987654, u"Cleaner"_s)});
        f.add(CreateAuthorization{f.code(987654, u"Cleaner"_s, f.shed)}, f.shed);
        f.add(f.edited(guest, [](Authorization &a) { a.name = u"Guests"_s; }));
        const SetPlan plan = f.plan();
        QVERIFY(plan.problems.isEmpty());
        QVERIFY(plan.warnings.isEmpty());
        QVERIFY(plan.after.isEmpty());
        QVERIFY(plan.totals.isEmpty());
        QCOMPARE(plan.requests, 4); // one for both creations, one for the edit, and the list before and after
        QVERIFY(plan.time > std::chrono::seconds(0));
        QCOMPARE(planOf({}, f.snapshot, f.now), SetPlan());
    }

    void givesACodeOnce()
    {
        SetPlanFixture f;
        const ChangeId first = f.add(CreateAuthorization{f.code(987654, u"First"_s)});
        const ChangeId second = f.add(CreateAuthorization{f.code(987654, u"Second"_s)});
        QVERIFY(f.problem(first).isEmpty());
        QVERIFY(f.problem(second).contains(u"First"_s));
        QVERIFY(!f.problem(second).contains(u"987654"_s));
    }

    void givesAPersonOnePlace()
    {
        SetPlanFixture f;
        f.add(CreateAuthorization{f.app(7, u"Anna"_s)});
        const ChangeId second = f.add(CreateAuthorization{f.app(7, u"Anna again"_s)});
        const ChangeId elsewhere = f.add(CreateAuthorization{f.app(7, u"Anna"_s, f.shed)}, f.shed);
        QVERIFY(f.problem(second).contains(u"Add access “Anna”,"_s));
        QVERIFY(f.problem(elsewhere).isEmpty());
    }

    void takesARecordOnce()
    {
        SetPlanFixture f;
        const Authorization guest = f.existing(f.code(345678, u"Guest"_s));
        const ChangeId first = f.add(f.recoded(guest, 456789));
        const ChangeId second = f.add(DeleteAuthorization{guest});
        QVERIFY(f.problem(first).isEmpty());
        QVERIFY(f.problem(second).contains(u"Edit access “Guest”"_s));
    }

    void waitsForTheCodeThatADeletionFrees()
    {
        SetPlanFixture f;
        const Authorization guest = f.existing(f.code(345678, u"Guest"_s));
        const ChangeId creation = f.add(CreateAuthorization{f.code(345678, u"Cleaner"_s)});
        QVERIFY(f.problem(creation).contains(u"already taken"_s));
        const ChangeId deletion = f.add(DeleteAuthorization{guest});
        QVERIFY(f.plan().problems.isEmpty());
        QCOMPARE(f.plan().after.value(creation), QList<ChangeId>{deletion});
        QVERIFY(f.plan().after.value(deletion).isEmpty());
    }

    void waitsForTheCodeThatAnEditFrees()
    {
        SetPlanFixture f;
        const Authorization guest = f.existing(f.code(345678, u"Guest"_s));
        const Authorization staff = f.existing(f.code(456789, u"Staff"_s));
        const ChangeId first = f.add(f.recoded(guest, 456789));
        const ChangeId second = f.add(f.recoded(staff, 567891));
        const ChangeId third = f.add(CreateAuthorization{f.code(345678, u"Cleaner"_s)});
        QVERIFY(f.plan().problems.isEmpty());
        QCOMPARE(f.plan().after.value(first), QList<ChangeId>{second});
        QCOMPARE(f.plan().after.value(third), QList<ChangeId>{first});
    }

    void waitsForAPersonsPlace()
    {
        SetPlanFixture f;
        const Authorization anna = f.existing(f.app(7, u"Anna"_s));
        const ChangeId creation = f.add(CreateAuthorization{f.app(7, u"Anna's tablet"_s)});
        QVERIFY(!f.problem(creation).isEmpty());
        const ChangeId deletion = f.add(DeleteAuthorization{anna});
        QVERIFY(f.problem(creation).isEmpty());
        QCOMPARE(f.plan().after.value(creation), QList<ChangeId>{deletion});
    }

    void breaksASwap()
    {
        SetPlanFixture f;
        const Authorization guest = f.existing(f.code(345678, u"Guest"_s));
        const Authorization staff = f.existing(f.code(456789, u"Staff"_s));
        const ChangeId first = f.add(f.recoded(guest, 456789));
        const ChangeId second = f.add(f.recoded(staff, 345678));
        QVERIFY(f.problem(first).contains(u"third code"_s));
        QVERIFY(f.problem(second).contains(u"third code"_s));
        QVERIFY(f.plan().after.isEmpty());
    }

    // What waits for a row that cannot go cannot go either, and nothing waits in vain.
    void blocksWhatWaitsForAProblem()
    {
        SetPlanFixture f;
        const Authorization guest = f.existing(f.code(345678, u"Guest"_s));
        const ChangeId edit = f.add(f.edited(guest, [](Authorization &a) {
            a.code = KeypadCode::fromServer(456789);
            a.name = QString(21, u'a');
        }));
        const ChangeId creation = f.add(CreateAuthorization{f.code(345678, u"Cleaner"_s)});
        QVERIFY(f.problem(edit).contains(u"too long"_s));
        QVERIFY(f.problem(creation).contains(u"Edit access “Guest”"_s));
        QVERIFY(f.plan().after.isEmpty());
    }

    // A full lock: each new one waits for a deletion of its own, and what is left over is warned about.
    void sharesTheRoomThatIsLeft()
    {
        SetPlanFixture f;
        QList<Authorization> people;
        for (int i = 0; i < 199; ++i)
            people.append(f.existing(f.app(1'000 + i, u"Person"_s)));
        QList<ChangeId> creations;
        for (int i = 0; i < 4; ++i)
            creations.append(f.add(CreateAuthorization{f.app(i, u"New"_s)}));
        const ChangeId first = f.add(DeleteAuthorization{people.at(0)});
        const ChangeId second = f.add(DeleteAuthorization{people.at(1)});
        const SetPlan plan = f.plan();
        QVERIFY(plan.problems.isEmpty());
        QVERIFY(!plan.after.contains(creations.at(0)));
        QCOMPARE(plan.after.value(creations.at(1)), QList<ChangeId>{first});
        QCOMPARE(plan.after.value(creations.at(2)), QList<ChangeId>{second});
        QVERIFY(!plan.after.contains(creations.at(3)));
        QCOMPARE(plan.warnings.keys(), QList<ChangeId>{creations.at(3)});
        QVERIFY(plan.warnings.value(creations.at(3)).first().contains(u"201 of 200"_s));
        QCOMPARE(plan.totals, QStringList{u"1 lock(s) would exceed 200."_s});
    }

    void usesTheSlotOfTheCodeThatItTakesOver()
    {
        SetPlanFixture f;
        const Authorization guest = f.existing(f.code(345678, u"Guest"_s));
        QList<Authorization> people;
        for (int i = 0; i < 199; ++i)
            people.append(f.existing(f.app(1'000 + i, u"Person"_s)));
        const ChangeId person = f.add(DeleteAuthorization{people.first()});
        const ChangeId code = f.add(DeleteAuthorization{guest});
        const ChangeId newPerson = f.add(CreateAuthorization{f.app(1, u"New"_s)});
        const ChangeId newCode = f.add(CreateAuthorization{f.code(345678, u"New"_s)});
        QCOMPARE(f.plan().after.value(newCode), QList<ChangeId>{code});
        QCOMPARE(f.plan().after.value(newPerson), QList<ChangeId>{person});
        QVERIFY(f.plan().warnings.isEmpty());
    }

    // What has left is no longer planned, but the others meet it.
    void reckonsWithWhatIsUnderWay()
    {
        SetPlanFixture f;
        const Authorization guest = f.existing(f.code(345678, u"Guest"_s));
        const ChangeId waiting = f.add(CreateAuthorization{f.code(345678, u"A"_s)});
        const ChangeId rival = f.add(CreateAuthorization{f.code(456789, u"B"_s)});
        const ChangeId deletion = f.add(DeleteAuthorization{guest}, f.garage, ChangeStatus::Accepted);
        f.add(CreateAuthorization{f.code(456789, u"C"_s)}, f.garage, ChangeStatus::Sent);
        f.add(CreateAuthorization{f.code(123456, u"D"_s)}, f.garage, ChangeStatus::Failed);
        const SetPlan plan = f.plan();
        QCOMPARE(plan.after.value(waiting), QList<ChangeId>{deletion});
        QCOMPARE(plan.problems.keys(), QList<ChangeId>{rival});
        QVERIFY(plan.problems.value(rival).contains(u"“C”"_s));
        QCOMPARE(plan.requests, 3);
    }

    void saysWhatStandsOut()
    {
        SetPlanFixture f;
        for (SmartlockId device : {f.garage, f.shed}) {
            f.existing(f.code(345678, u"Guest"_s, device));
            f.add(CreateAuthorization{f.code(345678, u"Cleaner"_s, device)}, device);
        }
        f.add(DeleteAuthorization{f.existing(f.code(456789, u"Old"_s, f.shed))}, f.shed);
        f.add(SynchroniseDevice{}, f.shed);
        f.snapshot.smartlocks.last().serverState = ServerState::Offline;
        QCOMPARE(f.plan().totals,
            (QStringList{u"1 lock(s) are offline: their 2 change(s) wait until they are back."_s,
                u"1 code(s) are already taken on Garage."_s, u"1 code(s) are already taken on Shed."_s}));
        QCOMPARE(f.plan().requests, 0); // nothing leaves before the lock is back
        QCOMPARE(f.plan().time, std::chrono::seconds(0));
    }

    void showsNamesVerbatim() // UI-4
    {
        SetPlanFixture f;
        f.snapshot.smartlocks.first().name = u"%2\u202E%1"_s;
        f.existing(f.code(345678, u"Guest"_s));
        f.add(CreateAuthorization{f.code(345678, u"Cleaner"_s)});
        f.add(CreateAuthorization{f.code(456789, u"%2\n"_s)});
        const ChangeId second = f.add(CreateAuthorization{f.code(456789, u"Second"_s)});
        QVERIFY(f.problem(second).contains(u"Another row of this set, Add access “%2␊”, gets"_s));
        QVERIFY(f.problem(second).contains(u"on %2<U+202E>%1."_s));
        QVERIFY(f.plan().totals.first().endsWith(u"taken on %2<U+202E>%1."_s));
    }

    void estimatesManyRowsTogether()
    {
        SetPlanFixture f;
        for (int i = 0; i < 150; ++i)
            f.add(DeleteAuthorization{f.existing(f.app(i, u"Person"_s))});
        QCOMPARE(f.plan().requests, 4); // two for the deletions, and the list before and after
    }
};

QTEST_APPLESS_MAIN(SetPlanTest)
#include "setplantest.moc"
