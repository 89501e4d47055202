#pragma once

#include "alarm.h"

#include <QPointer>
#include <QStatusBar>

class QLabel;

namespace lockdesk {

class Account;

/// The foot of the window: what the open section counts, how old the data is, and the connection.
class StatusLine : public QStatusBar
{
    Q_OBJECT

public:
    /// The clock must outlive it.
    explicit StatusLine(Clock &clock, QWidget *parent = nullptr);

    /// From now on it is about this account. Null for none, which is to be said before the account goes.
    void follow(Account *account);

    void setCounts(const QString &text);

private:
    void showUpdated();
    void showConnection();
    void tick();

    QPointer<Account> m_account;
    QLabel *m_counts;
    QLabel *m_updated;
    QLabel *m_connection;
    Alarm m_tick;
};

} // namespace lockdesk
