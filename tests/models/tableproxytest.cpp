#include "tableproxy.h"
#include "sampletable.h"

#include <QAbstractItemModelTester>
#include <QItemSelectionModel>
#include <QSignalSpy>
#include <QTest>
#include <memory>

using namespace lockdesk;
using namespace Qt::StringLiterals;

namespace {

QList<SampleRow> fiveRooms()
{
    return {{1, u"Room 10"_s, 3}, {2, u"Room 9"_s, {}}, {3, u"Äther"_s, 1}, {4, u"room 9"_s, 3},
        {5, u"Zoo"_s, 2}};
}

QList<int> ids(const QAbstractItemModel &model)
{
    QList<int> result;
    for (int row = 0; row < model.rowCount(); ++row)
        result.append(model.index(row, 0).data(IdRole).toInt());
    return result;
}

} // namespace

class TableProxyTest : public QObject
{
    Q_OBJECT

    struct Bench
    {
        explicit Bench(const QList<SampleRow> &rows = fiveRooms())
            : table(rows)
        {
            proxy.setSourceModel(&table);
            filtered.clear();
        }

        SampleTable table;
        TableProxy proxy;
        QAbstractItemModelTester tester{&proxy, QAbstractItemModelTester::FailureReportingMode::Fatal};
        QSignalSpy changed{&proxy, &QAbstractItemModel::dataChanged};
        QSignalSpy moved{&proxy, &QAbstractItemModel::layoutChanged};
        QSignalSpy filtered{&proxy, &TableProxy::filtered};
    };

    static QList<SampleRow> many(int count)
    {
        QList<SampleRow> rows;
        rows.reserve(count);
        for (int i = 0; i < count; ++i) {
            const int number = int((qint64(i) * 7919) % count);
            rows.append({i, QStringLiteral("Guest %1 of room %2").arg(number).arg(i % 977), number});
        }
        return rows;
    }

private Q_SLOTS:
    void sortsByTextNumberAndNotAtAll()
    {
        Bench bench;
        QCOMPARE(ids(bench.proxy), QList<int>({1, 2, 3, 4, 5}));
        bench.proxy.sort(SampleTable::Name);
        QCOMPARE(ids(bench.proxy), QList<int>({3, 4, 2, 1, 5}));
        bench.proxy.sort(SampleTable::Number, Qt::DescendingOrder);
        QCOMPARE(
            ids(bench.proxy), QList<int>({1, 4, 5, 3, 2})); // equal ones in the source's order, none last
        bench.proxy.sort(SampleTable::Number);
        QCOMPARE(ids(bench.proxy), QList<int>({3, 5, 1, 4, 2}));
        bench.proxy.sort(-1);
        QCOMPARE(ids(bench.proxy), QList<int>({1, 2, 3, 4, 5}));
        QCOMPARE(bench.filtered.count(), 4);
        bench.proxy.sort(SampleTable::ColumnCount + 3);
        QCOMPARE(bench.proxy.sortColumn(), -1);
    }

    void filtersByWordsInAnyColumn()
    {
        Bench bench;
        bench.proxy.sort(SampleTable::Name);
        bench.proxy.setFilter(u"ROOM 3"_s);
        QCOMPARE(ids(bench.proxy), QList<int>({4, 1}));
        QCOMPARE(bench.proxy.totalCount(), 5);
        bench.proxy.setFilter(u"ather"_s);
        QCOMPARE(ids(bench.proxy), QList<int>({3}));
        bench.proxy.setFilter(u"nothing"_s);
        QCOMPARE(bench.proxy.rowCount(), 0);
        QVERIFY(!bench.proxy.hasChildren());
        bench.proxy.setFilter({});
        QCOMPARE(ids(bench.proxy), QList<int>({3, 4, 2, 1, 5}));
        const auto signalsBefore = bench.filtered.count();
        bench.proxy.setFilter(u"  "_s);
        QCOMPARE(bench.filtered.count(), signalsBefore);
        QCOMPARE(bench.proxy.filter(), u"  "_s);
    }

