#pragma once

#include "accessimport.h"

#include <QAbstractTableModel>

class QLocale;

namespace lockdesk {

/// A row of a dry run in words.
struct ImportLine
{
    int line = 0;
    ImportKind kind = ImportKind::Unchanged;
    QString name;
    QString deviceName;
    QString details; ///< what would change, or what the problem is
};

/// The rows of a dry run in words, fit for display. A code is in none of them. Takes long for thousands.
QList<ImportLine> importLines(const AccessImport &import, const QLocale &locale);

/// The table "Dry run" of an import: all rows, or those of one kind.
class ImportModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Line, Kind, Name, Device, Details, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    /// A dry run as a whole: what was there is gone.
    void setLines(const QList<ImportLine> &lines);
    /// Shows only the rows of this kind; all without one.
    void setKind(std::optional<ImportKind> kind);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    void choose();

    QList<ImportLine> m_lines;
    QList<int> m_shown; // places in m_lines
    std::optional<ImportKind> m_kind;
};

} // namespace lockdesk
