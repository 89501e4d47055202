#pragma once

#include "authorizationmodel.h"
#include "change.h"
#include "manyedits.h"
#include "wallclocktext.h"

#include <QDialog>

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QScrollArea;

namespace lockdesk {

class DateLimitField;
class ManyDrafts;
class WeekEditor;
struct Session;

/// The editor of several authorizations ("Edit access"): every field says "Keep as is" until the person
/// chooses otherwise. It changes nothing itself: once accepted(), drafts() has what shall be reviewed.
class MultiEditDialog : public QDialog
{
    Q_OBJECT

public:
    /// `rows`, two or more, as the person sees them now. The session must outlive the dialog, which deletes
    /// itself when closed.
    MultiEditDialog(Session &session, const QList<AuthorizationRow> &rows, QWidget *parent);

    ~MultiEditDialog() override;

    /// One for each row that would become another; those that cannot be sent as they are are Problems.
    const QList<Change> &drafts() const;

private:
    QWidget *makeHeading();
    QWidget *makeFields();
    QWidget *makeFoot();
    QWidget *makeWeek();
    DateLimitField *makeLimit(Bound bound, QWidget *box) const;
    QWidget *makeZones();
    QDateTime proposal() const;
    void connectFields();
    void followChoices();
    void followInput();
    void showOutcome();
    ManyEdits edits() const;
    QString fieldProblem() const;
    QString problem() const;
    QString outcome() const;
    void makeRoom();

    Session &m_session;
    QList<AuthorizationRow> m_rows;
    ManyDrafts *m_drafts;
    QScrollArea *m_area;
    QLineEdit *m_name;
    QComboBox *m_enabled;
    QComboBox *m_remote;
    QComboBox *m_weekChoice;
    WeekEditor *m_week;
    AccessSchedule m_loadedWeek; // what it showed at first
    QComboBox *m_fromChoice;
    QWidget *m_fromBox;
    DateLimitField *m_from;
    QComboBox *m_untilChoice;
    QWidget *m_untilBox;
    DateLimitField *m_until;
    QLabel *m_zones;
    QLabel *m_outcome;
    QLabel *m_problem;
    QPushButton *m_apply;
};

} // namespace lockdesk
