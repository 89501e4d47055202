#pragma once

#include "filterwords.h"
#include "lazylist.h"
#include "roworder.h"
#include "sortkey.h"

#include <QList>
#include <atomic>
#include <vector>

class QAbstractItemModel;

namespace lockdesk {

/// What must be known of a source's rows to sort and to match them: a key of the column sorted by and the
/// search text, each asked for once, and the order of all rows. A value whose copies share their memory, so
/// that a worker thread is handed one for nothing; it never touches the source by itself.
class TableFacts
{
public:
    /// Of `rowCount` rows nothing is known.
    void reset(int rowCount);
    int rowCount() const { return m_rowCount; }

    /// A column below 0 is the source's own order.
    /// Returns the keys of a column no longer sorted by, which take long to free.
    QList<SortKey> setSorting(int column, Qt::SortOrder order);
    int sortColumn() const { return m_sortColumn; }
    Qt::SortOrder sortOrder() const { return m_sortOrder; }

    void setWords(const FilterWords &words) { m_words = words; }
    const FilterWords &words() const { return m_words; }

    /// Something has to be asked of the rows at all.
    bool needsSource() const { return m_sortColumn >= 0 || !m_words.isEmpty(); }
    /// All that is needed of this row is known.
    bool isKnown(int row) const;
    /// Asks the source for what is needed and not known of this row.
    void learn(const QAbstractItemModel &source, int row, const QCollator &collator);
    void forgetKey(int row);
    void forgetText(int row);

    void insertRows(int first, int count);
    /// In ascending order.
    void removeRows(const QList<RowOrder::Run> &runs);

    /// Each word of the filter is in the row's texts. The row must be known.
    bool matches(int row) const { return m_words.isEmpty() || m_words.match(m_texts.at(row)); }
    /// Row `a` comes before row `b`: by key, then by their order in the source. Both must be known.
    bool isBefore(int a, int b) const;

    /// sorted() has every row at its place.
    bool isSorted() const { return m_isSorted; }
    /// Sorts all rows anew, unless they are sorted. All must be known.
    void sort();
    /// Gives `rows`, each once and in any order, their places among the others, which have been sorted.
    void place(std::vector<int> rows);
    /// All rows in order.
    const QList<int> &sorted() const { return m_sorted; }

    /// The rows that match, in order; empty when `isCancelled` turned true on the way.
    std::vector<int> matching(const std::atomic<bool> *isCancelled = nullptr) const;

private:
    int m_rowCount = 0;
    int m_sortColumn = -1;
    Qt::SortOrder m_sortOrder = Qt::AscendingOrder;
    FilterWords m_words;
    LazyList<SortKey> m_keys; // while m_sortColumn >= 0
    LazyList<QString> m_texts; // null when not known
    QList<int> m_sorted;
    bool m_isSorted = true;
};

} // namespace lockdesk
