#include "weekpicture.h"

#include "theme.h"

#include <QLocale>
#include <QPainter>
#include <algorithm>

namespace lockdesk {

namespace {

constexpr int minutesPerDay = 1440;
constexpr int gap = 2; // pixels between two days

bool isWithinDates(const AccessSchedule &schedule, const QDateTime &now)
{
    const auto &from = schedule.fromDate;
    const auto &until = schedule.untilDate;
    return !(from && from->isReadable() && now < from->when())
        && !(until && until->isReadable() && now >= until->when());
}

} // namespace

WeekPicture::WeekPicture(
    const AccessSchedule &schedule, const QDateTime &now, const QTimeZone &zone, const QLocale &locale)
    : m_days(schedule.days())
    , m_firstDay(locale.firstDayOfWeek())
    , m_isUnclear(schedule.isUnclear())
    , m_isWithinDates(isWithinDates(schedule, now))
{
    if (schedule.isAllDay() || m_isUnclear) {
        m_until = minutesPerDay;
    } else {
        m_from = *schedule.fromTime;
        m_until = *schedule.untilTime;
    }
    if (zone.isValid() && now.isValid()) {
        const QDateTime wall = now.toTimeZone(zone);
        m_mark = {
            (wall.date().dayOfWeek() - m_firstDay + 7) % 7, wall.time().msecsSinceStartOfDay() / 60'000};
    }
}

WeekPicture::Colors WeekPicture::Colors::normal(const QPalette &palette)
{
    const QColor base = palette.color(QPalette::Base);
    const QColor text = palette.color(QPalette::Text);
    return {theme::mixed(base, text, 0.14), theme::color(theme::Tone::Information, palette), text};
}

WeekPicture::Colors WeekPicture::Colors::selected(const QPalette &palette)
{
    const QColor ground = palette.color(QPalette::Highlight);
    const QColor text = palette.color(QPalette::HighlightedText);
    return {theme::mixed(ground, text, 0.22), theme::mixed(ground, text, 0.8), text};
}

int WeekPicture::dayAt(int index) const
{
    return (m_firstDay - 1 + index) % 7 + 1;
}

int WeekPicture::widthOf(int day)
{
    return 7 * (day + gap) - gap;
}

QRect WeekPicture::dayRect(const QRect &rect, int index, Qt::LayoutDirection direction)
{
    const int column = direction == Qt::RightToLeft ? 6 - index : index;
    const int whole = rect.width() + gap;
    const int left = column * whole / 7;
    return {rect.left() + left, rect.top(), (column + 1) * whole / 7 - left - gap, rect.height()};
}

void WeekPicture::paint(
    QPainter *painter, const QRect &rect, Qt::LayoutDirection direction, const Colors &colors) const
{
    const bool isMirrored = direction == Qt::RightToLeft;
    for (int index = 0; index < 7; ++index) {
        const QRect day = dayRect(rect, index, direction);
        painter->fillRect(day, colors.track);
        if (!m_days.testFlag(weekdayFromQt(dayAt(index))))
            continue;
        const int from = day.width() * m_from / minutesPerDay;
        const int width = std::max(2, day.width() * m_until / minutesPerDay - from);
        QRect window(day.left() + from, day.top(), width, day.height());
        if (isMirrored)
            window.moveRight(day.right() - from);
        if (m_isUnclear)
            painter->fillRect(window, QBrush(colors.window, Qt::BDiagPattern));
        else if (m_isWithinDates)
            painter->fillRect(window, colors.window);
        else { // before the start or after the end: only its outline
            painter->setPen(colors.window);
            painter->drawRect(window.adjusted(0, 0, -1, -1));
        }
    }
    if (!m_mark)
        return;
    const QRect today = dayRect(rect, m_mark->index, direction);
    const int offset = (today.width() - 1) * m_mark->minute / minutesPerDay;
    const int x = isMirrored ? today.right() - offset : today.left() + offset;
    painter->fillRect(QRect(x - (today.width() > 30 ? 1 : 0), rect.top() - 2, today.width() > 30 ? 2 : 1,
                          rect.height() + 4),
        colors.now);
}

} // namespace lockdesk
