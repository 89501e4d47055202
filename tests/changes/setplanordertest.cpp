#include "setplanfixture.h"

#include "planner.h"

#include <QRandomGenerator>
#include <QTest>

using namespace lockdesk;
using namespace Qt::StringLiterals;

namespace {

const QList<int> codes{345678, 456789, 567891, 678912, 789123};

template <typename T>
T oneOf(const QList<T> &list, QRandomGenerator &random)
{
    return list.at(random.bounded(int(list.size())));
}

template <typename T>
void shuffle(QList<T> &list, QRandomGenerator &random)
{
    for (int i = int(list.size()) - 1; i > 0; --i)
        list.swapItemsAt(i, random.bounded(i + 1));
}

// Few codes and people for many rows, so that they are often in each other's way.
SetPlanFixture randomSet(QRandomGenerator &random, int part = 0)
{
    SetPlanFixture f(part);
    for (const SmartlockId device : {f.garage, f.shed}) {
        for (int i = 0; i < 3; ++i)
            f.existing(f.code(codes.at(i), u"Code %1"_s.arg(i), device));
        for (int i = 0; i < 2; ++i)
            f.existing(f.app(i, u"App %1"_s.arg(i), device));
    }
    const QList<Authorization> records = f.snapshot.authorizations;
    for (int i = 0; i < 8; ++i) {
        const Authorization record = oneOf(records, random);
        const SmartlockId device = record.smartlockId;
        const int kind = random.bounded(5);
        const ChangeStatus status = random.bounded(6) == 0 ? ChangeStatus::Accepted : ChangeStatus::Draft;
        if (kind == 0)
            f.add(CreateAuthorization{f.code(oneOf(codes, random), u"New"_s, device)}, device);
        else if (kind == 1)
            f.add(CreateAuthorization{f.app(random.bounded(4), u"New"_s, device)}, device);
        else if (kind == 2)
            f.add(DeleteAuthorization{record}, device, status);
        else if (record.isKeypadCode())
            f.add(f.recoded(record, oneOf(codes, random)), device);
        else
            f.add(f.edited(
                      record, [&](Authorization &a) { a.accountUserId = AccountUserId(random.bounded(4)); }),
                device);
    }
    return f;
}

void apply(const Change &change, QList<Authorization> &records)
{
    if (const auto *create = std::get_if<CreateAuthorization>(&change.subject)) {
        records.append(create->after);
    } else if (const auto *remove = std::get_if<DeleteAuthorization>(&change.subject)) {
        records.removeIf([&](const Authorization &a) { return a.id == remove->before.id; });
    } else if (const auto *update = std::get_if<UpdateAuthorization>(&change.subject)) {
        for (Authorization &record : records) {
            if (record.id == update->before.id)
                record = recordToSend(*update, record);
        }
    }
}

bool hasDoubles(const QList<Authorization> &records)
{
    QSet<QPair<qint64, qint64>> taken;
    for (const Authorization &a : records) {
        const QPair<qint64, qint64> key{toNumber(a.smartlockId),
            a.isKeypadCode() ? a.code->toNumber() : -1 - qint64(toNumber(*a.accountUserId))};
        if (taken.contains(key))
            return true;
        taken.insert(key);
    }
    return false;
}

} // namespace

// Properties of every plan, on random sets.
class SetPlanOrderTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isTheSameForAnyOrder()
    {
        QRandomGenerator random(1);
        int withProblems = 0, withWaits = 0;
        for (int i = 0; i < 500; ++i) {
            SetPlanFixture f = randomSet(random);
            const SetPlan plan = f.plan();
            withProblems += !plan.problems.isEmpty();
            withWaits += !plan.after.isEmpty();
            QCOMPARE(f.plan(), plan);
            shuffle(f.changes, random);
            QCOMPARE(f.plan(), plan);
        }
        QVERIFY(withProblems > 100 && withWaits > 100);
    }

    void comesFromItsOwnSet()
    {
        QRandomGenerator random(2);
        for (int i = 0; i < 200; ++i) {
            SetPlanFixture f = randomSet(random, 1);
            const SetPlanFixture other = randomSet(random, 2);
            const SetPlan alone = f.plan(), theirs = other.plan();
            f.changes += other.changes;
            f.snapshot.smartlocks += other.snapshot.smartlocks;
            f.snapshot.authorizations += other.snapshot.authorizations;
            const SetPlan both = f.plan();
            QHash<ChangeId, QString> problems = alone.problems;
            problems.insert(theirs.problems);
            QCOMPARE(both.problems, problems);
            QHash<ChangeId, QList<ChangeId>> after = alone.after;
            after.insert(theirs.after);
            QCOMPARE(both.after, after);
        }
    }

    // Sent in any order that keeps to `after`, no device ever holds a code or a person twice.
    void isSafeInEveryOrderThatItAllows()
    {
        QRandomGenerator random(3);
        for (int i = 0; i < 1'000; ++i) {
            const SetPlanFixture f = randomSet(random);
            const SetPlan plan = f.plan();
            QList<Change> left;
            for (const Change &change : f.changes) {
                if (!plan.problems.contains(change.id))
                    left.append(change);
            }
            QSet<ChangeId> ended;
            QList<Authorization> records = f.snapshot.authorizations;
            while (!left.isEmpty()) {
                shuffle(left, random);
                const auto next = std::ranges::find_if(left, [&](const Change &change) {
                    return std::ranges::all_of(
                        plan.after.value(change.id), [&](ChangeId before) { return ended.contains(before); });
                });
                QVERIFY(next != left.end()); // or they wait for each other, or for a problem
                apply(*next, records);
                ended.insert(next->id);
                left.erase(next);
                QVERIFY(!hasDoubles(records));
            }
        }
    }
};

QTEST_APPLESS_MAIN(SetPlanOrderTest)
#include "setplanordertest.moc"
