#include "transport.h"

#include "accessmanager.h"
#include "clock.h"
#include "errand.h"
#include "path.h"

#include <QHostAddress>
#include <QNetworkAccessManager>
#include <QNetworkRequest>
#include <algorithm>

using namespace Qt::StringLiterals;

namespace lockdesk {

namespace {

using Kind = ApiError::Kind;
using Time = std::chrono::milliseconds;

constexpr Time clockJump = std::chrono::seconds(2); // more than a clock is corrected by
constexpr Time clockWatch = std::chrono::seconds(1);

// From the event loop, and not at all if the job is gone by then.
void failLater(JobBase *job, ApiError error)
{
    QMetaObject::invokeMethod(
        job, [job, error = std::move(error)] { job->fail(error); }, Qt::QueuedConnection);
}

bool isLoopback(const QString &host)
{
    return host == "localhost"_L1 || QHostAddress(host).isLoopback();
}

} // namespace

Transport::Transport(
    const QUrl &api, ManagerFactory makeManager, Clock &clock, QRandomGenerator &random, QObject *parent)
    : QObject(parent)
    , m_api(api)
    , m_makeManager(std::move(makeManager))
    , m_clock(clock)
    , m_pacer(random)
    , m_wakeUp(clock)
{
}

Transport::~Transport()
{
    for (const auto &errand : m_queue.waiting())
        fail(*errand, Kind::Cancelled);
    for (const auto &errand : m_queue.underWay())
        fail(*errand,
            errand->isWrite() && errand->attempt->mayHaveLeft() ? Kind::OutcomeUnknown : Kind::Cancelled);
}

bool Transport::isAcceptable(const QUrl &api)
{
    if (!api.isValid() || api.host().isEmpty() || !api.userInfo().isEmpty() || api.hasQuery()
        || api.hasFragment())
        return false;
    return api.scheme() == "https"_L1 || (api.scheme() == "http"_L1 && isLoopback(api.host()));
}

void Transport::setLimits(const TransportLimits &limits)
{
    m_limits = limits;
    m_pacer.setLimits(limits);
}

void Transport::setPaused(bool paused)
{
    m_isPaused = paused;
    scheduleDispatch();
}

Job<Accepted> *Transport::sendWrite(const Request &request, QObject *parent)
{
    auto *job = new Job<Accepted>(parent);
    start(request, job, {});
    return job;
}

void Transport::start(const Request &request, JobBase *job, MakeReader makeReader)
{
    auto errand = std::make_unique<Errand>();
    errand->request = request;
    errand->job = job;
    errand->makeReader = std::move(makeReader);
    errand->order = m_count++;
    const auto url = addressOf(m_api, request.path, request.query);
    if (!url || !isAcceptable(m_api)) {
        fail(*errand, Kind::InvalidRequest);
        return;
    }
    errand->url = *url;
    connect(job, &QObject::destroyed, this, [this, job] { forget(job); });
    m_queue.add(std::move(errand));
    scheduleDispatch();
}

void Transport::forget(const JobBase *job)
{
    if (m_queue.take(job))
        scheduleDispatch();
}

// Always from the event loop: what is sent in a row is ordered first, and a job that is deleted at once sends
// nothing.
void Transport::scheduleDispatch()
{
    if (!std::exchange(m_isDispatchPosted, true))
        QMetaObject::invokeMethod(this, &Transport::dispatch, Qt::QueuedConnection);
}

void Transport::dispatch()
{
    m_isDispatchPosted = false;
    refuse(&Transport::lateness);
    refuseWhilePaused();
    const Time now = m_clock.uptime();
    while (!m_isPaused && now >= m_pacer.pausedUntil()) {
        Errand *errand = m_queue.next(now, m_limits);
        if (!errand)
            break;
        if (const Objection objection = objectionTo(errand->request))
            fail(*m_queue.take(errand->job), *objection);
        else
            leave(*errand);
    }
    setWakeUp();
}

void Transport::reconsider()
{
    refuse(&Transport::objectionTo);
    scheduleDispatch();
}

void Transport::refuse(Objection (Transport::*question)(const Request &) const)
{
    const auto object = [this, question](const Errand &errand) {
        return errand.isWrite() ? (this->*question)(errand.request) : std::nullopt;
    };
    std::vector<std::pair<Attempt *, Kind>> dropped; // later, since each takes itself out of the queue
    for (const auto &errand : m_queue.underWay()) {
        if (errand->attempt->hasLeft())
            continue;
        if (const Objection objection = object(*errand))
            dropped.emplace_back(errand->attempt.get(), *objection);
    }
    for (const auto &[attempt, objection] : dropped)
        attempt->drop(objection);
    for (const auto &errand :
        m_queue.takeWaiting([&object](const Errand &errand) { return object(errand).has_value(); }))
        fail(*errand, object(*errand).value_or(Kind::Cancelled));
}

void Transport::refuseWhilePaused()
{
    if (!m_pacer.isRefusing(m_clock.uptime()))
        return;
    for (const auto &errand : m_queue.takeWaiting([](const Errand &) { return true; }))
        fail(*errand, Kind::TooManyRequests);
}

// The next moment at which something may leave or expires. Whatever leaves or ends in between dispatches by
// itself.
void Transport::setWakeUp()
{
    const Time now = m_clock.uptime();
    Time next = Time::max();
    for (const auto &errand : m_queue.waiting()) {
        const Time leaves = std::max(errand->notBefore, m_pacer.pausedUntil());
        if (leaves > now && !m_isPaused)
            next = std::min(next, leaves);
        next = std::min(next, nextLook(*errand));
    }
    for (const auto &errand : m_queue.underWay()) {
        if (!lateness(errand->request))
            next = std::min(next, nextLook(*errand));
    }
    if (next == Time::max())
        m_wakeUp.cancel();
    else
        m_wakeUp.set(next - now, [this] { dispatch(); });
}

// When it may have come too late: by its expiry, and every second for what a clock that jumps has done to it.
Time Transport::nextLook(const Errand &errand) const
{
    if (!errand.request.expiry)
        return Time::max();
    const Time now = m_clock.uptime();
    return std::min(std::max(errand.request.expiry->uptime, now) + Time(1), now + clockWatch);
}

void Transport::leave(Errand &errand)
{
    const Time now = m_clock.uptime();
    if (!m_manager)
        m_manager = {m_makeManager().release(), &AccessManager::dispose};
    if (!errand.deadline)
        errand.deadline = now + errand.request.deadline;
    errand.attempt = std::make_unique<Attempt>(
        m_manager, errand.makeReader ? errand.makeReader() : nullptr, m_clock, m_pool, nullptr);
    connect(errand.attempt.get(), &Attempt::finished, this, [this, job = errand.job] { onFinished(job); });
    errand.attempt->start(errand.request, wireRequest(errand), std::max(*errand.deadline - now, Time(0)),
        [this, &errand] { return objectionTo(errand.request); });
}

QNetworkRequest Transport::wireRequest(const Errand &errand) const
{
    QNetworkRequest wire(errand.url);
    wire.setTransferTimeout(int(m_limits.idle.count()));
    wire.setRawHeader("Accept", errand.request.isAnyType ? "*/*" : "application/json");
    if (!m_token.isEmpty())
        wire.setRawHeader("Authorization", "Bearer " + m_token.reveal());
    if (errand.request.body)
        wire.setRawHeader("Content-Type", "application/json");
    // Qt would inflate an answer on this thread, be it a megabyte that becomes a gigabyte.
    wire.setRawHeader("Accept-Encoding", "identity");
    return wire;
}

void Transport::onFinished(const JobBase *job)
{
    auto errand = m_queue.take(job);
    Attempt *attempt = errand->attempt.release();
    attempt->deleteLater(); // it is the one that calls
    noteNetwork(*attempt);
    notePauses(*attempt, *errand);
    if (mayRepeat(*attempt, *errand))
        m_queue.add(std::move(errand));
    else
        conclude(std::move(errand), *attempt);
    scheduleDispatch();
}

void Transport::noteNetwork(const Attempt &attempt)
{
    m_timeoutsInRow = attempt.hasTimedOut() ? m_timeoutsInRow + 1 : 0;
    if (m_timeoutsInRow == 2) {
        m_timeoutsInRow = 0;
        resetConnections();
    }
    QMetaObject::invokeMethod(
        this, [this, isReachable = attempt.wasAnswered()] { Q_EMIT reachabilityChanged(isReachable); },
        Qt::QueuedConnection);
}

void Transport::notePauses(const Attempt &attempt, Errand &errand)
{
    const int status = attempt.error() ? attempt.error()->httpStatus : 0;
    if (status != 429 && status != 503) {
        if (attempt.wasAnswered())
            m_pacer.noteAnswer();
        return;
    }
    const Time now = m_clock.uptime();
    m_pacer.pauseAsAsked(attempt.error()->retryAfter, now);
    errand.deadline.reset(); // the wait is the service's wish
    QMetaObject::invokeMethod(
        this, [this] { Q_EMIT throttled(std::max(m_pacer.pausedUntil() - m_clock.uptime(), Time(0))); },
        Qt::QueuedConnection);
}

// Reads only. Counts what the network has repeated by itself, and does not begin what the deadline would cut.
bool Transport::mayRepeat(const Attempt &attempt, Errand &errand)
{
    if (errand.isWrite() || !attempt.isWorthRepeating() || m_pacer.isRefusing(m_clock.uptime()))
        return false;
    const int n = errand.repeats;
    errand.repeats += attempt.wasRepeatedBelow() ? 2 : 1;
    if (errand.repeats > m_limits.retries)
        return false;
    errand.notBefore = m_clock.uptime() + m_pacer.backOff(n);
    return !errand.deadline || errand.notBefore < *errand.deadline;
}

void Transport::conclude(std::unique_ptr<Errand> errand, const Attempt &attempt)
{
    JobBase *job = errand->job;
    job->disconnect(this);
    if (attempt.error()) {
        failLater(job, *attempt.error());
        return;
    }
    QMetaObject::invokeMethod(
        job,
        [job, reader = attempt.reader()] {
            if (reader)
                reader->deliver(*job);
            else
                static_cast<Job<Accepted> *>(job)->finish(Accepted());
        },
        Qt::QueuedConnection);
}

void Transport::fail(const Errand &errand, Kind kind)
{
    errand.job->disconnect(this);
    ApiError error;
    error.kind = kind;
    error.wasWrite = errand.isWrite();
    if (kind == Kind::TooManyRequests)
        error.retryAfter = std::chrono::ceil<std::chrono::seconds>(m_pacer.pausedUntil() - m_clock.uptime());
    failLater(errand.job, std::move(error));
}

// Whichever clock is first. Where they have moved apart since, the machine has slept or somebody has set the
// clock: nobody knows then how late it is.
Transport::Objection Transport::lateness(const Request &request) const
{
    if (!request.expiry)
        return {};
    const Time left = request.expiry->uptime - m_clock.uptime();
    const Time leftByNow(m_clock.now().msecsTo(request.expiry->now));
    const bool isLate =
        left < Time(0) || leftByNow < Time(0) || std::chrono::abs(left - leftByNow) > clockJump;
    return isLate ? Objection(Kind::Expired) : std::nullopt;
}

Transport::Objection Transport::objectionTo(const Request &request) const
{
    const Objection objection = lateness(request);
    if (!objection && request.mayLeave && !request.mayLeave())
        return Kind::Cancelled;
    return objection;
}

} // namespace lockdesk
