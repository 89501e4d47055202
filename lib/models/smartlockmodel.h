#pragma once

#include "keyedtablemodel.h"
#include "smartlock.h"

namespace lockdesk {

/// A device as the Devices table shows it: the record, how old it is, and what is on its way.
struct SmartlockRow
{
    Smartlock smartlock;
    QDateTime fetchedAt; ///< UTC
    std::optional<int> authorizationCount;
    QString waitingText; ///< "Unlocking – waiting for the lock", or "… not confirmed"; empty when nothing is
    bool isUnconfirmed = false; ///< `waitingText` is the end of it: no proof came, and the state is not known

    friend bool operator==(const SmartlockRow &, const SmartlockRow &) = default;
};

using SmartlockTable = KeyedTableModel<SmartlockRow, SmartlockId>;

/// The Devices table (ui-contract "Devices"). Reconciles by id and announces exactly what changed.
class SmartlockModel : public SmartlockTable
{
    Q_OBJECT

public:
    enum Column {
        Name,
        Type,
        State,
        Door,
        BatteryColumn,
        Connection,
        LocalTime,
        AccessUsed,
        Updated,
        ColumnCount
    };

    explicit SmartlockModel(QObject *parent = nullptr);

    void setRows(const QList<SmartlockRow> &rows) { reconcile(rows); }
    /// Moves the clock: the columns that tell a time or an age.
    void setNow(const QDateTime &now);

    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

protected:
    SmartlockId keyOf(const SmartlockRow &row) const override { return row.smartlock.id; }
    QVariant cell(const SmartlockRow &row, int column, int role) const override;
    bool isAffected(int column, const SmartlockRow &before, const SmartlockRow &after) const override;

private:
    QTimeZone zoneOf(const Smartlock &smartlock) const;

    QDateTime m_now;
    mutable QHash<int, QTimeZone> m_zones; // by Nuki's id: looking one up takes long
};

} // namespace lockdesk
