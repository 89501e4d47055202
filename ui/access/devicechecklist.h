#pragma once

#include "smartlock.h"

#include <QWidget>

class QListWidget;

namespace lockdesk {

class Clock;
class FilterLine;

/// The list "Devices" with a box to tick at each, a filter over it, and buttons that tick or untick all that
/// the filter shows. What is hidden by the filter keeps its tick.
class DeviceCheckList : public QWidget
{
    Q_OBJECT

public:
    /// All are ticked to begin with. `clock` must outlive the list.
    DeviceCheckList(Clock &clock, const QList<Smartlock> &devices, QWidget *parent = nullptr);

    /// The ticked devices, in the order of the list.
    QList<SmartlockId> chosen() const;

Q_SIGNALS:
    /// The ticks are others than before.
    void changed();

private:
    void setFilter(const QString &words);
    void tickShown(Qt::CheckState state);

    FilterLine *m_filter;
    QListWidget *m_list;
};

} // namespace lockdesk
