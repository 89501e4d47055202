#pragma once

#include "alarm.h"
#include "page.h"
#include "session.h"

class QStackedLayout;

namespace lockdesk {

class DeviceButtons;
class EmptyState;
class MessageBar;
class Settings;
class SmartlockModel;
class Table;
class TableProxy;

/// The section Devices: every device with its state, and what can be done to the selected one, or to several.
class DevicesPage : public Page
{
    Q_OBJECT

public:
    /// Both must outlive the page.
    DevicesPage(Session &session, Settings &settings, QWidget *parent = nullptr);
    ~DevicesPage() override;

    void setFilter(const QString &text) override;
    void tellCounts() override { showState(); }
    QList<QAction *> pageActions() const override;

protected:
    void showEvent(QShowEvent *event) override;

private:
    void wire();
    void refill();
    void tick();
    void showState();
    void followSelection();
    void report(ChangeId id);
    void operate(SmartlockId device, LockAction action);
    void rename(SmartlockId device);
    void toggleFavorite(SmartlockId device);
    void perform(const Smartlock &device, const ChangeSubject &subject);
    void lockSeveral(const QList<Smartlock> &devices);
    void synchroniseSeveral(const QList<Smartlock> &devices);
    QList<Smartlock> selected() const;
    bool isBusy(SmartlockId device) const;

    Session &m_session;
    Settings &m_settings;
    SmartlockModel *m_model;
    TableProxy *m_proxy;
    Table *m_table;
    DeviceButtons *m_buttons;
    MessageBar *m_message;
    EmptyState *m_empty;
    QStackedLayout *m_stack;
    Alarm m_tick;
    bool m_isStale = false; // something changed while the page was hidden
};

} // namespace lockdesk
