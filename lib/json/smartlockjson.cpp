#include "smartlockjson.h"

#include "jsonfields.h"

using namespace Qt::StringLiterals;

namespace lockdesk {

namespace {

std::optional<Version> version(std::optional<int> packed)
{
    return packed ? std::optional(Version{*packed}) : std::nullopt;
}

// Paired when either keypad is; not known when neither is spoken of.
std::optional<bool> either(std::optional<bool> a, std::optional<bool> b)
{
    if (!a || !b)
        return a ? a : b;
    return *a || *b;
}

void readState(JsonFields state, Smartlock &lock)
{
    lock.mode = state.number<Mode>("mode"_L1);
    lock.state = state.number("state"_L1);
    lock.trigger = state.number<Trigger>("trigger"_L1);
    lock.lastAction = state.number("lastAction"_L1);
    lock.doorState = state.number<DoorState>("doorState"_L1);
    lock.nightMode = state.truth("nightMode"_L1);
    lock.ringToOpenEnd = state.dateTime("ringToOpenEnd"_L1);
    lock.battery.critical = state.truth("batteryCritical"_L1);
    lock.battery.charging = state.truth("batteryCharging"_L1);
    lock.battery.charge = state.number("batteryCharge"_L1);
    lock.battery.keypadCritical = state.truth("keypadBatteryCritical"_L1);
    lock.battery.doorSensorCritical = state.truth("doorsensorBatteryCritical"_L1);
}

void readConfig(JsonFields config, Smartlock &lock)
{
    lock.timeZoneId = config.number("timezoneId"_L1);
    lock.openerCapabilities = config.number("capabilities"_L1);
    lock.productVariant = config.number("productVariant"_L1);
    lock.keypadPaired = either(config.truth("keypadPaired"_L1), config.truth("keypad2Paired"_L1));
    lock.wifiEnabled = config.truth("wifiEnabled"_L1);
}

bool isOperationPending(JsonFields &fields)
{
    if (fields.isSet("operationId"_L1))
        return true;
    for (const auto part : {"state"_L1, "config"_L1, "advancedConfig"_L1, "openerAdvancedConfig"_L1,
             "smartdoorAdvancedConfig"_L1}) {
        if (fields.object(part).isSet("operationId"_L1))
            return true;
    }
    return false;
}

} // namespace

std::optional<Smartlock> smartlockFromJson(const QJsonObject &object)
{
    JsonFields fields(object);
    const std::optional<SmartlockId> id = fields.smartlockId("smartlockId"_L1);
    if (!id)
        return std::nullopt;

    Smartlock lock;
    lock.id = *id;
    lock.type = fields.number<DeviceType>("type"_L1);
    lock.name = fields.text("name"_L1);
    lock.favorite = fields.truth("favorite"_L1);
    lock.serverState = fields.number<ServerState>("serverState"_L1);
    lock.adminPinState = fields.number<AdminPinState>("adminPinState"_L1);
    lock.firmware = version(fields.number("firmwareVersion"_L1));
    lock.hardware = version(fields.number("hardwareVersion"_L1));
    lock.region = fields.number("region"_L1);
    lock.error = fields.text("error"_L1);
    lock.updated = fields.dateTime("updateDate"_L1);
    readState(fields.object("state"_L1), lock);
    readConfig(fields.object("config"_L1), lock);
    lock.operationPending = isOperationPending(fields);
    return lock;
}

QJsonObject smartlockUpdateToJson(const QString &name, bool favorite)
{
    return {{u"name"_s, name}, {u"favorite"_s, favorite}};
}

} // namespace lockdesk
