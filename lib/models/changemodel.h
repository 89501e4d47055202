#pragma once

#include "change.h"

#include <QAbstractTableModel>

namespace lockdesk {

/// The Changes table (ui-contract "Changes"): Change, Device, Before, After, Status, When.
class ChangeModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Title, Device, Before, After, Status, When, ColumnCount };

    explicit ChangeModel(QObject *parent = nullptr);

    void setChanges(const QList<Change> &changes);
    const Change *change(ChangeId id) const;
};

} // namespace lockdesk
