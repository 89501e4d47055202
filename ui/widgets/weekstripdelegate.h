#pragma once

#include "leandelegate.h"
#include "weekpicture.h"

#include <QDateTime>

namespace lockdesk {

/// Paints ScheduleRole as a small week before the cell's words; ZoneRole is the lock's clock. In a column too
/// narrow for both it leaves the picture out.
class WeekStripDelegate : public LeanDelegate
{
    Q_OBJECT

public:
    using LeanDelegate::LeanDelegate;

    /// Moves the mark for now (a UTC instant); repainting is the view's.
    void setNow(const QDateTime &now) { m_now = now; }

protected:
    QRect paintPicture(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index,
        const QRect &content) const override;
    int pictureWidth(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    QDateTime m_now;
    mutable qint64 m_paletteKey = 0; // the palette that m_colors was made for
    mutable WeekPicture::Colors m_colors;
};

} // namespace lockdesk
