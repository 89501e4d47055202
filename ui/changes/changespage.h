#pragma once

#include "page.h"
#include "session.h"

#include <QSet>

class QLabel;
class QProgressBar;
class QStackedLayout;

namespace lockdesk {

class ChangeModel;
class EmptyState;
class Settings;
class Table;
class TableProxy;

/// The section Changes: what was asked for in this session, before and after, and how far each has come.
/// Drafts wait here to be sent or discarded.
class ChangesPage : public Page
{
    Q_OBJECT

public:
    /// Both must outlive the page.
    ChangesPage(Session &session, Settings &settings, QWidget *parent = nullptr);
    ~ChangesPage() override;

    void setFilter(const QString &text) override;
    void tellCounts() override { follow(); }
    QList<QAction *> pageActions() const override { return {m_send, m_discard, m_retry}; }

private:
    void refill();
    void follow();
    void showProgress();
    QList<ChangeId> candidates(bool (*isFit)(const Change &)) const;
    void send();
    void discard();
    void retry();

    Session &m_session;
    Settings &m_settings;
    ChangeModel *m_model;
    TableProxy *m_proxy;
    Table *m_table;
    EmptyState *m_empty;
    QStackedLayout *m_stack;
    QLabel *m_reason;
    QProgressBar *m_progress;
    QSet<ChangeId> m_running; // sent since nothing was under way, those that have ended included
    QAction *m_send;
    QAction *m_discard;
    QAction *m_retry;
};

} // namespace lockdesk
