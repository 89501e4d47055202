#pragma once

#include "alarm.h"
#include "bodyfeed.h"
#include "httplog.h"

#include <QNetworkReply>
#include <QPointer>

class QNetworkAccessManager;
class QNetworkRequest;

namespace lockdesk {

class OneShotBody;

/// One attempt of one request: hands it to the network, reads the answer, and says what came of it.
/// Destroying it aborts.
///
/// A write counts as accepted once the status line said 2xx, even if its body is cut: the service had decided
/// by then, and no body of a write is needed. Only HTML is not taken for the service's word.
///
/// What has not left yet can be taken back while it connects. A write with a body has left when its body is
/// read, which the thread of the attempt does. Over TLS, a new connection sends nothing before that thread
/// has seen the handshake end. Qt 6.4 tells no more (requestSent() does not come where there is no body), so
/// a write without a body counts as gone unless it is seen to connect with TLS; and even then it may leave on
/// an older connection that gets free.
class Attempt : public QObject
{
    Q_OBJECT

public:
    /// Why a request must not leave any more; nothing when it may.
    using Objection = std::function<std::optional<ApiError::Kind>()>;

    /// `reader`: null when the answer's body is not wanted. Clock and pool must outlive the attempt.
    Attempt(std::shared_ptr<QNetworkAccessManager> manager, std::unique_ptr<AnyReader> reader, Clock &clock,
        QThreadPool &pool, QObject *parent);
    ~Attempt() override;

    /// Hands over the request, whose address and headers `wire` holds. It ends within `deadline`. A write
    /// asks for an objection right before its bytes leave, and then ends with that.
    void start(const Request &request, const QNetworkRequest &wire, std::chrono::milliseconds deadline,
        Objection objection);

    /// Whether it has left, as far as can be seen: then there is nothing to take back.
    bool hasLeft() const;

    /// Whether a byte that could have an effect may have left. False is proof.
    bool mayHaveLeft() const;

    /// Ends it before its answer: with `reason` if nothing has left, else as one whose answer is lost.
    void drop(ApiError::Kind reason);

    // After finished().

    const std::optional<ApiError> &error() const { return m_error; }
    /// The reader with its value; null for one whose body was not wanted.
    std::shared_ptr<AnyReader> reader() const { return m_feed ? m_feed->reader() : nullptr; }
    /// Whether there was an HTTP answer, whatever it says.
    bool wasAnswered() const { return m_entry.status != 0; }
    /// Whether it took too long.
    bool hasTimedOut() const { return m_hasTimedOut; }
    /// Whether the same may go better at once: not so for an answer that came whole and made no sense.
    bool isWorthRepeating() const { return m_error && isTransient(*m_error) && !m_cameWhole; }
    /// Whether the network has repeated it by itself already, which it does when the server hangs up (safety
    /// Q1).
    bool wasRepeatedBelow() const { return m_wasHungUp; }

Q_SIGNALS:
    void finished();

private:
    enum class Stop { None, Deadline, TooLarge, Dropped };

    void readOn();
    void take(const QByteArray &piece);
    void stop(Stop reason);
    void handOver(const Request &request, QNetworkRequest wire);
    bool mayBegin();
    void onEncrypted();
    void conclude();
    void concludeReading();
    std::optional<ApiError> verdict() const;
    std::optional<ApiError> verdictOnSuccess() const;
    ApiError errorOf(ApiError::Kind kind, const QString &detail = {}) const;
    bool isSuccess() const { return m_entry.status >= 200 && m_entry.status < 300; }
    bool isWrite() const { return m_entry.method != Method::Get; }
    QByteArray contentType() const { return m_reply->rawHeader("Content-Type"); }
    bool isOfWantedType() const;

    Clock &m_clock;
    std::shared_ptr<QNetworkAccessManager> m_manager;
    QNetworkReply *m_reply = nullptr;
    QPointer<OneShotBody> m_body; // of a write
    Objection m_objection;
    ApiError::Kind m_dropReason{};
    BodyFeed *m_feed = nullptr;
    Alarm m_deadline;
    HttpLogEntry m_entry;
    std::chrono::milliseconds m_startedAt{};
    qint64 m_maxBytes = 0;
    QByteArray m_errorBody;
    Stop m_stop = Stop::None;
    bool m_takesAnyType = false;
    bool m_isInHandshake = false; // or before it
    bool m_wasSent = false; // as Qt says, some time after, and only of what has a body
    bool m_wasHeldBack = false; // at the end of the handshake, so nothing has left
    bool m_hasTimedOut = false;
    bool m_wasHungUp = false;
    bool m_cameWhole = false;
    std::optional<ApiError> m_error;
};

} // namespace lockdesk
