#pragma once

#include <QTimeZone>
#include <optional>

namespace lockdesk {

struct AccessSchedule;

/// A stretch of time in which a schedule may open: UTC milliseconds, the end exclusive.
struct Opening
{
    qint64 begin;
    qint64 end;

    friend bool operator==(const Opening &, const Opening &) = default;
};

/// Walks through a schedule's openings, oldest first. The wall clock governs: it looks at each stretch of
/// constant offset from UTC by itself, so that a window inside the hour that a clock change skips does not
/// open, one that begins in it opens at the first instant after, and one in the hour that is repeated opens
/// in both. Openings that touch, as whole days do, are one.
class Openings
{
public:
    /// Between `begin` and `end`, UTC milliseconds. Only days and times count, not the schedule's dates.
    /// `schedule` must outlive this; `zone` must be valid.
    Openings(const AccessSchedule &schedule, const QTimeZone &zone, qint64 begin, qint64 end);

    /// The next one, cut at the ends of the walk; nullopt after the last.
    std::optional<Opening> next();

private:
    std::optional<Opening> nextPiece();
    void enterStretch();
    qint64 offsetAt(qint64 instant) const;

    const AccessSchedule &m_schedule;
    QTimeZone m_zone;
    qint64 m_end;
    qint64 m_stretchBegin;
    qint64 m_stretchEnd;
    qint64 m_offset = 0; // milliseconds, constant from m_stretchBegin to m_stretchEnd
    qint64 m_day = 0; // the next day of the wall clock to look at, counted from 1970
    std::optional<Opening> m_pending; // found already, not yet known to be whole
};

} // namespace lockdesk
