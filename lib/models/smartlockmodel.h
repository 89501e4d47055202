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

    friend bool operator==(const SmartlockRow &, const SmartlockRow &) = default;
};

/// The Devices table (ui-contract "Devices"). Reconciles by id and announces exactly what changed.
class SmartlockModel : public KeyedTableModel<SmartlockRow, SmartlockId>
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

    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

    void setRows(const QList<SmartlockRow> &rows) { reconcile(rows); }
    /// Moves the clock: the columns that tell a time or an age.
    void setNow(const QDateTime &now);

    const SmartlockRow *row(SmartlockId id) const { return find(id); }

private:
    QString display(const SmartlockRow &row, int column) const;
    QVariant sortValue(const SmartlockRow &row, int column) const;
    QString stateWords(const SmartlockRow &row) const;
    bool isStale(const SmartlockRow &row) const;

    QDateTime m_now;
};

} // namespace lockdesk
