#pragma once

#include "cloud.h"
#include "exchange.h"
#include "fate.h"

namespace lockdesk {

/// The service as it is seen over the network: routes requests to the cloud and answers from it, as unkindly
/// as the request's fate wants.
class Service
{
public:
    Service(quint64 seed, Cloud &cloud)
        : m_seed(seed)
        , m_cloud(cloud)
    {
    }

    /// Drawn from what it asks for and how often that was asked before, so that one request more or less
    /// changes little for the others.
    Fate fateOf(const Exchange &exchange);

    /// The request has come.
    void serve(Exchange &exchange, const Fate &fate);

private:
    Answer answerTo(Exchange &exchange, const Fate &fate);
    Answer read(Exchange &exchange, const Fate &fate);
    Answer readDevices(const QStringList &path);
    Answer readLog(const QStringList &path, const Exchange &exchange);
    Answer readPeople(const Exchange &exchange);
    Answer write(Exchange &exchange, const Fate &fate);
    Answer createOn(Exchange &exchange, const QList<qint64> &devices, int atMost);
    Answer changeMany(Exchange &exchange, int atMost);
    bool isScopeMissing(const QString &path) const;

    quint64 m_seed;
    Cloud &m_cloud;
    QMap<QByteArray, int> m_asked;
};

/// An error as the service words it: its own Throwable, or the HTML of what stands before it.
Answer refusal(int status, const QByteArray &retryAfter = {});

} // namespace lockdesk
