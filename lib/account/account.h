#pragma once

#include "accountinfo.h"
#include "alarm.h"
#include "authorizationstore.h"
#include "poller.h"
#include "settings.h"
#include "smartlockstore.h"
#include "transport.h"
#include "userstore.h"

namespace lockdesk {

/// How the connection to the service is, for the status bar.
enum class ConnectionState { Connecting, Online, Offline, Refused, Throttled };

/// One signed-in profile: its transport, its stores of the last truth, its poller. Destroying it ends every
/// request and forgets the token.
class Account : public QObject
{
    Q_OBJECT

public:
    /// Clock and generator must outlive the account. Nothing is asked before start().
    Account(const Profile &profile, Secret token, Transport::ManagerFactory makeManager, Clock &clock,
        QRandomGenerator &random, QObject *parent = nullptr);
    ~Account() override;

    /// Begins to poll.
    void start();

    const Profile &profile() const { return m_profile; }
    ConnectionState connection() const { return m_connection; }
    /// While Throttled: until when (UTC), for people.
    QDateTime throttledUntil() const { return m_throttledUntil; }

    Clock &clock() { return m_clock; }
    QRandomGenerator &random() { return m_random; }
    Transport &transport() { return m_transport; }
    SmartlockStore &smartlocks() { return m_smartlocks; }
    AuthorizationStore &authorizations() { return m_authorizations; }
    UserStore &users() { return m_users; }
    Poller &poller() { return m_poller; }

Q_SIGNALS:
    void connectionChanged();

private:
    void setConnection(ConnectionState state);

    Profile m_profile;
    Clock &m_clock;
    QRandomGenerator &m_random;
    Transport m_transport;
    SmartlockStore m_smartlocks;
    AuthorizationStore m_authorizations;
    UserStore m_users;
    Poller m_poller;
    Alarm m_throttleEnd;
    ConnectionState m_connection = ConnectionState::Connecting;
    QDateTime m_throttledUntil;
};

} // namespace lockdesk
