#include "poller.h"

#include "accountapi.h"
#include "authorizationapi.h"
#include "clock.h"
#include "logapi.h"
#include "smartlockapi.h"
#include "transport.h"

namespace lockdesk {

using namespace std::chrono_literals;

namespace {

constexpr std::chrono::milliseconds hurriedState = 1500ms;
constexpr std::chrono::milliseconds hurriedAuthorizations = 2s;
constexpr int recordsEvery = 4; // looks at the devices
constexpr std::chrono::milliseconds wakeCheck = 10s;
constexpr std::chrono::milliseconds wakeJump = 30s;

} // namespace

std::chrono::milliseconds pollInterval(bool isVisible, int failuresInARow)
{
    const std::chrono::milliseconds base = isVisible ? 30s : 5min;
    const std::chrono::milliseconds longest = 15min;
    return std::min(longest, base * (1 << std::min(failuresInARow, 5)));
}

Poller::Poller(Transport &transport, Clock &clock, SmartlockStore &smartlocks,
    AuthorizationStore &authorizations, UserStore &users, QObject *parent)
    : QObject(parent)
    , m_transport(transport)
    , m_clock(clock)
    , m_smartlocks(smartlocks)
    , m_authorizations(authorizations)
    , m_users(users)
    , m_nextDevices(clock)
    , m_nextRecords(clock)
    , m_wakeWatch(clock)
{
}

Poller::~Poller() = default;

void Poller::start()
{
    m_isRunning = true;
    m_scopes = {};
    m_clockDifference = clockDifference();
    watchForWake();
    refresh();
}

void Poller::stop()
{
    m_isRunning = false;
    for (const QPointer<JobBase> &job : {m_devicesJob, m_recordsJob, m_peopleJob, m_logJob})
        delete job;
    m_nextDevices.cancel();
    m_nextRecords.cancel();
    m_wakeWatch.cancel();
    for (Hurries *hurries : {&m_hurriedStates, &m_hurriedAuthorizations}) {
        for (const auto &[device, hurry] : *hurries) {
            delete hurry->job;
            hurry->next.cancel();
        }
    }
}

void Poller::setVisible(bool isVisible)
{
    const bool hasAppeared = isVisible && !m_isVisible;
    m_isVisible = isVisible;
    if (!m_isRunning || m_devicesJob)
        return;
    const QDateTime fetched = m_smartlocks.fetchedAt();
    if (hasAppeared
        && (!fetched.isValid() || fetched.msecsTo(m_clock.now()) >= pollInterval(true, 0).count()))
        refresh();
    else if (hasAppeared)
        armDevices();
}

void Poller::refresh()
{
    if (!m_isRunning)
        return;
    fetchDevices();
    fetchRecords();
    fetchPeople();
    probeLog();
}

template <typename T>
bool Poller::judge(TokenScope scope, const Result<T, ApiError> &outcome)
{
    const bool isRefusal = !outcome && outcome.error().kind == ApiError::Kind::Unauthorized;
    // No answer at all says nothing of the token.
    if (!isRefusal && !outcome && outcome.error().httpStatus == 0)
        return true;
    if (!(isRefusal ? m_scopes.noteRefusal(scope) : m_scopes.noteAnswer(scope)))
        return !isRefusal;
    if (m_scopes.isRefused()) {
        stop();
        Q_EMIT refused();
        return false;
    }
    Q_EMIT missingScopesChanged();
    // The first refusal after good answers may be the end of the token: ask the other endpoints at once.
    if (isRefusal && m_isRunning)
        refresh();
    return !isRefusal;
}

void Poller::fetchDevices()
{
    if (m_devicesJob)
        return;
    m_nextDevices.cancel();
    m_devicesJob = fetchSmartlocks(m_transport, this)
                       ->then(this, [this](const Result<ListResult<Smartlock>, ApiError> &outcome) {
                           m_devicesJob = nullptr;
                           m_failures = outcome ? 0 : m_failures + 1;
                           if (outcome)
                               m_smartlocks.setAll(*outcome, m_clock.now());
                           else
                               m_smartlocks.setError(outcome.error());
                           judge(TokenScope::Smartlock, outcome);
                           armDevices();
                           Q_EMIT polled();
                       });
}

void Poller::fetchRecords()
{
    if (m_recordsJob)
        return;
    m_nextRecords.cancel();
    m_recordsJob = fetchAuthorizations(m_transport, this)
                       ->then(this, [this](const Result<ListResult<Authorization>, ApiError> &outcome) {
                           m_recordsJob = nullptr;
                           if (outcome)
                               m_authorizations.setAll(*outcome, m_clock.now());
                           else
                               m_authorizations.setError(outcome.error());
                           judge(TokenScope::Authorizations, outcome);
                           armRecords();
                       });
}

void Poller::fetchPeople()
{
    if (m_peopleJob)
        return;
    m_peopleJob = fetchAccountUsers(m_transport, this)
                      ->then(this, [this](const Result<ListResult<AccountUser>, ApiError> &outcome) {
                          m_peopleJob = nullptr;
                          if (outcome)
                              m_users.setAll(*outcome, m_clock.now());
                          else
                              m_users.setError(outcome.error());
                          judge(TokenScope::Account, outcome);
                      });
}

void Poller::probeLog()
{
    if (m_logJob)
        return;
    m_logJob = fetchLog(m_transport, {}, 1, this)
                   ->then(this, [this](const Result<ListResult<LogEntry>, ApiError> &outcome) {
                       m_logJob = nullptr;
                       judge(TokenScope::Log, outcome);
                   });
}

void Poller::armDevices()
{
    if (m_isRunning)
        m_nextDevices.set(pollInterval(m_isVisible, m_failures), [this] { fetchDevices(); });
}

void Poller::armRecords()
{
    if (!m_isRunning)
        return;
    m_nextRecords.set(recordsEvery * pollInterval(m_isVisible, m_failures), [this] {
        if (!m_scopes.missing().testFlag(TokenScope::Account))
            fetchPeople();
        if (m_scopes.missing().testFlag(TokenScope::Authorizations))
            armRecords();
        else
            fetchRecords();
    });
}

std::chrono::milliseconds Poller::clockDifference() const
{
    return std::chrono::milliseconds(m_clock.now().toMSecsSinceEpoch()) - m_clock.uptime();
}

// A machine that slept: the wall clock has gone on without the other (where the system's steady clock counts
// sleep, the check itself comes late). Connections are dead then, and everything shown is old.
void Poller::watchForWake()
{
    const std::chrono::milliseconds expected = m_clock.uptime() + wakeCheck;
    m_wakeWatch.set(wakeCheck, [this, expected] {
        const std::chrono::milliseconds difference = clockDifference();
        const bool hasJumped = std::chrono::abs(difference - m_clockDifference) > wakeJump;
        const bool isLate = m_clock.uptime() - expected > wakeJump;
        m_clockDifference = difference;
        watchForWake();
        if (!hasJumped && !isLate)
            return;
        m_transport.resetConnections();
        m_failures = 0;
        refresh();
    });
}

void Poller::hurryState(SmartlockId device)
{
    hurry(m_hurriedStates, device, &Poller::askState);
}

void Poller::unhurryState(SmartlockId device)
{
    unhurry(m_hurriedStates, device);
}

void Poller::hurryAuthorizations(SmartlockId device)
{
    hurry(m_hurriedAuthorizations, device, &Poller::askAuthorizations);
}

void Poller::unhurryAuthorizations(SmartlockId device)
{
    unhurry(m_hurriedAuthorizations, device);
}

void Poller::hurry(Hurries &hurries, SmartlockId device, void (Poller::*ask)(SmartlockId, Hurry &))
{
    if (const auto found = hurries.find(device); found != hurries.end()) {
        ++found->second->count;
        return;
    }
    Hurry &made = *hurries.emplace(device, std::make_unique<Hurry>(m_clock)).first->second;
    askAgain(device, made, true, ask);
}

void Poller::unhurry(Hurries &hurries, SmartlockId device)
{
    const auto found = hurries.find(device);
    if (found == hurries.end() || --found->second->count > 0)
        return;
    if (found->second->job)
        found->second->job->deleteLater(); // it may be the one whose answer led here
    hurries.erase(found);
}

void Poller::askAgain(
    SmartlockId device, Hurry &hurry, bool wasAnswered, void (Poller::*ask)(SmartlockId, Hurry &))
{
    hurry.failures = wasAnswered ? 0 : std::min(hurry.failures + 1, 3);
    const std::chrono::milliseconds pause = ask == &Poller::askState ? hurriedState : hurriedAuthorizations;
    hurry.next.set(
        pause * (1 << hurry.failures), [this, device, &hurry, ask] { (this->*ask)(device, hurry); });
}

void Poller::askState(SmartlockId device, Hurry &hurry)
{
    hurry.job = fetchSmartlock(m_transport, device, this)
                    ->then(this, [this, device](const Result<Smartlock, ApiError> &outcome) {
                        if (outcome)
                            m_smartlocks.setOne(*outcome, m_clock.now());
                        // What has just been proven is no longer hurried.
                        if (const auto found = m_hurriedStates.find(device); found != m_hurriedStates.end())
                            askAgain(device, *found->second, outcome.isOk(), &Poller::askState);
                    });
}

void Poller::askAuthorizations(SmartlockId device, Hurry &hurry)
{
    hurry.job = fetchAuthorizations(m_transport, device, this)
                    ->then(this, [this, device](const Result<ListResult<Authorization>, ApiError> &outcome) {
                        if (outcome)
                            m_authorizations.setOf(device, *outcome);
                        if (const auto found = m_hurriedAuthorizations.find(device);
                            found != m_hurriedAuthorizations.end())
                            askAgain(device, *found->second, outcome.isOk(), &Poller::askAuthorizations);
                    });
}

} // namespace lockdesk
