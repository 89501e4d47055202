#pragma once

#include "roles.h"
#include "runtablemodel.h"

#include <algorithm>

namespace lockdesk {

/// A row of SampleTable. Sorted by name as text, by number as number.
struct SampleRow
{
    int id = 0;
    QString name;
    QVariant number; ///< int or double, or invalid
};

/// A flat source that does whatever a test or a benchmark asks, and announces it truly.
class SampleTable : public RunTableModel
{
public:
    enum Column { Name, Number, ColumnCount };

    explicit SampleTable(QList<SampleRow> rows = {})
        : m_rows(std::move(rows))
    {
    }

    const QList<SampleRow> &rows() const { return m_rows; }

    int rowCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : int(m_rows.size());
    }
    int columnCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : ColumnCount;
    }
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override
    {
        ++m_dataCalls;
        const SampleRow &row = m_rows.at(index.row());
        if (role == IdRole)
            return row.id;
        if (index.column() == Name)
            return role == Qt::DisplayRole || role == SortRole ? QVariant(row.name) : QVariant();
        if (role == Qt::DisplayRole)
            return row.number.toString();
        return role == SortRole ? row.number : QVariant();
    }
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override
    {
        if (role != Qt::DisplayRole)
            return {};
        return orientation == Qt::Horizontal
            ? QVariant(section == Name ? QStringLiteral("Name") : QStringLiteral("Number"))
            : QVariant(m_rows.at(section).id);
    }

    void insert(int at, const QList<SampleRow> &rows)
    {
        beginInsertRows({}, at, at + int(rows.size()) - 1);
        for (qsizetype i = 0; i < rows.size(); ++i)
            m_rows.insert(at + i, rows.at(i));
        endInsertRows();
    }
    void remove(int first, int count)
    {
        beginRemoveRows({}, first, first + count - 1);
        m_rows.remove(first, count);
        endRemoveRows();
    }
    /// Two or more, in ascending order.
    void removeRuns(const QList<RowOrder::Run> &runs)
    {
        Q_EMIT runsAboutToBeRemoved(runs);
        for (auto run = runs.crbegin(); run != runs.crend(); ++run)
            remove(run->first, run->last - run->first + 1);
        Q_EMIT runsRemoved();
    }
    void setName(int row, const QString &name)
    {
        m_rows[row].name = name;
        Q_EMIT dataChanged(index(row, Name), index(row, Name), {Qt::DisplayRole, SortRole});
    }
    void setNumbers(int first, const QList<QVariant> &numbers)
    {
        for (qsizetype i = 0; i < numbers.size(); ++i)
            m_rows[first + i].number = numbers.at(i);
        Q_EMIT dataChanged(index(first, Number), index(first + int(numbers.size()) - 1, Number));
    }
    void move(int row, int destination)
    {
        if (beginMoveRows({}, row, row, {}, destination)) {
            m_rows.move(row, destination > row ? destination - 1 : destination);
            endMoveRows();
        }
    }
    void reverse()
    {
        Q_EMIT layoutAboutToBeChanged();
        const QModelIndexList before = persistentIndexList();
        QModelIndexList after;
        for (const QModelIndex &old : before)
            after.append(index(rowCount() - 1 - old.row(), old.column()));
        std::ranges::reverse(m_rows);
        changePersistentIndexList(before, after);
        Q_EMIT layoutChanged();
    }
    void replace(const QList<SampleRow> &rows)
    {
        beginResetModel();
        m_rows = rows;
        endResetModel();
    }

    qint64 dataCalls() const { return m_dataCalls; }

private:
    QList<SampleRow> m_rows;
    mutable qint64 m_dataCalls = 0;
};

} // namespace lockdesk
