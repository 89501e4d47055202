#include "authorizationcells.h"

#include "redact.h"
#include "roles.h"
#include "timetext.h"

#include <QCoreApplication>
#include <QLocale>
#include <bit>

namespace lockdesk {

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *words)
{
    return QCoreApplication::translate("AuthorizationModel", words);
}

QVariant nameCell(const Authorization &authorization, int role)
{
    const QString name = forDisplay(authorization.name);
    switch (role) {
    case Qt::DisplayRole:
        return name.isEmpty() ? tr(QT_TRANSLATE_NOOP("AuthorizationModel", "(no name)")) : name;
    case Qt::ToolTipRole:
        return plainToolTip(name);
    case SortRole:
        return name.isEmpty() ? QVariant() : name;
    default:
        return {};
    }
}

QVariant otherNameCell(const QString &text, int role)
{
    const QString name = forDisplay(text);
    if (role == Qt::DisplayRole)
        return name;
    if (role == Qt::ToolTipRole)
        return plainToolTip(name);
    return role == SortRole && !name.isEmpty() ? name : QVariant();
}

QVariant typeCell(const Authorization &authorization, int role)
{
    if (role == Qt::DisplayRole)
        return authorization.type ? text(*authorization.type)
                                  : tr(QT_TRANSLATE_NOOP("AuthorizationModel", "Unknown"));
    return role == SortRole && authorization.type ? int(*authorization.type) : QVariant();
}

// How much of a week is open, in minutes.
int openMinutes(const AccessSchedule &schedule)
{
    const int days = std::popcount(unsigned(int(schedule.days())));
    const bool hasWindow = !schedule.isAllDay() && schedule.fromTime && schedule.untilTime;
    return days * (hasWindow ? *schedule.untilTime - *schedule.fromTime : 24 * 60);
}

QVariant scheduleCell(const AuthorizationRow &row, int role, ShownClock clock)
{
    const AccessSchedule &schedule = row.authorization.schedule;
    switch (role) {
    case Qt::DisplayRole:
        return weeklyText(schedule, QLocale());
    case Qt::ToolTipRole:
    case Qt::AccessibleTextRole: {
        const QString words = u"%1. %2"_s.arg(
            weeklyText(schedule, QLocale()), spokenText(schedule, shownZone(row, clock), QLocale()));
        return role == Qt::ToolTipRole ? plainToolTip(words) : words;
    }
    case SortRole:
        return openMinutes(schedule);
    case ScheduleRole:
        return QVariant::fromValue(schedule);
    case ZoneRole:
        return row.lockZone.isValid() ? QVariant::fromValue(row.lockZone) : QVariant();
    default:
        return {};
    }
}

// The clock is named where it is not obvious: UTC, and a lock whose clock is not this computer's.
QString instantText(const QDateTime &when, const AuthorizationRow &row, ShownClock clock)
{
    const QTimeZone zone = shownZone(row, clock);
    const QString words = dateTimeText(when, zone, QLocale());
    if (clock != ShownClock::Lock || !zone.isValid()
        || zone.offsetFromUtc(when) == systemZone().offsetFromUtc(when))
        return words;
    return u"%1 (%2)"_s.arg(words, offsetText(when, zone));
}

// The same instant on every clock that is known.
QString onAllClocks(const QDateTime &when, const AuthorizationRow &row)
{
    const QLocale locale;
    QStringList lines;
    if (row.lockZone.isValid())
        lines += tr(QT_TRANSLATE_NOOP("AuthorizationModel", "Lock’s time: %1 (%2)"))
                     .arg(dateTimeText(when, row.lockZone, locale), QString::fromLatin1(row.lockZone.id()));
    else
        lines += tr(QT_TRANSLATE_NOOP("AuthorizationModel", "The lock’s time zone is unknown."));
    lines += tr(QT_TRANSLATE_NOOP("AuthorizationModel", "My time: %1"))
                 .arg(dateTimeText(when, systemZone(), locale));
    lines += dateTimeText(when, QTimeZone(), locale);
    return lines.join(u'\n');
}

QVariant instantCell(const QDateTime &when, const AuthorizationRow &row, int role, ShownClock clock)
{
    if (!when.isValid())
        return role == Qt::DisplayRole ? u"–"_s : QVariant();
    switch (role) {
    case Qt::DisplayRole:
        return instantText(when, row, clock);
    case Qt::ToolTipRole:
        return plainToolTip(onAllClocks(when, row));
    case SortRole:
        return when;
    default:
        return {};
    }
}

