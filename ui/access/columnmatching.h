#pragma once

#include "accesscolumns.h"

#include <QWidget>

class QComboBox;

namespace lockdesk {

/// For each header of a file, a combo box that says which column it is: matched by name at first, then by
/// hand.
class ColumnMatching : public QWidget
{
    Q_OBJECT

public:
    explicit ColumnMatching(const QStringList &headers, QWidget *parent = nullptr);

    QList<std::optional<AccessColumn>> columns() const;

Q_SIGNALS:
    void changed();

private:
    QList<QComboBox *> m_boxes;
};

} // namespace lockdesk
