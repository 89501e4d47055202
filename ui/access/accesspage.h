#pragma once

#include "accesschanges.h"
#include "accessreport.h"
#include "alarm.h"
#include "page.h"
#include "session.h"

#include <QModelIndex>

class QStackedLayout;

namespace lockdesk {

class AccessFeed;
class AccessFiles;
class AuthorizationModel;
class ClockChoice;
class EmptyState;
class Settings;
class Table;
class TableProxy;

/// The section Access: every authorization of every device in one table, and what can be done to the selected
/// ones. A change of one goes out at once unless every change is to be reviewed; a change of several becomes
/// drafts.
class AccessPage : public Page
{
    Q_OBJECT

public:
    /// Both must outlive the page.
    AccessPage(Session &session, Settings &settings, QWidget *parent = nullptr);
    ~AccessPage() override;

    void setFilter(const QString &text) override;
    void tellCounts() override { followSelection(); }
    QList<QAction *> pageActions() const override
    {
        return {m_add, m_edit, m_enable, m_disable, m_delete, m_import, m_export};
    }

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    QAction *addAction(const QString &text, QLatin1StringView iconName, void (AccessPage::*run)());
    void wire();
    void tick();
    void showState();
    void followSelection();
    void add();
    void edit();
    void enable();
    void disable();
    void remove();
    void importRows();
    void exportRows();
    void setEnabledOnSelected(bool isEnabled);
    void perform(const QList<Change> &changes);
    void propose(ManyAsked asked, const QList<AuthorizationRow> &rows, const QList<Change> &changes);
    template <typename Visit>
    void forEachSelected(Visit visit) const;
    QList<AuthorizationRow> selected() const;

    Session &m_session;
    Settings &m_settings;
    AuthorizationModel *m_model;
    TableProxy *m_proxy;
    Table *m_table;
    MessageBar *m_message;
    AccessReport m_report;
    EmptyState *m_empty;
    QStackedLayout *m_stack;
    ClockChoice *m_clock;
    QAction *m_add;
    QAction *m_edit;
    QAction *m_enable;
    QAction *m_disable;
    QAction *m_delete;
    QAction *m_import;
    QAction *m_export;
    AccessFiles *m_files;
    AccessFeed *m_feed;
    Alarm m_tick;
};

} // namespace lockdesk
