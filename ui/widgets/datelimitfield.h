#pragma once

#include "instant.h"
#include "nukitimezone.h"
#include "wallclocktext.h"

#include <QObject>

class QCheckBox;
class QGridLayout;
class QLineEdit;
class QRadioButton;
class QToolButton;
class QWidget;

namespace lockdesk {

/// One date limit of a schedule, start or end: a check box, a field for date and time on the lock's clock, a
/// calendar, and, where a clock change makes the time happen twice, the question which of the two is meant
/// (safety D11). Its widgets are two rows of a grid. Part of WeekScheduleEditor.
class DateLimitField : public QObject
{
    Q_OBJECT

public:
    /// Puts the widgets into rows `row` and `row + 1` of `grid`, which belongs to `parent`; they live as long
    /// as it.
    DateLimitField(Bound bound, QGridLayout *grid, int row, QWidget *parent);

    /// Shows `limit` on the clock of `zone` (valid); afterwards nothing is edited. `proposal` is what an
    /// empty field gets when the limit is switched on.
    void setLimit(const std::optional<Instant> &limit, const QTimeZone &zone, const QDateTime &proposal);

    /// Another lock was chosen: an untouched limit is shown on its clock, what was typed now means its clock.
    void setZone(const QTimeZone &zone);

    /// The limit is always there, and whether it shall be is asked elsewhere: the check box goes, and an
    /// empty field gets the proposal.
    void require();

    /// The limit: the very one that was set unless it was edited. Nullopt for none, and while there is a
    /// problem().
    std::optional<Instant> limit() const;

    /// What is shown is something else than what was set: a change taken back is none.
    bool isEdited() const;

    /// Why an edited limit cannot be taken, in words; empty when nothing is wrong.
    QString problem() const;

Q_SIGNALS:
    void changed();

private:
    enum class Choice { None, Earlier, Later };

    LocalTimeMeaning meaning() const;
    std::optional<WallClock> wallClock() const;
    Choice choice() const;
    void remember();
    void showLoaded();
    void switchOn(bool on);
    void update();
    void openCalendar();

    Bound m_bound;
    QWidget *m_parent;
    QCheckBox *m_isLimited;
    QLineEdit *m_field;
    QToolButton *m_calendar;
    QWidget *m_question; // holds the two choices
    QRadioButton *m_earlier;
    QRadioButton *m_later;

    QTimeZone m_zone;
    QDateTime m_proposal;
    std::optional<Instant> m_loaded;
    QString m_loadedText;
    Choice m_loadedChoice = Choice::None;
};

} // namespace lockdesk
