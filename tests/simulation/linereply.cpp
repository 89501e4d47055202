#include "linereply.h"

#include "line.h"
#include "simulatorreply.h"

#include <cstring>

using namespace Qt::StringLiterals;

namespace lockdesk {

namespace {

QByteArray verbOf(QNetworkAccessManager::Operation operation, const QNetworkRequest &request)
{
    switch (operation) {
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

LineReply::LineReply(Line &line, QNetworkAccessManager::Operation operation, const QNetworkRequest &request,
    QIODevice *body, QObject *parent)
    : QNetworkReply(parent)
    , m_line(line)
    , m_source(body)
{
    setRequest(request);
    setOperation(operation);
    setUrl(request.url());
    open(QIODevice::ReadOnly | QIODevice::Unbuffered);
    Exchange &exchange = line.add(verbOf(operation, request), request.url());
    m_number = exchange.number;
    m_connection = line.connections();
    m_fate = line.service().fateOf(exchange);
    if (line.onHanded)
        line.onHanded(exchange);
    m_lastProgress = line.time().uptime();
    if (request.transferTimeout() > 0)
        watchIdle(std::chrono::milliseconds(request.transferTimeout()));
    line.time().callAfter(m_fate.connecting, this, [this] { leave(); });
}

LineReply::~LineReply()
{
    Exchange &exchange = m_line.exchange(m_number);
    if (!exchange.ended)
        exchange.ended = m_line.time().truth();
}

void LineReply::watchIdle(std::chrono::milliseconds limit)
{
    m_line.time().callAfter(limit - (m_line.time().uptime() - m_lastProgress), this, [this, limit] {
        if (isFinished())
            return;
        if (m_line.time().uptime() - m_lastProgress >= limit)
            abort();
        else
            watchIdle(limit);
    });
}

QNetworkReply::NetworkError LineReply::hungUp() const
{
    return operation() == QNetworkAccessManager::GetOperation ? RemoteHostClosedError : ContentReSendError;
}

void LineReply::leave()
{
    if (isFinished())
        return;
    if (m_fate.before == Fate::Loss::NotConnected)
        return fail(ConnectionRefusedError, u"Connection refused"_s);
    if (m_fate.before == Fate::Loss::NoTls)
        return fail(SslHandshakeFailedError, u"SSL handshake failed"_s);
    const QPointer<LineReply> self(this);
    const QByteArray body = m_source ? m_source->readAll() : QByteArray();
    if (m_source && m_source->size() > 0 && body.isEmpty())
        return; // it is held back: nothing has left
    VirtualTime &time = m_line.time();
    Exchange &exchange = m_line.exchange(m_number);
    exchange.body = body;
    exchange.left = time.truth();
    exchange.leftWall = time.now();
    exchange.leftUptime = time.uptime();
    m_lastProgress = time.uptime();
    m_connection = m_line.connections();
    if (m_line.onLeft)
        m_line.onLeft(exchange);
    Q_EMIT requestSent();
    if (self && !isFinished())
        Q_EMIT uploadProgress(exchange.body.size(), exchange.body.size());
    // From here on it goes its way, whatever becomes of the reply.
    if (m_fate.before == Fate::Loss::None) {
        time.callOutside(m_fate.up, [&line = m_line, number = m_number, fate = m_fate, self] {
            Exchange &served = line.exchange(number);
            line.service().serve(served, fate);
            if (line.onServed)
                line.onServed(served);
            if (!self)
                return;
            if (fate.after == Fate::Loss::None)
                line.time().callAfter(fate.down, self, [self] { self->receive(); });
            else if (fate.after == Fate::Loss::HungUp)
                line.time().callAfter(
                    fate.down, self, [self] { self->fail(self->hungUp(), u"Connection closed"_s); });
        });
    } else if (self && m_fate.before == Fate::Loss::HungUp) {
        time.callAfter(m_fate.up, this, [this] { fail(hungUp(), u"Connection closed"_s); });
    }
}

void LineReply::receive()
{
    if (isFinished() || m_connection != m_line.connections())
        return;
    Exchange &exchange = m_line.exchange(m_number);
    const Answer &answer = exchange.answer;
    m_lastProgress = m_line.time().uptime();
    exchange.wasDelivered = true;
    setAttribute(QNetworkRequest::HttpStatusCodeAttribute, answer.status);
    if (answer.status != 204) {
        setRawHeader("Content-Type", answer.contentType);
        m_body = answer.body;
    }
    if (!answer.retryAfter.isEmpty())
        setRawHeader("Retry-After", answer.retryAfter);
    m_hasCome = true;
    const QPointer<LineReply> self(this);
    Q_EMIT metaDataChanged();
    if (self && !isFinished() && !m_body.isEmpty())
        Q_EMIT readyRead();
    // The rest later: whoever reads on another thread has read it then.
    m_line.time().callAfter(std::chrono::milliseconds(0), this, [this, status = answer.status] {
        if (isFinished())
            return;
        const NetworkError code = networkErrorOf(status);
        if (code == NoError)
            finish();
        else
            fail(code, u"server replied"_s);
    });
}

void LineReply::abort()
{
    if (isFinished())
        return;
    m_read = m_body.size();
    fail(OperationCanceledError, u"Operation canceled"_s);
}

void LineReply::fail(NetworkError code, const QString &text)
{
    if (isFinished())
        return;
    setError(code, text);
    const QPointer<LineReply> self(this);
    Q_EMIT errorOccurred(code);
    if (self)
        finish();
}

void LineReply::finish()
{
    setFinished(true);
    Exchange &exchange = m_line.exchange(m_number);
    exchange.ended = m_line.time().truth();
    if (m_line.onEnded)
        m_line.onEnded(exchange);
    const QPointer<LineReply> self(this);
    Q_EMIT readChannelFinished();
    if (self)
        Q_EMIT finished();
}

qint64 LineReply::bytesAvailable() const
{
    return QNetworkReply::bytesAvailable() + (m_hasCome ? m_body.size() - m_read : 0);
}

qint64 LineReply::readData(char *data, qint64 maxSize)
{
    const qint64 size = m_hasCome ? std::min(maxSize, m_body.size() - m_read) : 0;
    if (size <= 0)
        return isFinished() ? -1 : 0;
    std::memcpy(data, m_body.constData() + m_read, size_t(size));
    m_read += size;
    return size;
}

} // namespace lockdesk
