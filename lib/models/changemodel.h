#pragma once

#include "change.h"
#include "keyedtablemodel.h"

namespace lockdesk {

/// The Changes table (ui-contract "Changes"): Change, Device, Before, After, Status, When.
class ChangeModel : public KeyedTableModel<Change, ChangeId>
{
    Q_OBJECT

public:
    enum Column { Title, Device, Before, After, Status, When, ColumnCount };

    explicit ChangeModel(QObject *parent = nullptr);

    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

    void setChanges(const QList<Change> &changes) { reconcile(changes); }
    const Change *change(ChangeId id) const { return find(id); }
};

} // namespace lockdesk
