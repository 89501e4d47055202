#pragma once

#include "historyline.h"

#include <QAbstractTableModel>

namespace lockdesk {

/// The table of the history: When, Who, Set, Change, Device, Before, After, Outcome, Reason; a row a line, in
/// the order of the file, oldest first. Times are on the clock of this computer. Since a history only grows,
/// its rows have no key: they are added behind, or are others altogether. IdRole is the line's number,
/// from 1.
class HistoryModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { When, Who, Set, Change, Device, Before, After, Outcome, Reason, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;
    ~HistoryModel() override;

    static QString title(Column column);

    /// Puts these in the place of all there are; shares their memory. A reset.
    void setLines(const QList<HistoryLine> &lines);
    /// Adds these behind the others.
    void append(const QList<HistoryLine> &lines);
    const QList<HistoryLine> &lines() const { return m_lines; }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    QList<HistoryLine> m_lines;
};

} // namespace lockdesk
