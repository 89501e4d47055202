#pragma once

#include "simulatedexchange.h"

#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QPointer>
#include <chrono>

namespace lockdesk {

class Clock;
class SimulatedNuki;

/// The answer of a SimulatedNuki as a network reply: the body is read first, the request reaches the service
/// after half of the delay, the answer comes after the other half, in pieces from the event loop. Errors and
/// attributes are those of Qt's own replies.
class SimulatorReply : public QNetworkReply
{
    Q_OBJECT

public:
    SimulatorReply(SimulatedNuki &service, Clock &clock, std::chrono::milliseconds delay,
        QNetworkAccessManager::Operation operation, const QNetworkRequest &request, QIODevice *body,
        QObject *parent);

    void abort() override;
    qint64 bytesAvailable() const override;
    bool isSequential() const override { return true; }

protected:
    qint64 readData(char *data, qint64 maxSize) override;

private:
    void readBody();
    void sendToService();
    void receive();
    void deliverSoon();
    void deliverPiece();
    void fail(NetworkError code, const QString &text);
    void finish();

    SimulatedNuki &m_service;
    Clock &m_clock;
    std::chrono::milliseconds m_delay;
    QPointer<QIODevice> m_source; // null once the body is complete
    SimulatedRequest m_request;
    SimulatedResponse m_response;
    qint64 m_arrived = 0; // of the response's body
    qint64 m_read = 0;
};

/// The error that Qt's own replies report for an HTTP status; NoError below 400.
QNetworkReply::NetworkError networkErrorOf(int status);

} // namespace lockdesk
