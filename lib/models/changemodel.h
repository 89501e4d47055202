#pragma once

#include "change.h"
#include "keyedtablemodel.h"

namespace lockdesk {

using ChangeTable = KeyedTableModel<Change, ChangeId>;

/// The Changes table (ui-contract "Changes"): Change, Device, Before, After, Status, When. Times are on the
/// clock of this computer.
class ChangeModel : public ChangeTable
{
    Q_OBJECT

public:
    enum Column { Title, Device, Before, After, Status, When, ColumnCount };

    explicit ChangeModel(QObject *parent = nullptr);

    void setChanges(const QList<Change> &changes) { reconcile(changes); }
    const Change *change(ChangeId id) const { return row(id); }

    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

protected:
    ChangeId keyOf(const Change &change) const override { return change.id; }
    QVariant cell(const Change &change, int column, int role) const override;
    bool isAffected(int column, const Change &before, const Change &after) const override;

private:
    QVariant statusCell(const Change &change, int role) const;
    QVariant whenCell(const Change &change, int role) const;
};

} // namespace lockdesk
