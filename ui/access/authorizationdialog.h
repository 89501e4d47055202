#pragma once

#include "change.h"

#include <QDialog>

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QPushButton;

namespace lockdesk {

class CodeField;
class DevicePicker;
class OpeningPreview;
class WeekScheduleEditor;
struct Session;

/// The editor of one authorization ("Edit access"), or of a new one on one or several devices ("Add access").
/// It changes nothing itself: once accepted(), changes() has what shall be done.
class AuthorizationDialog : public QDialog
{
    Q_OBJECT

public:
    /// To add one. The session must outlive the dialog, which deletes itself when closed.
    AuthorizationDialog(Session &session, QWidget *parent);
    /// To edit `authorization`, as it is now.
    AuthorizationDialog(Session &session, const Authorization &authorization, QWidget *parent);
    /// To ask for something else than `draft` does, which adds or edits one and has not been sent. It stays
    /// on its device.
    AuthorizationDialog(Session &session, const Change &draft, QWidget *parent);

    ~AuthorizationDialog() override;

    /// What the person asked for: one change a device when adding; one, or none if nothing was edited, when
    /// editing.
    QList<Change> changes() const;

private:
    /// What the dialog begins with.
    struct Start
    {
        std::optional<Authorization> before; // to edit; none to add one
        Authorization given; // what the fields say
        std::optional<SmartlockId> device; // none: to be chosen
        bool isScheduleEdited = false;
    };

    AuthorizationDialog(Session &session, const Start &start, QWidget *parent);
    static Start startOf(const Change &draft);

    QWidget *makeIdentity();
    QWidget *makeSchedule();
    QWidget *makeFoot();
    void addCodeRow(QFormLayout *form);
    void fill();
    void followType();
    void followInput();
    Authorization edited() const;
    AuthorizationType chosenType() const;
    QList<SmartlockId> chosenDevices() const;
    std::optional<NukiTimeZone> chosenZone() const;
    QString problem(const QList<Change> &changes) const;

    Session &m_session;
    Start m_start;
    QLineEdit *m_name;
    DevicePicker *m_devices = nullptr; // when adding
    QComboBox *m_type;
    QComboBox *m_person;
    QLabel *m_codeLabel;
    CodeField *m_code;
    QCheckBox *m_enabled;
    QCheckBox *m_remote;
    WeekScheduleEditor *m_schedule;
    OpeningPreview *m_preview;
    QLabel *m_problem;
    QLabel *m_note;
    QPushButton *m_apply;
    std::optional<NukiTimeZone> m_zone;
};

} // namespace lockdesk
