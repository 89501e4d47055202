#include "table.h"

#include "leandelegate.h"
#include "theme.h"

#include <QActionGroup>
#include <QClipboard>
#include <QDataStream>
#include <QEvent>
#include <QGuiApplication>
#include <QHeaderView>
#include <QIODevice>
#include <QMenu>
#include <algorithm>
#include <vector>

namespace lockdesk {

using namespace Qt::StringLiterals;

namespace {

constexpr quint32 stateVersion = 1;

QString titleOf(const QHeaderView *header, int column)
{
    return header->model()->headerData(column, Qt::Horizontal).toString();
}

} // namespace

Table::Table(const QString &name, QWidget *parent)
    : QTableView(parent)
    , m_copyCell(new QAction(tr("Copy cell"), this))
    , m_copyRows(new QAction(tr("Copy rows"), this))
    , m_columnsMenu(new QMenu(tr("Columns"), this))
    , m_sortMenu(new QMenu(tr("Sort by"), this))
{
    setAccessibleName(name);
    setItemDelegate(new LeanDelegate(this));
    setSelectionBehavior(SelectRows);
    setSelectionMode(ExtendedSelection);
    setEditTriggers(NoEditTriggers);
    setAlternatingRowColors(true);
    setShowGrid(false);
    setWordWrap(false);
    setTextElideMode(Qt::ElideMiddle);
    setTabKeyNavigation(false); // Tab leaves the table, arrows move in it
    setHorizontalScrollMode(ScrollPerPixel);
    setCornerButtonEnabled(false);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);

    QHeaderView *header = horizontalHeader();
    header->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    header->setHighlightSections(false);
    header->setSectionsMovable(true);
    header->setStretchLastSection(true);
    header->setSortIndicator(0, Qt::AscendingOrder);
    header->setContextMenuPolicy(Qt::CustomContextMenu);
    setSortingEnabled(true);

    m_copyCell->setShortcut(QKeySequence::Copy);
    m_copyRows->setShortcut(Qt::CTRL | Qt::SHIFT | Qt::Key_C);
    for (QAction *action : {m_copyCell, m_copyRows}) {
        action->setShortcutContext(Qt::WidgetShortcut);
        addAction(action);
    }
    addAction(m_sortMenu->menuAction());
    addAction(m_columnsMenu->menuAction());
    setContextMenuPolicy(Qt::ActionsContextMenu);

    connect(m_copyCell, &QAction::triggered, this,
        [this] { QGuiApplication::clipboard()->setText(currentText()); });
    connect(m_copyRows, &QAction::triggered, this,
        [this] { QGuiApplication::clipboard()->setText(selectedText()); });
    connect(m_columnsMenu, &QMenu::aboutToShow, this, [this] { fillColumnsMenu(m_columnsMenu); });
    connect(m_sortMenu, &QMenu::aboutToShow, this, [this] { fillSortMenu(m_sortMenu); });
    connect(header, &QWidget::customContextMenuRequested, this,
        [this, header](const QPoint &at) { m_columnsMenu->popup(header->mapToGlobal(at)); });
    updateRowHeight();
}

void Table::setModel(QAbstractItemModel *newModel)
{
    QTableView::setModel(newModel);
    updateRowHeight();
}

void Table::setColumnCharacters(const QList<int> &widths)
{
    const int character = fontMetrics().averageCharWidth();
    for (int column = 0; column < widths.size(); ++column)
        setColumnWidth(column, (widths.at(column) + 2) * character);
}

void Table::prependActions(const QList<QAction *> &actions)
{
    insertActions(m_copyCell, actions);
    auto *separator = new QAction(this);
    separator->setSeparator(true);
    insertAction(m_copyCell, separator);
}

void Table::changeEvent(QEvent *event)
{
    QTableView::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        updateRowHeight();
}

void Table::updateRowHeight()
{
    verticalHeader()->setMinimumSectionSize(1);
    verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 10);
}

int Table::visibleColumnCount() const
{
    return horizontalHeader()->count() - horizontalHeader()->hiddenSectionCount();
}

void Table::fillColumnsMenu(QMenu *menu)
{
    menu->clear();
    const QHeaderView *header = horizontalHeader();
    for (int visual = 0; visual < header->count(); ++visual) {
        const int column = header->logicalIndex(visual);
        QAction *action = menu->addAction(titleOf(header, column));
        action->setCheckable(true);
        action->setChecked(!isColumnHidden(column));
        action->setEnabled(isColumnHidden(column) || visibleColumnCount() > 1); // one column always stays
        connect(action, &QAction::toggled, this, [this, column](bool on) { setColumnHidden(column, !on); });
    }
}

