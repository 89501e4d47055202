#include "simulatorconnection.h"

#include "clock.h"
#include "simulatedanswers.h"
#include "simulatednuki.h"
#include "simulatorcontrol.h"

#include <QTcpSocket>

using namespace Qt::StringLiterals;

namespace lockdesk {

namespace {

constexpr qsizetype longestHead = 64 * 1024;
constexpr qint64 longestBody = 64 * 1024 * 1024;

} // namespace

SimulatorConnection::SimulatorConnection(QTcpSocket &socket, SimulatedNuki &service,
    SimulatorControl &control, Clock &clock, std::chrono::milliseconds delay)
    : QObject(&socket)
    , m_socket(socket)
    , m_service(service)
    , m_control(control)
    , m_clock(clock)
    , m_delay(delay)
{
    connect(&socket, &QTcpSocket::readyRead, this, &SimulatorConnection::read);
    connect(&socket, &QTcpSocket::disconnected, &socket, &QObject::deleteLater);
    read();
}

SimulatorConnection::~SimulatorConnection()
{
    setAnswering(false);
}

void SimulatorConnection::setAnswering(bool isAnswering)
{
    if (m_isAnswering == isAnswering)
        return;
    m_isAnswering = isAnswering;
    if (isAnswering)
        m_control.enter();
    else
        m_control.leave();
}

void SimulatorConnection::read()
{
    m_buffer += m_socket.readAll();
    if (m_reading == Reading::Head && !readHead())
        return;
    if (m_reading != Reading::Body || m_buffer.size() < m_bodySize)
        return;
    m_request.body = m_buffer.first(m_bodySize);
    m_buffer.remove(0, m_bodySize);
    m_reading = Reading::Nothing;
    process();
}

// Whether the whole head was there and is understood.
bool SimulatorConnection::readHead()
{
    const qsizetype end = m_buffer.indexOf("\r\n\r\n");
    if (end < 0) {
        if (m_buffer.size() > longestHead)
            refuse(431);
        return false;
    }
    const QList<QByteArray> lines = m_buffer.first(end).replace("\r\n", "\n").split('\n');
    m_buffer.remove(0, end + 4);
    m_request = {};
    m_bodySize = 0;
    if (!readRequestLine(lines.first())) {
        refuse(400);
        return false;
    }
    for (const QByteArray &line : lines.sliced(1)) {
        if (!readHeader(line))
            return false;
    }
    m_reading = Reading::Body;
    return true;
}

bool SimulatorConnection::readRequestLine(const QByteArray &line)
{
    const QList<QByteArray> parts = line.split(' ');
    if (parts.size() != 3 || !parts[1].startsWith('/') || !parts[2].startsWith("HTTP/1."))
        return false;
    const qsizetype question = parts[1].indexOf('?');
    m_request.method = parts[0];
    m_request.path = QUrl::fromPercentEncoding(question < 0 ? parts[1] : parts[1].first(question));
    if (question >= 0)
        m_request.query = QUrlQuery(QString::fromUtf8(parts[1].sliced(question + 1)));
    m_keepsAlive = parts[2] != "HTTP/1.0";
    return true;
}

bool SimulatorConnection::readHeader(const QByteArray &line)
{
    const qsizetype colon = line.indexOf(':');
    const QByteArray name = line.first(qMax(colon, 0)).toLower();
    const QByteArray value = line.sliced(colon + 1).trimmed();
    if (colon <= 0) {
        refuse(400);
        return false;
    }
    if (name == "authorization") {
        m_request.authorization = value;
    } else if (name == "content-type") {
        m_request.contentType = value;
    } else if (name == "connection") {
        m_keepsAlive = value.toLower() != "close" && (m_keepsAlive || value.toLower() == "keep-alive");
    } else if (name == "expect" && value.toLower() == "100-continue") {
        m_socket.write("HTTP/1.1 100 Continue\r\n\r\n");
    } else if (name == "transfer-encoding") {
        refuse(411); // nothing here sends chunks
        return false;
    } else if (name == "content-length") {
        bool isNumber = false;
        m_bodySize = value.toLongLong(&isNumber);
        if (!isNumber || m_bodySize < 0 || m_bodySize > longestBody) {
            refuse(isNumber && m_bodySize > 0 ? 413 : 400);
            return false;
        }
    }
    return true;
}

void SimulatorConnection::refuse(int status)
{
    m_reading = Reading::Nothing;
    m_keepsAlive = false;
    write(brokenGateway(status));
}

void SimulatorConnection::process()
{
    if (const auto controlled = m_control.handle(m_request))
        return respond(*controlled);
    setAnswering(true);
    const auto handle = [this] {
        const SimulatedResponse response = m_service.handle(m_request);
        m_control.record(m_request, response.status, m_clock.uptime());
        if (m_delay.count() > 0)
            m_clock.callAfter(m_delay - m_delay / 2, this, [this, response] { respond(response); });
        else
            respond(response);
    };
    if (m_delay.count() > 0)
        m_clock.callAfter(m_delay / 2, this, handle);
    else
        handle();
}

void SimulatorConnection::respond(const SimulatedResponse &response)
{
    switch (response.delivery) {
    case SimulatedResponse::Delivery::Silent:
        return;
    case SimulatedResponse::Delivery::Dropped:
        setAnswering(false);
        m_socket.disconnectFromHost();
        return;
    case SimulatedResponse::Delivery::Arrives:
        break;
    }
    setAnswering(false);
    write(response);
    if (!m_keepsAlive)
        return;
    m_reading = Reading::Head;
    if (!m_buffer.isEmpty()) // a pipelined request; from the event loop, so that many do not nest
        QMetaObject::invokeMethod(this, &SimulatorConnection::read, Qt::QueuedConnection);
}

void SimulatorConnection::write(const SimulatedResponse &response)
{
    QByteArray head =
        "HTTP/1.1 " + QByteArray::number(response.status) + ' ' + reasonPhrase(response.status) + "\r\n";
    if (!response.contentType.isEmpty())
        head += "Content-Type: " + response.contentType + "\r\n";
    if (response.status != 204)
        head += "Content-Length: " + QByteArray::number(response.body.size()) + "\r\n";
    for (const auto &[name, value] : response.headers)
        head += name + ": " + value + "\r\n";
    head += m_keepsAlive ? "Connection: keep-alive\r\n\r\n" : "Connection: close\r\n\r\n";
    m_socket.write(head);
    if (m_request.method != "HEAD")
        m_socket.write(response.body);
    if (!m_keepsAlive)
        m_socket.disconnectFromHost();
}

} // namespace lockdesk
