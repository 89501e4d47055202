#include "accessexport.h"

#include "accesswords.h"
#include "csvmoment.h"

namespace lockdesk {

using namespace Qt::StringLiterals;

namespace {

QTimeZone zoneFor(
    const Authorization &authorization, const AccessDirectory &directory, const AccessFormat &format)
{
    switch (format.clock) {
    case ShownClock::Lock:
        return directory.zoneOf(authorization.smartlockId);
    case ShownClock::Mine:
        return format.mine;
    case ShownClock::Utc:
        break;
    }
    return {};
}

QString limitCell(const std::optional<Instant> &limit, const QTimeZone &zone, FileLanguage language)
{
    return limit ? momentText(limit->when(), zone) : noneWord(language);
}

QString daysCell(const AccessSchedule &schedule, FileLanguage language)
{
    const int mask = schedule.weekDays.value_or(0);
    return mask < 0 || mask > allWeekdays ? QString() : daysText(schedule.days(), language);
}

QString timeCell(const AccessSchedule &schedule, const std::optional<int> &minutes, int allDay)
{
    if (schedule.isAllDay())
        return minutesText(allDay);
    return minutes && *minutes >= 0 && *minutes <= 1440 ? minutesText(*minutes) : QString();
}

} // namespace

QList<AccessColumn> usualColumns()
{
    QList<AccessColumn> columns = accessColumns();
    columns.removeIf(
        [](AccessColumn column) { return column == AccessColumn::Code || column > AccessColumn::Id; });
    return columns;
}

QString accessCell(const Authorization &authorization, AccessColumn column, const AccessDirectory &directory,
    const AccessFormat &format)
{
    const AccessSchedule &schedule = authorization.schedule;
    const QTimeZone zone = holdsInstants(column) ? zoneFor(authorization, directory, format) : QTimeZone();
    const FileLanguage language = format.language;
    const auto yesNo = [language](std::optional<bool> value) {
        return value ? yesNoWord(*value, language) : QString();
    };
    switch (column) {
    case AccessColumn::Name:
        return authorization.name;
    case AccessColumn::Device:
        return directory.deviceName(authorization.smartlockId);
    case AccessColumn::DeviceId:
        return toString(authorization.smartlockId);
    case AccessColumn::Type:
        return authorization.type ? typeWord(*authorization.type, language) : QString();
    case AccessColumn::Person:
        return authorization.accountUserId ? directory.personName(*authorization.accountUserId) : QString();
    case AccessColumn::PersonId:
        return authorization.accountUserId ? QString::number(toNumber(*authorization.accountUserId))
                                           : QString();
    case AccessColumn::Days:
        return daysCell(schedule, language);
    case AccessColumn::FromTime:
        return timeCell(schedule, schedule.fromTime, 0);
    case AccessColumn::UntilTime:
        return timeCell(schedule, schedule.untilTime, 1440);
    case AccessColumn::ValidFrom:
        return limitCell(schedule.fromDate, zone, language);
    case AccessColumn::ValidUntil:
        return limitCell(schedule.untilDate, zone, language);
    case AccessColumn::Enabled:
        return yesNo(authorization.enabled);
    case AccessColumn::RemoteAccess:
        return yesNo(authorization.remoteAllowed);
    case AccessColumn::Code:
        return authorization.code ? authorization.code->toString() : QString();
    case AccessColumn::Id:
        return authorization.id.toString();
    case AccessColumn::LastUsed:
        return momentText(authorization.lastActive, zone);
    case AccessColumn::Uses:
        return authorization.useCount ? QString::number(*authorization.useCount) : QString();
    case AccessColumn::Created:
        return momentText(authorization.created, zone);
    }
    return {};
}

QString accessHeader(AccessColumn column, const AccessFormat &format)
{
    const QString word = columnWord(column, format.language);
    if (!holdsInstants(column))
        return word;
    QString clock = u"UTC"_s;
    if (format.clock == ShownClock::Lock)
        clock = lockClockWord(format.language);
    else if (format.clock == ShownClock::Mine && format.mine.isValid())
        clock = QString::fromLatin1(format.mine.id());
    return u"%1 (%2)"_s.arg(word, clock);
}

QByteArray accessCsv(
    const QList<Authorization> &authorizations, const AccessDirectory &directory, const AccessExport &what)
{
    QList<AccessColumn> columns = what.columns;
    if (!what.includesCodes)
        columns.removeAll(AccessColumn::Code);
    QStringList header;
    for (const AccessColumn column : std::as_const(columns))
        header += accessHeader(column, what.format);
    QList<QStringList> lines{header};
    for (const Authorization &authorization : authorizations) {
        QStringList cells;
        for (const AccessColumn column : std::as_const(columns))
            cells += accessCell(authorization, column, directory, what.format);
        lines += cells;
    }
    return csvToBytes(lines, what.style);
}

} // namespace lockdesk
