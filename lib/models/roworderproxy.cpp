#include "roworderproxy.h"

#include <algorithm>
#include <numeric>

namespace lockdesk {

namespace {

// So many runs of rows are announced one by one; more of them cost more than one change of the layout.
constexpr int maxRuns = 16;

// A change of more separate runs of cells than this is announced as one of everything between.
constexpr int maxChangedRuns = 1'000;

QList<RowOrder::Run> runsOf(const std::vector<int> &sorted)
{
    QList<RowOrder::Run> runs;
    for (const int row : sorted)
        RowOrder::addToRuns(runs, row);
    return runs;
}

} // namespace

QModelIndex RowOrderProxy::mapToSource(const QModelIndex &proxyIndex) const
{
    if (!proxyIndex.isValid() || !sourceModel())
        return {};
    Q_ASSERT(proxyIndex.model() == this);
    return sourceModel()->index(m_order.sourceRow(proxyIndex.row()), proxyIndex.column());
}

QModelIndex RowOrderProxy::mapFromSource(const QModelIndex &sourceIndex) const
{
    if (!sourceIndex.isValid() || sourceIndex.row() >= m_order.sourceCount())
        return {};
    Q_ASSERT(sourceIndex.model() == sourceModel());
    const int row = m_order.place(sourceIndex.row());
    return row < 0 ? QModelIndex() : createIndex(row, sourceIndex.column());
}

QModelIndex RowOrderProxy::index(int row, int column, const QModelIndex &parent) const
{
    return hasIndex(row, column, parent) ? createIndex(row, column) : QModelIndex();
}

QModelIndex RowOrderProxy::parent(const QModelIndex &) const
{
    return {};
}

int RowOrderProxy::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_order.count();
}

int RowOrderProxy::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() || !sourceModel() ? 0 : sourceModel()->columnCount();
}

bool RowOrderProxy::hasChildren(const QModelIndex &parent) const
{
    return rowCount(parent) > 0 && columnCount(parent) > 0;
}

QVariant RowOrderProxy::headerData(int section, Qt::Orientation orientation, int role) const
{
    // The base class asks by way of a cell, and would lose the header of a table without rows.
    if (!sourceModel() || section < 0)
        return {};
    if (orientation == Qt::Horizontal)
        return sourceModel()->headerData(section, orientation, role);
    return section < rowCount() ? sourceModel()->headerData(m_order.sourceRow(section), orientation, role)
                                : QVariant();
}

void RowOrderProxy::show(const std::vector<int> &rows)
{
    if (rows == m_order.rows())
        return;
    const RowOrder::Difference difference = m_order.differenceTo(rows);
    if (!difference.isReordered && difference.removed.size() + difference.inserted.size() <= maxRuns)
        showInRuns(difference, rows);
    else
        showAtLarge(rows);
}

void RowOrderProxy::showInRuns(const RowOrder::Difference &difference, const std::vector<int> &rows)
{
    for (auto run = difference.removed.crbegin(); run != difference.removed.crend(); ++run) {
        beginRemoveRows({}, run->first, run->last);
        m_order.remove(*run);
        endRemoveRows();
    }
    for (const RowOrder::Run &run : difference.inserted) {
        beginInsertRows({}, run.first, run.last);
        m_order.insert(
            run.first, std::span(rows).subspan(size_t(run.first), size_t(run.last - run.first + 1)));
        endInsertRows();
    }
}

void RowOrderProxy::showAtLarge(const std::vector<int> &rows)
{
    std::vector<int> added;
    std::ranges::copy_if(rows, std::back_inserter(added), [this](int row) { return !m_order.isShown(row); });
    if (!added.empty()) {
        beginInsertRows({}, m_order.count(), m_order.count() + int(added.size()) - 1);
        m_order.insert(m_order.count(), added);
        endInsertRows();
    }

    // What goes is put first and not last: a selection model whose current row is removed turns to the row
    // before, and a view would scroll to the very end.
    std::vector<bool> stays(size_t(m_order.sourceCount()), false);
    for (const int row : rows)
        stays[size_t(row)] = true;
    std::vector<int> arranged;
    arranged.reserve(m_order.rows().size());
    std::ranges::copy_if(
        m_order.rows(), std::back_inserter(arranged), [&stays](int row) { return !stays[size_t(row)]; });
    const int goneCount = int(arranged.size());
    arranged.insert(arranged.end(), rows.begin(), rows.end());
    if (arranged != m_order.rows())
        rearrange(std::move(arranged));

    if (goneCount > 0) {
        beginRemoveRows({}, 0, goneCount - 1);
        m_order.remove({0, goneCount - 1});
        endRemoveRows();
    }
}

