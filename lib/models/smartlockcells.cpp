#include "smartlockcells.h"

#include "accessschedule.h"
#include "redact.h"
#include "roles.h"
#include "timetext.h"

#include <QCoreApplication>
#include <QLocale>
#include <QStringList>

namespace lockdesk {

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *words)
{
    return QCoreApplication::translate("SmartlockModel", words);
}

bool isStale(const SmartlockRow &row, const QDateTime &now)
{
    return row.smartlock.isOffline() || !row.fetchedAt.isValid()
        || row.fetchedAt.secsTo(now) > freshFor.count();
}

QString lastKnown(const Smartlock &lock, const QString &text)
{
    return lock.isOffline() ? tr(QT_TRANSLATE_NOOP("SmartlockModel", "%1 (last known)")).arg(text) : text;
}

// What a person should look after, one sentence a line (safety DOM-6).
QStringList warnings(const Smartlock &lock)
{
    QStringList lines;
    if (lock.isOffline())
        lines += offlineReason(lock);
    if (lock.adminPinState && *lock.adminPinState != AdminPinState::Ok)
        lines += tr(QT_TRANSLATE_NOOP("SmartlockModel", "Admin PIN: %1")).arg(text(*lock.adminPinState));
    if (lock.battery.critical.value_or(false))
        lines += tr(QT_TRANSLATE_NOOP("SmartlockModel", "The battery is low."));
    if (!lock.error.isEmpty())
        lines += tr(QT_TRANSLATE_NOOP("SmartlockModel", "The service says: %1")).arg(forDisplay(lock.error));
    return lines;
}

StateKind shownKind(const SmartlockRow &row, const QDateTime &now)
{
    if (!row.waitingText.isEmpty())
        return row.isUnconfirmed ? StateKind::Unknown : StateKind::Moving;
    if (isStale(row, now))
        return StateKind::Unknown; // what was may be no more
    const Smartlock &lock = row.smartlock;
    const bool hasPinTrouble = lock.adminPinState && *lock.adminPinState != AdminPinState::Ok;
    if (lock.kind() == StateKind::Secured && (lock.battery.critical.value_or(false) || hasPinTrouble))
        return StateKind::Trouble; // never drawn as plainly locked
    return lock.kind();
}

QString stateWords(const SmartlockRow &row, const QDateTime &now)
{
    if (!row.waitingText.isEmpty())
        return forDisplay(row.waitingText);
    const Smartlock &lock = row.smartlock;
    if (!lock.state || !lock.type)
        return tr(QT_TRANSLATE_NOOP("SmartlockModel", "Unknown"));
    const DeviceType type = *lock.type;
    QString words = stateText(type, *lock.state);
    if (lock.mode && *lock.mode != Mode::Door) {
        const QString mode = text(*lock.mode, type);
        const bool isOnlyOnline = isOpener(type) && *lock.mode == Mode::ContinuousOrFailure
            && *lock.state == int(OpenerState::Online);
        words = isOnlyOnline ? mode : u"%1, %2"_s.arg(words, mode);
    }
    if (lock.isOffline())
        return lastKnown(lock, words);
    return isStale(row, now) ? u"%1 (%2)"_s.arg(words, ageText(row.fetchedAt, now)) : words;
}

QVariant stateCell(const SmartlockRow &row, int role, const QDateTime &now)
{
    const Smartlock &lock = row.smartlock;
    switch (role) {
    case Qt::DisplayRole:
        return stateWords(row, now);
    case Qt::ToolTipRole:
        return plainToolTip(warnings(lock).join(u'\n'));
    case Qt::AccessibleTextRole:
        return (QStringList(stateWords(row, now)) + warnings(lock)).join(u". "_s);
    case StateKindRole:
        return int(shownKind(row, now));
    case SortRole:
        return lock.state ? int(lock.kind()) * 1'000 + *lock.state : QVariant();
    default:
        return {};
    }
}

QVariant doorCell(const Smartlock &lock, int role)
{
    if (!lock.doorState)
        return role == Qt::DisplayRole ? u"–"_s : QVariant();
    switch (role) {
    case Qt::DisplayRole:
        return *lock.doorState == DoorState::Unavailable ? text(*lock.doorState)
                                                         : lastKnown(lock, text(*lock.doorState));
    case SortRole:
        return int(*lock.doorState);
    default:
        return {};
    }
}

// A device without a percentage says only whether its battery is low: absent is not zero.
QString batteryWords(const Battery &battery)
{
    QStringList parts;
    if (battery.charge)
        parts += tr(QT_TRANSLATE_NOOP("SmartlockModel", "%1%")).arg(*battery.charge);
    if (battery.critical.value_or(false))
        parts += tr(QT_TRANSLATE_NOOP("SmartlockModel", "low"));
    else if (battery.critical && !battery.charge)
        parts += tr(QT_TRANSLATE_NOOP("SmartlockModel", "OK"));
    if (battery.charging.value_or(false))
        parts += tr(QT_TRANSLATE_NOOP("SmartlockModel", "charging"));
    if (battery.keypadCritical.value_or(false))
        parts += tr(QT_TRANSLATE_NOOP("SmartlockModel", "keypad low"));
    if (battery.doorSensorCritical.value_or(false))
        parts += tr(QT_TRANSLATE_NOOP("SmartlockModel", "door sensor low"));
    QString words = parts.join(u", "_s);
    if (words.isEmpty())
        return tr(QT_TRANSLATE_NOOP("SmartlockModel", "Unknown"));
    words[0] = words.at(0).toUpper();
    return words;
}

