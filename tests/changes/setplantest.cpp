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
        QVERIFY(f.problem(second).contains(u"“Add access “Anna””"_s));
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
};

QTEST_APPLESS_MAIN(SetPlanTest)
#include "setplantest.moc"
