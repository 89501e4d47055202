#include "simulatorserver.h"

#include "simulatorconnection.h"

#include <QSslServer>
#include <QTcpSocket>

using namespace Qt::StringLiterals;

namespace lockdesk {

SimulatorServer::SimulatorServer(SimulatedNuki &service, Clock &clock, QObject *parent)
    : QObject(parent)
    , m_service(service)
    , m_clock(clock)
    , m_control(service)
{
}

SimulatorServer::~SimulatorServer() = default;

bool SimulatorServer::listen(quint16 port)
{
    if (m_tls) {
        auto server = std::make_unique<QSslServer>();
        server->setSslConfiguration(*m_tls);
        m_server = std::move(server);
    } else {
        m_server = std::make_unique<QTcpServer>();
    }
    connect(
        m_server.get(), &QTcpServer::pendingConnectionAvailable, this, &SimulatorServer::acceptConnections);
    return m_server->listen(QHostAddress::LocalHost, port);
}

QUrl SimulatorServer::address() const
{
    QUrl url;
    url.setScheme(m_tls ? u"https"_s : u"http"_s);
    url.setHost(u"127.0.0.1"_s);
    url.setPort(m_server ? m_server->serverPort() : -1);
    return url;
}

void SimulatorServer::acceptConnections()
{
    while (QTcpSocket *socket = m_server->nextPendingConnection()) {
        ++m_connectionCount;
        new SimulatorConnection(*socket, m_service, m_control, m_clock, m_delay); // goes with its socket
    }
}

} // namespace lockdesk
