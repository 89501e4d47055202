#include "weekstrip.h"

#include "theme.h"
#include "weekpicture.h"

#include <QPainter>

namespace lockdesk {

namespace {

constexpr int labelGap = 4; // pixels, room for the mark of now included
constexpr int barHeight = 20;

} // namespace

WeekStrip::WeekStrip(QWidget *parent)
    : QWidget(parent)
{
    setAccessibleName(tr("Week"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void WeekStrip::setSchedule(const AccessSchedule &schedule, const QTimeZone &zone, const QDateTime &now)
{
    m_schedule = schedule;
    m_zone = zone;
    m_now = now;
    const QString words = spokenText(schedule, zone, locale());
    setAccessibleDescription(words);
    setToolTip(words);
    update();
}

void WeekStrip::setDayNamesShown(bool shown)
{
    m_areDayNamesShown = shown;
    updateGeometry();
    update();
}

int WeekStrip::labelHeight() const
{
    return m_areDayNamesShown ? fontMetrics().height() : 0;
}

QSize WeekStrip::sizeHint() const
{
    const int day = fontMetrics().averageCharWidth() * 9;
    return {7 * day, labelHeight() + labelGap + barHeight + 3};
}

QSize WeekStrip::minimumSizeHint() const
{
    return {7 * fontMetrics().averageCharWidth() * 4, sizeHint().height()};
}

void WeekStrip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const WeekPicture picture(m_schedule, m_now, m_zone, locale());
    const QRect bar(0, labelHeight() + labelGap, width(), barHeight);
    for (int index = 0; m_areDayNamesShown && index < 7; ++index) {
        const QRect day = WeekPicture::dayRect(bar, index, layoutDirection());
        QFont label = font();
        label.setBold(picture.mark() && picture.mark()->index == index); // today
        painter.setFont(label);
        painter.setPen(palette().color(QPalette::WindowText));
        painter.drawText(QRect(day.left(), 0, day.width(), labelHeight()), Qt::AlignCenter,
            locale().standaloneDayName(picture.dayAt(index), QLocale::ShortFormat));
    }
    picture.paint(&painter, bar, layoutDirection(), WeekPicture::Colors::normal(palette()));
}

} // namespace lockdesk
