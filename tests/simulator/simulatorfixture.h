#pragma once

#include "manualclock.h"
#include "simulatednuki.h"

#include <QJsonDocument>
#include <QUrl>

namespace lockdesk {

/// A small world on a clock that stands still, and short ways to ask it.
class SimulatorFixture
{
public:
    static constexpr qint64 lock = 18178888180; // type 4, keypad
    static constexpr qint64 plain = 21913877581; // type 5, no keypad; without its prefix 439041101
    static constexpr qint64 opener = 9129696002;
    static constexpr qint64 box = 4294971956;
    static constexpr qint64 american = 18205286116;
    static constexpr qint64 offline = 712345678;
    static constexpr qint64 jammed = 18233733061;
    static constexpr const char *code = "6ab2be33a1b2c3d4e5f60718"; // on `lock`, all five limits
    static constexpr const char *app = "6ab2be33a1b2c3d4e5f60719";
    static constexpr const char *other = "6ab2be33a1b2c3d4e5f6071a"; // a second code on `lock`
    static constexpr const char *lost = "6ab2be33a1b2c3d4e5f6071b"; // on `offline`

    static QJsonObject object(const char *json) { return QJsonDocument::fromJson(json).object(); }

    static QJsonObject device(qint64 id, const QString &name, bool hasKeypad = false)
    {
        return {{QStringLiteral("smartlockId"), id}, {QStringLiteral("type"), id >> 32},
            {QStringLiteral("name"), name}, {QStringLiteral("serverState"), id == offline ? 4 : 0},
            {QStringLiteral("config"), QJsonObject{{QStringLiteral("keypadPaired"), hasKeypad}}},
            {QStringLiteral("state"),
                QJsonObject{{QStringLiteral("state"), id == jammed ? 254 : 1}, {QStringLiteral("mode"), 2}}}};
    }

    static QJsonObject authorization(const char *id, qint64 device, const char *rest)
    {
        QJsonObject record = object(rest);
        record.insert(QStringLiteral("id"), QString::fromLatin1(id));
        record.insert(QStringLiteral("smartlockId"), device);
        record.insert(QStringLiteral("creationDate"), QStringLiteral("2026-01-05T08:00:00.000Z"));
        record.insert(QStringLiteral("updateDate"), QStringLiteral("2026-01-05T08:00:03.120Z"));
        return record;
    }

    static SimulatedWorld world()
    {
        SimulatedWorld world;
        world.account = object(R"({"accountId": 11, "name": "School", "email": "keys@school.example"})");
        QJsonObject us = device(american, QStringLiteral("Suite"));
        us.insert(QStringLiteral("region"), 3);
        world.smartlocks = {device(lock, QStringLiteral("Front"), true),
            device(plain, QStringLiteral("Back")), device(opener, QStringLiteral("Bell")),
            device(box, QStringLiteral("Parcels")), us, device(offline, QStringLiteral("Shed"), true),
            device(jammed, QStringLiteral("Gate"))};
        world.authorizations = {
            authorization(code, lock, R"({"type": 13, "name": "Cleaning", "code": 345678, "enabled": true,
                "allowedFromDate": "2026-01-01T00:00:00.000Z", "allowedUntilDate": "2026-12-31T00:00:00.000Z",
                "allowedWeekDays": 124, "allowedFromTime": 540, "allowedUntilTime": 1020, "lockCount": 3,
                "authId": 8200})"),
            authorization(app, lock, R"({"type": 0, "name": "Ada", "accountUserId": 501, "enabled": true,
                "remoteAllowed": true, "lockCount": 9, "authId": 20001})"),
            authorization(other, lock, R"({"type": 13, "name": "Kitchen", "code": 987654, "enabled": true})"),
            authorization(
                lost, offline, R"({"type": 13, "name": "Garden", "code": 345678, "enabled": true})")};
        for (int i = 0; i < 250; ++i)
            world.users.append(QJsonObject{{QStringLiteral("accountUserId"), 501 + i},
                {QStringLiteral("name"), QStringLiteral("Person %1").arg(i)},
                {QStringLiteral("email"), QStringLiteral("p%1@school.example").arg(i)}});
        for (int i = 0; i < 134; ++i)
            world.log.append(QJsonObject{
                {QStringLiteral("id"), QStringLiteral("%1").arg(i, 24, 16, QLatin1Char('0'))},
                {QStringLiteral("smartlockId"), i % 2 ? lock : plain}, {QStringLiteral("action"), 1 + i % 3},
                {QStringLiteral("date"),
                    QDateTime(QDate(2026, 3, 1), QTime(0, 0), Qt::UTC)
                        .addSecs(i)
                        .toString(Qt::ISODateWithMs)}});
        return world;
    }

    SimulatedResponse send(const char *method, const QString &address, const QByteArray &body = {})
    {
        const QUrl url(address);
        return nuki.handle({method, url.path(QUrl::FullyDecoded), QUrlQuery(url), authorizationHeader,
            body.isEmpty() ? QByteArray() : QByteArray("application/json"), body});
    }
    SimulatedResponse get(const QString &address) { return send("GET", address); }

    static QJsonObject objectOf(const SimulatedResponse &response)
    {
        return QJsonDocument::fromJson(response.body).object();
    }
    static QJsonArray arrayOf(const SimulatedResponse &response)
    {
        return QJsonDocument::fromJson(response.body).array();
    }
    static QString messageOf(const SimulatedResponse &response)
    {
        return objectOf(response).value(QStringLiteral("detailMessage")).toString();
    }

    static QString authAddress(qint64 device, const char *id = nullptr)
    {
        const QString address = QStringLiteral("/smartlock/%1/auth").arg(device);
        return id ? address + QLatin1Char('/') + QLatin1String(id) : address;
    }
    QJsonObject record(const char *id) const { return nuki.authorization(QString::fromLatin1(id)); }
    QJsonObject stateOf(qint64 id) const
    {
        return nuki.smartlock(id).value(QStringLiteral("state")).toObject();
    }
    int state(qint64 id) const { return stateOf(id).value(QStringLiteral("state")).toInt(); }
    QJsonObject newestLog()
    {
        return arrayOf(get(QStringLiteral("/smartlock/log?limit=1"))).at(0).toObject();
    }

    /// Every range of the behaviour becomes its shortest value.
    void makeSteady()
    {
        SimulatedBehaviour behaviour = nuki.behaviour();
        for (DelayRange *range : {&behaviour.listing, &behaviour.confirming, &behaviour.moving,
                 &behaviour.settling, &behaviour.syncing})
            range->longest = range->shortest;
        nuki.setBehaviour(behaviour);
    }

    ManualClock clock;
    QRandomGenerator random{7};
    SimulatedNuki nuki{world(), clock, random};
    QByteArray authorizationHeader = "Bearer any";
};

} // namespace lockdesk
