#pragma once

#include "simulatedworld.h"

#include <QJsonDocument>

namespace lockdesk::scenario {

// The devices, each of another type but the two doors and London.
constexpr qint64 front = 18178888180; // type 4, keypad, Berlin
constexpr qint64 back = 18178888196; // type 4, keypad, Berlin
constexpr qint64 london = 21913877581; // type 5, keypad, London
constexpr qint64 intercom = 9129696002; // Opener
constexpr qint64 box = 4294971956; // Box
constexpr qint64 gate = 12884905984; // Smart Door
inline const char *const cleaning = "6ab2be33a1b2c3d4e5f60718"; // on `front`, with all five limits
inline const char *const kitchen = "6ab2be33a1b2c3d4e5f6071a"; // on `front`, without limits
inline const char *const garden = "6ab2be33a1b2c3d4e5f6071b"; // on `back`

inline QJsonObject object(const char *json)
{
    return QJsonDocument::fromJson(json).object();
}

/// A reached, locked device with a keypad where its type can have one.
inline QJsonObject device(qint64 id, const QString &name, int timeZoneId = 37)
{
    using namespace Qt::StringLiterals;
    const bool hasKeypad = id >> 32 >= 3;
    return {{u"smartlockId"_s, id}, {u"type"_s, id >> 32}, {u"name"_s, name}, {u"serverState"_s, 0},
        {u"adminPinState"_s, 0}, {u"favorite"_s, false},
        {u"config"_s, QJsonObject{{u"timezoneId"_s, timeZoneId}, {u"keypadPaired"_s, hasKeypad}}},
        {u"state"_s,
            QJsonObject{{u"state"_s, 1}, {u"mode"_s, 2}, {u"batteryCritical"_s, false}, {u"doorState"_s, 2}}},
        {u"updateDate"_s, u"2026-03-02T08:30:00.000Z"_s}};
}

inline QJsonObject authorization(const char *id, qint64 device, const char *rest)
{
    using namespace Qt::StringLiterals;
    QJsonObject record = object(rest);
    record.insert(u"id"_s, QString::fromLatin1(id));
    record.insert(u"smartlockId"_s, device);
    record.insert(u"creationDate"_s, u"2026-01-05T08:00:00.000Z"_s);
    record.insert(u"updateDate"_s, u"2026-01-05T08:00:03.120Z"_s);
    return record;
}

/// An office: six devices, four authorizations, two people. The clock says Monday, 2 March 2026, 09:00 UTC.
inline SimulatedWorld world()
{
    using namespace Qt::StringLiterals;
    SimulatedWorld world;
    world.account = object(R"({"accountId": 11, "name": "Office", "email": "keys@office.example"})");
    world.smartlocks = {device(front, u"Front door"_s), device(back, u"Back door"_s),
        device(london, u"London"_s, 40), device(intercom, u"Intercom"_s), device(box, u"Parcels"_s),
        device(gate, u"Pool gate"_s)};
    world.authorizations = {
        authorization(cleaning, front, R"({"type": 13, "name": "Cleaning", "code": 345678, "enabled": true,
            "allowedFromDate": "2026-01-01T00:00:00.000Z", "allowedUntilDate": "2026-12-31T00:00:00.000Z",
            "allowedWeekDays": 124, "allowedFromTime": 540, "allowedUntilTime": 1020, "lockCount": 3,
            "authId": 8200, "accountUserId": 501})"),
        authorization("6ab2be33a1b2c3d4e5f60719", front, R"({"type": 0, "name": "Ada", "accountUserId": 501,
            "enabled": true, "remoteAllowed": true, "lockCount": 9, "authId": 20001})"),
        authorization(kitchen, front, R"({"type": 13, "name": "Kitchen", "code": 987654, "enabled": true})"),
        authorization(garden, back, R"({"type": 13, "name": "Garden", "code": 345678, "enabled": false})")};
    world.users = {object(R"({"accountUserId": 501, "name": "Ada", "email": "ada@office.example"})"),
        object(R"({"accountUserId": 502, "name": "Ben", "email": "ben@office.example"})")};
    return world;
}

} // namespace lockdesk::scenario
