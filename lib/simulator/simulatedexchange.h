#pragma once

#include <QByteArray>
#include <QList>
#include <QString>
#include <QUrlQuery>
#include <utility>

namespace lockdesk {

/// A request as the simulated service sees it.
struct SimulatedRequest
{
    QByteArray method; ///< "GET", "PUT" …
    QString path; ///< decoded, "/smartlock/123/auth"
    QUrlQuery query;
    QByteArray authorization; ///< the header's value
    QByteArray contentType;
    QByteArray body;
};

/// What the simulated service answers, and whether the answer arrives at all.
struct SimulatedResponse
{
    enum class Delivery {
        Arrives,
        Dropped, ///< the connection closes without an answer
        Silent, ///< the connection stays open and nothing ever comes
    };

    int status = 200;
    QByteArray contentType; ///< empty: no body
    QByteArray body;
    QList<std::pair<QByteArray, QByteArray>> headers; ///< besides Content-Type and Content-Length
    Delivery delivery = Delivery::Arrives;
};

} // namespace lockdesk
