#include "weekstripdelegate.h"

#include "roles.h"

#include <QPainter>

namespace lockdesk {

namespace {

constexpr int gap = 8; // pixels between picture and words

int stripWidth(const QStyleOptionViewItem &option)
{
    const int day = qMax(12, option.fontMetrics.height() * 3 / 4);
    return WeekPicture::widthOf(day);
}

} // namespace

QRect WeekStripDelegate::paintPicture(QPainter *painter, const QStyleOptionViewItem &option,
    const QModelIndex &index, const QRect &content) const
{
    const QVariant value = index.data(ScheduleRole);
    const int width = stripWidth(option);
    if (!value.canConvert<AccessSchedule>() || content.width() < width + gap + 40)
        return content;
    if (m_paletteKey != option.palette.cacheKey()) {
        m_paletteKey = option.palette.cacheKey();
        m_colors = WeekPicture::Colors::normal(option.palette);
    }
    const QRect place = QStyle::alignedRect(option.direction, Qt::AlignLeft | Qt::AlignVCenter,
        QSize(width, qMax(8, content.height() * 4 / 10)), content);
    const WeekPicture picture(
        value.value<AccessSchedule>(), m_now, index.data(ZoneRole).value<QTimeZone>(), option.locale);
    WeekPicture::Colors colors =
        option.state & QStyle::State_Selected ? WeekPicture::Colors::selected(option.palette) : m_colors;
    if (index.data(StaleRole).toBool() && !(option.state & QStyle::State_Selected))
        colors.window = staleColor(option.palette);
    picture.paint(painter, place, option.direction, colors);
    // The words keep the pen that they came with.
    painter->setPen(option.state & QStyle::State_Selected ? option.palette.color(QPalette::HighlightedText)
            : index.data(StaleRole).toBool()              ? staleColor(option.palette)
                                                          : option.palette.color(QPalette::Text));
    const int used = width + gap;
    return option.direction == Qt::RightToLeft ? content.adjusted(0, 0, -used, 0)
                                               : content.adjusted(used, 0, 0, 0);
}

int WeekStripDelegate::pictureWidth(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    return index.data(ScheduleRole).isValid() ? stripWidth(option) + gap : 0;
}

} // namespace lockdesk
