#pragma once

#include "accessschedule.h"
#include "nukitimezone.h"

#include <QWidget>

class QLabel;

namespace lockdesk {

class DateLimitField;
class WeekEditor;

/// Edits when an authorization may open: days, times and date limits, all on the lock's clock, which it
/// names. Field names as in ui-contract.md, "Editor". What nobody touched comes back exactly as it was.
class WeekScheduleEditor : public QWidget
{
    Q_OBJECT

public:
    explicit WeekScheduleEditor(QWidget *parent = nullptr);

    /// Shows `schedule`; afterwards nothing is edited. `zone` is the lock's clock: where it is absent or
    /// unknown, dates are shown in UTC, and the editor says so. `now` is a UTC instant.
    void setSchedule(
        const AccessSchedule &schedule, const std::optional<NukiTimeZone> &zone, const QDateTime &now);

    /// Another lock was chosen: untouched dates are shown on its clock, typed ones now mean its clock.
    void setTimeZone(const std::optional<NukiTimeZone> &zone);

    /// Moves the mark for now in the picture, and what counts as past.
    void setNow(const QDateTime &now);

    /// The schedule with the edited fields changed and every other one as it was given: the very one that was
    /// set while isEdited() is false. Not yet completed(). Send it only while problem() is empty.
    AccessSchedule schedule() const;

    bool isEdited() const;

    /// What is wrong with an edited schedule, in words; empty when nothing is, and while nothing was edited.
    QString problem() const;

    /// What to know of this lock's clock or of this schedule as it came, in words, shown in the editor; may
    /// be empty.
    QString warning() const;

Q_SIGNALS:
    /// Something is shown differently than before: ask schedule(), isEdited() and problem().
    void changed();

private:
    QTimeZone dateZone() const;
    void react();
    void updateZoneLabel();

    AccessSchedule m_original;
    std::optional<NukiTimeZone> m_zone;
    QDateTime m_now;
    WeekEditor *m_week;
    DateLimitField *m_from;
    DateLimitField *m_until;
    QLabel *m_zoneLabel;
    QWidget *m_warningRow;
    QLabel *m_warningIcon;
    QLabel *m_warning;
};

} // namespace lockdesk
