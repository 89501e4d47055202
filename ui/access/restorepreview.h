#pragma once

#include "restore.h"

#include <QAbstractTableModel>
#include <memory>
#include <vector>

namespace lockdesk {

/// The table "Dry run" of the restoration: Name, Device, Today, What happens. One row for each authorization
/// about which there is something to say: all but those that are as they were.
class RestorePreviewModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Name, Device, Today, Happens, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    /// `labels` names the targets. Resets the table.
    void setPlan(const std::shared_ptr<const Restoration> &plan, const QHash<SmartlockId, QString> &labels);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    QString textOf(const RestoreRow &row, int column) const;

    std::shared_ptr<const Restoration> m_plan; // shared: there may be many thousands of rows
    std::vector<qsizetype> m_shown; // rows of it
    QHash<SmartlockId, QString> m_labels;
};

} // namespace lockdesk
