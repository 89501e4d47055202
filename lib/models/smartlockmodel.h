#pragma once

#include "smartlock.h"

#include <QAbstractTableModel>
#include <QHash>

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
class SmartlockModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Name, Type, State, Door, BatteryColumn, Connection, LocalTime, AccessUsed, Updated, ColumnCount };

    explicit SmartlockModel(QObject *parent = nullptr);

    void setRows(const QList<SmartlockRow> &rows);
    /// Moves the clock: the columns that tell a time or an age.
    void setNow(const QDateTime &now);

    const SmartlockRow *row(SmartlockId id) const;
};

} // namespace lockdesk
