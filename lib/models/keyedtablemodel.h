#pragma once

#include <QAbstractTableModel>
#include <QHash>

namespace lockdesk {

/// A table of keyed rows that becomes another one with the fewest exact announcements: rows that are gone,
/// rows that changed, rows that are new at the end. A row keeps its place for as long as its key is there;
/// nothing is ever reset, so that selection and scroll position stay.
///
/// Subclasses give columns and data. Row must be comparable, Key hashable.
template <typename Row, typename Key>
class KeyedTableModel : public QAbstractTableModel
{
public:
    using KeyOf = Key (*)(const Row &);

    KeyedTableModel(KeyOf keyOf, QObject *parent)
        : QAbstractTableModel(parent)
        , m_keyOf(keyOf)
    {
    }

    int rowCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : int(m_rows.size());
    }

protected:
    const Row &at(int index) const { return m_rows.at(index); }

    const Row *find(const Key &key) const
    {
        const auto found = m_indexOf.constFind(key);
        return found == m_indexOf.constEnd() ? nullptr : &m_rows.at(*found);
    }

    /// Of rows with the same key the last one counts.
    void reconcile(const QList<Row> &fresh)
    {
        QHash<Key, qsizetype> freshIndex;
        freshIndex.reserve(fresh.size());
        for (qsizetype i = 0; i < fresh.size(); ++i)
            freshIndex.insert(m_keyOf(fresh.at(i)), i);
        removeGone(freshIndex);
        replaceChanged(fresh, freshIndex);
        appendNew(fresh, freshIndex);
    }

    /// Every row's cells from `firstColumn` to `lastColumn` read differently from now on.
    void announceColumns(int firstColumn, int lastColumn)
    {
        if (!m_rows.isEmpty())
            Q_EMIT dataChanged(index(0, firstColumn), index(rowCount() - 1, lastColumn));
    }

private:
    void removeGone(const QHash<Key, qsizetype> &freshIndex)
    {
        const auto isGone = [&](int i) { return !freshIndex.contains(m_keyOf(m_rows.at(i))); };
        for (int last = rowCount() - 1; last >= 0; --last) { // from the end: the indexes before stay right
            if (!isGone(last))
                continue;
            int first = last;
            while (first > 0 && isGone(first - 1))
                --first;
            beginRemoveRows({}, first, last);
            m_rows.remove(first, last - first + 1);
            reindex();
            endRemoveRows();
            last = first;
        }
    }

    void replaceChanged(const QList<Row> &fresh, const QHash<Key, qsizetype> &freshIndex)
    {
        int first = -1;
        for (int i = 0; i <= rowCount(); ++i) {
            const Row *now = i < rowCount() ? &fresh.at(freshIndex.value(m_keyOf(m_rows.at(i)))) : nullptr;
            if (now && m_rows.at(i) != *now) {
                m_rows[i] = *now;
                first = first < 0 ? i : first;
            } else if (first >= 0) {
                Q_EMIT dataChanged(index(first, 0), index(i - 1, columnCount() - 1));
                first = -1;
            }
        }
    }

    void appendNew(const QList<Row> &fresh, const QHash<Key, qsizetype> &freshIndex)
    {
        QList<Row> added;
        for (qsizetype i = 0; i < fresh.size(); ++i) {
            const Key key = m_keyOf(fresh.at(i));
            if (!m_indexOf.contains(key) && freshIndex.value(key) == i)
                added += fresh.at(i);
        }
        if (added.isEmpty())
            return;
        beginInsertRows({}, rowCount(), rowCount() + int(added.size()) - 1);
        m_rows += added;
        reindex();
        endInsertRows();
    }

    void reindex()
    {
        m_indexOf.clear();
        m_indexOf.reserve(m_rows.size());
        for (int i = 0; i < rowCount(); ++i)
            m_indexOf.insert(m_keyOf(m_rows.at(i)), i);
    }

    KeyOf m_keyOf;
    QList<Row> m_rows;
    QHash<Key, int> m_indexOf;
};

} // namespace lockdesk
