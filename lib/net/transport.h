#pragma once

#include "job.h"
#include "request.h"
#include "secret.h"

#include <QRandomGenerator>
#include <QUrl>
#include <functional>
#include <memory>

class QNetworkAccessManager;

namespace lockdesk {

class Clock;

/// Reads a body as it arrives, piece by piece, off the GUI thread: feed() and finish() are called one after the
/// other on some worker thread, never two at a time. Made anew for every attempt.
template <typename T>
class BodyReader
{
public:
    virtual ~BodyReader() = default;
    virtual void feed(const QByteArray &piece) = 0;
    /// The value, or why the body could not be read (Kind::Unreadable).
    virtual Result<T, ApiError> finish() = 0;
};

/// The one way to the service: token, queue, limits, retries of reads, and nothing else. Writes are sent exactly
/// once (safety finding 1), redirects are never followed (finding 2), and every job ends in bounded time.
class Transport : public QObject
{
    Q_OBJECT

public:
    using ManagerFactory = std::function<std::unique_ptr<QNetworkAccessManager>()>;

    /// `api` is https, or http on a loopback address (isAcceptable()). `makeManager` is called at the first request
    /// and again after the connections have gone bad. Clock and random generator must outlive the transport.
    Transport(const QUrl &api, ManagerFactory makeManager, Clock &clock, QRandomGenerator &random,
        QObject *parent = nullptr);
    ~Transport() override;

    static bool isAcceptable(const QUrl &api);

    void setToken(Secret token);
    const QUrl &api() const;

    /// Requests leave only while this is false: the account asks whether the token still holds.
    void setPaused(bool paused);

    /// Reads a whole body with a pure function, on a worker thread when it is long.
    template <typename T>
    Job<T> *send(const Request &request, std::function<Result<T, ApiError>(const QByteArray &)> decode, QObject *parent);

    /// Reads a body in pieces while it arrives.
    template <typename T>
    Job<T> *send(const Request &request, std::function<std::unique_ptr<BodyReader<T>>()> makeReader, QObject *parent);

    /// A write: any 2xx is Accepted, and its body is ignored.
    Job<Accepted> *sendWrite(const Request &request, QObject *parent);

Q_SIGNALS:
    /// The service asked to wait: nothing leaves before `until` (UTC).
    void throttled(const QDateTime &until);
    /// After each attempt: whether the service answered at all.
    void reachabilityChanged(bool isReachable);
};

} // namespace lockdesk
