#include "simulatoraccessmanager.h"

#include "simulatorreply.h"

namespace lockdesk {

SimulatorAccessManager::SimulatorAccessManager(SimulatedNuki &service, Clock &clock, QObject *parent)
    : QNetworkAccessManager(parent)
    , m_service(service)
    , m_clock(clock)
{
}

QNetworkReply *SimulatorAccessManager::createRequest(
    Operation operation, const QNetworkRequest &request, QIODevice *body)
{
    const auto spread = quint32((m_delay.longest - m_delay.shortest).count());
    const auto delay = m_delay.shortest + std::chrono::milliseconds(m_random.bounded(spread + 1));
    return new SimulatorReply(m_service, m_clock, delay, operation, request, body, this);
}

} // namespace lockdesk
