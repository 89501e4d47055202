#pragma once

#include <QByteArray>
#include <QHash>
#include <QObject>
#include <QSslConfiguration>
#include <QUrl>
#include <chrono>
#include <functional>
#include <memory>
#include <optional>

class QSslSocket;
class QTcpServer;
class QTcpSocket;

namespace lockdesk {

/// A request as its bytes arrived, head and body.
struct RawRequest
{
    QByteArray method;
    QByteArray target; ///< path and query as sent
    QHash<QByteArray, QByteArray> headers; ///< names in lower case
    QByteArray body;
    int connection = 0; ///< from 1, in the order of connecting
};

/// How the server behaves towards one request.
struct Behaviour
{
    enum class Then { KeepOpen, Close, Reset, Hang, Drip };

    QByteArray bytes; ///< written at once
    Then then = Then::KeepOpen;
    QByteArray flood; ///< then this over and over …
    qint64 floodBytes = 0; ///< … up to so many bytes
    std::chrono::milliseconds delay{}; ///< before anything

    /// A whole HTTP answer with a right Content-Length.
    static Behaviour answer(int status, const QByteArray &body = {}, const QByteArray &extraHeaders = {});
    Behaviour after(std::chrono::milliseconds time) &&;
};

/// An HTTP/1.1 server on loopback that does what no server should, with or without TLS, and keeps what it was
/// sent.
class HostileServer : public QObject
{
    Q_OBJECT

public:
    using Handler = std::function<Behaviour(const RawRequest &)>;

    /// `certificate`: a file of tests/data/tls that holds a certificate and its key; empty for plain HTTP.
    explicit HostileServer(const QString &certificate = {}, QObject *parent = nullptr);
    ~HostileServer() override;

    void setHandler(Handler handler) { m_handler = std::move(handler); }
    /// Never answers what comes on connections that exist now.
    void freezeConnections();
    /// Closes all connections, as an idle server does.
    void closeConnections();

    QUrl url() const;
    const QList<RawRequest> &requests() const { return m_requests; }
    void forgetRequests() { m_requests.clear(); }
    int connectionCount() const { return m_connections; }
    /// Bytes of application data that came, whole requests or not.
    qint64 receivedBytes() const { return m_received; }

    /// Bytes of floods that were handed to the network.
    qint64 floodedBytes() const { return m_flooded; }

    /// A client's trust in the authority of the test certificates.
    static QSslConfiguration trust();

private:
    struct Connection;

    void accept(QTcpSocket *socket);
    void read(Connection &connection);
    bool takeRequest(Connection &connection);
    void respond(Connection &connection, const Behaviour &behaviour);
    void flood(Connection &connection);

    std::unique_ptr<QTcpServer> m_server;
    bool m_isSecure = false;
    Handler m_handler;
    QList<RawRequest> m_requests;
    QHash<QTcpSocket *, std::shared_ptr<Connection>> m_open;
    int m_connections = 0;
    qint64 m_received = 0;
    qint64 m_flooded = 0;
};

} // namespace lockdesk
