#pragma once

#include "keyedtablemodel.h"
#include "restore.h"

namespace lockdesk {

/// A saved device, where its authorizations go, and what that comes to.
struct RestoreTargetRow
{
    SmartlockId saved{};
    QString label;
    int saveCount = 0; ///< authorizations in the backup
    QString target; ///< label of the device of today; empty: it is not restored
    QMap<RestoreKind, int> counts; ///< empty until it is known

    friend bool operator==(const RestoreTargetRow &, const RestoreTargetRow &) = default;
};

/// The table "Saved devices" of the restoration: Saved device, Authorizations, Restore to, As it was, Changed
/// since, Missing, Not restorable.
class RestoreTargetModel : public KeyedTableModel<RestoreTargetRow, SmartlockId>
{
    Q_OBJECT

public:
    enum Column { Saved, Count, Target, Same, Different, Missing, Stopped, ColumnCount };

    explicit RestoreTargetModel(QObject *parent = nullptr);

    void setRows(const QList<RestoreTargetRow> &rows) { reconcile(rows); }

    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

protected:
    SmartlockId keyOf(const RestoreTargetRow &row) const override { return row.saved; }
    QVariant cell(const RestoreTargetRow &row, int column, int role) const override;
    bool isAffected(int, const RestoreTargetRow &, const RestoreTargetRow &) const override { return true; }
};

/// The devices' names fit for display; where several look alike, with their ids.
QHash<SmartlockId, QString> deviceLabels(const QList<Smartlock> &devices);

/// The rows for a backup: its devices, where they go by `labels`, and what `plan` says of each.
QList<RestoreTargetRow> restoreTargetRows(const Backup &backup,
    const QHash<SmartlockId, SmartlockId> &targets, const QHash<SmartlockId, QString> &labels,
    const Restoration &plan);

} // namespace lockdesk
