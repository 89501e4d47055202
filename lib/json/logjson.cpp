#include "logjson.h"

#include "jsonfields.h"

using namespace Qt::StringLiterals;

namespace lockdesk {

std::optional<LogEntry> logEntryFromJson(const QJsonObject &object)
{
    JsonFields fields(object);
    const QString id = fields.text("id"_L1);
    const std::optional<SmartlockId> device = fields.smartlockId("smartlockId"_L1);
    if (id.isEmpty() || !device)
        return std::nullopt;

    LogEntry entry;
    entry.id = id;
    entry.smartlockId = *device;
    entry.deviceType = fields.number<DeviceType>("deviceType"_L1);
    entry.accountUserId = fields.number<AccountUserId>("accountUserId"_L1);
    entry.authorizationId = AuthorizationId::fromString(fields.text("authId"_L1));
    entry.name = fields.text("name"_L1);
    entry.action = fields.number("action"_L1);
    entry.trigger = fields.number<Trigger>("trigger"_L1);
    entry.result = fields.number("state"_L1);
    entry.source = fields.number("source"_L1);
    entry.autoUnlock = fields.truth("autoUnlock"_L1).value_or(false);
    entry.date = fields.dateTime("date"_L1);
    entry.error = fields.text("error"_L1);
    return entry;
}

} // namespace lockdesk
