#include "table.h"

#include <QAccessible>
#include <QApplication>
#include <QClipboard>
#include <QHeaderView>
#include <QMenu>
#include <QSignalSpy>
#include <QStandardItemModel>
#include <QTest>

using namespace lockdesk;
using namespace Qt::StringLiterals;

class TableTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingIsSelectedAtStart();
    void isNamedAndReadByAssistiveTools();
    void selectsRows();
    void tabLeavesTheTable();
    void copiesCellAndRows();
    void stateComesBack();
    void stateOfFewerColumnsIsTaken();
    void brokenStatesAreRefused_data();
    void brokenStatesAreRefused();
    void oneColumnAlwaysStays();
    void headerMenuSortsByKeyboard();
    void rowsGrowWithTheFont();
    void screenActionsComeFirst();

private:
    static void fill(QStandardItemModel &model, int rows = 3, int columns = 4);
};

void TableTest::fill(QStandardItemModel &model, int rows, int columns)
{
    model.setRowCount(rows);
    model.setColumnCount(columns);
    for (int row = 0; row < rows; ++row) {
        for (int column = 0; column < columns; ++column)
            model.setItem(row, column, new QStandardItem(u"%1%2"_s.arg(QChar(u'a' + column)).arg(row)));
    }
}

void TableTest::nothingIsSelectedAtStart()
{
    QStandardItemModel model;
    fill(model);
    Table table(u"Devices"_s);
    table.setModel(&model);
    table.show();
    QVERIFY(QTest::qWaitForWindowExposed(&table));
    table.setFocus(Qt::TabFocusReason);
    QVERIFY(!table.selectionModel()->hasSelection());
}

void TableTest::isNamedAndReadByAssistiveTools()
{
    QStandardItemModel model;
    fill(model);
    Table table(u"Devices"_s);
    table.setModel(&model);
    QAccessibleInterface *interface = QAccessible::queryAccessibleInterface(&table);
    QVERIFY(interface);
    QCOMPARE(interface->role(), QAccessible::Table);
    QCOMPARE(interface->text(QAccessible::Name), u"Devices"_s);
    QAccessibleInterface *cell = interface->tableInterface()->cellAt(1, 2);
    QVERIFY(cell);
    QCOMPARE(cell->text(QAccessible::Name), u"c1"_s);
    QVERIFY(interface->tableInterface()->selectRow(1)); // as an assistive tool does it
    QCOMPARE(table.selectionModel()->selectedRows().size(), 1);
    QVERIFY(!table.currentIndex().isValid());
}

void TableTest::selectsRows()
{
    QStandardItemModel model;
    fill(model);
    Table table(u"Devices"_s);
    table.setModel(&model);
    table.show();
    QTest::mouseClick(table.viewport(), Qt::LeftButton, {}, table.visualRect(model.index(1, 2)).center());
    QCOMPARE(table.selectionModel()->selectedRows().size(), 1);
    QTest::keyClick(&table, Qt::Key_Down, Qt::ShiftModifier);
    QCOMPARE(table.selectionModel()->selectedRows().size(), 2);
}

void TableTest::tabLeavesTheTable()
{
    QStandardItemModel model;
    fill(model);
    Table table(u"Devices"_s);
    table.setModel(&model);
    table.setCurrentIndex(model.index(0, 0));
    QTest::keyClick(&table, Qt::Key_Tab);
    QCOMPARE(table.currentIndex(), model.index(0, 0));
}

