#pragma once

#include "restore.h"
#include "session.h"
#include "sideline.h"

#include <QDialog>
#include <memory>

class QCheckBox;
class QComboBox;
class QLabel;
class QPushButton;

namespace lockdesk {

class BackupOpener;
class RestorePreviewModel;
class RestoreTargetModel;
class Table;

/// Opens a backup, lets the person say which saved device goes where, shows what that comes to, and gives the
/// changes that restore it. Nothing is sent by it.
class RestoreDialog : public QDialog
{
    Q_OBJECT

public:
    /// `session` must outlive the dialog, which deletes itself when closed. Show it with open().
    RestoreDialog(Session &session, QWidget *parent);

    /// Opens this backup, as when it is chosen.
    void openFile(const QString &path);

    /// What was decided, once accepted(): deletions, then edits, then creations.
    QList<Change> changes() const { return m_plan->changes(); }

private:
    QWidget *makeContent();
    QWidget *makeTargetRow();
    QWidget *makeWishes();
    QWidget *makeFoot();
    void adopt(const std::shared_ptr<const Backup> &backup);
    bool fillTargets();
    void setTarget();
    void followSelection();
    void planAnew();
    void plan();
    void showPlan();
    void showProblem(const QString &problem);
    QList<SmartlockId> selected() const;

    Session &m_session;
    BackupOpener *m_opener;
    RestoreTargetModel *m_targets;
    Table *m_targetTable;
    QComboBox *m_target;
    QCheckBox *m_addsMissing;
    QCheckBox *m_changesDifferent;
    QCheckBox *m_removesExtra;
    QCheckBox *m_addsDisabled;
    RestorePreviewModel *m_preview;
    Table *m_previewTable;
    QLabel *m_total;
    QLabel *m_warnings;
    QLabel *m_problem;
    QPushButton *m_make;
    std::shared_ptr<const Backup> m_backup; // null until one is opened
    QHash<SmartlockId, SmartlockId> m_chosenTargets;
    QHash<SmartlockId, QString> m_labels; // of the devices that can be chosen
    QString m_failure; // to open a backup
    std::shared_ptr<const Restoration> m_plan; // never null
    std::shared_ptr<const Restoration> m_shownPlan;
    Sideline m_planning;
};

} // namespace lockdesk
