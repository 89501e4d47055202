#pragma once

#include "roles.h"

#include <QAbstractItemModel>
#include <QMap>
#include <QSet>
#include <tuple>

namespace lockdesk {

/// Finds out whether a model announces exactly the cells and roles that change: no more and no less.
class Exactness
{
public:
    /// A cell by its row's id in words, with one role of it.
    struct Cell
    {
        QString id;
        int column;
        int role;
        friend bool operator<(const Cell &a, const Cell &b)
        {
            return std::tie(a.id, a.column, a.role) < std::tie(b.id, b.column, b.role);
        }
        friend bool operator==(const Cell &, const Cell &) = default;
        friend size_t qHash(const Cell &cell, size_t seed = 0)
        {
            return qHashMulti(seed, cell.id, cell.column, cell.role);
        }
    };

    explicit Exactness(const QAbstractItemModel &model)
        : m_model(model)
    {
        begin();
        QObject::connect(&model, &QAbstractItemModel::dataChanged, &m_context,
            [this](const QModelIndex &a, const QModelIndex &b, const QList<int> &announcedRoles) {
                ++signalCount;
                for (int row = a.row(); row <= b.row(); ++row) {
                    for (int column = a.column(); column <= b.column(); ++column) {
                        for (const int role : announcedRoles.isEmpty() ? roles() : announcedRoles)
                            announced.insert({idAt(row), column, role});
                    }
                }
            });
        QObject::connect(&model, &QAbstractItemModel::modelReset, &m_context, [this] { ++resetCount; });
        QObject::connect(&model, &QAbstractItemModel::layoutChanged, &m_context, [this] { ++resetCount; });
        QObject::connect(&model, &QAbstractItemModel::rowsMoved, &m_context, [this] { ++resetCount; });
    }

    /// Forgets what was announced, and takes the table as it is for the state before.
    void begin()
    {
        m_before = snapshot();
        announced.clear();
        signalCount = 0;
    }

    /// The cells of rows that are still there, and are other than at begin().
    QSet<Cell> changed() const
    {
        QSet<Cell> result;
        const auto now = snapshot();
        for (auto cell = now.cbegin(); cell != now.cend(); ++cell) {
            const auto before = m_before.constFind(cell.key());
            if (before != m_before.cend() && *before != *cell)
                result.insert(cell.key());
        }
        return result;
    }

    bool isExact() const { return resetCount == 0 && announced == changed(); }

    QSet<Cell> announced;
    int signalCount = 0;
    int resetCount = 0; ///< resets, changes of the layout and moves: there should be none

private:
    static QList<int> roles()
    {
        return {Qt::DisplayRole, Qt::ToolTipRole, Qt::AccessibleTextRole, SortRole, StateKindRole, StaleRole,
            ScheduleRole, ZoneRole, ChangeStatusRole, SearchRole};
    }
    QString idAt(int row) const { return m_model.index(row, 0).data(Qt::DisplayRole).toString(); }
    QMap<Cell, QVariant> snapshot() const
    {
        QMap<Cell, QVariant> values;
        for (int row = 0; row < m_model.rowCount(); ++row) {
            for (int column = 0; column < m_model.columnCount(); ++column) {
                for (const int role : roles())
                    values.insert({idAt(row), column, role}, m_model.index(row, column).data(role));
            }
        }
        return values;
    }

    const QAbstractItemModel &m_model;
    QMap<Cell, QVariant> m_before;
    QObject m_context;
};

} // namespace lockdesk
