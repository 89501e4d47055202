#pragma once

#include "roworder.h"

#include <QAbstractTableModel>

namespace lockdesk {

/// A flat table that tells beforehand which rows it takes out together. Each run of neighbours is announced
/// by itself as well, the last one first; whoever follows has work with each that grows with the table, and
/// can do it once for all of them instead.
class RunTableModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    using QAbstractTableModel::QAbstractTableModel;

Q_SIGNALS:
    /// These runs, two or more in ascending order, are about to go; they are all still there.
    void runsAboutToBeRemoved(const QList<lockdesk::RowOrder::Run> &runs);
    /// They are all gone.
    void runsRemoved();
};

} // namespace lockdesk
