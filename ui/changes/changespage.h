#pragma once

#include "alarm.h"
#include "changescope.h"
#include "page.h"
#include "session.h"

#include <QSet>
#include <set>

class QLabel;
class QStackedLayout;
class QTimer;

namespace lockdesk {

class ChangeDeeds;
class ChangeModel;
class EmptyState;
class SendingProgress;
class SetChoice;
class SetHeader;
class Settings;
class Table;
class TableProxy;

/// The section Changes: what was asked for in this session, set by set, before and after, and how far each
/// has come. Drafts wait here to be reviewed and sent; what was sent is paused, retried and taken back. The
/// buttons act on the selected rows; without any on the set that the header names, and on no other.
class ChangesPage : public Page
{
    Q_OBJECT

public:
    /// Both must outlive the page.
    ChangesPage(Session &session, Settings &settings, QWidget *parent = nullptr);
    ~ChangesPage() override;

    void setFilter(const QString &text) override;
    void tellCounts() override { follow(); }
    QList<QAction *> pageActions() const override;

protected:
    void showEvent(QShowEvent *event) override;

private:
    QAction *addAction(const QString &text, QLatin1StringView iconName, ChangeAbility ability,
        void (ChangeDeeds::*run)(const QList<ChangeId> &));
    void makeTable();
    void makeLayout();
    void makeKeys();
    void wire();

    void refill();
    void take(const QList<ChangeId> &ids);
    void takeOn();
    void takeMoved();
    void countRunning(const QList<ChangeId> &ids);
    void showHeader();
    void showPlan();
    void showResume();
    void showAll();
    void showProgress();
    void follow();
    void openRow();
    QList<ChangeId> selectedIds() const;

    struct Button
    {
        ChangeAbility ability;
        QAction *action;
    };

    Session &m_session;
    Settings &m_settings;
    SetTallies m_tallies;
    ChangeScope m_scope;
    ChangeDeeds *m_deeds;
    ChangeModel *m_model;
    TableProxy *m_proxy;
    Table *m_table;
    SetHeader *m_header;
    SetChoice *m_choice;
    EmptyState *m_empty;
    QStackedLayout *m_stack;
    QLabel *m_reason;
    QLabel *m_resume; // that resume is off, where it is
    SendingProgress *m_progress;
    std::set<ChangeId> m_moved; // to be shown as they are now
    QTimer *m_later; // for the rest of them
    QSet<ChangeId> m_running; // sent since nothing was under way, those that have ended included
    QList<Button> m_buttons;
    QAction *m_synchronise;
    Alarm m_nextLook; // whether Synchronise can be offered by now
    QAction *m_edit;
    QAction *m_decide;
    bool m_isTaking = false;
    bool m_isStale = false; // rows changed while the page was hidden
};

} // namespace lockdesk
