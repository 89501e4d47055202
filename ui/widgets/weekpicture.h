#pragma once

#include "accessschedule.h"

#include <QPalette>
#include <QRect>

class QPainter;

namespace lockdesk {

/// The week of a schedule as a picture: seven days in a row, in each the daily window from left to right, and
/// a mark for now. The table's cells and the editor draw the same one. It says nothing that words beside it
/// do not say.
class WeekPicture
{
public:
    /// `zone` is the lock's clock: it places the mark, and there is none where it is invalid. The locale
    /// decides the first day.
    WeekPicture(
        const AccessSchedule &schedule, const QDateTime &now, const QTimeZone &zone, const QLocale &locale);

    /// The colours of a picture on Base, and on a selected row.
    struct Colors
    {
        QColor track; ///< a day on which it may not open
        QColor window; ///< when it may
        QColor now;

        static Colors normal(const QPalette &palette);
        static Colors selected(const QPalette &palette);
    };

    /// Fills `rect` with the seven days; the mark for now reaches two pixels over its edges.
    void paint(
        QPainter *painter, const QRect &rect, Qt::LayoutDirection direction, const Colors &colors) const;

    /// Where day number `index` (0 is the week's first) is painted in `rect`.
    static QRect dayRect(const QRect &rect, int index, Qt::LayoutDirection direction);

    /// The width of a picture whose days are all `day` pixels wide.
    static int widthOf(int day);

    /// Qt's day of the week (Monday 1 … Sunday 7) of the day at `index`.
    int dayAt(int index) const;

    /// The day and minute of now on the lock's clock.
    struct Mark
    {
        int index; ///< 0 is the week's first day
        int minute; ///< since midnight
        friend bool operator==(const Mark &, const Mark &) = default;
    };
    std::optional<Mark> mark() const { return m_mark; }

private:
    Weekdays m_days;
    int m_firstDay;
    int m_from = 0; // minutes of the daily window
    int m_until = 0;
    bool m_isUnclear;
    bool m_isWithinDates; // now lies between the schedule's date limits
    std::optional<Mark> m_mark;
};

} // namespace lockdesk