    void forwardsExactlyWhatChanged()
    {
        Bench bench;
        bench.proxy.sort(SampleTable::Name); // 3 4 2 1 5
        bench.moved.clear();
        bench.table.setNumbers(0, {7, 7, 7}); // ids 1, 2, 3: the shown rows 3, 2 and 0
        QCOMPARE(bench.changed.count(), 2);
        const auto cell = [&bench](int signal, int argument) {
            const auto index = bench.changed.at(signal).at(argument).toModelIndex();
            return std::pair(index.row(), index.column());
        };
        QCOMPARE(cell(0, 0), std::pair(0, 1));
        QCOMPARE(cell(0, 1), std::pair(0, 1));
        QCOMPARE(cell(1, 0), std::pair(2, 1));
        QCOMPARE(cell(1, 1), std::pair(3, 1));
        QVERIFY(bench.changed.at(0).at(2).value<QList<int>>().isEmpty());
        QCOMPARE(bench.moved.count(), 0);

        bench.table.setName(4, u"Zoology"_s); // another key, the same place
        QCOMPARE(bench.changed.count(), 3);
        QCOMPARE(bench.changed.at(2).at(2).value<QList<int>>(), QList<int>({Qt::DisplayRole, SortRole}));
        QCOMPARE(bench.moved.count(), 0);
        bench.table.setName(4, u"Aachen"_s);
        QCOMPARE(ids(bench.proxy), QList<int>({5, 3, 4, 2, 1}));
        QCOMPARE(bench.moved.count(), 1);
    }

    void saysNothingOfHiddenRows()
    {
        Bench bench;
        bench.proxy.setFilter(u"room"_s);
        bench.table.setNumbers(2, {7});
        QCOMPARE(bench.changed.count(), 0);
        bench.table.setName(2, u"Bathroom"_s);
        QCOMPARE(ids(bench.proxy), QList<int>({1, 2, 3, 4}));
        bench.table.setName(0, u"Hall"_s);
        QCOMPARE(ids(bench.proxy), QList<int>({2, 3, 4}));
        QCOMPARE(bench.moved.count(), 0);
    }

    void textsChangedWithoutAFilterAreSeenByTheNext()
    {
        Bench bench;
        bench.proxy.setFilter(u"zoo"_s);
        bench.proxy.setFilter({});
        bench.table.setName(4, u"Park"_s);
        bench.proxy.setFilter(u"park"_s);
        QCOMPARE(ids(bench.proxy), QList<int>({5}));
    }

    void followsAnotherSourceAndNone()
    {
        Bench bench;
        bench.proxy.sort(SampleTable::Number);
        SampleTable other({{8, u"b"_s, 2}, {9, u"a"_s, 1}});
        bench.proxy.setSourceModel(&other);
        QCOMPARE(ids(bench.proxy), QList<int>({9, 8}));
        bench.table.insert(0, {{10, u"not ours"_s, 0}});
        QCOMPARE(bench.proxy.rowCount(), 2);
        bench.proxy.setSourceModel(nullptr);
        QCOMPARE(bench.proxy.rowCount(), 0);
        auto gone = std::make_unique<SampleTable>(fiveRooms());
        bench.proxy.setSourceModel(gone.get());
        QCOMPARE(bench.proxy.rowCount(), 5);
        gone.reset();
        QCOMPARE(bench.proxy.rowCount(), 0);
        QCOMPARE(bench.proxy.columnCount(), 0);
    }

