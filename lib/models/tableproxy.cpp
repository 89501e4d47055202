#include "tableproxy.h"

#include "roles.h"
#include "runtablemodel.h"

#include <QElapsedTimer>
#include <algorithm>
#include <chrono>
#include <numeric>

namespace lockdesk {

using namespace std::chrono_literals;

namespace {

// More changed rows than this are given their places by the worker.
constexpr size_t maxDirtyRows = 5'000;

// How long the source is read at a stretch: a frame has 16 ms, and others want some of it.
constexpr std::chrono::milliseconds slice = 4ms;

std::vector<int> rowsFrom(int first, int last)
{
    std::vector<int> rows(size_t(last - first + 1));
    std::iota(rows.begin(), rows.end(), first);
    return rows;
}

} // namespace

TableProxy::TableProxy(QObject *parent)
    : RowOrderProxy(parent)
    , m_collator(tableCollator(QLocale()))
{
    m_timer.setSingleShot(true);
    m_timer.setInterval(0ms);
    connect(&m_timer, &QTimer::timeout, this, &TableProxy::work);
    connect(&m_worker, &TableWorker::finished, this, &TableProxy::adopt);
}

TableProxy::~TableProxy() = default;

void TableProxy::setFilter(const QString &text)
{
    m_filter = text;
    const FilterWords words(text);
    if (words == m_facts.words())
        return;
    forgetDirtyRows();
    m_facts.setWords(words);
    refresh();
}

void TableProxy::sort(int column, Qt::SortOrder order)
{
    column = column < columnCount() ? std::max(column, -1) : -1;
    if (column == sortColumn() && order == sortOrder())
        return;
    forgetDirtyRows();
    m_worker.discard(m_facts.setSorting(column, order));
    refresh();
}

void TableProxy::setSourceModel(QAbstractItemModel *source)
{
    beginReset();
    if (sourceModel())
        disconnect(sourceModel(), nullptr, this, nullptr);
    RowOrderProxy::setSourceModel(source);
    if (source)
        connectSource(source);
    endReset();
}

void TableProxy::connectSource(QAbstractItemModel *source)
{
    using Model = QAbstractItemModel;
    connect(source, &Model::modelAboutToBeReset, this, &TableProxy::beginReset);
    connect(source, &Model::modelReset, this, &TableProxy::endReset);
    connect(source, &Model::columnsAboutToBeInserted, this, &TableProxy::beginReset);
    connect(source, &Model::columnsInserted, this, &TableProxy::endReset);
    connect(source, &Model::columnsAboutToBeRemoved, this, &TableProxy::beginReset);
    connect(source, &Model::columnsRemoved, this, &TableProxy::endReset);
    connect(source, &Model::columnsAboutToBeMoved, this, &TableProxy::beginReset);
    connect(source, &Model::columnsMoved, this, &TableProxy::endReset);
    connect(source, &Model::rowsAboutToBeInserted, this, &TableProxy::settleBeforeRowsChange);
    connect(source, &Model::rowsInserted, this, &TableProxy::onRowsInserted);
    connect(source, &Model::rowsAboutToBeRemoved, this, &TableProxy::onRowsAboutToBeRemoved);
    connect(source, &Model::rowsRemoved, this, &TableProxy::onRowsRemoved);
    if (auto *runs = qobject_cast<RunTableModel *>(source)) {
        connect(runs, &RunTableModel::runsAboutToBeRemoved, this, &TableProxy::hideBeforeRemoval);
        connect(runs, &RunTableModel::runsRemoved, this, &TableProxy::onRunsRemoved);
    }
    connect(source, &Model::rowsAboutToBeMoved, this, &TableProxy::onLayoutAboutToBeChanged);
    connect(source, &Model::rowsMoved, this, &TableProxy::onLayoutChanged);
    connect(source, &Model::layoutAboutToBeChanged, this, &TableProxy::onLayoutAboutToBeChanged);
    connect(source, &Model::layoutChanged, this, &TableProxy::onLayoutChanged);
    connect(source, &Model::dataChanged, this, &TableProxy::onDataChanged);
    connect(source, &Model::headerDataChanged, this, &TableProxy::forwardHeaderDataChanged);
    connect(source, &QObject::destroyed, this, [this] { // the base class no longer has it by now
        beginReset();
        endReset();
    });
}

void TableProxy::beginReset()
{
    stopWork();
    beginResetModel();
}

void TableProxy::endReset()
{
    if (sortColumn() >= columnCount())
        m_facts.setSorting(-1, Qt::AscendingOrder);
    const int count = sourceModel() ? sourceModel()->rowCount() : 0;
    m_facts.reset(count);
    if (isLarge() && m_facts.needsSource()) {
        reset(count, m_facts.words().isEmpty() ? rowsFrom(0, count - 1) : std::vector<int>());
        startWork();
    } else {
        learnAll();
        m_facts.sort();
        reset(count, m_facts.matching());
    }
    endResetModel();
    if (!isWorking())
        Q_EMIT filtered();
}

// The numbers of the source's rows are about to change: nothing may refer to them that is not renumbered.
void TableProxy::settleBeforeRowsChange()
{
    if (!m_isWorking)
        placeDirtyRows();
    m_worker.cancel(); // and begun anew once the rows have changed
    forgetDirtyRows();
}

void TableProxy::onRowsInserted(const QModelIndex &parent, int first, int last)
{
    if (parent.isValid())
        return;
    const std::vector<int> rows = rowsFrom(first, last);
    m_facts.insertRows(first, int(rows.size()));
    insertSource(first, int(rows.size()));
    if (!m_isWorking && !(isLarge() && m_facts.needsSource() && rows.size() > maxDirtyRows)) {
        learnAndShow(rows);
        return;
    }
    if (m_facts.words().isEmpty()) {
        std::vector<int> shown = order().rows();
        shown.insert(shown.end(), rows.begin(), rows.end());
        show(shown);
    }
    startWork();
}

void TableProxy::onRowsAboutToBeRemoved(const QModelIndex &parent, int first, int last)
{
    if (!parent.isValid() && m_going.isEmpty()) // one of several: all are hidden already
        hideBeforeRemoval({{first, last}});
}

void TableProxy::hideBeforeRemoval(const QList<RowOrder::Run> &runs)
{
    m_going = runs;
    settleBeforeRowsChange();
    const std::vector<int> numbers = RowOrder::numbersWithout(runs, totalCount());
    std::vector<int> rows = order().rows();
    std::erase_if(rows, [&numbers](int row) { return numbers[size_t(row)] < 0; });
    show(rows);
}

void TableProxy::onRowsRemoved(const QModelIndex &parent, int first, int last)
{
    if (!parent.isValid() && m_going == QList<RowOrder::Run>{{first, last}})
        onRunsRemoved();
}

void TableProxy::onRunsRemoved()
{
    const QList<RowOrder::Run> gone = std::exchange(m_going, {});
    m_facts.removeRows(gone);
    removeSource(gone);
    if (m_isWorking)
        startWork();
    else
        Q_EMIT filtered();
}

void TableProxy::onDataChanged(
    const QModelIndex &topLeft, const QModelIndex &bottomRight, const QList<int> &roles)
{
    if (!topLeft.isValid() || topLeft.parent().isValid())
        return;
    forwardDataChanged(topLeft, bottomRight, roles);

    const bool hasNewKey = sortColumn() >= topLeft.column() && sortColumn() <= bottomRight.column()
        && (roles.isEmpty() || roles.contains(SortRole));
    const bool hasNewText = roles.isEmpty() || roles.contains(Qt::DisplayRole) || roles.contains(SearchRole);
    if (!m_isWorking && !hasNewKey && m_facts.words().isEmpty()) {
        for (int row = topLeft.row(); hasNewText && row <= bottomRight.row(); ++row)
            m_facts.forgetText(row);
        return;
    }
    for (int row = topLeft.row(); (hasNewKey || hasNewText) && row <= bottomRight.row(); ++row)
        m_dirtyRows.push_back({row, hasNewKey, hasNewText});
    if (m_isWorking || m_dirtyRows.empty())
        return; // placed when the worker is done
    if (isLarge())
        m_timer.start(); // many small changes in a row become one
    else
        placeDirtyRows();
}

void TableProxy::onLayoutAboutToBeChanged()
{
    if (isWorking())
        refreshAtOnce();
    beginSourceLayoutChange();
}

void TableProxy::onLayoutChanged()
{
    m_facts.reset(sourceModel()->rowCount());
    learnAll();
    m_facts.sort();
    endSourceLayoutChange(m_facts.matching());
    Q_EMIT filtered();
}

void TableProxy::refresh()
{
    if (isLarge() && m_facts.needsSource())
        startWork();
    else
        refreshAtOnce();
}

void TableProxy::refreshAtOnce()
{
    stopWork();
    learnAll();
    m_facts.sort();
    show(m_facts.matching());
    Q_EMIT filtered();
}

void TableProxy::learnAll()
{
    for (int row = 0; row < totalCount() && m_facts.needsSource(); ++row)
        m_facts.learn(*sourceModel(), row, m_collator);
}

void TableProxy::startWork()
{
    stopWork();
    m_isWorking = true;
    m_nextRow = 0;
    m_timer.start();
}

void TableProxy::stopWork()
{
    m_worker.cancel();
    m_timer.stop();
    forgetDirtyRows();
    m_isWorking = false;
}

void TableProxy::work()
{
    if (!m_isWorking) {
        placeDirtyRows();
        return;
    }
    QElapsedTimer timer;
    timer.start();
    while (m_nextRow < totalCount()) {
        const bool isKnown = m_facts.isKnown(m_nextRow);
        if (!isKnown)
            m_facts.learn(*sourceModel(), m_nextRow, m_collator);
        ++m_nextRow;
        if (!isKnown && timer.hasExpired(slice.count())) {
            m_timer.start();
            return;
        }
    }
    m_worker.start(m_facts);
}

void TableProxy::adopt(const TableFacts &facts, const std::vector<int> &rows)
{
    m_worker.discard(std::exchange(m_facts, facts));
    m_isWorking = false;
    show(rows);
    if (!m_dirtyRows.empty())
        m_timer.start();
    else
        Q_EMIT filtered();
}

// Gives the rows that changed their places among the others, which are all at theirs.
void TableProxy::placeDirtyRows()
{
    if (m_dirtyRows.empty())
        return;
    m_timer.stop();
    if (isLarge() && m_dirtyRows.size() > maxDirtyRows) {
        startWork();
        return;
    }
    std::vector<int> rows;
    rows.reserve(m_dirtyRows.size());
    for (const DirtyRow &dirty : m_dirtyRows)
        rows.push_back(dirty.row);
    std::ranges::sort(rows);
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
    forgetDirtyRows();
    learnAndShow(rows);
}

void TableProxy::forgetDirtyRows()
{
    for (const DirtyRow &dirty : m_dirtyRows) {
        if (dirty.hasNewKey)
            m_facts.forgetKey(dirty.row);
        if (dirty.hasNewText)
            m_facts.forgetText(dirty.row);
    }
    m_dirtyRows.clear();
}

// All other rows are known and shown as they should be.
void TableProxy::learnAndShow(const std::vector<int> &rows)
{
    std::vector<bool> isNew(size_t(totalCount()), false);
    for (const int row : rows) {
        isNew[size_t(row)] = true;
        m_facts.learn(*sourceModel(), row, m_collator);
    }
    if (!m_facts.isSorted())
        m_facts.place(rows);
    std::vector<int> shown;
    shown.reserve(size_t(totalCount()));
    for (const int row : m_facts.sorted()) {
        if (isNew[size_t(row)] ? m_facts.matches(row) : order().isShown(row))
            shown.push_back(row);
    }
    show(shown);
    Q_EMIT filtered();
}

} // namespace lockdesk
