#pragma once

#include "simulatedexchange.h"

#include <QObject>
#include <chrono>
#include <optional>

class QTcpSocket;

namespace lockdesk {

class Clock;
class SimulatedNuki;
class SimulatorControl;

/// One HTTP/1.1 connection of a SimulatorServer: reads a request, has it answered, and reads the next.
class SimulatorConnection : public QObject
{
    Q_OBJECT

public:
    /// Belongs to `socket`, and takes the socket away once it is disconnected.
    SimulatorConnection(QTcpSocket &socket, SimulatedNuki &service, SimulatorControl &control, Clock &clock,
        std::chrono::milliseconds delay);
    ~SimulatorConnection() override;

private:
    enum class Reading { Head, Body, Nothing };

    void read();
    bool readHead();
    bool readRequestLine(const QByteArray &line);
    bool readHeader(const QByteArray &line);
    void refuse(int status);
    void process();
    void setAnswering(bool isAnswering);
    void respond(const SimulatedResponse &response);
    void write(const SimulatedResponse &response);

    QTcpSocket &m_socket;
    SimulatedNuki &m_service;
    SimulatorControl &m_control;
    Clock &m_clock;
    std::chrono::milliseconds m_delay;
    QByteArray m_buffer;
    Reading m_reading = Reading::Head;
    SimulatedRequest m_request;
    qint64 m_bodySize = 0;
    bool m_keepsAlive = true;
    bool m_isAnswering = false;
};

} // namespace lockdesk
