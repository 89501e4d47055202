#include "fakeaccessmanager.h"

#include <QPointer>

using namespace Qt::StringLiterals;

namespace lockdesk {

class FakeReply : public QNetworkReply
{
    Q_OBJECT

public:
    FakeReply(FakeNetwork &network, const QNetworkRequest &wire, QNetworkAccessManager::Operation operation,
        QObject *parent)
        : QNetworkReply(parent)
        , m_network(network)
    {
        setRequest(wire);
        setUrl(wire.url());
        setOperation(operation);
        open(ReadOnly | Unbuffered);
        m_network.m_mostOpen = qMax(m_network.m_mostOpen, ++m_network.m_open);
    }
    ~FakeReply() override { end(OperationCanceledError); }

    // The connection stands: reads the body, if it may, and gets its answer.
    void leave(SentRequest sent, QIODevice *body)
    {
        sent.body = body ? body->readAll() : QByteArray();
        if (body && sent.body.size() < body->size())
            return; // a half is no request
        m_answer = m_network.answerTo(sent);
        if (m_answer.isHeld)
            m_network.m_held.append(this);
        else
            come();
    }

    void drip(const QByteArray &part)
    {
        setAttribute(QNetworkRequest::HttpStatusCodeAttribute, 200);
        setRawHeader("Content-Type", "application/json");
        m_answer.body += part;
        m_hasCome = true;
        Q_EMIT readyRead();
    }

    void come() { QMetaObject::invokeMethod(this, &FakeReply::finish, Qt::QueuedConnection); }

    void abort() override
    {
        if (isFinished())
            return;
        ++m_network.m_aborted;
        end(OperationCanceledError);
        Q_EMIT finished();
    }
    bool isSequential() const override { return true; }
    qint64 bytesAvailable() const override
    {
        return QNetworkReply::bytesAvailable() + (m_hasCome ? m_answer.body.size() - m_offset : 0);
    }

protected:
    qint64 readData(char *data, qint64 maxSize) override
    {
        const qint64 count = qMin(maxSize, m_answer.body.size() - m_offset);
        std::copy_n(m_answer.body.constData() + m_offset, count, data);
        m_offset += count;
        return count;
    }

private:
    void end(NetworkError code)
    {
        if (isFinished())
            return;
        --m_network.m_open;
        if (code != NoError)
            setError(code, u"fake network error %1"_s.arg(int(code)));
        setFinished(true);
    }

    void finish()
    {
        if (isFinished())
            return;
        if (m_answer.status != 0) {
            setAttribute(QNetworkRequest::HttpStatusCodeAttribute, m_answer.status);
            if (!m_answer.contentType.isEmpty() && !m_answer.body.isEmpty())
                setRawHeader("Content-Type", m_answer.contentType);
            for (const auto &[name, value] : std::as_const(m_answer.headers))
                setRawHeader(name, value);
            m_hasCome = true;
            Q_EMIT metaDataChanged();
            if (!m_answer.body.isEmpty())
                Q_EMIT readyRead();
            if (isFinished()) // whoever read has had enough
                return;
        }
        end(m_answer.error);
        Q_EMIT finished();
    }

    FakeNetwork &m_network;
    FakeAnswer m_answer;
    qint64 m_offset = 0;
    bool m_hasCome = false;
};

namespace {

QByteArray verbOf(QNetworkAccessManager::Operation operation, const QNetworkRequest &request)
{
    switch (operation) {
    case QNetworkAccessManager::GetOperation:
        return "GET"_ba;
    case QNetworkAccessManager::PutOperation:
        return "PUT"_ba;
    case QNetworkAccessManager::PostOperation:
        return "POST"_ba;
    case QNetworkAccessManager::DeleteOperation:
        return "DELETE"_ba;
    case QNetworkAccessManager::HeadOperation:
        return "HEAD"_ba;
    case QNetworkAccessManager::CustomOperation:
    case QNetworkAccessManager::UnknownOperation:
        break;
    }
    return request.attribute(QNetworkRequest::CustomVerbAttribute).toByteArray();
}

// As QNetworkAccessManager maps them.
QNetworkReply::NetworkError errorOf(int status)
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
    case 409:
        return QNetworkReply::ContentConflictError;
    case 500:
        return QNetworkReply::InternalServerError;
    case 503:
        return QNetworkReply::ServiceUnavailableError;
    default:
        break;
    }
    if (status >= 500)
        return QNetworkReply::UnknownServerError;
    return status >= 400 ? QNetworkReply::UnknownContentError : QNetworkReply::NoError;
}

} // namespace

QByteArray SentRequest::header(const QByteArray &name) const
{
    for (const auto &[key, value] : headers) {
        if (key.compare(name, Qt::CaseInsensitive) == 0)
            return value;
    }
    return {};
}

FakeAnswer FakeAnswer::of(int status, const QByteArray &body)
{
    FakeAnswer answer;
    answer.status = status;
    answer.body = body;
    answer.error = errorOf(status);
    return answer;
}

FakeAnswer FakeAnswer::failure(QNetworkReply::NetworkError error)
{
    FakeAnswer answer;
    answer.error = error;
    return answer;
}

FakeAnswer FakeAnswer::withHeader(const QByteArray &name, const QByteArray &value) &&
{
    headers.append({name, value});
    return std::move(*this);
}

FakeAnswer FakeAnswer::held() &&
{
    isHeld = true;
    return std::move(*this);
}

void FakeNetwork::answerNext(const FakeAnswer &answer, int times)
{
    for (int i = 0; i < times; ++i)
        m_answers.append(answer);
}

std::function<std::unique_ptr<QNetworkAccessManager>()> FakeNetwork::managers()
{
    return [this] { return std::make_unique<FakeAccessManager>(*this); };
}

void FakeNetwork::release()
{
    while (!m_held.isEmpty()) {
        const QPointer<FakeReply> reply = m_held.takeFirst();
        if (reply && !reply->isFinished()) {
            reply->come();
            return;
        }
    }
}

void FakeNetwork::releaseAll()
{
    while (!m_held.isEmpty())
        release();
}

void FakeNetwork::drip(const QByteArray &part)
{
    if (!m_held.isEmpty() && m_held.first())
        m_held.first()->drip(part);
}

void FakeNetwork::setConnecting(bool isConnecting)
{
    m_isConnecting = isConnecting;
    if (m_isConnecting)
        return;
    for (const auto &leave : std::exchange(m_connecting, {}))
        leave();
}

FakeAnswer FakeNetwork::answerTo(const SentRequest &request)
{
    m_sent.append(request);
    if (!m_answers.isEmpty())
        return m_answers.takeFirst();
    return m_handler ? m_handler(request) : FakeAnswer();
}

FakeAccessManager::FakeAccessManager(FakeNetwork &network, QObject *parent)
    : QNetworkAccessManager(parent)
    , m_network(network)
{
    ++m_network.m_managers;
}

QNetworkReply *FakeAccessManager::createRequest(
    Operation operation, const QNetworkRequest &request, QIODevice *body)
{
    SentRequest sent{verbOf(operation, request), request.url(), {}, {}};
    for (const QByteArray &name : request.rawHeaderList())
        sent.headers.append({name, request.rawHeader(name)});
    auto *reply = new FakeReply(m_network, request, operation, this);
    if (m_network.m_isConnecting)
        m_network.m_connecting.append([reply = QPointer(reply), sent, body = QPointer(body)] {
            if (reply && !reply->isFinished())
                reply->leave(sent, body);
        });
    else
        reply->leave(sent, body);
    return reply;
}

} // namespace lockdesk

#include "fakeaccessmanager.moc"
