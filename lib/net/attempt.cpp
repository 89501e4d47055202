#include "attempt.h"

#include "certificatenames.h"
#include "clock.h"
#include "oneshotbody.h"
#include "pacer.h"
#include "replyerror.h"

#include <QCoreApplication>
#include <QNetworkAccessManager>

using namespace Qt::StringLiterals;

namespace lockdesk {

namespace {

using Kind = ApiError::Kind;

constexpr qint64 ReadBuffer = 1024 * 1024;
constexpr qint64 PieceSize = 256 * 1024;
constexpr qint64 MaxBacklog = 4 * 1024 * 1024;
constexpr qint64 MaxErrorBody = 64 * 1024;
constexpr qint64 SlowestRate = 32 * 1024; // bytes a second that count as coming still

// A service, or something between, may repeat the request in its error; the token must not get to a screen
// that way.
QByteArray withoutToken(QByteArray body, const QNetworkRequest &wire)
{
    const QByteArray token = wire.rawHeader("Authorization").mid(qstrlen("Bearer "));
    return token.isEmpty() ? body : body.replace(token, "\u2026");
}

} // namespace

Attempt::Attempt(std::shared_ptr<QNetworkAccessManager> manager, std::unique_ptr<AnyReader> reader,
    Clock &clock, QThreadPool &pool, QObject *parent)
    : QObject(parent)
    , m_clock(clock)
    , m_manager(std::move(manager))
    , m_deadline(clock)
{
    if (!reader)
        return;
    m_feed = new BodyFeed(std::move(reader), pool, this);
    connect(m_feed, &BodyFeed::drained, this, &Attempt::readOn);
    connect(m_feed, &BodyFeed::finished, this, &Attempt::concludeReading);
}

Attempt::~Attempt()
{
    if (!m_reply)
        return;
    if (m_body)
        m_body->seal();
    m_reply->disconnect(this);
    if (!m_reply->isFinished())
        m_reply->abort();
    m_reply->deleteLater();
}

void Attempt::start(const Request &request, const QNetworkRequest &wire, std::chrono::milliseconds deadline,
    Objection objection)
{
    m_objection = std::move(objection);
    m_entry.method = request.method;
    m_entry.path = wire.url().path();
    m_maxBytes = request.maxBytes;
    m_takesAnyType = request.isAnyType;
    m_startedAt = m_clock.uptime();
    handOver(request, wire);
    m_reply->setReadBufferSize(ReadBuffer);
    connect(m_reply, &QNetworkReply::encrypted, this, &Attempt::onEncrypted);
    connect(m_reply, &QNetworkReply::requestSent, this, [this] { m_wasSent = true; });
    connect(m_reply, &QNetworkReply::socketStartedConnecting, this,
        [this, isSecure = wire.url().scheme() == "https"_L1] { m_isInHandshake = isSecure; });
    connect(m_reply, &QNetworkReply::readyRead, this, &Attempt::readOn);
    connect(m_reply, &QNetworkReply::finished, this, &Attempt::conclude);
    m_time = deadline;
    m_longest = request.longest;
    m_deadline.set(deadline, [this] { onDeadline(); });
}

void Attempt::onDeadline()
{
    const std::chrono::seconds earned(m_entry.bytes / SlowestRate);
    const auto allowed = std::min(m_time + earned, m_longest);
    const auto left = m_startedAt + allowed - m_clock.uptime();
    if (left > left.zero())
        m_deadline.set(left, [this] { onDeadline(); });
    else
        stop(Stop::Deadline);
}

void Attempt::handOver(const Request &request, QNetworkRequest wire)
{
    if (request.method == Method::Get) {
        m_reply = m_manager->get(wire);
        return;
    }
    wire.setAttribute(QNetworkRequest::DoNotBufferUploadDataAttribute, true);
    wire.setHeader(QNetworkRequest::ContentLengthHeader, request.body ? request.body->size() : 0);
    auto body =
        std::make_unique<OneShotBody>(request.body.value_or(QByteArray()), [this] { return mayBegin(); });
    m_body = body.get();
    if (request.method == Method::Delete) // deleteResource() takes no body
        m_reply = m_manager->sendCustomRequest(wire, toVerb(request.method), body.get());
    else if (request.method == Method::Put)
        m_reply = m_manager->put(wire, body.get());
    else
        m_reply = m_manager->post(wire, body.get());
    body.release()->setParent(m_reply);
}

// The network reads the body from here, and is not to be interrupted in that.
bool Attempt::mayBegin()
{
    const std::optional<Kind> objection = m_objection();
    if (objection)
        QMetaObject::invokeMethod(
            this, [this, reason = *objection] { drop(reason); }, Qt::QueuedConnection);
    return !objection;
}

// The thread that sends waits for this to return, so what is aborted here has not left.
void Attempt::onEncrypted()
{
    m_isInHandshake = false;
    if (m_reply->isFinished())
        return;
    const bool isRightHost =
        isMadeOutTo(m_reply->sslConfiguration().peerCertificate(), m_reply->url().host());
    const std::optional<Kind> objection = !isRightHost ? Kind::Certificate
        : isWrite()                                    ? m_objection()
                                                       : std::nullopt;
    if (!objection)
        return;
    m_wasHeldBack = true;
    drop(*objection);
}

bool Attempt::hasLeft() const
{
    return m_body && m_body->size() > 0 ? m_body->hasBegun() : !m_isInHandshake;
}

bool Attempt::mayHaveLeft() const
{
    return !m_wasHeldBack && (!m_body || m_body->size() == 0 || m_body->hasBegun());
}

void Attempt::drop(Kind reason)
{
    if (m_reply->isFinished())
        return;
    if (m_body)
        m_body->seal();
    m_dropReason = reason;
    stop(Stop::Dropped);
}

void Attempt::readOn()
{
    m_entry.status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    while (m_stop == Stop::None && m_reply->bytesAvailable() > 0) {
        if (m_feed && m_feed->backlog() > MaxBacklog && !m_reply->isFinished())
            return; // goes on when the worker has caught up
        const QByteArray piece = m_reply->read(PieceSize);
        if (piece.isEmpty())
            return;
        m_entry.bytes += piece.size();
        if (m_entry.bytes > m_maxBytes)
            stop(Stop::TooLarge);
        else
            take(piece);
    }
}

void Attempt::take(const QByteArray &piece)
{
    if (!isSuccess()) {
        if (m_errorBody.size() < MaxErrorBody)
            m_errorBody += piece.left(MaxErrorBody - m_errorBody.size());
    } else if (m_feed && isOfWantedType()) {
        m_feed->push(piece);
    }
}

// Nothing was to be compressed, and Qt inflates nothing then.
bool Attempt::isOfWantedType() const
{
    const QByteArray encoding = m_reply->rawHeader("Content-Encoding").trimmed().toLower();
    if (!encoding.isEmpty() && encoding != "identity")
        return false;
    return m_takesAnyType ? !isHtml(contentType()) : isJson(contentType());
}

void Attempt::stop(Stop reason)
{
    m_stop = reason;
    if (!m_reply->isFinished())
        m_reply->abort(); // concludes before it returns
}

void Attempt::conclude()
{
    m_deadline.cancel();
    if (m_body)
        m_body->seal(); // whom it would ask may be gone
    readOn();
    const auto code = m_reply->error();
    m_hasTimedOut = m_stop == Stop::Deadline
        || (m_stop == Stop::None && code == QNetworkReply::OperationCanceledError); // Qt's idle timer
    m_wasHungUp = code == QNetworkReply::RemoteHostClosedError && !wasAnswered();
    m_cameWhole = isSuccess() && code == QNetworkReply::NoError;
    m_error = verdict();
    m_entry.time = m_clock.uptime() - m_startedAt;
    m_entry.note = m_hasTimedOut   ? u"timed out"_s
        : m_stop == Stop::Dropped  ? u"taken back"_s
        : m_stop == Stop::TooLarge ? u"too large"_s
        : code != QNetworkReply::NoError && (isSuccess() || !wasAnswered())
        ? u"network error %1"_s.arg(int(code))
        : QString();
    log(m_entry);
    if (m_feed && !m_error)
        m_feed->end();
    else
        Q_EMIT finished();
}

void Attempt::concludeReading()
{
    m_error = m_feed->error();
    if (m_error) {
        m_error->httpStatus = m_entry.status;
        m_error->wasWrite = isWrite();
    }
    Q_EMIT finished();
}

std::optional<ApiError> Attempt::verdict() const
{
    const int status = m_entry.status;
    if (isSuccess())
        return verdictOnSuccess();
    if (status >= 300 && status < 400) {
        const QUrl target = QUrl::fromEncoded(m_reply->rawHeader("Location"));
        return errorFromRedirect(status, m_reply->url().resolved(target), isWrite());
    }
    if (status != 0) {
        ApiError error =
            errorFromStatus(status, contentType(), withoutToken(m_errorBody, m_reply->request()), isWrite());
        error.retryAfter =
            Pacer::retryAfter(m_reply->rawHeader("Retry-After"), m_reply->rawHeader("Date"), m_clock.now());
        return error;
    }
    if (m_stop == Stop::Dropped)
        return errorOf(mayHaveLeft() ? Kind::OutcomeUnknown : m_dropReason);
    if (m_hasTimedOut && isWrite())
        return errorOf(mayHaveLeft() ? Kind::OutcomeUnknown : Kind::Unreachable);
    if (m_hasTimedOut)
        return errorOf(Kind::TimedOut);
    if (m_stop == Stop::TooLarge)
        return errorOf(isWrite() ? Kind::OutcomeUnknown : Kind::TooLarge);
    const Sent sent = !mayHaveLeft() ? Sent::No : m_wasSent ? Sent::Yes : Sent::Perhaps;
    return errorFromNetwork(m_reply->error(), m_reply->errorString(), isWrite(), sent);
}

std::optional<ApiError> Attempt::verdictOnSuccess() const
{
    const QString page = QCoreApplication::translate("ApiError",
        "What came is not the service’s answer: a login page of the network may be in the way. Open any web "
        "page in "
        "a browser, then try again.");
    if (!m_feed) // the body does not matter, unless it shows that something else has answered
        return isHtml(contentType()) ? std::optional(errorOf(Kind::OutcomeUnknown, page)) : std::nullopt;
    if (m_stop == Stop::TooLarge)
        return errorOf(Kind::TooLarge);
    if (m_hasTimedOut)
        return errorOf(isWrite() ? Kind::OutcomeUnknown : Kind::TimedOut);
    if (m_reply->error() != QNetworkReply::NoError)
        return errorOf(isWrite() ? Kind::OutcomeUnknown : Kind::Unreadable,
            QCoreApplication::translate("ApiError", "It broke off in the middle."));
    if (!isOfWantedType())
        return errorOf(isWrite() ? Kind::OutcomeUnknown : Kind::Unreadable, page);
    return {};
}

ApiError Attempt::errorOf(Kind kind, const QString &detail) const
{
    ApiError error;
    error.kind = kind;
    error.httpStatus = m_entry.status;
    error.detail = detail;
    error.wasWrite = isWrite();
    return error;
}

} // namespace lockdesk
