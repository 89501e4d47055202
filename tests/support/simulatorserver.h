#pragma once

#include "simulatorcontrol.h"

#include <QObject>
#include <QSslConfiguration>
#include <QUrl>
#include <chrono>
#include <memory>
#include <optional>

class QTcpServer;

namespace lockdesk {

class Clock;
class SimulatedNuki;

/// A SimulatedNuki as an HTTP/1.1 server on the loopback address, with or without TLS. Connections are kept
/// alive; requests of one connection are answered one after the other. Besides the API it answers below
/// /_sim/, see SimulatorControl.
class SimulatorServer : public QObject
{
    Q_OBJECT

public:
    /// Service and clock must outlive it.
    SimulatorServer(SimulatedNuki &service, Clock &clock, QObject *parent = nullptr);
    ~SimulatorServer() override;

    /// Before listen(): from now on https.
    void setTls(const QSslConfiguration &configuration) { m_tls = configuration; }

    /// How long a request and its answer are on the way, together; none unless set.
    void setDelay(std::chrono::milliseconds delay) { m_delay = delay; }

    /// Listens on 127.0.0.1; port 0 takes any that is free.
    bool listen(quint16 port = 0);

    /// "http://127.0.0.1:41234", once it listens.
    QUrl address() const;

    /// What came so far.
    const QList<RecordedRequest> &requests() const { return m_control.requests(); }
    void clearRequests() { m_control.clearRequests(); }

    /// The most requests that were being answered at the same time.
    int mostInFlight() const { return m_control.mostInFlight(); }

    /// Connections accepted so far.
    int connectionCount() const { return m_connectionCount; }

private:
    void acceptConnections();

    SimulatedNuki &m_service;
    Clock &m_clock;
    SimulatorControl m_control;
    std::optional<QSslConfiguration> m_tls;
    std::chrono::milliseconds m_delay{0};
    std::unique_ptr<QTcpServer> m_server;
    int m_connectionCount = 0;
};

} // namespace lockdesk
