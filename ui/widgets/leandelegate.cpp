#include "leandelegate.h"

#include "roles.h"
#include "theme.h"

#include <QApplication>
#include <QPainter>

namespace lockdesk {

namespace {

constexpr int margin = 5; // pixels before and after the text

QStyle *styleOf(const QStyleOptionViewItem &option)
{
    return option.widget ? option.widget->style() : QApplication::style();
}

QPalette::ColorGroup groupOf(const QStyleOptionViewItem &option)
{
    if (!(option.state & QStyle::State_Enabled))
        return QPalette::Disabled;
    return option.state & QStyle::State_Active ? QPalette::Active : QPalette::Inactive;
}

Qt::Alignment alignmentOf(const QModelIndex &index)
{
    const QVariant value = index.data(Qt::TextAlignmentRole);
    return value.isValid() ? Qt::Alignment(value.toInt()) | Qt::AlignVCenter
                           : Qt::AlignLeft | Qt::AlignVCenter;
}

} // namespace

QRect LeanDelegate::paintPicture(
    QPainter *, const QStyleOptionViewItem &, const QModelIndex &, const QRect &content) const
{
    return content;
}

int LeanDelegate::pictureWidth(const QStyleOptionViewItem &, const QModelIndex &) const
{
    return 0;
}

QColor LeanDelegate::staleColor(const QPalette &palette) const
{
    if (m_paletteKey != palette.cacheKey()) {
        m_paletteKey = palette.cacheKey();
        m_staleColor = theme::color(theme::Tone::Stale, palette);
    }
    return m_staleColor;
}

void LeanDelegate::paint(
    QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const bool isSelected = option.state & QStyle::State_Selected;
    const bool isStale = index.data(StaleRole).toBool();
    if (isSelected)
        styleOf(option)->drawPrimitive(QStyle::PE_PanelItemViewItem, &option, painter, option.widget);

    painter->save();
    painter->setClipRect(option.rect);
    QFont font = option.font;
    font.setItalic(isStale);
    painter->setFont(font);
    painter->setPen(isSelected ? option.palette.color(groupOf(option), QPalette::HighlightedText)
            : isStale          ? staleColor(option.palette)
                               : option.palette.color(groupOf(option), QPalette::Text));

    const QRect content = paintPicture(painter, option, index, option.rect.adjusted(margin, 0, -margin, 0));
    const QString text = index.data(Qt::DisplayRole).toString();
    if (content.isValid() && !text.isEmpty()) {
        const QFontMetrics metrics = painter->fontMetrics();
        // Most texts fit: measuring is cheaper than eliding.
        const QString shown = text.size() < 200 && metrics.horizontalAdvance(text) <= content.width()
            ? text
            : metrics.elidedText(text, option.textElideMode, content.width());
        const Qt::Alignment alignment = QStyle::visualAlignment(option.direction, alignmentOf(index));
        painter->drawText(content, int(alignment) | Qt::TextSingleLine, shown);
    }
    painter->restore();

    if (option.state & QStyle::State_HasFocus) {
        QStyleOptionFocusRect focus;
        focus.QStyleOption::operator=(option);
        focus.state |= QStyle::State_KeyboardFocusChange | QStyle::State_Item;
        focus.backgroundColor =
            option.palette.color(groupOf(option), isSelected ? QPalette::Highlight : QPalette::Base);
        styleOf(option)->drawPrimitive(QStyle::PE_FrameFocusRect, &focus, painter, option.widget);
    }
}

QSize LeanDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const QString text = index.data(Qt::DisplayRole).toString();
    return {option.fontMetrics.horizontalAdvance(text) + pictureWidth(option, index) + 2 * margin + 2,
        option.fontMetrics.height() + 8};
}

} // namespace lockdesk
