#pragma once

#include "cellchanges.h"
#include "roles.h"

#include <QAbstractTableModel>
#include <QHash>
#include <QSet>
#include <algorithm>
#include <iterator>
#include <limits>
#include <memory>
#include <vector>

namespace lockdesk {

/// A flat table of rows that each have a key. Every new list is reconciled with the rows there are: what is
/// gone is removed, what differs is announced cell by cell with exactly the roles that changed, what is new
/// is appended. It never resets and never moves a row: rows stay in the order of their arrival, which a
/// TableProxy sorts.
///
/// A derived class says what a cell holds; it calls reconcile(), or put() and take() where it knows what is
/// another, and changeView().
template <typename Row, typename Key>
class KeyedTableModel : public QAbstractTableModel
{
public:
    int rowCount(const QModelIndex &parent = {}) const final
    {
        return parent.isValid() ? 0 : int(m_rows.size());
    }
    int columnCount(const QModelIndex &parent = {}) const final
    {
        return parent.isValid() ? 0 : m_columnCount;
    }
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const final
    {
        if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
            return {};
        return cell(*m_rows[size_t(index.row())], index.column(), role);
    }

    /// The row with this key, or null; good until the next list.
    const Row *row(const Key &key) const { return m_rowsByKey.value(key, nullptr); }

protected:
    /// A column, and roles of its cells.
    struct ColumnRoles
    {
        int column;
        QList<int> roles;
    };

    KeyedTableModel(int columnCount, QObject *parent)
        : QAbstractTableModel(parent)
        , m_columnCount(columnCount)
    {
    }

    virtual Key keyOf(const Row &row) const = 0;
    virtual QVariant cell(const Row &row, int column, int role) const = 0;
    /// Whether the cell in this column may differ between two rows of one key. Asked before the cells
    /// themselves are compared, which costs more; true is always right.
    virtual bool isAffected(int column, const Row &before, const Row &after) const = 0;
    /// The row has become another, which is about to be announced: whatever was kept about it no longer
    /// holds.
    virtual void onRowReplaced(const Key &key) { Q_UNUSED(key); }

    const Row &rowAt(int number) const { return *m_rows[size_t(number)]; }

    /// Makes the table hold exactly `rows`. Of several with one key only the first counts.
    void reconcile(const QList<Row> &rows)
    {
        QHash<Key, const Row *> wanted;
        wanted.reserve(rows.size());
        for (auto row = rows.crbegin(); row != rows.crend(); ++row)
            wanted.insert(keyOf(*row), &*row); // backwards, so that the first of equals is what remains
        removeIf([&wanted](const Key &key) { return !wanted.contains(key); });
        update(wanted);
        append(rows);
    }

    /// Puts these rows in without a look at the others: one whose key is there takes that row's place, the
    /// rest is appended. Of several with one key only the first counts.
    void put(const QList<Row> &rows)
    {
        QHash<Key, const Row *> wanted;
        wanted.reserve(rows.size());
        for (auto row = rows.crbegin(); row != rows.crend(); ++row)
            wanted.insert(keyOf(*row), &*row);
        update(wanted);
        append(rows);
    }

    /// Takes the rows with these keys out: at most `maxRuns` runs of neighbours, since whoever listens has
    /// work with each. Returns how many runs there were; call again while it is `maxRuns`.
    int take(const QSet<Key> &keys, int maxRuns = std::numeric_limits<int>::max())
    {
        return keys.isEmpty() ? 0 : removeIf([&keys](const Key &key) { return keys.contains(key); }, maxRuns);
    }

