#include "keyedtablemodel.h"
#include "exactness.h"

#include <QAbstractItemModelTester>
#include <QItemSelectionModel>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

using namespace lockdesk;

namespace {

struct Pair
{
    int key = 0;
    int left = 0;
    int right = 0;
    friend bool operator==(const Pair &, const Pair &) = default;
};

class PairModel : public KeyedTableModel<Pair, int>
{
public:
    PairModel()
        : KeyedTableModel(3, nullptr)
    {
    }
    using KeyedTableModel::put;
    using KeyedTableModel::reconcile;
    using KeyedTableModel::take;

    QList<int> keys() const
    {
        QList<int> result;
        for (int row = 0; row < rowCount(); ++row)
            result.append(rowAt(row).key);
        return result;
    }
    void setFactor(int factor)
    {
        changeView({{1, {Qt::DisplayRole}}, {2, {SortRole}}}, [this, factor] { m_factor = factor; });
    }

protected:
    int keyOf(const Pair &pair) const override { return pair.key; }
    QVariant cell(const Pair &pair, int column, int role) const override
    {
        if (column == 0)
            return role == Qt::DisplayRole ? pair.key : QVariant();
        if (column == 1)
            return role == Qt::DisplayRole ? pair.left * m_factor
                : role == SortRole         ? pair.left / 2
                                           : QVariant();
        return role == Qt::DisplayRole ? pair.right : role == SortRole ? pair.right * m_factor : QVariant();
    }
    bool isAffected(int column, const Pair &, const Pair &) const override { return column > 0; }

private:
    int m_factor = 1;
};

} // namespace

class KeyedTableModelTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void announcesRangesAndRolesExactly()
    {
        PairModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
        QSignalSpy removed(&model, &QAbstractItemModel::rowsRemoved);
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        model.reconcile({{1, 0, 0}, {2, 0, 0}, {3, 0, 0}, {4, 0, 0}, {5, 0, 0}});
        QCOMPARE(inserted.count(), 1);
        model.reconcile({{5, 0, 0}, {9, 1, 1}, {2, 1, 0}, {3, 1, 0}, {9, 7, 7}});

        QCOMPARE(
            model.keys(), QList<int>({2, 3, 5, 9})); // nothing moves, new ones come last, the first of equals
        QCOMPARE(model.row(9)->left, 1);
        QVERIFY(!model.row(4));
        QCOMPARE(removed.count(), 2);
        QCOMPARE(removed.at(0).at(1).toInt(), 3);
        QCOMPARE(removed.at(1).at(1).toInt(), 0);
        QCOMPARE(changed.count(), 1);
        QCOMPARE(changed.at(0).at(0).toModelIndex(), model.index(0, 1));
        QCOMPARE(changed.at(0).at(1).toModelIndex(), model.index(1, 1));
        QCOMPARE(changed.at(0).at(2).value<QList<int>>(), QList<int>({Qt::DisplayRole}));
        QCOMPARE(inserted.count(), 2);
        QCOMPARE(inserted.at(1).at(1).toInt(), 3);

        model.reconcile({{5, 0, 0}, {9, 1, 1}, {2, 1, 0}, {3, 1, 0}});
        QCOMPARE(inserted.count() + removed.count() + changed.count(), 5); // the same again says nothing
    }

    void staysExactUnderAnyLists()
    {
        PairModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        Exactness exactness(model);
        QItemSelectionModel selection(&model);
        QRandomGenerator random(5);
        QList<int> arrival;
        for (int round = 0; round < 3'000; ++round) {
            QList<Pair> rows;
            QSet<int> keys;
            for (int i = random.bounded(25); i > 0; --i) {
                rows.append({random.bounded(30), random.bounded(3), random.bounded(3)});
                keys.insert(rows.last().key);
            }
            arrival.removeIf([&keys](int key) { return !keys.contains(key); });
            for (const Pair &row : std::as_const(rows)) {
                if (!arrival.contains(row.key))
                    arrival.append(row.key);
            }
            exactness.begin();
            model.reconcile(rows);
            QVERIFY2(exactness.isExact(), qPrintable(QString::number(round)));
            QCOMPARE(model.keys(), arrival);
        }
    }

    void putsAndTakesOnlyWhatIsNamed()
    {
        PairModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        Exactness exactness(model);
        QRandomGenerator random(11);
        QMap<int, Pair> wanted;
        QList<int> arrival;
        for (int round = 0; round < 1'000; ++round) {
            exactness.begin();
            if (random.bounded(2) == 0) {
                QList<Pair> rows;
                for (int i = random.bounded(6); i > 0; --i) {
                    const Pair row{random.bounded(30), random.bounded(3), random.bounded(3)};
                    const bool isFirst = std::ranges::find(rows, row.key, &Pair::key) == rows.end();
                    rows.append(row);
                    if (!isFirst)
                        continue;
                    if (!wanted.contains(row.key))
                        arrival.append(row.key);
                    wanted.insert(row.key, row);
                }
                model.put(rows);
            } else {
                QSet<int> keys;
                for (int i = random.bounded(6); i > 0; --i)
                    keys.insert(random.bounded(30));
                wanted.removeIf([&keys](auto row) { return keys.contains(row.key()); });
                arrival.removeIf([&keys](int key) { return keys.contains(key); });
                model.take(keys);
            }
            QVERIFY2(exactness.isExact(), qPrintable(QString::number(round)));
            QCOMPARE(model.keys(), arrival);
            for (const Pair &row : std::as_const(wanted))
                QCOMPARE(*model.row(row.key), row);
        }
    }

    // Runs are announced beforehand, all together, and then one by one, while the table holds what it says.
    void takesManyRunsOutExactly()
    {
        PairModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        QList<Pair> rows;
        QList<int> left;
        for (int key = 0; key < 300; ++key)
            rows.append({key, key, 0});
        model.reconcile(rows);
        const QPersistentModelIndex last = model.index(299, 0);
        QSet<int> gone;
        for (int key = 0; key < 300; ++key) {
            if (key % 7 == 1 || key % 7 == 2 || key == 0)
                gone.insert(key);
            else
                left.append(key);
        }
        QList<RowOrder::Run> told, removed;
        int endCount = 0;
        QObject::connect(
            &model, &RunTableModel::runsAboutToBeRemoved, &model, [&](const QList<RowOrder::Run> &runs) {
                QCOMPARE(model.rowCount(), 300);
                told = runs;
            });
        QObject::connect(&model, &RunTableModel::runsRemoved, &model, [&] { ++endCount; });
        QObject::connect(
            &model, &QAbstractItemModel::rowsRemoved, &model, [&](const QModelIndex &, int first, int end) {
                removed.prepend({first, end});
                QList<int> now; // what is before the run is untouched, what is behind has moved up
                for (int key = 0; key < 300; ++key) {
                    if (key < first || !gone.contains(key))
                        now.append(key);
                }
                QCOMPARE(model.keys(), now);
                QVERIFY(!model.row(first) && model.row(299));
            });
        model.take(gone);
        QCOMPARE(model.keys(), left);
        QCOMPARE(told.size(), 43);
        QCOMPARE(removed, told);
        QCOMPARE(endCount, 1);
        QCOMPARE(last.row(), int(left.size()) - 1);

        model.disconnect();
        QObject::connect(&model, &RunTableModel::runsAboutToBeRemoved, &model, [&] { ++endCount; });
        model.take({299, 1'000}); // a single run is announced by itself alone
        QCOMPARE(endCount, 1);
        QCOMPARE(model.rowCount(), left.size() - 1);
        model.put({{5, 9, 9}, {300, 0, 0}}); // and rows are found at their new places
        QCOMPARE(model.row(5)->left, 9);
        QCOMPARE(model.keys().last(), 300);
    }

    void keepsTheSelection()
    {
        PairModel model;
        model.reconcile({{1, 0, 0}, {2, 0, 0}, {3, 0, 0}});
        QItemSelectionModel selection(&model);
        selection.setCurrentIndex(
            model.index(2, 0), QItemSelectionModel::SelectCurrent | QItemSelectionModel::Rows);
        model.reconcile({{4, 0, 0}, {3, 2, 2}, {2, 0, 0}});
        QCOMPARE(selection.selectedRows().size(), 1);
        QCOMPARE(selection.currentIndex().data().toInt(), 3);
    }

    void announcesAnotherView()
    {
        PairModel model;
        model.reconcile({{1, 1, 0}, {2, 0, 1}, {3, 1, 1}});
        Exactness exactness(model);
        model.setFactor(2);
        QVERIFY(exactness.isExact());
        QCOMPARE(exactness.announced.size(), 4);
        exactness.begin();
        model.setFactor(2);
        QCOMPARE(exactness.signalCount, 0);
    }
};

QTEST_APPLESS_MAIN(KeyedTableModelTest)
#include "keyedtablemodeltest.moc"
