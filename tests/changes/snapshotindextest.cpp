#include "snapshotindex.h"
#include "setplanfixture.h"

#include <QTest>

using namespace lockdesk;
using namespace Qt::StringLiterals;

class SnapshotIndexTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsTheFirstThatIsAnother()
    {
        SetPlanFixture f;
        const Authorization first = f.existing(f.code(345678, u"First"_s));
        const Authorization second = f.existing(f.code(345678, u"Second"_s));
        const Authorization anna = f.existing(f.app(7, u"Anna"_s));
        const Authorization tablet = f.existing(f.app(7, u"Anna's tablet"_s));
        const SnapshotIndex index(f.snapshot, {f.garage, f.shed});
        const KeypadCode code = *first.code;
        QCOMPARE(index.withCode(f.garage, code)->name, u"First"_s);
        QCOMPARE(index.withCode(f.garage, code, second.id)->name, u"First"_s);
        QCOMPARE(index.withCode(f.garage, code, first.id)->name, u"Second"_s);
        QVERIFY(!index.withCode(f.shed, code));
        QVERIFY(!index.withCode(f.garage, KeypadCode::fromServer(456789)));
        QCOMPARE(index.ofPerson(f.garage, AccountUserId(7), anna.id)->name, u"Anna's tablet"_s);
        QCOMPARE(index.ofPerson(f.garage, AccountUserId(7), tablet.id)->name, u"Anna"_s);
        QCOMPARE(index.countOf(f.garage), 4);
        QCOMPARE(index.countOf(f.shed), 0);
        QCOMPARE(index.authorization(anna.id)->name, u"Anna"_s);
    }

    void findsNoOtherThanItself()
    {
        SetPlanFixture f;
        const Authorization only = f.existing(f.code(345678, u"Only"_s));
        const SnapshotIndex index(f.snapshot, {f.garage});
        QVERIFY(!index.withCode(f.garage, *only.code, only.id));
    }

    void knowsOnlyTheDevicesThatItIsFor()
    {
        SetPlanFixture f;
        const Authorization guest = f.existing(f.code(345678, u"Guest"_s));
        const SnapshotIndex index(f.snapshot, {f.shed});
        QVERIFY(index.smartlock(f.shed) && !index.smartlock(f.garage));
        QVERIFY(!index.authorization(guest.id) && !index.withCode(f.garage, *guest.code));
        QCOMPARE(index.countOf(f.garage), 0);
    }

    void leavesOutWhatIsVacated()
    {
        SetPlanFixture f;
        const Authorization guest = f.existing(f.code(345678, u"Guest"_s));
        const Authorization staff = f.existing(f.code(345678, u"Staff"_s));
        const Authorization anna = f.existing(f.app(7, u"Anna"_s));
        const SnapshotIndex index(f.snapshot, {f.garage}, {{guest.id}, {anna.id}});
        QCOMPARE(index.withCode(f.garage, *guest.code)->name, u"Staff"_s);
        QVERIFY(!index.withCode(f.garage, *guest.code, staff.id));
        QVERIFY(!index.ofPerson(f.garage, AccountUserId(7)));
        QVERIFY(index.authorization(guest.id) && index.authorization(anna.id));
        QCOMPARE(index.countOf(f.garage), 3);
    }

    // Pointers lead into lists that are shared, never into the caller's.
    void outlivesItsSnapshot()
    {
        SetPlanFixture f;
        const Authorization guest = f.existing(f.code(345678, u"Guest"_s));
        const SnapshotIndex copy = SnapshotIndex(f.snapshot, {f.garage});
        f.snapshot.authorizations.first().name = u"Another"_s;
        f.snapshot = {};
        QCOMPARE(copy.withCode(f.garage, *guest.code)->name, u"Guest"_s);
        QCOMPARE(copy.smartlock(f.garage)->name, u"Garage"_s);
    }
};

QTEST_APPLESS_MAIN(SnapshotIndexTest)
#include "snapshotindextest.moc"
