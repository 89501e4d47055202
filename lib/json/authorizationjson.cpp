#include "authorizationjson.h"

#include "jsonfields.h"

#include <QJsonArray>
#include <array>

using namespace Qt::StringLiterals;

namespace lockdesk {

namespace {

// What decides the body of an update: its ten fields, and the type, which decides whether the code belongs to
// it.
constexpr std::array decisiveFields{"type"_L1, "name"_L1, "accountUserId"_L1, "enabled"_L1,
    "remoteAllowed"_L1, "code"_L1, "allowedFromDate"_L1, "allowedUntilDate"_L1, "allowedWeekDays"_L1,
    "allowedFromTime"_L1, "allowedUntilTime"_L1};

// A number, digits in a string, or an array of exactly one of these (nuki-facts chapter 1). Which of several
// would be the code is a guess, and a wrong guess would be sent back.
std::optional<qint64> codeNumber(const QJsonValue &value)
{
    if (value.isArray()) {
        const QJsonArray array = value.toArray();
        return array.size() == 1 && !array.first().isArray() ? codeNumber(array.first()) : std::nullopt;
    }
    if (!value.isString())
        return exactInteger(value);
    bool isNumber = false;
    const qint64 number = value.toString().toLongLong(&isNumber);
    return isNumber ? std::optional(number) : std::nullopt;
}

// The contract's code is a 32-bit number. What cannot be one is marked.
std::optional<KeypadCode> readCode(JsonFields &fields)
{
    const QJsonValue value = fields.value("code"_L1);
    if (value.isUndefined() || value.isNull())
        return std::nullopt;
    const std::optional<qint64> number = codeNumber(value);
    if (!number || *number < 0 || *number > std::numeric_limits<qint32>::max()) {
        fields.markMisshapen("code"_L1);
        return std::nullopt;
    }
    return KeypadCode::fromServer(*number);
}

AccessSchedule readSchedule(JsonFields &fields)
{
    AccessSchedule schedule;
    schedule.fromDate = fields.instant("allowedFromDate"_L1);
    schedule.untilDate = fields.instant("allowedUntilDate"_L1);
    schedule.weekDays = fields.number("allowedWeekDays"_L1);
    schedule.fromTime = fields.number("allowedFromTime"_L1);
    schedule.untilTime = fields.number("allowedUntilTime"_L1);
    return schedule;
}

QMap<QString, QString> readFingerprints(const QJsonValue &value)
{
    const QJsonObject object = value.toObject();
    QMap<QString, QString> fingerprints;
    for (auto entry = object.begin(); entry != object.end(); ++entry) {
        if (entry.value().isString())
            fingerprints.insert(entry.key(), entry.value().toString());
    }
    return fingerprints;
}

QStringList unreadableFields(const JsonFields &fields, const Authorization &authorization)
{
    QStringList unreadable;
    for (const auto field : decisiveFields) {
        const bool matters = field != "code"_L1 || authorization.isKeypadCode() || !authorization.type;
        if (matters && fields.misshapen().contains(field))
            unreadable.append(field);
    }
    // What would go back as another text than the one that came damaged.
    for (const auto field : {"name"_L1, "allowedFromDate"_L1, "allowedUntilDate"_L1}) {
        if (fields.isDamaged(field) && !unreadable.contains(field))
            unreadable.append(field);
    }
    // A code of nobody knows what: an update without it might take it away.
    if (!authorization.type && authorization.code && !unreadable.contains("type"_L1))
        unreadable.prepend(u"type"_s);
    return unreadable;
}

template <typename T>
void insert(QJsonObject &object, const QString &key, const std::optional<T> &value)
{
    if (value)
        object.insert(key, *value);
}

void insert(QJsonObject &object, const QString &key, const std::optional<Instant> &value)
{
    if (value)
        object.insert(key, value->toText());
}

// The fields that creating and updating have in common.
QJsonObject commonFields(const Authorization &authorization)
{
    QJsonObject object{{u"name"_s, authorization.name}};
    if (authorization.accountUserId)
        object.insert(u"accountUserId"_s, toNumber(*authorization.accountUserId));
    if (authorization.isKeypadCode() && authorization.code)
        object.insert(u"code"_s, authorization.code->toNumber());
    insert(object, u"remoteAllowed"_s, authorization.remoteAllowed);
    insert(object, u"allowedFromDate"_s, authorization.schedule.fromDate);
    insert(object, u"allowedUntilDate"_s, authorization.schedule.untilDate);
    insert(object, u"allowedWeekDays"_s, authorization.schedule.weekDays);
    insert(object, u"allowedFromTime"_s, authorization.schedule.fromTime);
    insert(object, u"allowedUntilTime"_s, authorization.schedule.untilTime);
    return object;
}

} // namespace

std::optional<Authorization> authorizationFromJson(const QJsonObject &object)
{
    JsonFields fields(object);
    const std::optional<SmartlockId> device = fields.smartlockId("smartlockId"_L1);
    const std::optional<AuthorizationId> id = AuthorizationId::fromString(fields.text("id"_L1));
    if (!device || !id)
        return std::nullopt;

    Authorization authorization;
    authorization.id = *id;
    authorization.smartlockId = *device;
    authorization.type = fields.number<AuthorizationType>("type"_L1);
    authorization.name = fields.text("name"_L1);
    authorization.accountUserId = fields.number<AccountUserId>("accountUserId"_L1);
    authorization.lockAuthId = fields.number<qint32>("authId"_L1);
    authorization.code = readCode(fields);
    authorization.enabled = fields.truth("enabled"_L1);
    authorization.remoteAllowed = fields.truth("remoteAllowed"_L1);
    authorization.schedule = readSchedule(fields);
    authorization.useCount = fields.number("lockCount"_L1);
    authorization.fingerprints = readFingerprints(fields.value("fingerprints"_L1));
    authorization.lastActive = fields.dateTime("lastActiveDate"_L1);
    authorization.created = fields.dateTime("creationDate"_L1);
    authorization.updated = fields.dateTime("updateDate"_L1);
    authorization.operationPending = fields.isSet("operationId"_L1);
    authorization.error = fields.text("error"_L1);
    authorization.unreadable = unreadableFields(fields, authorization);
    return authorization;
}

QJsonObject authorizationUpdateToJson(const Authorization &authorization)
{
    QJsonObject object = commonFields(authorization);
    insert(object, u"enabled"_s, authorization.enabled);
    return object;
}

QJsonObject authorizationMultiUpdateToJson(const Authorization &authorization)
{
    QJsonObject object = authorizationUpdateToJson(authorization);
    object.insert(u"id"_s, authorization.id.toString());
    return object;
}

QJsonObject authorizationCreateToJson(const Authorization &authorization, const QList<SmartlockId> &devices)
{
    QJsonObject object = commonFields(authorization);
    object.insert(u"type"_s, int(authorization.type.value_or(AuthorizationType::App)));
    object.insert(
        u"remoteAllowed"_s, authorization.remoteAllowed.value_or(false)); // the contract requires it
    if (!devices.isEmpty()) {
        QJsonArray ids;
        for (const SmartlockId device : devices)
            ids.append(toNumber(device));
        object.insert(u"smartlockIds"_s, ids);
    }
    return object;
}

} // namespace lockdesk
