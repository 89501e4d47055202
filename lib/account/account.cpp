#include "account.h"

#include "clock.h"

namespace lockdesk {

Account::Account(const Profile &profile, Secret token, Transport::ManagerFactory makeManager, Clock &clock,
    QRandomGenerator &random, QObject *parent)
    : QObject(parent)
    , m_profile(profile)
    , m_clock(clock)
    , m_random(random)
    , m_transport(profile.api, std::move(makeManager), clock, random)
    , m_poller(m_transport, clock, m_smartlocks, m_authorizations, m_users)
    , m_throttleEnd(clock)
{
    m_transport.setToken(std::move(token));
    connect(&m_transport, &Transport::reachabilityChanged, this, [this](bool isReachable) {
        if (m_connection != ConnectionState::Refused && m_connection != ConnectionState::Throttled)
            setConnection(isReachable ? ConnectionState::Online : ConnectionState::Offline);
    });
    connect(&m_transport, &Transport::throttled, this, [this](std::chrono::milliseconds wait) {
        if (m_connection == ConnectionState::Refused)
            return;
        m_throttledUntil = m_clock.now().addMSecs(wait.count());
        m_throttleEnd.set(wait, [this] { setConnection(ConnectionState::Online); });
        m_connection = ConnectionState::Throttled;
        Q_EMIT connectionChanged(); // perhaps with another end
    });
    connect(&m_poller, &Poller::refused, this, [this] {
        m_throttleEnd.cancel();
        setConnection(ConnectionState::Refused);
    });
}

Account::~Account() = default;

void Account::start()
{
    m_poller.start();
}

void Account::setConnection(ConnectionState state)
{
    if (m_connection == state)
        return;
    m_connection = state;
    Q_EMIT connectionChanged();
}

} // namespace lockdesk
