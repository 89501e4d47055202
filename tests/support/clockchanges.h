#pragma once

#include <QList>
#include <QTimeZone>

namespace lockdesk {

/// A change of a zone's clocks: the wall-clock times from `begin` to `end` do not exist (gap) or happen twice
/// (overlap). Wall-clock times are milliseconds since 1970 as the wall clock counts them.
struct ClockChange
{
    QDateTime at;
    qint64 begin;
    qint64 end;
    bool isGap;

    qint64 offsetBefore() const { return (isGap ? begin : end) - at.toMSecsSinceEpoch(); }
    qint64 offsetAfter() const { return (isGap ? end : begin) - at.toMSecsSinceEpoch(); }
};

/// Every change from 2024 to 2035 as Qt lists them: another road to the data than asking for offsets.
inline QList<ClockChange> clockChanges(const QTimeZone &zone)
{
    const QDateTime begin(QDate(2024, 1, 1), QTime(0, 0), QTimeZone::utc());
    const QDateTime end(QDate(2036, 1, 1), QTime(0, 0), QTimeZone::utc());
    QList<ClockChange> changes;
    for (const auto &transition : zone.transitions(begin, end)) {
        const qint64 at = transition.atUtc.toMSecsSinceEpoch();
        const qint64 before = at + zone.offsetFromUtc(transition.atUtc.addMSecs(-1)) * qint64(1000);
        const qint64 after = at + transition.offsetFromUtc * qint64(1000);
        if (before != after)
            changes.append({transition.atUtc, qMin(before, after), qMax(before, after), before < after});
    }
    return changes;
}

} // namespace lockdesk
