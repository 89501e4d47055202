#pragma once

#include "roworderproxy.h"
#include "tablefacts.h"
#include "tableworker.h"

#include <QTimer>

namespace lockdesk {

/// The one sort-and-filter proxy of every table: an index vector over a flat source, instead of
/// QSortFilterProxyModel, which takes 400 ms for 1,000 updates of a sorted table and seconds to filter one.
/// Sorts by SortRole (stable; text in the locale's order, numbers in words by value), filters by words typed:
/// each word must be somewhere in the row's display texts or in the SearchRole of its first column, without
/// regard to case and accents. Selection, current row and scroll position stay with their rows through every
/// change.
///
/// A source of at most `rowsAtOnce` rows is sorted and matched before the call returns. A larger one is read
/// in slices shorter than a frame and sorted and matched on a worker thread; until filtered() the rows stay
/// as they were, and new ones wait (at the end, or hidden while there is a filter).
///
/// The source must announce what changes with its true roles: a change of SortRole moves a row, one of
/// DisplayRole or SearchRole is matched again. Its columns change only with a reset. A change of the source's
/// layout is followed at once, however long it takes. Rows that a RunTableModel takes out together go as one;
/// in between, the proxy must not be asked.
class TableProxy : public RowOrderProxy
{
    Q_OBJECT

public:
    explicit TableProxy(QObject *parent = nullptr);
    ~TableProxy() override;

    QString filter() const { return m_filter; }
    void setFilter(const QString &text);

    /// The column sorted by; below 0 while the rows are in the source's order.
    int sortColumn() const { return m_facts.sortColumn(); }
    Qt::SortOrder sortOrder() const { return m_facts.sortOrder(); }

    /// How many rows there are, shown or not; rowCount() tells how many are shown.
    int totalCount() const { return m_facts.rowCount(); }
    /// What was asked for, or has changed, is not yet in place; filtered() follows.
    bool isWorking() const { return m_isWorking || !m_dirtyRows.empty(); }
    /// 5,000 unless set; holds from the next change on.
    void setRowsAtOnce(int rows) { m_rowsAtOnce = rows; }

    void setSourceModel(QAbstractItemModel *source) override;
    /// A column below 0 brings back the source's order.
    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override;

Q_SIGNALS:
    /// The rows shown are those asked for, in the order asked for; comes after every change of that, the
    /// source's own included: the moment to tell how many there are.
    void filtered();

private:
    struct DirtyRow
    {
        int row; // of the source
        bool hasNewKey;
        bool hasNewText;
    };

    void connectSource(QAbstractItemModel *source);
    void beginReset();
    void endReset();
    void settleBeforeRowsChange();
    void onRowsInserted(const QModelIndex &parent, int first, int last);
    void onRowsAboutToBeRemoved(const QModelIndex &parent, int first, int last);
    void onRowsRemoved(const QModelIndex &parent, int first, int last);
    void hideBeforeRemoval(const QList<RowOrder::Run> &runs);
    void onRunsRemoved();
    void onDataChanged(const QModelIndex &topLeft, const QModelIndex &bottomRight, const QList<int> &roles);
    void onLayoutAboutToBeChanged();
    void onLayoutChanged();

    bool isLarge() const { return totalCount() > m_rowsAtOnce; }
    void refresh();
    void refreshAtOnce();
    void learnAll();
    void startWork();
    void stopWork();
    void work();
    void adopt(const TableFacts &facts, const std::vector<int> &rows);
    void placeDirtyRows();
    void forgetDirtyRows();
    void learnAndShow(const std::vector<int> &rows);

    QString m_filter;
    QCollator m_collator;
    TableFacts m_facts;
    QList<RowOrder::Run> m_going; // of the source, hidden before they are removed
    std::vector<DirtyRow> m_dirtyRows; // changed, and not yet at their new places
    TableWorker m_worker;
    QTimer m_timer; // the next step of work()
    int m_rowsAtOnce = 5'000;
    int m_nextRow = 0; // to be learnt
    bool m_isWorking = false; // learning, or the worker runs
};

} // namespace lockdesk
