#pragma once

#include "accessschedule.h"

#include <QWidget>

class QCheckBox;

namespace lockdesk {

class TimeField;
class WeekStrip;

/// The weekly part of a schedule: a check box a day, all day or a daily window, and buttons for the usual
/// choices. Names as in ui-contract.md, "Editor". Part of WeekScheduleEditor.
class WeekEditor : public QWidget
{
    Q_OBJECT

public:
    explicit WeekEditor(QWidget *parent = nullptr);

    /// Shows the days and times of `schedule`; afterwards nothing is edited.
    void setWeek(const AccessSchedule &schedule);

    /// The picture below the days. Whoever knows the whole schedule and the clock keeps it up to date.
    WeekStrip *strip() const { return m_strip; }

    /// Puts what the person edited into `schedule` and leaves its other fields as they are.
    void applyTo(AccessSchedule &schedule) const;

    /// What is shown is something else than what was set: a change taken back is none.
    bool isEdited() const { return areDaysEdited() || areTimesEdited(); }

    /// What an edited part does not say clearly, in words; empty when nothing is wrong.
    QString problem() const;

Q_SIGNALS:
    void changed();

private:
    bool areDaysEdited() const { return days() != m_loadedDays; }
    bool areTimesEdited() const;
    Weekdays days() const;
    void setDays(Weekdays days);
    void updateEnabled();

    QList<std::pair<Weekday, QCheckBox *>> m_days; // in the locale's order
    QCheckBox *m_allDay;
    TimeField *m_from;
    TimeField *m_until;
    WeekStrip *m_strip;
    Weekdays m_loadedDays;
    bool m_isLoadedAllDay = true;
    QString m_loadedFrom;
    QString m_loadedUntil;
};

} // namespace lockdesk
