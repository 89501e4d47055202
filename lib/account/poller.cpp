#include "poller.h"

#include "accountapi.h"
#include "authorizationapi.h"
#include "bodies.h"
#include "clock.h"
#include "logapi.h"
#include "smartlockapi.h"
#include "transport.h"

namespace lockdesk {

using namespace std::chrono_literals;

namespace {

constexpr std::chrono::milliseconds hurriedState = 1500ms;
constexpr std::chrono::milliseconds recordsVisible = 2min;
constexpr std::chrono::milliseconds recordsHidden = 20min;
constexpr std::chrono::milliseconds wakeCheck = 10s;
constexpr std::chrono::milliseconds wakeJump = 30s;

// A list with nothing in it that can be read is no list: what was known before stays.
template <typename T>
std::optional<ApiError> errorOf(const Result<ListResult<T>, ApiError> &outcome)
{
    if (!outcome)
        return outcome.error();
    const bool isReadable = outcome->unreadable == 0 || !outcome->items.isEmpty();
    return isReadable ? std::nullopt : std::optional(unreadableBody());
}

// Whether the answer was a good one.
template <typename Store, typename T>
bool take(Store &store, const Result<ListResult<T>, ApiError> &outcome, const AskedAt &asked)
{
    const std::optional<ApiError> error = errorOf(outcome);
    if (error)
        store.setError(*error);
    else
        store.setAll(*outcome, asked);
    return !error;
}

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
    m_failures = 0;
    m_clockDifference = clockDifference();
    watchForWake();
    for (const auto &[device, hurry] : m_hurried)
        askAgain(device, *hurry, true);
    refresh();
}

void Poller::stop()
{
    m_isRunning = false;
    dropRound();
    m_nextDevices.cancel();
    m_nextRecords.cancel();
    m_wakeWatch.cancel();
    for (const auto &[device, hurry] : m_hurried) {
        drop(hurry->job);
        hurry->next.cancel();
    }
}

void Poller::dropRound()
{
    for (QPointer<JobBase> *job : {&m_devicesJob, &m_recordsJob, &m_peopleJob, &m_logJob})
        drop(*job);
}

// Not deleted at once: it may be the one whose answer led here.
void Poller::drop(QPointer<JobBase> &job)
{
    if (job) {
        disconnect(job, nullptr, this, nullptr);
        job->deleteLater();
    }
    job.clear();
}

void Poller::setVisible(bool isVisible)
{
    const bool hasAppeared = isVisible && !m_isVisible;
    m_isVisible = isVisible;
    if (!m_isRunning || !hasAppeared)
        return;
    if (!m_devicesJob && isOlder(m_smartlocks, pollInterval(true, 0)))
        fetchDevices();
    else if (!m_devicesJob)
        armDevices();
    if (!m_recordsJob && isOlder(m_authorizations, pollInterval(true, 0)))
        fetchRecordsAndPeople();
    else if (!m_recordsJob)
        armRecords();
}

bool Poller::isOlder(const TruthStore &store, std::chrono::milliseconds age) const
{
    return !store.isLoaded() || m_clock.uptime() - store.asked().uptime >= age;
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
void Poller::judge(TokenScope scope, const Result<T, ApiError> &outcome)
{
    const bool isRefusal = !outcome && outcome.error().kind == ApiError::Kind::Unauthorized;
    // No answer at all says nothing of the token.
    if (!isRefusal && !outcome && outcome.error().httpStatus == 0)
        return;
    if (!(isRefusal ? m_scopes.noteRefusal(scope) : m_scopes.noteAnswer(scope)))
        return;
    if (m_scopes.isRefused()) {
        stop();
        Q_EMIT refused();
        return;
    }
    Q_EMIT missingScopesChanged();
    // The first refusal after good answers may be the end of the token: ask the other endpoints at once.
    if (isRefusal)
        refresh();
}

void Poller::fetchDevices()
{
    if (m_devicesJob)
        return;
    m_nextDevices.cancel();
    const AskedAt asked = AskedAt::by(m_clock);
    m_devicesJob = fetchSmartlocks(m_transport, this)
                       ->then(this, [this, asked](const Result<ListResult<Smartlock>, ApiError> &outcome) {
                           m_devicesJob = nullptr;
                           m_failures = take(m_smartlocks, outcome, asked) ? 0 : m_failures + 1;
                           armDevices();
                           Q_EMIT polled();
                           judge(TokenScope::Smartlock, outcome);
                       });
}

void Poller::fetchRecords()
{
    if (m_recordsJob)
        return;
    m_nextRecords.cancel();
    const AskedAt asked = AskedAt::by(m_clock);
    m_recordsJob =
        fetchAuthorizations(m_transport, this)
            ->then(this, [this, asked](const Result<ListResult<Authorization>, ApiError> &outcome) {
                m_recordsJob = nullptr;
                take(m_authorizations, outcome, asked);
                armRecords();
                judge(TokenScope::Authorizations, outcome);
            });
}

void Poller::fetchPeople()
{
    if (m_peopleJob)
        return;
    const AskedAt asked = AskedAt::by(m_clock);
    m_peopleJob = fetchAccountUsers(m_transport, this)
                      ->then(this, [this, asked](const Result<ListResult<AccountUser>, ApiError> &outcome) {
                          m_peopleJob = nullptr;
                          take(m_users, outcome, asked);
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
    if (m_isRunning)
        m_nextRecords.set(m_isVisible ? recordsVisible : recordsHidden, [this] { fetchRecordsAndPeople(); });
}

// But not what is known to be ruled out.
void Poller::fetchRecordsAndPeople()
{
    if (!m_scopes.missing().testFlag(TokenScope::Account))
        fetchPeople();
    if (m_scopes.missing().testFlag(TokenScope::Authorizations))
        armRecords();
    else
        fetchRecords();
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
        // What is under way hangs on connections that are dead.
        dropRound();
        m_transport.resetConnections();
        m_failures = 0;
        refresh();
    });
}

void Poller::hurryState(SmartlockId device)
{
    if (const auto found = m_hurried.find(device); found != m_hurried.end()) {
        ++found->second->count;
        return;
    }
    Hurry &made = *m_hurried.emplace(device, std::make_unique<Hurry>(m_clock)).first->second;
    askAgain(device, made, true);
}

void Poller::unhurryState(SmartlockId device)
{
    const auto found = m_hurried.find(device);
    if (found == m_hurried.end() || --found->second->count > 0)
        return;
    drop(found->second->job);
    m_hurried.erase(found);
}

void Poller::askAgain(SmartlockId device, Hurry &hurry, bool wasAnswered)
{
    if (!m_isRunning)
        return;
    hurry.failures = wasAnswered ? 0 : std::min(hurry.failures + 1, 3);
    hurry.next.set(hurriedState * (1 << hurry.failures), [this, device, &hurry] { askState(device, hurry); });
}

void Poller::askState(SmartlockId device, Hurry &hurry)
{
    const AskedAt asked = AskedAt::by(m_clock);
    hurry.job = fetchSmartlock(m_transport, device, this)
                    ->then(this, [this, device, asked](const Result<Smartlock, ApiError> &outcome) {
                        if (outcome)
                            m_smartlocks.setOne(*outcome, asked);
                        // What has just been proven is no longer hurried.
                        if (const auto found = m_hurried.find(device); found != m_hurried.end())
                            askAgain(device, *found->second, outcome.isOk());
                    });
}

} // namespace lockdesk