QVariant batteryCell(const Battery &battery, int role)
{
    if (role == Qt::DisplayRole)
        return batteryWords(battery);
    if (role != SortRole || (!battery.charge && !battery.critical && !battery.needsAttention()))
        return {};
    const int charge = battery.charge.value_or(battery.critical.value_or(false) ? 0 : 100);
    return battery.needsAttention() ? charge - 1'000 : charge; // what asks for a person comes first
}

QVariant connectionCell(const Smartlock &lock, int role)
{
    switch (role) {
    case Qt::DisplayRole:
        return lock.serverState ? text(*lock.serverState)
                                : tr(QT_TRANSLATE_NOOP("SmartlockModel", "Unknown"));
    case Qt::ToolTipRole:
        return plainToolTip(offlineReason(lock));
    case Qt::AccessibleTextRole:
        return lock.isOffline() ? u"%1. %2"_s.arg(text(*lock.serverState), offlineReason(lock)) : QVariant();
    case SortRole:
        return lock.serverState ? int(*lock.serverState) : QVariant();
    default:
        return {};
    }
}

QVariant localTimeCell(const Smartlock &lock, int role, const QTimeZone &zone, const QDateTime &now)
{
    const QString zoneWords = lock.timeZoneId ? NukiTimeZone(*lock.timeZoneId).text()
                                              : tr(QT_TRANSLATE_NOOP("SmartlockModel", "Unknown time zone"));
    const bool isKnown = zone.isValid() && now.isValid();
    switch (role) {
    case Qt::DisplayRole: {
        if (!isKnown)
            return zone.isValid() ? QString() : zoneWords;
        const QLocale locale;
        const QDateTime wall = now.toTimeZone(zone);
        return u"%1 %2"_s.arg(locale.standaloneDayName(wall.date().dayOfWeek(), QLocale::ShortFormat),
            timeOfDayText(wall.time().msecsSinceStartOfDay() / 60'000, locale));
    }
    case Qt::ToolTipRole:
        return plainToolTip(isKnown ? u"%1, %2"_s.arg(zoneWords, offsetText(now, zone)) : zoneWords);
    case SortRole: // at one instant the clocks are in the order of their offsets
        return isKnown ? zone.offsetFromUtc(now) : QVariant();
    case ZoneRole:
        return zone.isValid() ? QVariant::fromValue(zone) : QVariant();
    default:
        return {};
    }
}

QVariant accessUsedCell(const SmartlockRow &row, int role)
{
    const int capacity = authorizationCapacity(row.smartlock.deviceType());
    switch (role) {
    case Qt::DisplayRole:
        return row.authorizationCount
            ? tr(QT_TRANSLATE_NOOP("SmartlockModel", "%1 of %2")).arg(*row.authorizationCount).arg(capacity)
            : tr(QT_TRANSLATE_NOOP("SmartlockModel", "Unknown"));
    case Qt::ToolTipRole:
        return row.authorizationCount && *row.authorizationCount >= capacity ? plainToolTip(
                   tr(QT_TRANSLATE_NOOP("SmartlockModel", "The device may refuse another authorization.")))
                                                                             : QVariant();
    case SortRole:
        return row.authorizationCount ? *row.authorizationCount : QVariant();
    default:
        return {};
    }
}

QVariant nameCell(const Smartlock &lock, int role)
{
    const QString name = forDisplay(lock.displayName());
    switch (role) {
    case Qt::DisplayRole:
    case SortRole:
        return name;
    case Qt::ToolTipRole: {
        QString words = tr(QT_TRANSLATE_NOOP("SmartlockModel", "%1\nNuki ID %2")).arg(name, toHexId(lock.id));
        if (lock.firmware)
            words +=
                tr(QT_TRANSLATE_NOOP("SmartlockModel", "\nFirmware %1")).arg(lock.firmware->toFirmwareText());
        return plainToolTip(words);
    }
    default:
        return {};
    }
}

QVariant updatedCell(const SmartlockRow &row, int role, const QDateTime &now)
{
    switch (role) {
    case Qt::DisplayRole:
        return ageText(row.fetchedAt, now);
    case Qt::ToolTipRole:
        return plainToolTip(dateTimeText(row.fetchedAt, systemZone(), QLocale()));
    case SortRole:
        return row.fetchedAt.isValid() ? row.fetchedAt : QVariant();
    default:
        return {};
    }
}

} // namespace

QVariant smartlockCell(const SmartlockRow &row, SmartlockModel::Column column, int role,
    const QTimeZone &zone, const QDateTime &now)
{
    const Smartlock &lock = row.smartlock;
    if (role == IdRole)
        return toNumber(lock.id);
    const bool tellsOwnState = column != SmartlockModel::Name && column != SmartlockModel::Type
        && column != SmartlockModel::LocalTime && column != SmartlockModel::AccessUsed;
    if (role == StaleRole)
        return tellsOwnState ? isStale(row, now) : QVariant();

    switch (column) {
    case SmartlockModel::Name:
        return nameCell(lock, role);
    case SmartlockModel::Type:
        return role == Qt::DisplayRole || role == SortRole ? typeText(lock) : QVariant();
    case SmartlockModel::State:
        return stateCell(row, role, now);
    case SmartlockModel::Door:
        return doorCell(lock, role);
    case SmartlockModel::BatteryColumn:
        return batteryCell(lock.battery, role);
    case SmartlockModel::Connection:
        return connectionCell(lock, role);
    case SmartlockModel::LocalTime:
        return localTimeCell(lock, role, zone, now);
    case SmartlockModel::AccessUsed:
        return accessUsedCell(row, role);
    case SmartlockModel::Updated:
        return updatedCell(row, role, now);
    case SmartlockModel::ColumnCount:
        break;
    }
    return {};
}

} // namespace lockdesk
