#pragma once

#include "roworder.h"

#include <QAbstractProxyModel>

namespace lockdesk {

/// Shows some rows of a flat source in an order of its own, by way of an index vector. What is shown, and
/// when, is the derived class's to say; this one maps, and announces how one order becomes the next so that
/// selections, the current row and persistent indexes stay with their rows.
class RowOrderProxy : public QAbstractProxyModel
{
    Q_OBJECT

public:
    using QAbstractProxyModel::QAbstractProxyModel;

    QModelIndex mapToSource(const QModelIndex &proxyIndex) const override;
    QModelIndex mapFromSource(const QModelIndex &sourceIndex) const override;
    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &child) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    bool hasChildren(const QModelIndex &parent = {}) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

protected:
    const RowOrder &order() const { return m_order; }

    /// Shows exactly `rows` (of the source, each once) and announces it: row by row where it is little,
    /// otherwise as at most one insertion, one change of the layout and one removal. The number of rows never
    /// changes in a change of the layout, since selections that cover the whole table would go wrong.
    void show(const std::vector<int> &rows);

    /// Between beginResetModel() and endResetModel(): a source of `sourceCount` rows, of which `rows` are
    /// shown.
    void reset(int sourceCount, std::vector<int> rows);
    /// The source got `count` more rows from `first` on, or lost runs that were no longer shown: nothing to
    /// announce.
    void insertSource(int first, int count) { m_order.insertSource(first, count); }
    void removeSource(const QList<RowOrder::Run> &runs) { m_order.removeSource(runs); }

    /// Announces a change of these cells of the source where they are shown.
    void forwardDataChanged(
        const QModelIndex &topLeft, const QModelIndex &bottomRight, const QList<int> &roles);
    void forwardHeaderDataChanged(Qt::Orientation orientation, int first, int last);

    /// Around a change of the source's own layout: keeps hold of the rows by the source's persistent indexes.
    void beginSourceLayoutChange();
    void endSourceLayoutChange(std::vector<int> rows);

private:
    void showInRuns(const RowOrder::Difference &difference, const std::vector<int> &rows);
    void showAtLarge(const std::vector<int> &rows);
    void rearrange(std::vector<int> rows);
    std::vector<int> places(int firstSourceRow, int lastSourceRow) const;

    RowOrder m_order;
    QModelIndexList m_heldIndexes; // our persistent indexes before a change of the source's layout
    QList<QPersistentModelIndex> m_heldSourceIndexes; // what they stand for, one each
};

} // namespace lockdesk
