#pragma once

#include "alarm.h"
#include "authorizationstore.h"
#include "job.h"
#include "scopewatch.h"
#include "smartlockstore.h"
#include "userstore.h"

#include <QHash>
#include <QPointer>
#include <functional>
#include <map>

namespace lockdesk {

class Transport;

/// Keeps the stores fresh. Devices every 30 s while the window is visible, minutes apart while it is hidden,
/// after errors ever further apart; authorizations and people every 2 (20) minutes; at once on wake or when
/// asked. While something is pending on a device it is hurried: asked alone every 1–2 s.
class Poller : public QObject
{
    Q_OBJECT

public:
    /// Everything passed in must outlive the poller.
    Poller(Transport &transport, Clock &clock, SmartlockStore &smartlocks, AuthorizationStore &authorizations,
        UserStore &users, QObject *parent = nullptr);
    ~Poller() override;

    /// The first round begins now.
    void start();
    /// Nothing more is asked; what is under way is dropped.
    void stop();

    void setVisible(bool isVisible);

    /// Fetch everything now, also what a missing scope has ruled out before.
    void refresh();

    /// Ask this device's state every 1–2 s until unhurried as often as hurried.
    void hurryState(SmartlockId device);
    void unhurryState(SmartlockId device);

    /// Which scopes have been found missing (a 401 there while another endpoint answers).
    TokenScopes missingScopes() const { return m_scopes.missing(); }

Q_SIGNALS:
    /// The token itself is refused: every endpoint says 401. Polling has stopped.
    void refused();
    void missingScopesChanged();
    /// A look at the devices has ended, well or not.
    void polled();

private:
    struct Hurry
    {
        explicit Hurry(Clock &clock)
            : next(clock)
        {
        }
        int count = 1;
        int failures = 0;
        Alarm next;
        QPointer<JobBase> job;
    };

    void fetchDevices();
    void fetchRecords();
    void fetchPeople();
    void fetchRecordsAndPeople();
    void probeLog();
    void dropRound();
    void drop(QPointer<JobBase> &job);
    bool isOlder(const TruthStore &store, std::chrono::milliseconds age) const;
    void armDevices();
    void armRecords();
    void watchForWake();
    void askState(SmartlockId device, Hurry &hurry);
    void askAgain(SmartlockId device, Hurry &hurry, bool wasAnswered);
    /// What an outcome says of the token. Last of what a handler does, since it may stop everything.
    template <typename T>
    void judge(TokenScope scope, const Result<T, ApiError> &outcome);
    std::chrono::milliseconds clockDifference() const;

    Transport &m_transport;
    Clock &m_clock;
    SmartlockStore &m_smartlocks;
    AuthorizationStore &m_authorizations;
    UserStore &m_users;
    ScopeWatch m_scopes;
    Alarm m_nextDevices;
    Alarm m_nextRecords;
    Alarm m_wakeWatch;
    QPointer<JobBase> m_devicesJob;
    QPointer<JobBase> m_recordsJob;
    QPointer<JobBase> m_peopleJob;
    QPointer<JobBase> m_logJob;
    std::map<SmartlockId, std::unique_ptr<Hurry>> m_hurried;
    std::chrono::milliseconds m_clockDifference{};
    int m_failures = 0;
    bool m_isVisible = true;
    bool m_isRunning = false;
};

/// How long until the next look at the devices: 30 s visible, 5 min hidden, doubled for each failure in a row
/// up to 15 min. A pure function of what is known.
std::chrono::milliseconds pollInterval(bool isVisible, int failuresInARow);

} // namespace lockdesk