void TableTest::copiesCellAndRows()
{
    QStandardItemModel model;
    fill(model);
    Table table(u"Devices"_s);
    table.setModel(&model);
    table.setColumnHidden(1, true);
    table.show();
    QVERIFY(QTest::qWaitForWindowActive(&table));
    table.setFocus();
    table.selectAll();
    table.selectionModel()->setCurrentIndex(model.index(2, 3), QItemSelectionModel::NoUpdate);
    QTest::keyClick(&table, Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QApplication::clipboard()->text(), u"d2"_s);
    QTest::keyClick(&table, Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(QApplication::clipboard()->text(), u"a0\tc0\td0\na1\tc1\td1\na2\tc2\td2"_s);
}

void TableTest::stateComesBack()
{
    QStandardItemModel model;
    fill(model);
    Table before(u"Devices"_s);
    before.setModel(&model);
    before.horizontalHeader()->moveSection(3, 0);
    before.setColumnHidden(1, true);
    before.setColumnWidth(0, 77);
    before.sortByColumn(2, Qt::DescendingOrder);

    Table after(u"Devices"_s);
    after.setModel(&model);
    QVERIFY(after.restoreVisualState(before.visualState()));
    QCOMPARE(after.visualState(), before.visualState());
    QCOMPARE(after.horizontalHeader()->logicalIndex(0), 3);
    QVERIFY(after.isColumnHidden(1));
    QCOMPARE(after.columnWidth(0), 77);
    QCOMPARE(after.horizontalHeader()->sortIndicatorSection(), 2);
    QCOMPARE(after.horizontalHeader()->sortIndicatorOrder(), Qt::DescendingOrder);
}

void TableTest::stateOfFewerColumnsIsTaken()
{
    QStandardItemModel small;
    fill(small, 1, 3);
    Table before(u"Devices"_s);
    before.setModel(&small);
    before.horizontalHeader()->moveSection(2, 0);
    QStandardItemModel large;
    fill(large, 1, 5);
    Table after(u"Devices"_s);
    after.setModel(&large);
    QVERIFY(after.restoreVisualState(before.visualState()));
    QCOMPARE(after.horizontalHeader()->logicalIndex(0), 2);
    QVERIFY(!after.isColumnHidden(4));
}

void TableTest::brokenStatesAreRefused_data()
{
    QStandardItemModel model;
    fill(model);
    Table table(u"Devices"_s);
    table.setModel(&model);
    const QByteArray state = table.visualState();
    QTest::addColumn<QByteArray>("state");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("cut") << state.chopped(3);
    QTest::newRow("other version") << "\x7f" + state.mid(1);
    QTest::newRow("garbage") << QByteArray(64, '\xff');
    QByteArray doubled = state; // column 0 twice
    doubled.replace(25, 4, doubled.mid(16, 4));
    QTest::newRow("a column twice") << doubled;
}

void TableTest::brokenStatesAreRefused()
{
    QFETCH(const QByteArray, state);
    QStandardItemModel model;
    fill(model);
    Table table(u"Devices"_s);
    table.setModel(&model);
    const QByteArray before = table.visualState();
    QVERIFY(!table.restoreVisualState(state));
    QCOMPARE(table.visualState(), before);
}

void TableTest::oneColumnAlwaysStays()
{
    QStandardItemModel model;
    fill(model, 1, 2);
    Table table(u"Devices"_s);
    table.setModel(&model);
    const auto columns = [&table] {
        QMenu *menu = table.actions().constLast()->menu();
        Q_EMIT menu->aboutToShow();
        return menu->actions();
    };
    QCOMPARE(columns().size(), 2);
    columns().at(0)->trigger();
    QVERIFY(table.isColumnHidden(0));
    QVERIFY(!columns().at(1)->isEnabled());
    columns().at(0)->trigger();
    QVERIFY(!table.isColumnHidden(0));
}

void TableTest::headerMenuSortsByKeyboard()
{
    QStandardItemModel model;
    fill(model);
    Table table(u"Devices"_s);
    table.setModel(&model);
    QMenu *menu = table.actions().at(table.actions().size() - 2)->menu();
    Q_EMIT menu->aboutToShow();
    menu->actions().constLast()->trigger(); // descending
    QCOMPARE(model.item(0, 0)->text(), u"a2"_s);
    menu->actions().at(1)->trigger();
    QCOMPARE(table.horizontalHeader()->sortIndicatorSection(), 1);
}

void TableTest::rowsGrowWithTheFont()
{
    QStandardItemModel model;
    fill(model);
    Table table(u"Devices"_s);
    table.setModel(&model);
    const int before = table.rowHeight(0);
    QFont large = table.font();
    large.setPointSizeF(large.pointSizeF() * 2);
    table.setFont(large);
    QVERIFY(table.rowHeight(0) > before * 3 / 2);
    QVERIFY(table.rowHeight(0) >= table.fontMetrics().height());
}

void TableTest::screenActionsComeFirst()
{
    Table table(u"Devices"_s);
    QAction lock;
    table.prependActions({&lock});
    QCOMPARE(table.actions().constFirst(), &lock);
    QVERIFY(table.actions().at(1)->isSeparator());
}

QTEST_MAIN(TableTest)
#include "tabletest.moc"