QVariant limitCell(
    const std::optional<Instant> &limit, const AuthorizationRow &row, int role, ShownClock clock)
{
    if (!limit && role == Qt::AccessibleTextRole)
        return tr(QT_TRANSLATE_NOOP("AuthorizationModel", "–, no limit"));
    if (!limit || limit->isReadable())
        return instantCell(limit ? limit->when() : QDateTime(), row, role, clock);
    switch (role) {
    case Qt::DisplayRole:
        return forDisplay(limit->toText(), 40);
    case Qt::ToolTipRole:
        return plainToolTip(tr(QT_TRANSLATE_NOOP("AuthorizationModel", "This date cannot be read.")));
    case Qt::AccessibleTextRole:
        return tr(QT_TRANSLATE_NOOP("AuthorizationModel", "%1, a date that cannot be read"))
            .arg(forDisplay(limit->toText(), 40));
    default:
        return {};
    }
}

QVariant accessCell(const AccessNow &access, int role)
{
    if (role == Qt::DisplayRole)
        return access.text;
    return role == SortRole ? access.order : QVariant();
}

QVariant usesCell(const std::optional<int> &uses, int role)
{
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignRight | Qt::AlignVCenter);
    if (role == Qt::DisplayRole)
        return uses ? QLocale().toString(*uses) : u"–"_s;
    return role == SortRole && uses ? *uses : QVariant();
}

QVariant statusCell(const AuthorizationRow &row, int role)
{
    const Authorization &authorization = row.authorization;
    const auto words = [&row, &authorization] {
        if (!row.statusText.isEmpty())
            return forDisplay(row.statusText);
        // Listed is not yet on the lock (nuki-facts chapter 3).
        return authorization.updated.isValid() && !authorization.operationPending
            ? tr(QT_TRANSLATE_NOOP("AuthorizationModel", "On the lock"))
            : tr(QT_TRANSLATE_NOOP("AuthorizationModel", "Listed, not yet on the lock"));
    };
    const auto remarks = [&authorization] {
        QStringList lines;
        if (!authorization.error.isEmpty())
            lines += tr(QT_TRANSLATE_NOOP("AuthorizationModel", "The service says: %1"))
                         .arg(forDisplay(authorization.error));
        if (!authorization.unreadable.isEmpty())
            lines += tr(QT_TRANSLATE_NOOP("AuthorizationModel", "Not understood, and so never changed: %1"))
                         .arg(forDisplay(authorization.unreadable.join(u", "_s)));
        return lines;
    };
    switch (role) {
    case Qt::DisplayRole:
    case SortRole:
        return words();
    case Qt::ToolTipRole:
        return plainToolTip(remarks().join(u'\n'));
    case Qt::AccessibleTextRole:
        return (QStringList(words()) + remarks()).join(u". "_s);
    default:
        return {};
    }
}

} // namespace

QTimeZone shownZone(const AuthorizationRow &row, ShownClock clock)
{
    switch (clock) {
    case ShownClock::Lock:
        return row.lockZone;
    case ShownClock::Mine:
        return systemZone();
    case ShownClock::Utc:
        break;
    }
    return {};
}

QVariant authorizationCell(const AuthorizationRow &row, AuthorizationModel::Column column, int role,
    ShownClock clock, const AccessNow &access)
{
    const Authorization &authorization = row.authorization;
    if (role == IdRole)
        return authorization.id.toString();
    if (role == StaleRole)
        return column >= AuthorizationModel::AccessNow ? row.isStale : QVariant();

    switch (column) {
    case AuthorizationModel::Name:
        return nameCell(authorization, role);
    case AuthorizationModel::Device:
        return otherNameCell(row.deviceName, role);
    case AuthorizationModel::Type:
        return typeCell(authorization, role);
    case AuthorizationModel::Person:
        return otherNameCell(row.personName, role);
    case AuthorizationModel::Schedule:
        return scheduleCell(row, role, clock);
    case AuthorizationModel::ValidFrom:
        return limitCell(authorization.schedule.fromDate, row, role, clock);
    case AuthorizationModel::ValidUntil:
        return limitCell(authorization.schedule.untilDate, row, role, clock);
    case AuthorizationModel::AccessNow:
        return accessCell(access, role);
    case AuthorizationModel::LastUsed:
        return instantCell(authorization.lastActive, row, role, clock);
    case AuthorizationModel::Uses:
        return usesCell(authorization.useCount, role);
    case AuthorizationModel::Status:
        return statusCell(row, role);
    case AuthorizationModel::ColumnCount:
        break;
    }
    return {};
}

} // namespace lockdesk
