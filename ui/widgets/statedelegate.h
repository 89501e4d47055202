#pragma once

#include "leandelegate.h"

#include <QIcon>
#include <map>
#include <tuple>

namespace lockdesk {

/// Paints a cell's state as an icon before its words: StateKindRole, or ChangeStatusRole in the table of
/// changes. Stale states have the subdued colour instead of the state's.
class StateDelegate : public LeanDelegate
{
    Q_OBJECT

public:
    using LeanDelegate::LeanDelegate;

protected:
    QRect paintPicture(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index,
        const QRect &content) const override;
    int pictureWidth(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    QIcon iconOf(const QModelIndex &index) const;

    mutable std::map<std::tuple<bool, bool, int>, QIcon> m_icons; // made when first met
};

} // namespace lockdesk
