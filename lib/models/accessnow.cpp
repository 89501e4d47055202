#include "accessnow.h"

#include "authorization.h"

#include <QCoreApplication>
#include <QLocale>
#include <algorithm>

namespace lockdesk {

namespace {

// Each kind of answer has its span of instants: 10^14 ms reach to the year 5138.
constexpr qint64 span = 100'000'000'000'000;
enum Kind : qint64 { Open, Later, Unclear, NeverAgain, Disabled };

qint64 orderOf(Kind kind, const std::optional<QDateTime> &when = {})
{
    return kind * span + (when ? std::clamp<qint64>(when->toMSecsSinceEpoch(), 0, span - 1) : span - 1);
}

// The words name a day of the week only when it is less than a week away: the instant from which they do.
std::optional<QDateTime> dayIsNamedFrom(const QDateTime &when, const QDateTime &now, const QTimeZone &shown)
{
    const QTimeZone zone = shown.isValid() ? shown : QTimeZone::utc();
    const QDate today = now.toTimeZone(zone).date();
    const QDate day = when.toTimeZone(zone).date();
    if (today.daysTo(day) < 7)
        return std::nullopt;
    return day.addDays(-6).startOfDay(zone).toUTC();
}

} // namespace

AccessNow accessNow(const Authorization &authorization, const QDateTime &now, const QTimeZone &lockZone,
    const QTimeZone &shown, const QLocale &locale)
{
    if (!authorization.isEnabled())
        return {QCoreApplication::translate("AccessNow", "Disabled"), orderOf(Disabled), {}};
    const AccessSchedule &schedule = authorization.schedule;
    AccessNow answer{accessNowText(schedule, now, lockZone, shown, locale), 0, {}};
    if (schedule.isUnlimited()) {
        answer.order = orderOf(Open);
        return answer;
    }
    const bool hasEnded =
        schedule.untilDate && schedule.untilDate->isReadable() && schedule.untilDate->when() <= now;
    const bool isWeekly = int(schedule.days()) != allWeekdays || !schedule.isAllDay();
    if (hasEnded) {
        answer.order = orderOf(NeverAgain);
        return answer;
    }
    if (schedule.isUnclear() || (isWeekly && !lockZone.isValid())) {
        answer.order = orderOf(Unclear);
        if (schedule.untilDate)
            answer.due = schedule.untilDate->when();
        return answer;
    }
    std::optional<QDateTime> turn;
    if (schedule.isOpenAt(now, lockZone)) {
        turn = schedule.openUntil(now, lockZone);
        answer.order = orderOf(Open, turn);
    } else {
        const QList<QDateTime> next = schedule.nextOpenings(1, now, lockZone);
        if (!next.isEmpty())
            turn = next.first();
        answer.order = turn ? orderOf(Later, turn) : orderOf(NeverAgain);
    }
    if (turn)
        answer.due = std::min(*turn, dayIsNamedFrom(*turn, now, shown).value_or(*turn));
    return answer;
}

} // namespace lockdesk
