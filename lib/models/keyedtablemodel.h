#pragma once

#include "cellchanges.h"
#include "roles.h"
#include "runtablemodel.h"

#include <QHash>
#include <QSet>
#include <algorithm>
#include <iterator>
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
class KeyedTableModel : public RunTableModel
{
public:
    int rowCount(const QModelIndex &parent = {}) const final
    {
        return parent.isValid() ? 0 : int(m_entries.size()) - m_gapSize;
    }
    int columnCount(const QModelIndex &parent = {}) const final
    {
        return parent.isValid() ? 0 : m_columnCount;
    }
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const final
    {
        if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
            return {};
        return cell(rowAt(index.row()), index.column(), role);
    }

    /// The row with this key, or null; good until the next list.
    const Row *row(const Key &key) const
    {
        const Entry *entry = m_entriesByKey.value(key, nullptr);
        return entry ? &entry->row : nullptr;
    }

protected:
    /// A column, and roles of its cells.
    struct ColumnRoles
    {
        int column;
        QList<int> roles;
    };

    KeyedTableModel(int columnCount, QObject *parent)
        : RunTableModel(parent)
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

    const Row &rowAt(int number) const { return entryAt(number).row; }
    /// Where the row with this key is; -1 when it is not there.
    int numberOf(const Key &key) const
    {
        const Entry *entry = m_entriesByKey.value(key, nullptr);
        return entry ? numberOf(*entry) : -1;
    }

    /// Makes the table hold exactly `rows`. Of several with one key only the first counts.
    void reconcile(const QList<Row> &rows)
    {
        const Wanted wanted = byKey(rows);
        std::vector<int> gone;
        for (int number = 0; number < rowCount(); ++number) {
            if (!wanted.contains(keyOf(rowAt(number))))
                gone.push_back(number);
        }
        remove(gone);
        update(wanted);
        append(rows);
    }

    /// Puts these rows in without a look at the others: one whose key is there takes that row's place, the
    /// rest is appended. Of several with one key only the first counts.
    void put(const QList<Row> &rows)
    {
        update(byKey(rows));
        append(rows);
    }

    /// Takes the rows with these keys out, as far as they are there.
    void take(const QSet<Key> &keys) { remove(numbersOf(keys)); }

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

    // Rows never change places, so an entry is found by its serial.
    struct Entry
    {
        Row row;
        qint64 serial;
    };
    using Wanted = QHash<Key, const Row *>;

    const Entry &entryAt(int number) const
    {
        return *m_entries[size_t(number < m_gap ? number : number + m_gapSize)];
    }

    // Not while rows are being removed.
    int numberOf(const Entry &entry) const
    {
        const auto serialOf = [](const std::unique_ptr<Entry> &other) { return other->serial; };
        return int(std::ranges::lower_bound(m_entries, entry.serial, {}, serialOf) - m_entries.begin());
    }

    Wanted byKey(const QList<Row> &rows) const
    {
        Wanted wanted;
        wanted.reserve(rows.size());
        for (auto row = rows.crbegin(); row != rows.crend(); ++row)
            wanted.insert(keyOf(*row), &*row); // backwards, so that the first of equals is what remains
        return wanted;
    }

    // The rows with these keys that are there, in ascending order; looks at all rows where these are many.
    template <typename Keys>
    std::vector<int> numbersOf(const Keys &keys) const
    {
        std::vector<int> numbers;
        if (keys.size() > rowCount() / 16) {
            for (int number = 0; number < rowCount(); ++number) {
                if (keys.contains(keyOf(rowAt(number))))
                    numbers.push_back(number);
            }
            return numbers;
        }
        const auto note = [this, &numbers](const Key &key) {
            if (const int number = numberOf(key); number >= 0)
                numbers.push_back(number);
        };
        if constexpr (requires { keys.keyBegin(); })
            std::for_each(keys.keyBegin(), keys.keyEnd(), note);
        else
            std::ranges::for_each(keys, note);
        std::ranges::sort(numbers);
        return numbers;
    }

    // From the end, so that what is behind moves once: a gap in the list grows towards the front.
    void remove(const std::vector<int> &numbers)
    {
        QList<RowOrder::Run> runs;
        for (const int number : numbers)
            RowOrder::addToRuns(runs, number);
        if (runs.size() > 1)
            Q_EMIT runsAboutToBeRemoved(runs);
        m_gap = rowCount();
        for (auto run = runs.crbegin(); run != runs.crend(); ++run) {
            beginRemoveRows({}, run->first, run->last);
            for (int number = run->first; number <= run->last; ++number)
                m_entriesByKey.remove(keyOf(rowAt(number)));
            const auto begin = m_entries.begin();
            if (m_gapSize > 0)
                std::move_backward(begin + run->last + 1, begin + m_gap, begin + m_gap + m_gapSize);
            m_gapSize += run->last - run->first + 1;
            m_gap = run->first;
            endRemoveRows();
        }
        m_entries.erase(m_entries.begin() + m_gap, m_entries.begin() + m_gap + m_gapSize);
        m_gap = m_gapSize = 0;
        if (runs.size() > 1)
            Q_EMIT runsRemoved();
    }

    // Of rows that are not among the wanted nothing changes.
    void update(const Wanted &wanted)
    {
        CellChanges changes;
        for (const int number : numbersOf(wanted)) {
            Row &row = m_entries[size_t(number)]->row;
            const Row *next = wanted.value(keyOf(row));
            if (row == *next)
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
        std::vector<std::unique_ptr<Entry>> added;
        QHash<Key, const Entry *> addedByKey;
        for (const Row &row : rows) {
            const Key key = keyOf(row);
            if (m_entriesByKey.contains(key) || addedByKey.contains(key))
                continue;
            added.push_back(std::unique_ptr<Entry>(new Entry{row, m_nextSerial++}));
            addedByKey.insert(key, added.back().get());
        }
        if (added.empty())
            return;
        beginInsertRows({}, rowCount(), rowCount() + int(added.size()) - 1);
        std::ranges::move(added, std::back_inserter(m_entries));
        m_entriesByKey.insert(addedByKey);
        endInsertRows();
    }

    const int m_columnCount;
    std::vector<std::unique_ptr<Entry>> m_entries; // by pointer: to move one takes 8 bytes
    QHash<Key, const Entry *> m_entriesByKey;
    int m_gap = 0; // the number of the row behind it, while rows are being removed
    int m_gapSize = 0;
    qint64 m_nextSerial = 0;
};

} // namespace lockdesk