void Table::fillSortMenu(QMenu *menu)
{
    menu->clear();
    QHeaderView *header = horizontalHeader();
    auto *columns = new QActionGroup(menu);
    for (int visual = 0; visual < header->count(); ++visual) {
        const int column = header->logicalIndex(visual);
        QAction *action = columns->addAction(menu->addAction(titleOf(header, column)));
        action->setCheckable(true);
        action->setChecked(header->sortIndicatorSection() == column);
        connect(action, &QAction::triggered, header,
            [header, column] { header->setSortIndicator(column, header->sortIndicatorOrder()); });
    }
    menu->addSeparator();
    auto *orders = new QActionGroup(menu);
    const auto addOrder = [&](const QString &text, Qt::SortOrder order) {
        QAction *action = orders->addAction(menu->addAction(text));
        action->setCheckable(true);
        action->setChecked(header->sortIndicatorOrder() == order);
        connect(action, &QAction::triggered, header,
            [header, order] { header->setSortIndicator(header->sortIndicatorSection(), order); });
    };
    addOrder(tr("Ascending"), Qt::AscendingOrder);
    addOrder(tr("Descending"), Qt::DescendingOrder);
}

QByteArray Table::visualState() const
{
    const QHeaderView *header = horizontalHeader();
    QByteArray state;
    QDataStream stream(&state, QIODevice::WriteOnly);
    stream.setVersion(QDataStream::Qt_6_4);
    stream << stateVersion << qint32(header->sortIndicatorSection()) << qint32(header->sortIndicatorOrder())
           << qint32(header->count());
    for (int visual = 0; visual < header->count(); ++visual) {
        const int column = header->logicalIndex(visual);
        const bool isHidden = header->isSectionHidden(column);
        // A hidden section has no width: it comes back with the usual one.
        stream << qint32(column) << isHidden << qint32(isHidden ? 0 : header->sectionSize(column));
    }
    return state;
}

bool Table::restoreVisualState(const QByteArray &state)
{
    struct Section
    {
        qint32 column = -1;
        bool isHidden = false;
        qint32 width = 0;
    };
    QDataStream stream(state);
    stream.setVersion(QDataStream::Qt_6_4);
    quint32 version = 0;
    qint32 sortColumn = 0;
    qint32 sortOrder = 0;
    qint32 count = 0;
    stream >> version >> sortColumn >> sortOrder >> count;
    QHeaderView *header = horizontalHeader();
    if (stream.status() != QDataStream::Ok || version != stateVersion || count < 1 || count > header->count())
        return false;
    QList<Section> sections(count);
    QList<bool> isMet(header->count(), false);
    for (Section &section : sections) {
        stream >> section.column >> section.isHidden >> section.width;
        if (stream.status() != QDataStream::Ok || section.column < 0 || section.column >= header->count()
            || isMet.at(section.column))
            return false;
        isMet[section.column] = true;
    }
    const bool isAnyShown = count < header->count()
        || std::ranges::any_of(sections, [](const Section &s) { return !s.isHidden; });
    if (!isAnyShown)
        return false;
    for (int visual = 0; visual < count; ++visual) {
        const Section &section = sections.at(visual);
        header->moveSection(header->visualIndex(section.column), visual);
        header->setSectionHidden(section.column, section.isHidden);
        if (section.width > 0)
            header->resizeSection(section.column, std::clamp(section.width, 20, 2000));
    }
    if (sortColumn >= 0 && sortColumn < header->count())
        header->setSortIndicator(
            sortColumn, sortOrder == Qt::DescendingOrder ? Qt::DescendingOrder : Qt::AscendingOrder);
    return true;
}

QString Table::currentText() const
{
    return currentIndex().data(Qt::DisplayRole).toString();
}

QList<int> Table::selectedRowNumbers() const
{
    std::vector<std::pair<int, int>> runs; // few, however many rows
    const QItemSelection ranges = selectionModel() ? selectionModel()->selection() : QItemSelection();
    for (const QItemSelectionRange &range : ranges)
        runs.emplace_back(range.top(), range.bottom());
    std::ranges::sort(runs);
    QList<int> rows;
    int next = 0;
    for (const auto &[first, last] : runs) {
        for (next = std::max(next, first); next <= last; ++next)
            rows.append(next);
    }
    return rows;
}

QString Table::selectedText() const
{
    QStringList lines;
    for (const int row : selectedRowNumbers()) {
        QStringList cells;
        for (int visual = 0; visual < horizontalHeader()->count(); ++visual) {
            const int column = horizontalHeader()->logicalIndex(visual);
            if (!isColumnHidden(column))
                cells.append(model()->index(row, column).data(Qt::DisplayRole).toString());
        }
        lines.append(cells.join(u'\t'));
    }
    return lines.join(u'\n');
}

} // namespace lockdesk
