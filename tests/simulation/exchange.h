#pragma once

#include <QByteArray>
#include <QDateTime>
#include <QList>
#include <QPair>
#include <QRegularExpression>
#include <QString>
#include <QUrlQuery>
#include <optional>

namespace lockdesk {

/// What came back for one request.
struct Answer
{
    int status = 204;
    QByteArray body;
    QByteArray contentType = "application/json";
    QByteArray retryAfter{};
};

/// One request from being handed to the network to its end, and what it did at the service. Times are true
/// times in milliseconds.
struct Exchange
{
    /// A record that it made, changed or deleted; the body that asked for it is in `body`.
    struct Effect
    {
        QByteArray record;
        qint64 device = 0;
    };

    int number = 0; ///< from 1
    int session = 0;
    QByteArray method;
    QString path;
    QUrlQuery query;
    QByteArray body;
    qint64 handed = 0;
    qint64 handedMoment = 0; ///< VirtualTime::nextMoment()
    std::optional<qint64> left; ///< its bytes left
    QDateTime leftWall; ///< by the computer's clock
    std::chrono::milliseconds leftUptime{};
    std::optional<qint64> served; ///< the service has seen it
    std::optional<qint64> shownOf; ///< a reading: the moment whose truth it shows, where that is one
    std::optional<qint64> ended; ///< for the program
    bool wasDelivered = false; ///< the answer came
    Answer answer;
    QList<Effect> effects;

    bool isWrite() const { return method != "GET"; }
    /// A reading of one device, which an action may wait for in its place.
    bool isOfOneDoor() const
    {
        static const QRegularExpression door(QStringLiteral("^/smartlock/[0-9]+(/log)?$"));
        return !isWrite() && door.match(path).hasMatch();
    }
    bool isAction() const { return isWrite() && path.contains(QLatin1StringView("/action")); }
    bool isOfAuthorizations() const { return isWrite() && path.contains(QLatin1StringView("/auth")); }
    bool isUnderWay() const { return !ended; }
};

} // namespace lockdesk
