#pragma once

#include "accessschedule.h"

#include <QWidget>

namespace lockdesk {

/// A schedule's week as a picture, large, with the names of the days over it. Its accessible description,
/// which is its tooltip too, says the same in words.
class WeekStrip : public QWidget
{
    Q_OBJECT

public:
    explicit WeekStrip(QWidget *parent = nullptr);

    /// `zone` is the lock's clock; where it is invalid there is no mark for now.
    void setSchedule(const AccessSchedule &schedule, const QTimeZone &zone, const QDateTime &now);

    /// Whether the names of the days stand over the picture, as they do at first.
    void setDayNamesShown(bool shown);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    int labelHeight() const;

    AccessSchedule m_schedule;
    QTimeZone m_zone;
    QDateTime m_now;
    bool m_areDayNamesShown = true;
};

} // namespace lockdesk
