#include "authorizationmodel.h"

#include "redact.h"
#include "roles.h"

#include <QLocale>

namespace lockdesk {

using namespace Qt::StringLiterals;

namespace {

// When the lock's clock is not known, its times can only be told in UTC.
const QTimeZone &utc()
{
    static const QTimeZone zone = QTimeZone::utc();
    return zone;
}

} // namespace

AuthorizationModel::AuthorizationModel(QObject *parent)
    : KeyedTableModel([](const AuthorizationRow &row) { return row.authorization.id; }, parent)
{
}

int AuthorizationModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

void AuthorizationModel::setNow(const QDateTime &now)
{
    if (now == m_now)
        return;
    m_now = now;
    announceColumns(AccessNow, LastUsed);
}

void AuthorizationModel::setShownClock(ShownClock clock)
{
    if (clock == m_clock)
        return;
    m_clock = clock;
    announceColumns(ValidFrom, LastUsed);
    Q_EMIT headerDataChanged(Qt::Horizontal, ValidFrom, LastUsed);
}

QTimeZone AuthorizationModel::shownZone(const AuthorizationRow &row) const
{
    switch (m_clock) {
    case ShownClock::Lock:
        return row.lockZone.isValid() ? row.lockZone : utc();
    case ShownClock::Mine:
        return QTimeZone::systemTimeZone();
    case ShownClock::Utc:
        return utc();
    }
    return utc();
}

QString AuthorizationModel::timeText(const QDateTime &when, const AuthorizationRow &row) const
{
    if (!when.isValid())
        return {};
    const QLocale locale;
    const QDateTime local = when.toTimeZone(shownZone(row));
    QString words = local.toString(u"yyyy-MM-dd "_s) + locale.toString(local.time(), QLocale::ShortFormat);
    if (m_clock == ShownClock::Lock && !row.lockZone.isValid())
        words += u" UTC"_s;
    return words;
}

QString AuthorizationModel::limitText(const std::optional<Instant> &limit, const AuthorizationRow &row) const
{
    if (!limit)
        return {};
    return limit->isReadable() ? timeText(limit->when(), row)
                               : tr("Unreadable: %1").arg(forDisplay(limit->toText(), 40));
}

QString AuthorizationModel::nowWords(const AuthorizationRow &row) const
{
    if (!row.authorization.isEnabled())
        return tr("Disabled");
    if (!row.lockZone.isValid() && !row.authorization.schedule.isUnlimited())
        return tr("Unknown: the lock’s time zone is not known");
    return accessNowText(row.authorization.schedule, m_now, row.lockZone.isValid() ? row.lockZone : utc(),
        shownZone(row), QLocale());
}

QString AuthorizationModel::display(const AuthorizationRow &row, int column) const
{
    const Authorization &authorization = row.authorization;
    switch (Column(column)) {
    case Name:
        return authorization.name.isEmpty() ? tr("(no name)") : forDisplay(authorization.name);
    case Device:
        return forDisplay(row.deviceName);
    case Type:
        return authorization.type ? text(*authorization.type) : tr("Unknown");
    case Person:
        return forDisplay(row.personName);
    case Schedule:
        return weeklyText(authorization.schedule, QLocale());
    case ValidFrom:
        return limitText(authorization.schedule.fromDate, row);
    case ValidUntil:
        return limitText(authorization.schedule.untilDate, row);
    case AccessNow:
        return nowWords(row);
    case LastUsed:
        return authorization.lastActive.isValid() ? timeText(authorization.lastActive, row) : tr("Never");
    case Uses:
        return authorization.useCount ? QString::number(*authorization.useCount) : QString();
    case Status:
        return row.statusText;
    case ColumnCount:
        break;
    }
    return {};
}

QVariant AuthorizationModel::sortValue(const AuthorizationRow &row, int column) const
{
    const Authorization &authorization = row.authorization;
    const auto instant = [](const std::optional<Instant> &limit) {
        return limit && limit->isReadable() ? QVariant(limit->when()) : QVariant();
    };
    const auto dateTime = [](const QDateTime &when) { return when.isValid() ? QVariant(when) : QVariant(); };
    switch (Column(column)) {
    case ValidFrom:
        return instant(authorization.schedule.fromDate);
    case ValidUntil:
        return instant(authorization.schedule.untilDate);
    case LastUsed:
        return dateTime(authorization.lastActive);
    case Uses:
        return authorization.useCount ? QVariant(*authorization.useCount) : QVariant();
    case Name:
    case Device:
    case Type:
    case Person:
    case Schedule:
    case AccessNow:
    case Status:
        break;
    case ColumnCount:
        return {};
    }
    const QString words = display(row, column);
    return words.isEmpty() ? QVariant() : QVariant(words);
}

QVariant AuthorizationModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const AuthorizationRow &row = at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return display(row, index.column());
    case Qt::ToolTipRole:
        if (index.column() == Status && !row.authorization.error.isEmpty())
            return forDisplay(row.authorization.error).toHtmlEscaped();
        return display(row, index.column()).toHtmlEscaped();
    case Qt::AccessibleTextRole:
        if (index.column() == Schedule)
            return display(row, Schedule) + u". "_s
                + spokenText(row.authorization.schedule, shownZone(row), QLocale());
        return {};
    case Qt::TextAlignmentRole:
        return index.column() == Uses ? QVariant(int(Qt::AlignRight | Qt::AlignVCenter)) : QVariant();
    case SortRole:
        return sortValue(row, index.column());
    case IdRole:
        return row.authorization.id.toString();
    case StaleRole:
        return row.isStale;
    case ScheduleRole:
        return index.column() == Schedule ? QVariant::fromValue(row.authorization.schedule) : QVariant();
    case ZoneRole:
        return index.column() == Schedule ? QVariant::fromValue(row.lockZone) : QVariant();
    default:
        return {};
    }
}

QVariant AuthorizationModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::ToolTipRole && section == Schedule)
        return tr("Days and hours on the lock’s own clock, whatever clock the table shows");
    if (role == Qt::ToolTipRole && section >= ValidFrom && section <= LastUsed) {
        switch (m_clock) {
        case ShownClock::Lock:
            return tr("On the clock of each lock");
        case ShownClock::Mine:
            return tr("On the clock of this computer");
        case ShownClock::Utc:
            return tr("In UTC");
        }
    }
    if (role != Qt::DisplayRole)
        return {};
    switch (Column(section)) {
    case Name:
        return tr("Name");
    case Device:
        return tr("Device");
    case Type:
        return tr("Type");
    case Person:
        return tr("Person");
    case Schedule:
        return tr("Schedule");
    case ValidFrom:
        return tr("Valid from");
    case ValidUntil:
        return tr("Valid until");
    case AccessNow:
        return tr("Access now");
    case LastUsed:
        return tr("Last used");
    case Uses:
        return tr("Uses");
    case Status:
        return tr("Status");
    case ColumnCount:
        break;
    }
    return {};
}

} // namespace lockdesk
