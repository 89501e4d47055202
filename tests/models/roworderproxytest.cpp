#include "roworderproxy.h"
#include "sampletable.h"

#include <QAbstractItemModelTester>
#include <QHeaderView>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>
#include <numeric>

using namespace lockdesk;

namespace {

class OpenProxy : public RowOrderProxy
{
public:
    using RowOrderProxy::show;

    void setTable(SampleTable *table)
    {
        beginResetModel();
        setSourceModel(table);
        std::vector<int> all(size_t(table->rowCount()));
        std::iota(all.begin(), all.end(), 0);
        reset(table->rowCount(), all);
        endResetModel();
    }

    std::vector<int> shown() const { return order().rows(); }
};

QList<SampleRow> numbered(int count)
{
    QList<SampleRow> rows;
    for (int i = 0; i < count; ++i)
        rows.append({i, QStringLiteral("Row %1").arg(i), i});
    return rows;
}

} // namespace

class RowOrderProxyTest : public QObject
{
    Q_OBJECT

    struct Bench
    {
        explicit Bench(int rows)
            : table(numbered(rows))
        {
            proxy.setTable(&table);
        }

        SampleTable table;
        OpenProxy proxy;
        QAbstractItemModelTester tester{&proxy, QAbstractItemModelTester::FailureReportingMode::Fatal};
        QSignalSpy inserted{&proxy, &QAbstractItemModel::rowsInserted};
        QSignalSpy removed{&proxy, &QAbstractItemModel::rowsRemoved};
        QSignalSpy layoutChanged{&proxy, &QAbstractItemModel::layoutChanged};
    };

private Q_SLOTS:
    void fewRunsAreAnnouncedOneByOne()
    {
        Bench bench(10);
        bench.proxy.show({0, 1, 4, 5, 9});
        QCOMPARE(bench.removed.count(), 2);
        QCOMPARE(bench.removed.at(0).at(1).toInt(), 6);
        QCOMPARE(bench.removed.at(0).at(2).toInt(), 8);
        bench.proxy.show({0, 1, 2, 3, 4, 5, 9});
        QCOMPARE(bench.inserted.count(), 1);
        QCOMPARE(bench.inserted.at(0).at(1).toInt(), 2);
        QCOMPARE(bench.inserted.at(0).at(2).toInt(), 3);
        QCOMPARE(bench.layoutChanged.count(), 0);
        bench.proxy.show({0, 1, 2, 3, 4, 5, 9});
        QCOMPARE(bench.inserted.count() + bench.removed.count(), 3);
    }

    void manyRunsAreThreeAnnouncementsAtMost()
    {
        Bench bench(200);
        std::vector<int> odd, even;
        for (int i = 0; i < 200; ++i)
            (i % 2 ? odd : even).push_back(i);
        bench.proxy.show(odd);
        QCOMPARE(bench.removed.count(), 1);
        QCOMPARE(bench.layoutChanged.count(), 1);
        std::ranges::reverse(even);
        bench.proxy.show(even);
        QCOMPARE(bench.proxy.shown(), even);
        QCOMPARE(bench.inserted.count(), 1);
        QCOMPARE(bench.removed.count(), 2);
    }

    // A selection of everything must never come to cover rows that nobody selected.
    void selectionOfTheWholeTableStaysExact()
    {
        Bench bench(600); // above the 1,000 cells from which QItemSelectionModel takes a short cut
        QItemSelectionModel selection(&bench.proxy);
        std::vector<int> some;
        for (int i = 0; i < 600; i += 2)
            some.push_back(i);
        bench.proxy.show(some);
        selection.select({bench.proxy.index(0, 0), bench.proxy.index(299, 1)}, QItemSelectionModel::Select);
        QSignalSpy changed(&selection, &QItemSelectionModel::selectionChanged);

        std::vector<int> all(600);
        std::iota(all.begin(), all.end(), 0);
        bench.proxy.show(all);
        QCOMPARE(selection.selectedRows().size(), 300);
        for (const QModelIndex &index : selection.selectedRows())
            QCOMPARE(index.data(IdRole).toInt() % 2, 0);
        QCOMPARE(changed.count(), 0);

        bench.proxy.show({4, 3, 2, 1, 0});
        QCOMPARE(selection.selectedRows().size(), 3);
        QVERIFY(changed.count() > 0);
    }

    void headerOutlivesTheLastRow()
    {
        Bench bench(3);
        bench.proxy.show({});
        QCOMPARE(bench.proxy.headerData(0, Qt::Horizontal).toString(), QStringLiteral("Name"));
        QVERIFY(!bench.proxy.headerData(0, Qt::Vertical).isValid());
        bench.proxy.show({2});
        QCOMPARE(bench.proxy.headerData(0, Qt::Vertical).toInt(), 2);
    }

    void viewKeepsWidthsSelectionAndCurrentRow()
    {
        Bench bench(300);
        QTableView view;
        view.setSelectionBehavior(QAbstractItemView::SelectRows);
        view.setModel(&bench.proxy);
        view.setColumnWidth(0, 123);
        view.resize(300, 300);
        view.show();
        view.selectRow(100);
        std::vector<int> kept;
        for (int i = 0; i < 300; i += 4)
            kept.push_back(299 - i == 100 ? 100 : i);
        bench.proxy.show(kept);
        QCOMPARE(view.currentIndex().data(IdRole).toInt(), 100);
        QCOMPARE(view.selectionModel()->selectedRows().size(), 1);
        QCOMPARE(view.selectionModel()->selectedRows().first().data(IdRole).toInt(), 100);
        bench.proxy.show({});
        QVERIFY(!view.selectionModel()->hasSelection());
        bench.proxy.show(kept);
        QCOMPARE(view.columnWidth(0), 123);
        QVERIFY(!view.selectionModel()->hasSelection());
        QCOMPARE(view.verticalHeader()->count(), int(kept.size()));
    }
};

QTEST_MAIN(RowOrderProxyTest)
#include "roworderproxytest.moc"
