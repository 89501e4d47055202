#include "smartlockmodel.h"

#include "agetext.h"
#include "redact.h"
#include "roles.h"

#include <QLocale>

namespace lockdesk {

using namespace Qt::StringLiterals;

namespace {

QString batteryText(const Battery &battery)
{
    QStringList parts;
    if (battery.charge)
        parts += SmartlockModel::tr("%1 %").arg(*battery.charge);
    if (battery.charging.value_or(false))
        parts += SmartlockModel::tr("charging");
    if (battery.critical.value_or(false))
        parts += SmartlockModel::tr("low");
    else if (battery.critical && !battery.charge)
        parts += SmartlockModel::tr("OK");
    if (battery.keypadCritical.value_or(false))
        parts += SmartlockModel::tr("keypad low");
    if (battery.doorSensorCritical.value_or(false))
        parts += SmartlockModel::tr("door sensor low");
    return parts.isEmpty() ? SmartlockModel::tr("Unknown") : parts.join(u", "_s);
}

// A low battery first, then by charge; what reports no charge last.
QVariant batterySort(const Battery &battery)
{
    if (battery.needsAttention())
        return battery.charge.value_or(0) - 1000;
    return battery.charge ? QVariant(*battery.charge) : QVariant();
}

QString localTimeText(const Smartlock &lock, const QDateTime &now)
{
    const QTimeZone zone = lock.zone();
    if (!zone.isValid())
        return lock.timeZoneId ? NukiTimeZone(*lock.timeZoneId).text()
                               : SmartlockModel::tr("Unknown time zone");
    const QDateTime local = now.toTimeZone(zone);
    const QLocale locale;
    return locale.dayName(local.date().dayOfWeek(), QLocale::ShortFormat) + u' '
        + locale.toString(local.time(), QLocale::ShortFormat);
}

QString connectionText(const Smartlock &lock)
{
    QString words = lock.serverState ? text(*lock.serverState) : SmartlockModel::tr("Unknown");
    if (lock.adminPinState && *lock.adminPinState != AdminPinState::Ok)
        words += u", "_s + text(*lock.adminPinState);
    return words;
}

} // namespace

SmartlockModel::SmartlockModel(QObject *parent)
    : KeyedTableModel([](const SmartlockRow &row) { return row.smartlock.id; }, parent)
{
}

int SmartlockModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

void SmartlockModel::setNow(const QDateTime &now)
{
    if (now == m_now)
        return;
    m_now = now;
    announceColumns(State, State); // what was current may be old now
    announceColumns(LocalTime, LocalTime);
    announceColumns(Updated, Updated);
}

bool SmartlockModel::isStale(const SmartlockRow &row) const
{
    return row.smartlock.isOffline() || !row.fetchedAt.isValid()
        || row.fetchedAt.secsTo(m_now) > staleAfterSeconds;
}

QString SmartlockModel::stateWords(const SmartlockRow &row) const
{
    if (!row.waitingText.isEmpty())
        return row.waitingText;
    const Smartlock &lock = row.smartlock;
    if (!lock.state || !lock.type)
        return tr("Unknown");
    QString words = stateText(*lock.type, *lock.state);
    if (lock.mode && *lock.mode != Mode::Door)
        words += u", "_s + text(*lock.mode, *lock.type);
    if (lock.isOffline())
        return tr("%1 (last known)").arg(words);
    if (isStale(row))
        return tr("%1 (%2)").arg(words, ageText(row.fetchedAt, m_now));
    return words;
}

QString SmartlockModel::display(const SmartlockRow &row, int column) const
{
    const Smartlock &lock = row.smartlock;
    switch (Column(column)) {
    case Name:
        return forDisplay(lock.displayName());
    case Type:
        return typeText(lock);
    case State:
        return stateWords(row);
    case Door:
        return lock.doorState ? text(*lock.doorState) : tr("No sensor");
    case BatteryColumn:
        return batteryText(lock.battery);
    case Connection:
        return connectionText(lock);
    case LocalTime:
        return localTimeText(lock, m_now);
    case AccessUsed:
        return row.authorizationCount
            ? tr("%1 of %2").arg(*row.authorizationCount).arg(authorizationCapacity(lock.deviceType()))
            : tr("Unknown");
    case Updated:
        return ageText(row.fetchedAt, m_now);
    case ColumnCount:
        break;
    }
    return {};
}

QVariant SmartlockModel::sortValue(const SmartlockRow &row, int column) const
{
    const Smartlock &lock = row.smartlock;
    switch (Column(column)) {
    case State:
        return lock.state ? QVariant(int(lock.kind()) * 1000 + *lock.state) : QVariant();
    case Door:
        return lock.doorState ? QVariant(int(*lock.doorState)) : QVariant();
    case BatteryColumn:
        return batterySort(lock.battery);
    case LocalTime:
        return lock.zone().isValid() ? QVariant(lock.zone().offsetFromUtc(m_now)) : QVariant();
    case AccessUsed:
        return row.authorizationCount ? QVariant(*row.authorizationCount) : QVariant();
    case Updated:
        return row.fetchedAt;
    case Name:
    case Type:
    case Connection:
        return display(row, column);
    case ColumnCount:
        break;
    }
    return {};
}

QVariant SmartlockModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const SmartlockRow &row = at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return display(row, index.column());
    case Qt::ToolTipRole:
        if (index.column() == Connection && row.smartlock.isOffline())
            return offlineReason(row.smartlock).toHtmlEscaped();
        return display(row, index.column()).toHtmlEscaped();
    case SortRole:
        return sortValue(row, index.column());
    case IdRole:
        return toNumber(row.smartlock.id);
    case StaleRole:
        return isStale(row) && (index.column() == State || index.column() == Door);
    case StateKindRole:
        if (index.column() != State)
            return {};
        return int(!row.waitingText.isEmpty() ? StateKind::Moving
                : isStale(row)                ? StateKind::Unknown
                                              : row.smartlock.kind());
    default:
        return {};
    }
}

QVariant SmartlockModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::ToolTipRole && section == LocalTime)
        return tr("The clock of each lock, by its own time zone");
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

} // namespace lockdesk
