#include "statedelegate.h"

#include "roles.h"
#include "theme.h"

#include <QPainter>
#include <algorithm>

namespace lockdesk {

namespace {

constexpr int gap = 6;

int iconSide(const QStyleOptionViewItem &option)
{
    return std::max(option.fontMetrics.height(), 16);
}

bool hasState(const QModelIndex &index)
{
    return index.data(StateKindRole).isValid() || index.data(ChangeStatusRole).isValid();
}

} // namespace

QIcon StateDelegate::iconOf(const QModelIndex &index) const
{
    using namespace theme;
    const bool isStale = index.data(StaleRole).toBool();
    const QVariant kind = index.data(StateKindRole);
    const int value = kind.isValid() ? kind.toInt() : index.data(ChangeStatusRole).toInt();
    QIcon &icon = m_icons[{kind.isValid(), isStale, value}];
    if (icon.isNull()) {
        icon = kind.isValid()
            ? theme::icon(iconName(StateKind(value)), isStale ? Tone::Stale : tone(StateKind(value)))
            : theme::icon(iconName(ChangeStatus(value)), isStale ? Tone::Stale : tone(ChangeStatus(value)));
    }
    return icon;
}

QRect StateDelegate::paintPicture(QPainter *painter, const QStyleOptionViewItem &option,
    const QModelIndex &index, const QRect &content) const
{
    if (!hasState(index))
        return content;
    const int side = iconSide(option);
    const QRect place =
        QStyle::alignedRect(option.direction, Qt::AlignLeft | Qt::AlignVCenter, QSize(side, side), content);
    const QIcon::Mode mode = !(option.state & QStyle::State_Enabled) ? QIcon::Disabled
        : option.state & QStyle::State_Selected                      ? QIcon::Selected
                                                                     : QIcon::Normal;
    iconOf(index).paint(painter, place, Qt::AlignCenter, mode);
    const int used = side + gap;
    return option.direction == Qt::RightToLeft ? content.adjusted(0, 0, -used, 0)
                                               : content.adjusted(used, 0, 0, 0);
}

int StateDelegate::pictureWidth(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    return hasState(index) ? iconSide(option) + gap : 0;
}

} // namespace lockdesk
