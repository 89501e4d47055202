#include "smartlockmodel.h"

#include "smartlockcells.h"
#include "timetext.h"

namespace lockdesk {

SmartlockModel::SmartlockModel(QObject *parent)
    : SmartlockTable(ColumnCount, parent)
{
}

void SmartlockModel::setNow(const QDateTime &now)
{
    const bool isAnotherMinute =
        !m_now.isValid() || !now.isValid() || m_now.toSecsSinceEpoch() / 60 != now.toSecsSinceEpoch() / 60;
    QList<ColumnRoles> columns;
    columns.append(ColumnRoles{State, {Qt::DisplayRole, Qt::AccessibleTextRole, StateKindRole, StaleRole}});
    for (const int column : {Door, BatteryColumn, Connection})
        columns.append(ColumnRoles{column, {StaleRole}});
    if (isAnotherMinute)
        columns.append(ColumnRoles{LocalTime, {Qt::DisplayRole, Qt::ToolTipRole, SortRole}});
    columns.append(ColumnRoles{Updated, {Qt::DisplayRole, StaleRole}});
    changeView(columns, [this, &now] { m_now = now; });
}

QVariant SmartlockModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    if (role == Qt::ToolTipRole) {
        switch (Column(section)) {
        case State:
        case Door:
            return plainToolTip(tr("What Nuki’s server last heard. Italics: old, or the device is offline."));
        case LocalTime:
            return plainToolTip(tr("What the lock’s own clock says now."));
        case AccessUsed:
            return plainToolTip(tr("Authorizations on the device, of those that it should hold."));
        case Updated:
            return plainToolTip(tr("How long ago Lockdesk last asked the server about the device."));
        default:
            return {};
        }
    }
    if (role != Qt::DisplayRole)
        return {};
    switch (Column(section)) {
    case Name:
        return tr("Name");
    case Type:
        return tr("Type");
    case State:
        return tr("State");
    case Door:
        return tr("Door");
    case BatteryColumn:
        return tr("Battery");
    case Connection:
        return tr("Connection");
    case LocalTime:
        return tr("Local time");
    case AccessUsed:
        return tr("Access used");
    case Updated:
        return tr("Updated");
    case ColumnCount:
        break;
    }
    return {};
}

QVariant SmartlockModel::cell(const SmartlockRow &row, int column, int role) const
{
    const bool needsZone = column == LocalTime && role != IdRole;
    return smartlockCell(row, Column(column), role, needsZone ? zoneOf(row.smartlock) : QTimeZone(), m_now);
}

bool SmartlockModel::isAffected(int column, const SmartlockRow &before, const SmartlockRow &after) const
{
    if (before.smartlock != after.smartlock)
        return true;
    switch (Column(column)) {
    case State:
    case Door:
    case BatteryColumn:
    case Connection:
    case Updated:
        return true; // how old, or what is on its way
    case AccessUsed:
        return before.authorizationCount != after.authorizationCount;
    default:
        return false;
    }
}

QTimeZone SmartlockModel::zoneOf(const Smartlock &smartlock) const
{
    if (!smartlock.timeZoneId)
        return {};
    const auto known = m_zones.constFind(*smartlock.timeZoneId);
    return known != m_zones.cend() ? *known : *m_zones.insert(*smartlock.timeZoneId, smartlock.zone());
}

} // namespace lockdesk
