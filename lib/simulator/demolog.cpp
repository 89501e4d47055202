#include "demolog.h"

#include "authorizationtypes.h"
#include "devicetype.h"
#include "objectids.h"
#include "simulateddates.h"
#include "states.h"

#include <QHash>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace lockdesk {

namespace {

// The contract's SmartlockLog.action, .state and .source.
constexpr int doorbell = 224;
constexpr int doorOpened = 240;
constexpr int doorClosed = 241;
constexpr int motorBlocked = 1;
constexpr int wrongCode = 224;
constexpr int keypadSource = 1;

QJsonObject doorbellRow()
{
    return {{u"name"_s, QString()}, {u"action"_s, doorbell}, {u"trigger"_s, int(Trigger::System)},
        {u"state"_s, 0},
        {u"openerLog"_s,
            QJsonObject{{u"activeCm"_s, false}, {u"activeRto"_s, false}, {u"source"_s, 0},
                {u"flagGeoFence"_s, false}, {u"flagForce"_s, false}, {u"flagDoorbellSuppression"_s, false}}}};
}

QJsonObject doorRow(bool isOpened)
{
    return {{u"name"_s, QString()}, {u"action"_s, isOpened ? doorOpened : doorClosed},
        {u"trigger"_s, int(Trigger::System)}, {u"state"_s, 0}};
}

QJsonObject wrongCodeRow()
{
    return {{u"name"_s, QString()}, {u"action"_s, 1}, {u"trigger"_s, int(Trigger::Keypad)},
        {u"state"_s, wrongCode}, {u"source"_s, keypadSource}};
}

QJsonObject useRow(const QJsonObject &authorization, int action)
{
    QJsonObject row{{u"name"_s, authorization.value("name"_L1)}, {u"authId"_s, authorization.value("id"_L1)},
        {u"action"_s, action}, {u"state"_s, 0}, {u"source"_s, 0}};
    if (authorization.contains("accountUserId"_L1))
        row.insert("accountUserId"_L1, authorization.value("accountUserId"_L1));
    switch (authorization.value("type"_L1).toInt()) {
    case authorizationTypes::keypadCode:
        row.insert("action"_L1, 1);
        row.insert("trigger"_L1, int(Trigger::Keypad));
        row.insert("source"_L1, keypadSource);
        break;
    case authorizationTypes::app:
        row.insert("trigger"_L1, int(Trigger::App));
        break;
    default:
        row.insert("trigger"_L1, int(Trigger::System));
        break;
    }
    return row;
}

QJsonObject rowOf(const QJsonObject &device, const QJsonObject &authorization, QRandomGenerator &random)
{
    const bool isAnOpener = isOpener(DeviceType(device.value("type"_L1).toInt()));
    const int door = device.value("state"_L1).toObject().value("doorState"_L1).toInt();
    const int chance = random.bounded(100);
    if (isAnOpener && chance < 50)
        return doorbellRow();
    if (door >= int(DoorState::Closed) && chance < 30)
        return doorRow(chance % 2);
    const int type = authorization.value("type"_L1).toInt();
    if (type == authorizationTypes::keypadCode && chance > 95)
        return wrongCodeRow();
    return useRow(authorization, isAnOpener ? 3 : 1 + random.bounded(2));
}

} // namespace

QJsonArray demoLog(int count, const QJsonArray &devices, const QJsonArray &authorizations,
    const QDateTime &now, QRandomGenerator &random)
{
    QHash<qint64, QJsonObject> byId;
    for (const QJsonValue &device : devices)
        byId.insert(device.toObject().value("smartlockId"_L1).toInteger(), device.toObject());
    ObjectIds ids(random);
    QDateTime date = now.addDays(-5);
    const qint64 step = 5 * 86'400 / std::max(count, 1);
    QJsonArray rows;
    while (rows.size() < count && !authorizations.isEmpty()) {
        const QJsonObject authorization = authorizations.at(random.bounded(authorizations.size())).toObject();
        const qint64 id = authorization.value("smartlockId"_L1).toInteger();
        const QJsonObject device = byId.value(id);
        if (device.value("serverState"_L1).toInt() != int(ServerState::Ok))
            continue;
        date = date.addSecs(step / 2 + random.bounded(step));
        QJsonObject row = rowOf(device, authorization, random);
        const auto state = device.value("state"_L1).toObject().value("state"_L1).toInt();
        if (state == int(LockState::MotorBlocked) && row.value("action"_L1).toInt() <= 2)
            row.insert("state"_L1, motorBlocked);
        const int type = device.value("type"_L1).toInt();
        row.insert("id"_L1, ids.next(date));
        row.insert("smartlockId"_L1, id);
        row.insert("deviceType"_L1, type == int(DeviceType::Box) ? int(DeviceType::SmartLock12) : type);
        row.insert("autoUnlock"_L1, false);
        row.insert("date"_L1, wholeSecondsText(std::min(date, now)));
        rows.append(row);
    }
    QJsonArray newestFirst;
    for (qsizetype i = rows.size() - 1; i >= 0; --i)
        newestFirst.append(rows.at(i));
    return newestFirst;
}

} // namespace lockdesk
