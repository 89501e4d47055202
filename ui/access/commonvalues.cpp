#include "commonvalues.h"

#include "authorizationedit.h"
#include "redact.h"
#include "timetext.h"
#include "wallclocktext.h"

#include <QCoreApplication>

namespace lockdesk {

using namespace Qt::StringLiterals;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(CommonValues)
};

QString different()
{
    return Words::tr("several different");
}

QString yesNo(bool value)
{
    return value ? Words::tr("yes") : Words::tr("no");
}

// What `valueOf` says of every row; nullopt at the first that differs, since there may be many.
template <typename ValueOf>
auto common(const QList<AuthorizationRow> &rows, ValueOf valueOf)
    -> std::optional<std::invoke_result_t<ValueOf, const AuthorizationRow &>>
{
    const auto first = valueOf(rows.first());
    for (const AuthorizationRow &row : rows) {
        if (valueOf(row) != first)
            return std::nullopt;
    }
    return first;
}

QString limitText(const std::optional<Instant> &limit, const QTimeZone &zone)
{
    if (!limit)
        return Words::tr("no limit");
    if (!limit->isReadable())
        return forDisplay(limit->toText(), 40);
    if (!zone.isValid())
        return dateTimeText(limit->when(), zone, QLocale());
    const QDateTime wall = limit->when().toTimeZone(zone);
    return wallClockText({wall.date(), wall.time()});
}

} // namespace

std::optional<AccessSchedule> commonWeek(const QList<AuthorizationRow> &rows)
{
    const AccessSchedule &first = rows.first().authorization.schedule;
    const QString firstText = weeklyText(first, QLocale::c());
    const auto hasFirst = [&](const AuthorizationRow &row) {
        const AccessSchedule &own = row.authorization.schedule;
        const bool isWritten = own.weekDays == first.weekDays && own.fromTime == first.fromTime
            && own.untilTime == first.untilTime;
        return isWritten || weeklyText(own, QLocale::c()) == firstText;
    };
    if (!std::ranges::all_of(rows, hasFirst))
        return std::nullopt;
    return AccessSchedule{{}, {}, first.weekDays, first.fromTime, first.untilTime};
}

QString commonName(const QList<AuthorizationRow> &rows)
{
    const auto name = common(rows, [](const AuthorizationRow &row) { return row.authorization.name; });
    return name ? forDisplay(*name, 60) : different();
}

QString commonEnabled(const QList<AuthorizationRow> &rows)
{
    const auto is = common(rows, [](const AuthorizationRow &row) { return row.authorization.isEnabled(); });
    return is ? yesNo(*is) : different();
}

QString commonRemoteAccess(const QList<AuthorizationRow> &rows)
{
    std::optional<bool> is;
    for (const AuthorizationRow &row : rows) {
        if (!canHaveRemoteAccess(row.authorization))
            continue;
        const bool own = row.authorization.remoteAllowed.value_or(false);
        if (is.value_or(own) != own)
            return different();
        is = own;
    }
    return is ? yesNo(*is) : Words::tr("not for keypad codes");
}

QString commonWeekText(const QList<AuthorizationRow> &rows)
{
    const auto week = commonWeek(rows);
    return week ? weeklyText(*week, QLocale()) : different();
}

QString commonLimit(const QList<AuthorizationRow> &rows, std::optional<Instant> AccessSchedule::*limit)
{
    const auto text = common(rows, [limit](const AuthorizationRow &row) {
        return limitText(row.authorization.schedule.*limit, row.lockZone);
    });
    return text.value_or(different());
}

} // namespace lockdesk