// The same rows in another order.
void RowOrderProxy::rearrange(std::vector<int> rows)
{
    Q_EMIT layoutAboutToBeChanged({}, VerticalSortHint);
    const QModelIndexList before = persistentIndexList();
    std::vector<int> sourceRows;
    sourceRows.reserve(size_t(before.size()));
    for (const QModelIndex &index : before)
        sourceRows.push_back(m_order.sourceRow(index.row()));
    m_order.assign(std::move(rows));
    QModelIndexList after;
    after.reserve(before.size());
    for (qsizetype i = 0; i < before.size(); ++i)
        after.append(createIndex(m_order.place(sourceRows[size_t(i)]), before.at(i).column()));
    changePersistentIndexList(before, after);
    Q_EMIT layoutChanged({}, VerticalSortHint);
}

void RowOrderProxy::reset(int sourceCount, std::vector<int> rows)
{
    m_order.reset(sourceCount);
    m_order.assign(std::move(rows));
}

void RowOrderProxy::forwardDataChanged(
    const QModelIndex &topLeft, const QModelIndex &bottomRight, const QList<int> &roles)
{
    QList<RowOrder::Run> runs = runsOf(places(topLeft.row(), bottomRight.row()));
    if (runs.size() > maxChangedRuns)
        runs = {{runs.first().first, runs.last().last}};
    for (const RowOrder::Run &run : std::as_const(runs)) {
        Q_EMIT dataChanged(
            createIndex(run.first, topLeft.column()), createIndex(run.last, bottomRight.column()), roles);
    }
}

// Where these rows of the source are shown, in ascending order.
std::vector<int> RowOrderProxy::places(int firstSourceRow, int lastSourceRow) const
{
    std::vector<int> places;
    if (lastSourceRow - firstSourceRow >= m_order.count() / 16) {
        for (int row = 0; row < m_order.count(); ++row) {
            if (m_order.sourceRow(row) >= firstSourceRow && m_order.sourceRow(row) <= lastSourceRow)
                places.push_back(row);
        }
        return places;
    }
    for (int row = firstSourceRow; row <= lastSourceRow; ++row) {
        if (m_order.isShown(row))
            places.push_back(m_order.place(row));
    }
    std::ranges::sort(places);
    return places;
}

void RowOrderProxy::forwardHeaderDataChanged(Qt::Orientation orientation, int first, int last)
{
    if (orientation == Qt::Horizontal)
        Q_EMIT headerDataChanged(orientation, first, last);
    else if (const std::vector<int> rows = places(first, last); !rows.empty())
        Q_EMIT headerDataChanged(orientation, rows.front(), rows.back());
}

void RowOrderProxy::beginSourceLayoutChange()
{
    Q_EMIT layoutAboutToBeChanged();
    m_heldIndexes = persistentIndexList();
    for (const QModelIndex &index : std::as_const(m_heldIndexes))
        m_heldSourceIndexes.append(mapToSource(index));
}

void RowOrderProxy::endSourceLayoutChange(std::vector<int> rows)
{
    reset(sourceModel()->rowCount(), std::move(rows));
    QModelIndexList after;
    for (const QPersistentModelIndex &index : std::as_const(m_heldSourceIndexes))
        after.append(mapFromSource(index));
    changePersistentIndexList(m_heldIndexes, after);
    m_heldIndexes.clear();
    m_heldSourceIndexes.clear();
    Q_EMIT layoutChanged();
}

} // namespace lockdesk
