#pragma once

#include "simulatednuki.h"

#include <QNetworkAccessManager>

namespace lockdesk {

/// A network access manager that answers from a SimulatedNuki inside the program after a short delay on its
/// clock, so that the demo opens no port. Whatever the host is. Service and clock must outlive it and live in
/// its thread.
class SimulatorAccessManager : public QNetworkAccessManager
{
    Q_OBJECT

public:
    SimulatorAccessManager(SimulatedNuki &service, Clock &clock, QObject *parent = nullptr);

    /// How long a request and its answer are on the way, together; 30 to 120 ms unless set. Half of it passes
    /// before the service sees the request: a request aborted earlier was never processed.
    void setDelay(DelayRange delay) { m_delay = delay; }

protected:
    QNetworkReply *createRequest(
        Operation operation, const QNetworkRequest &request, QIODevice *body) override;

private:
    SimulatedNuki &m_service;
    Clock &m_clock;
    DelayRange m_delay{std::chrono::milliseconds(30), std::chrono::milliseconds(120)};
    QRandomGenerator m_random{1}; // of its own: the service's chance is the same over a socket
};

} // namespace lockdesk
