#include "simulatorreply.h"

#include "clock.h"
#include "simulatedanswers.h"
#include "simulatednuki.h"

#include <algorithm>
#include <cstring>

using namespace Qt::StringLiterals;

namespace lockdesk {

namespace {

constexpr qint64 pieceSize = 256 * 1024;

QByteArray methodOf(QNetworkAccessManager::Operation operation, const QNetworkRequest &request)
{
    switch (operation) {
    case QNetworkAccessManager::HeadOperation:
        return "HEAD";
    case QNetworkAccessManager::GetOperation:
        return "GET";
    case QNetworkAccessManager::PutOperation:
        return "PUT";
    case QNetworkAccessManager::PostOperation:
        return "POST";
    case QNetworkAccessManager::DeleteOperation:
        return "DELETE";
    default:
        return request.attribute(QNetworkRequest::CustomVerbAttribute).toByteArray();
    }
}

} // namespace

SimulatorReply::SimulatorReply(SimulatedNuki &service, Clock &clock, std::chrono::milliseconds delay,
    QNetworkAccessManager::Operation operation, const QNetworkRequest &request, QIODevice *body,
    QObject *parent)
    : QNetworkReply(parent)
    , m_service(service)
    , m_clock(clock)
    , m_delay(delay)
    , m_source(body)
{
    setRequest(request);
    setOperation(operation);
    setUrl(request.url());
    open(QIODevice::ReadOnly | QIODevice::Unbuffered);
    m_request = {methodOf(operation, request), request.url().path(QUrl::FullyDecoded),
        QUrlQuery(request.url()), request.rawHeader("Authorization"), request.rawHeader("Content-Type"), {}};
    if (const int timeout = request.transferTimeout(); timeout > 0)
        m_clock.callAfter(std::chrono::milliseconds(timeout), this, [this] { abort(); });
    if (m_source) {
        connect(m_source, &QIODevice::readyRead, this, &SimulatorReply::readBody);
        connect(m_source, &QIODevice::readChannelFinished, this, [this] {
            readBody();
            if (m_source)
                sendToService();
        });
        readBody();
    } else {
        sendToService();
    }
}

void SimulatorReply::readBody()
{
    if (!m_source || isFinished())
        return;
    QByteArray piece(16 * 1024, Qt::Uninitialized);
    qint64 size = 0;
    while ((size = m_source->read(piece.data(), piece.size())) > 0)
        m_request.body.append(piece.constData(), size);
    const QVariant length = request().header(QNetworkRequest::ContentLengthHeader);
    const bool hasAll = m_source->isSequential()
        ? length.isValid() && m_request.body.size() >= length.toLongLong()
        : m_source->atEnd();
    if (hasAll || size < 0)
        sendToService();
}

void SimulatorReply::sendToService()
{
    if (m_source)
        m_source->disconnect(this);
    m_source = nullptr;
    m_clock.callAfter(m_delay / 2, this, [this] {
        if (isFinished())
            return;
        m_response = m_service.handle(m_request);
        m_clock.callAfter(m_delay - m_delay / 2, this, [this] { receive(); });
    });
}

void SimulatorReply::receive()
{
    if (isFinished() || m_response.delivery == SimulatedResponse::Delivery::Silent)
        return;
    if (m_response.delivery == SimulatedResponse::Delivery::Dropped)
        return fail(RemoteHostClosedError, u"Connection closed"_s);

    setAttribute(QNetworkRequest::HttpStatusCodeAttribute, m_response.status);
    setAttribute(QNetworkRequest::HttpReasonPhraseAttribute, reasonPhrase(m_response.status));
    if (!m_response.contentType.isEmpty())
        setRawHeader("Content-Type", m_response.contentType);
    if (m_response.status != 204)
        setRawHeader("Content-Length", QByteArray::number(m_response.body.size()));
    for (const auto &[name, value] : m_response.headers)
        setRawHeader(name, value);
    if (m_request.method == "HEAD")
        m_response.body.clear();
    deliverSoon();
    Q_EMIT metaDataChanged();
}

// On the clock rather than as an event, so that a test's clock brings the whole answer.
void SimulatorReply::deliverSoon()
{
    m_clock.callAfter(std::chrono::milliseconds(0), this, [this] { deliverPiece(); });
}

void SimulatorReply::deliverPiece()
{
    if (isFinished())
        return;
    const qint64 total = m_response.body.size();
    if (m_arrived < total) {
        m_arrived = std::min(m_arrived + pieceSize, total);
        deliverSoon();
        const QPointer<SimulatorReply> self(this);
        Q_EMIT downloadProgress(m_arrived, total);
        if (self && !isFinished())
            Q_EMIT readyRead();
        return;
    }
    const NetworkError code = networkErrorOf(m_response.status);
    if (code == NoError)
        return finish();
    fail(code,
        u"Error transferring %1 - server replied: %2"_s.arg(
            url().toDisplayString(), QString::fromLatin1(reasonPhrase(m_response.status))));
}

void SimulatorReply::abort()
{
    if (isFinished())
        return;
    m_arrived = m_read; // nothing more can be read
    fail(OperationCanceledError, u"Operation canceled"_s);
}

void SimulatorReply::fail(NetworkError code, const QString &text)
{
    setError(code, text);
    const QPointer<SimulatorReply> self(this);
    Q_EMIT errorOccurred(code);
    if (self)
        finish();
}

void SimulatorReply::finish()
{
    setFinished(true);
    const QPointer<SimulatorReply> self(this);
    Q_EMIT readChannelFinished();
    if (self)
        Q_EMIT finished();
}

qint64 SimulatorReply::bytesAvailable() const
{
    return QNetworkReply::bytesAvailable() + m_arrived - m_read;
}

qint64 SimulatorReply::readData(char *data, qint64 maxSize)
{
    const qint64 size = std::min(maxSize, m_arrived - m_read);
    if (size <= 0)
        return isFinished() ? -1 : 0;
    std::memcpy(data, m_response.body.constData() + m_read, size_t(size));
    m_read += size;
    return size;
}

QNetworkReply::NetworkError networkErrorOf(int status)
{
    switch (status) {
    case 400:
        return QNetworkReply::ProtocolInvalidOperationError;
    case 401:
        return QNetworkReply::AuthenticationRequiredError;
    case 403:
        return QNetworkReply::ContentAccessDenied;
    case 404:
        return QNetworkReply::ContentNotFoundError;
    case 405:
        return QNetworkReply::ContentOperationNotPermittedError;
    case 407:
        return QNetworkReply::ProxyAuthenticationRequiredError;
    case 409:
        return QNetworkReply::ContentConflictError;
    case 410:
        return QNetworkReply::ContentGoneError;
    case 418:
        return QNetworkReply::ProtocolInvalidOperationError;
    case 500:
        return QNetworkReply::InternalServerError;
    case 501:
        return QNetworkReply::OperationNotImplementedError;
    case 503:
        return QNetworkReply::ServiceUnavailableError;
    default:
        break;
    }
    if (status > 500)
        return QNetworkReply::UnknownServerError;
    return status >= 400 ? QNetworkReply::UnknownContentError : QNetworkReply::NoError;
}

} // namespace lockdesk
