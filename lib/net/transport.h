#pragma once

#include "alarm.h"
#include "bodyreader.h"
#include "pacer.h"
#include "request.h"
#include "requestqueue.h"
#include "secret.h"
#include "transportlimits.h"

#include <QRandomGenerator>
#include <QThreadPool>
#include <QUrl>
#include <functional>
#include <memory>

class QNetworkAccessManager;
class QNetworkRequest;

namespace lockdesk {

class Attempt;
class Clock;

/// The one way to the service: token, queue, limits, retries of reads, and nothing else. Writes are sent
/// exactly once (safety finding 1), redirects are never followed (finding 2), and every job ends in bounded
/// time.
class Transport : public QObject
{
    Q_OBJECT

public:
    using ManagerFactory = std::function<std::unique_ptr<QNetworkAccessManager>()>;

    /// `api` is https, or http on a loopback address (isAcceptable()); to any other, nothing is sent.
    /// `makeManager` is called at the first request and again after the connections have gone bad (the
    /// program's is AccessManager::make()). Clock and random generator must outlive the transport.
    Transport(const QUrl &api, ManagerFactory makeManager, Clock &clock, QRandomGenerator &random,
        QObject *parent = nullptr);

    /// Jobs that are left end as Cancelled, or OutcomeUnknown for a write that has left.
    ~Transport() override;

    static bool isAcceptable(const QUrl &api);

    void setToken(Secret token) { m_token = std::move(token); }
    const QUrl &api() const { return m_api; }

    /// For tests: before the first request.
    void setLimits(const TransportLimits &limits);

    /// For tests on a clock that stands still: returns once what has arrived is read, but for its hand-over.
    void waitForReaders() { m_pool.waitForDone(); }

    /// Requests leave only while this is false: the account asks whether the token still holds.
    void setPaused(bool paused);

    /// Asks of every write that has not left, whether it waits or still connects, if it may leave still
    /// (Request::mayLeave and its expiry), and ends those that may not. For whoever has changed the answer;
    /// without it, they end when their turn comes.
    void reconsider();

    /// Later requests use new connections: after the machine has slept or the network has changed. Also done
    /// after two timeouts in a row (safety Q13).
    void resetConnections() { m_manager.reset(); }

    /// Reads a whole body with a pure function, on a worker thread when it is long. Only JSON gets that far.
    /// An unreadable answer to a write is OutcomeUnknown.
    template <typename T>
    Job<T> *send(const Request &request, std::function<Result<T, ApiError>(const QByteArray &)> decode,
        QObject *parent)
    {
        return send<T>(
            request, [decode] { return std::make_unique<WholeBodyReader<T>>(decode); }, parent);
    }

    /// Reads a body in pieces while it arrives.
    template <typename T>
    Job<T> *send(
        const Request &request, std::function<std::unique_ptr<BodyReader<T>>()> makeReader, QObject *parent)
    {
        auto *job = new Job<T>(parent);
        start(request, job, [makeReader] { return std::make_unique<TypedReader<T>>(makeReader()); });
        return job;
    }

    /// A write: any 2xx is Accepted, and its body is ignored (unless it is HTML, which is not the service's).
    Job<Accepted> *sendWrite(const Request &request, QObject *parent);

Q_SIGNALS:
    /// The service asked to wait: nothing leaves for so long from now. Above two minutes, what waits or is
    /// asked for until then ends at once with TooManyRequests.
    void throttled(std::chrono::milliseconds wait);
    /// After each attempt: whether the service answered at all.
    void reachabilityChanged(bool isReachable);

private:
    using Objection = std::optional<ApiError::Kind>;

    void start(const Request &request, JobBase *job, MakeReader makeReader);
    void forget(const JobBase *job);
    void scheduleDispatch();
    void dispatch();
    void refuse(Objection (Transport::*question)(const Request &) const);
    Objection lateness(const Request &request) const;
    Objection objectionTo(const Request &request) const;
    std::chrono::milliseconds nextLook(const Errand &errand) const;
    void refuseWhilePaused();
    void setWakeUp();
    void leave(Errand &errand);
    void onFinished(const JobBase *job);
    void noteNetwork(const Attempt &attempt);
    void notePauses(const Attempt &attempt, Errand &errand);
    bool mayRepeat(const Attempt &attempt, Errand &errand);
    void conclude(std::unique_ptr<Errand> errand, const Attempt &attempt);
    void fail(const Errand &errand, ApiError::Kind kind);
    QNetworkRequest wireRequest(const Errand &errand) const;

    QUrl m_api;
    ManagerFactory m_makeManager;
    Clock &m_clock;
    TransportLimits m_limits;
    Pacer m_pacer;
    Secret m_token;
    QThreadPool m_pool; // before the queue: what it runs ends after its errands have gone
    std::shared_ptr<QNetworkAccessManager> m_manager;
    RequestQueue m_queue;
    Alarm m_wakeUp;
    qint64 m_count = 0;
    int m_timeoutsInRow = 0;
    bool m_isPaused = false;
    bool m_isDispatchPosted = false;
};

} // namespace lockdesk
