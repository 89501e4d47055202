#include "hostileserver.h"

#include <QFile>
#include <QSslCertificate>
#include <QSslKey>
#include <QSslServer>
#include <QSslSocket>
#include <QTimer>
#ifdef Q_OS_UNIX
#include <sys/socket.h>
#endif

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace lockdesk {

namespace {

constexpr auto DripPeriod = 20ms;
constexpr qint64 MaxUnsent = 512 * 1024;

QByteArray fileOf(const QString &name)
{
    QFile file(QStringLiteral(LOCKDESK_TEST_DATA "/tls/") + name);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("no %s", qPrintable(file.fileName()));
    return file.readAll();
}

// The peer sees RST instead of FIN.
void reset(QTcpSocket &socket)
{
#ifdef Q_OS_UNIX
    const linger now{1, 0};
    ::setsockopt(int(socket.socketDescriptor()), SOL_SOCKET, SO_LINGER, &now, sizeof now);
#endif
    socket.abort();
}

} // namespace

struct HostileServer::Connection
{
    QTcpSocket *socket = nullptr;
    int number = 0;
    QByteArray unread;
    Behaviour behaviour;
    qint64 flooded = 0;
    bool isFrozen = false;
};

Behaviour Behaviour::answer(int status, const QByteArray &body, const QByteArray &extraHeaders)
{
    Behaviour behaviour;
    behaviour.bytes = "HTTP/1.1 " + QByteArray::number(status) + " Answer\r\n" + extraHeaders;
    if (!extraHeaders.contains("Content-Type:") && !body.isEmpty())
        behaviour.bytes += "Content-Type: application/json;charset=UTF-8\r\n";
    if (status != 204 && status != 304)
        behaviour.bytes += "Content-Length: " + QByteArray::number(body.size()) + "\r\n";
    behaviour.bytes += "\r\n" + body;
    return behaviour;
}

Behaviour Behaviour::after(std::chrono::milliseconds time) &&
{
    delay = time;
    return std::move(*this);
}

HostileServer::HostileServer(const QString &certificate, QObject *parent)
    : QObject(parent)
    , m_isSecure(!certificate.isEmpty())
{
    if (m_isSecure) {
        const QByteArray pem = fileOf(certificate);
        QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
        tls.setLocalCertificate(QSslCertificate(pem));
        tls.setPrivateKey(QSslKey(pem, QSsl::Ec));
        auto server = std::make_unique<QSslServer>();
        server->setSslConfiguration(tls);
        m_server = std::move(server);
    } else {
        m_server = std::make_unique<QTcpServer>();
    }
    // QSslServer announces a connection when its handshake is over.
    connect(m_server.get(), &QTcpServer::pendingConnectionAvailable, this, [this] {
        while (QTcpSocket *socket = m_server->nextPendingConnection())
            accept(socket);
    });
    if (!m_server->listen(QHostAddress::LocalHost))
        qFatal("cannot listen");
}

HostileServer::~HostileServer()
{
    const auto open = std::exchange(m_open, {});
    for (auto it = open.keyBegin(); it != open.keyEnd(); ++it)
        (*it)->disconnect(this);
}

QUrl HostileServer::url() const
{
    QUrl url;
    url.setScheme(m_isSecure ? u"https"_s : u"http"_s);
    url.setHost(u"127.0.0.1"_s);
    url.setPort(m_server->serverPort());
    return url;
}

QSslConfiguration HostileServer::trust()
{
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    tls.setCaCertificates({QSslCertificate(fileOf(u"authority.pem"_s))});
    return tls;
}

void HostileServer::freezeConnections()
{
    for (const auto &connection : std::as_const(m_open))
        connection->isFrozen = true;
}

void HostileServer::closeConnections()
{
    const auto open = m_open;
    for (const auto &connection : open)
        connection->socket->disconnectFromHost();
}

void HostileServer::accept(QTcpSocket *socket)
{
    auto connection = std::make_shared<Connection>();
    connection->socket = socket;
    connection->number = ++m_connections;
    socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    m_open.insert(socket, connection);
    connect(socket, &QTcpSocket::readyRead, this, [this, connection] { read(*connection); });
    connect(socket, &QTcpSocket::bytesWritten, this, [this, connection] { flood(*connection); });
    connect(socket, &QTcpSocket::disconnected, this, [this, socket] {
        m_open.remove(socket);
        socket->deleteLater();
    });
    if (socket->bytesAvailable() > 0)
        read(*connection);
}

void HostileServer::read(Connection &connection)
{
    const QByteArray bytes = connection.socket->readAll();
    m_received += bytes.size();
    connection.unread += bytes;
    while (takeRequest(connection)) { }
}

bool HostileServer::takeRequest(Connection &connection)
{
    const qsizetype end = connection.unread.indexOf("\r\n\r\n");
    if (end < 0)
        return false;
    QByteArrayList lines = connection.unread.left(end).split('\n');
    const QByteArrayList words = lines.takeFirst().trimmed().split(' ');
    RawRequest request{words.value(0), words.value(1), {}, {}, connection.number};
    for (const QByteArray &line : std::as_const(lines)) {
        const qsizetype colon = line.indexOf(':');
        request.headers.insert(line.left(colon).trimmed().toLower(), line.mid(colon + 1).trimmed());
    }
    const qsizetype size = request.headers.value("content-length").toLongLong();
    if (connection.unread.size() < end + 4 + size)
        return false;
    request.body = connection.unread.mid(end + 4, size);
    connection.unread.remove(0, end + 4 + size);
    m_requests.append(request);
    if (connection.isFrozen || !m_handler)
        return true;
    const Behaviour behaviour = m_handler(request);
    const auto kept = m_open.value(connection.socket);
    if (behaviour.delay > 0ms)
        QTimer::singleShot(
            behaviour.delay, connection.socket, [this, kept, behaviour] { respond(*kept, behaviour); });
    else
        respond(connection, behaviour);
    return true;
}

void HostileServer::respond(Connection &connection, const Behaviour &behaviour)
{
    QTcpSocket *socket = connection.socket;
    connection.behaviour = behaviour;
    connection.flooded = 0;
    if (behaviour.then == Behaviour::Then::Drip) {
        auto *timer = new QTimer(socket);
        const auto left = std::make_shared<QByteArray>(behaviour.bytes);
        connect(timer, &QTimer::timeout, socket, [socket, left] {
            socket->write(left->isEmpty() ? QByteArray(" ") : left->left(1));
            left->remove(0, 1);
        });
        timer->start(DripPeriod);
        return;
    }
    socket->write(behaviour.bytes);
    if (behaviour.floodBytes > 0) {
        flood(connection);
        return;
    }
    if (behaviour.then == Behaviour::Then::Close)
        socket->disconnectFromHost();
    else if (behaviour.then == Behaviour::Then::Reset) {
        socket->flush();
        reset(*socket);
    }
}

void HostileServer::flood(Connection &connection)
{
    const Behaviour &behaviour = connection.behaviour;
    QTcpSocket *socket = connection.socket;
    auto *secure = qobject_cast<QSslSocket *>(socket);
    while (connection.flooded < behaviour.floodBytes && socket->state() == QAbstractSocket::ConnectedState
        && socket->bytesToWrite() + (secure ? secure->encryptedBytesToWrite() : 0) < MaxUnsent) {
        socket->write(behaviour.flood);
        connection.flooded += behaviour.flood.size();
        m_flooded += behaviour.flood.size();
        if (connection.flooded >= behaviour.floodBytes && behaviour.then == Behaviour::Then::Close)
            socket->disconnectFromHost();
    }
}

} // namespace lockdesk
