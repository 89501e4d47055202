#pragma once

#include "exchange.h"
#include "service.h"
#include "virtualtime.h"

#include <QNetworkAccessManager>
#include <deque>
#include <functional>
#include <memory>

namespace lockdesk {

/// What lies between the program and the service: every request that was handed to the network, in order.
class Line
{
public:
    Line(VirtualTime &time, Service &service)
        : m_time(time)
        , m_service(service)
    {
    }

    /// For Transport: managers whose requests go over this line.
    std::unique_ptr<QNetworkAccessManager> makeManager();

    VirtualTime &time() { return m_time; }
    Service &service() { return m_service; }

    Exchange &add(const QByteArray &method, const QUrl &url);
    const std::deque<Exchange> &exchanges() const { return m_exchanges; }
    Exchange &exchange(int number) { return m_exchanges[size_t(number - 1)]; }

    /// The program of before is gone: another one begins.
    void beginSession() { ++m_session; }
    /// The computer has slept: no answer that was under way comes any more.
    void breakConnections() { ++m_connections; }
    int connections() const { return m_connections; }

    std::function<void(const Exchange &)> onHanded;
    std::function<void(const Exchange &)> onLeft;
    std::function<void(const Exchange &)> onServed;
    std::function<void(const Exchange &)> onEnded;

private:
    VirtualTime &m_time;
    Service &m_service;
    std::deque<Exchange> m_exchanges; // their addresses stay
    int m_session = 0;
    int m_connections = 0;
};

} // namespace lockdesk