    void largeTablesAreDoneByAndBy()
    {
        Bench bench(many(6'000));
        bench.proxy.setFilter(u"room 5"_s);
        QVERIFY(bench.proxy.isWorking());
        QCOMPARE(bench.proxy.rowCount(), 6'000);
        bench.proxy.setFilter(u"room 976"_s); // the answer to the first one is dropped
        QTRY_VERIFY(!bench.proxy.isWorking());
        QCOMPARE(bench.filtered.count(), 1);
        QCOMPARE(bench.proxy.rowCount(), 12); // 6 rooms and 6 numbers
    }

    void changesDuringTheWorkAreNotLost()
    {
        Bench bench(many(6'000));
        bench.proxy.sort(SampleTable::Name);
        bench.proxy.setFilter(u"needle"_s);
        bench.table.setName(17, u"A needle"_s); // while the source is read
        QSignalSpy counted(&bench.proxy, &QAbstractItemModel::rowsRemoved);
        bench.table.remove(0, 10);
        bench.table.insert(3, {{7'000, u"Another needle"_s, 1}});
        QTRY_VERIFY(!bench.proxy.isWorking());
        QCOMPARE(ids(bench.proxy), QList<int>({17, 7'000}));
        bench.table.setName(5'000, u"Third needle"_s);
        QTRY_COMPARE(ids(bench.proxy), QList<int>({17, 7'000, 5'009}));
    }

    void newRowsOfALargeTableShowAtOnceWithoutAFilter()
    {
        Bench bench(many(6'000));
        bench.proxy.sort(SampleTable::Name);
        QTRY_VERIFY(!bench.proxy.isWorking());
        bench.table.insert(0, many(6'000));
        QCOMPARE(bench.proxy.rowCount(), 12'000);
        QVERIFY(bench.proxy.isWorking());
        QTRY_VERIFY(!bench.proxy.isWorking());
        QCOMPARE(bench.proxy.rowCount(), 12'000);
    }

    // However many runs leave the source together, those who look at the proxy hear of it once.
    void runsThatGoTogetherGoAsOne()
    {
        Bench bench(many(6'000));
        QItemSelectionModel selection(&bench.proxy);
        bench.proxy.sort(SampleTable::Number, Qt::DescendingOrder);
        QTRY_VERIFY(!bench.proxy.isWorking());
        QList<int> left = ids(bench.proxy);
        const int currentId = left.at(3'001), selectedId = left.at(700), goneId = left.at(701);
        const auto select = [&](int row, QItemSelectionModel::SelectionFlags how) {
            selection.setCurrentIndex(bench.proxy.index(row, 0), how | QItemSelectionModel::Rows);
        };
        select(700, QItemSelectionModel::Select);
        select(701, QItemSelectionModel::Select);
        select(3'001, QItemSelectionModel::Select);
        QList<RowOrder::Run> runs;
        for (int row = 0; row < 6'000; ++row) { // the sample's ids are its numbers of rows
            const bool isKept = row == currentId || row == selectedId;
            if (row == goneId || (!isKept && row % 3 == 0)) {
                RowOrder::addToRuns(runs, row);
                left.removeOne(row);
            }
        }
        bench.moved.clear();
        bench.filtered.clear();
        QSignalSpy removed(&bench.proxy, &QAbstractItemModel::rowsRemoved);
        const qint64 asked = bench.table.dataCalls();
        bench.table.removeRuns(runs);
        QCOMPARE(removed.size(), 1);
        QCOMPARE(bench.moved.size(), 1);
        QCOMPARE(bench.filtered.size(), 1);
        QVERIFY(bench.table.dataCalls() - asked < 100); // what is known is not asked for anew
        QCOMPARE(ids(bench.proxy), left);
        QCOMPARE(selection.currentIndex().data(IdRole).toInt(), currentId);
        QCOMPARE(selection.selectedRows().size(), 2);
        bench.proxy.setFilter(u"room 5"_s); // and the texts of those that are left are theirs
        bench.proxy.setFilter({});
        QTRY_VERIFY(!bench.proxy.isWorking());
        bench.table.setNumbers(0, {99'999});
        QTRY_COMPARE(bench.proxy.index(0, 0).data(IdRole).toInt(), bench.table.rows().first().id);
    }

    void dyingWhileTheWorkerRunsIsHarmless()
    {
        SampleTable table(many(20'000));
        for (int i = 0; i < 5; ++i) {
            TableProxy proxy;
            proxy.setSourceModel(&table);
            proxy.sort(SampleTable::Name);
            QTest::qWait(i * 20);
        }
    }

    void holdsTwoHundredThousandRows()
    {
        SampleTable table(many(200'000));
        TableProxy proxy;
        QItemSelectionModel selection(&proxy);
        proxy.setSourceModel(&table);
        proxy.sort(SampleTable::Number);
        QTRY_VERIFY_WITH_TIMEOUT(!proxy.isWorking(), 30'000);
        for (int row = 0; row < 200'000; row += 997)
            QCOMPARE(proxy.index(row, SampleTable::Number).data().toInt(), row);
        selection.setCurrentIndex(
            proxy.index(1234, 0), QItemSelectionModel::Select | QItemSelectionModel::Rows);
        proxy.setFilter(u"guest 1234"_s);
        QTRY_VERIFY_WITH_TIMEOUT(!proxy.isWorking(), 30'000);
        QCOMPARE(proxy.rowCount(), 140); // as counted by other means
        QCOMPARE(selection.currentIndex().row(), 0);
        const qint64 asked = table.dataCalls();
        proxy.setFilter({});
        QTRY_VERIFY(!proxy.isWorking());
        QCOMPARE(table.dataCalls(), asked); // what is known is not asked again
        QCOMPARE(proxy.rowCount(), 200'000);
        QCOMPARE(selection.selectedRows().size(), 1);
        QCOMPARE(selection.currentIndex().row(), 1234);
        selection.select({proxy.index(0, 0), proxy.index(199'999, 0)},
            QItemSelectionModel::Select | QItemSelectionModel::Rows);
        proxy.setFilter(u"guest 1234"_s);
        QTRY_VERIFY_WITH_TIMEOUT(!proxy.isWorking(), 30'000);
        QCOMPARE(selection.selectedRows().size(), 140); // what is hidden is no longer selected,
        proxy.setFilter({});
        QTRY_VERIFY(!proxy.isWorking());
        QCOMPARE(selection.selectedRows().size(), 140); // also when it comes back
        for (int row = 0; row < 200'000; row += 200)
            table.setNumbers(row, {row});
        QTRY_VERIFY(!proxy.isWorking());
        QCOMPARE(selection.currentIndex().data(IdRole), selection.selectedRows().first().data(IdRole));
    }
};

QTEST_GUILESS_MAIN(TableProxyTest)
#include "tableproxytest.moc"
