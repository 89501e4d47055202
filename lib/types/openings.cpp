#include "openings.h"

#include "accessschedule.h"
#include "utc.h"

namespace lockdesk {

namespace {

constexpr qint64 msecsPerDay = 86'400'000;
constexpr qint64 msecsPerMinute = 60'000;

qint64 dayOf(qint64 wall)
{
    return wall >= 0 ? wall / msecsPerDay : (wall + 1) / msecsPerDay - 1;
}

} // namespace

Openings::Openings(const AccessSchedule &schedule, const QTimeZone &zone, qint64 begin, qint64 end)
    : m_schedule(schedule)
    , m_zone(zone)
    , m_end(end)
    , m_stretchBegin(begin)
    , m_stretchEnd(begin)
{
}

std::optional<Opening> Openings::next()
{
    std::optional<Opening> whole = std::exchange(m_pending, std::nullopt);
    while (const std::optional<Opening> piece = nextPiece()) {
        if (!whole) {
            whole = piece;
        } else if (whole->end == piece->begin) {
            whole->end = piece->end;
        } else {
            m_pending = piece;
            break;
        }
    }
    return whole;
}

// The window of one day of the wall clock, as far as it lies in one stretch.
std::optional<Opening> Openings::nextPiece()
{
    while (true) {
        while (m_day * msecsPerDay >= m_stretchEnd + m_offset || m_stretchBegin == m_stretchEnd) {
            if (m_stretchEnd >= m_end)
                return std::nullopt;
            enterStretch();
        }
        const qint64 midnight = m_day++ * msecsPerDay - m_offset;
        const int dayOfWeek = QDate(1970, 1, 1).addDays(m_day - 1).dayOfWeek();
        if (!m_schedule.days().testFlag(weekdayFromQt(dayOfWeek)))
            continue;
        const bool isAllDay = m_schedule.isAllDay();
        const qint64 from = isAllDay ? 0 : *m_schedule.fromTime * msecsPerMinute;
        const qint64 until = isAllDay ? msecsPerDay : *m_schedule.untilTime * msecsPerMinute;
        const Opening piece{qMax(midnight + from, m_stretchBegin), qMin(midnight + until, m_stretchEnd)};
        if (piece.begin < piece.end)
            return piece;
    }
}

// Steps of a day are short enough that two clock changes cannot hide in one.
void Openings::enterStretch()
{
    m_stretchBegin = m_stretchEnd;
    m_offset = offsetAt(m_stretchBegin);
    m_stretchEnd = qMin(m_stretchBegin + msecsPerDay, m_end);
    m_day = dayOf(m_stretchBegin + m_offset);
    if (offsetAt(m_stretchEnd - 1) == m_offset)
        return;
    qint64 before = m_stretchBegin;
    qint64 after = m_stretchEnd - 1;
    while (after - before > 1) {
        const qint64 middle = before + (after - before) / 2;
        (offsetAt(middle) == m_offset ? before : after) = middle;
    }
    m_stretchEnd = after;
}

qint64 Openings::offsetAt(qint64 instant) const
{
    return m_zone.offsetFromUtc(utcFromMSecs(instant)) * qint64(1000);
}

} // namespace lockdesk