    /// Runs `change`, which alters what the cells of these columns hold though no row is another, and
    /// announces which of them changed.
    template <typename Change>
    void changeView(const QList<ColumnRoles> &columns, Change change)
    {
        std::vector<QVariant> before;
        forEachCell(columns, [&before](int, int, int, const QVariant &value) { before.push_back(value); });
        change();
        CellChanges changes;
        QList<int> changed;
        auto old = before.cbegin();
        for (int row = 0; row < rowCount(); ++row) {
            for (const ColumnRoles &column : columns) {
                changed.clear();
                for (const int role : column.roles) {
                    if (*old++ != cell(rowAt(row), column.column, role))
                        changed.append(role);
                }
                changes.add(row, column.column, changed);
            }
        }
        announce(changes);
    }

    void announce(const CellChanges &changes)
    {
        for (const CellChanges::Rectangle &r : changes.rectangles())
            Q_EMIT dataChanged(index(r.firstRow, r.firstColumn), index(r.lastRow, r.lastColumn), r.roles);
    }

    /// The roles that differ between two rows in one column.
    QList<int> differingRoles(int column, const Row &before, const Row &after) const
    {
        QList<int> roles;
        for (const int role : {int(Qt::DisplayRole), int(Qt::ToolTipRole), int(Qt::AccessibleTextRole),
                 int(SortRole), int(StateKindRole), int(StaleRole), int(ScheduleRole), int(ZoneRole),
                 int(ChangeStatusRole), int(SearchRole)}) {
            if (cell(before, column, role) != cell(after, column, role))
                roles.append(role);
        }
        return roles;
    }

private:
    template <typename Visit>
    void forEachCell(const QList<ColumnRoles> &columns, Visit visit) const
    {
        for (int row = 0; row < rowCount(); ++row) {
            for (const ColumnRoles &column : columns) {
                for (const int role : column.roles)
                    visit(row, column.column, role, cell(rowAt(row), column.column, role));
            }
        }
    }

    template <typename Test>
    int removeIf(Test isUnwanted, int maxRuns = std::numeric_limits<int>::max())
    {
        const auto goes = [&](int row) { return isUnwanted(keyOf(rowAt(row))); };
        int runs = 0;
        for (int last = rowCount() - 1; last >= 0 && runs < maxRuns; --last) {
            if (!goes(last))
                continue;
            int first = last;
            while (first > 0 && goes(first - 1))
                --first;
            beginRemoveRows({}, first, last);
            for (int row = first; row <= last; ++row)
                m_rowsByKey.remove(keyOf(rowAt(row)));
            m_rows.erase(m_rows.begin() + first, m_rows.begin() + last + 1);
            endRemoveRows();
            last = first;
            ++runs;
        }
        return runs;
    }

    // Of rows that are not among the wanted nothing changes.
    void update(const QHash<Key, const Row *> &wanted)
    {
        CellChanges changes;
        for (int number = 0; number < rowCount(); ++number) {
            Row &row = *m_rows[size_t(number)];
            const Row *next = wanted.value(keyOf(row));
            if (!next || row == *next)
                continue;
            for (int column = 0; column < m_columnCount; ++column) {
                if (isAffected(column, row, *next))
                    changes.add(number, column, differingRoles(column, row, *next));
            }
            row = *next;
            onRowReplaced(keyOf(row));
        }
        announce(changes);
    }

    void append(const QList<Row> &rows)
    {
        std::vector<std::unique_ptr<Row>> added;
        QHash<Key, const Row *> rowsByKey = m_rowsByKey;
        for (const Row &row : rows) {
            const Key key = keyOf(row);
            if (rowsByKey.contains(key))
                continue;
            added.push_back(std::make_unique<Row>(row));
            rowsByKey.insert(key, added.back().get());
        }
        if (added.empty())
            return;
        beginInsertRows({}, rowCount(), rowCount() + int(added.size()) - 1);
        std::ranges::move(added, std::back_inserter(m_rows));
        m_rowsByKey = rowsByKey;
        endInsertRows();
    }

    const int m_columnCount;
    std::vector<std::unique_ptr<Row>> m_rows; // by pointer: taking one out of 200,000 moves 8 bytes each
    QHash<Key, const Row *> m_rowsByKey;
};

} // namespace lockdesk
