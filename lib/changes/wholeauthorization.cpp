#include "wholeauthorization.h"

#include "keptfields.h"

namespace lockdesk {

using namespace Qt::StringLiterals;

namespace {

template <typename T>
void insert(QJsonObject &object, const QString &key, const std::optional<T> &value)
{
    if constexpr (std::is_enum_v<T>) {
        if (value)
            object.insert(key, int(*value));
    } else {
        if (value)
            object.insert(key, *value);
    }
}

void insert(QJsonObject &object, const QString &key, const std::optional<Instant> &value)
{
    if (value)
        object.insert(key, value->toText());
}

void insert(QJsonObject &object, const QString &key, const QString &value)
{
    if (!value.isEmpty())
        object.insert(key, value);
}

void insert(QJsonObject &object, const QString &key, const QDateTime &value)
{
    if (value.isValid())
        object.insert(key, value.toMSecsSinceEpoch());
}

std::optional<Instant> instant(KeptFields &fields, KeptFields::Key key)
{
    return fields.has(key) ? std::optional(Instant::fromText(fields.text(key))) : std::nullopt;
}

AuthorizationId authorizationId(KeptFields &fields, KeptFields::Key key)
{
    if (!fields.has(key))
        return {};
    const std::optional<AuthorizationId> id = AuthorizationId::fromString(fields.text(key));
    if (!id)
        fields.fail();
    return id.value_or(AuthorizationId());
}

QJsonObject fingerprintsToJson(const QMap<QString, QString> &fingerprints)
{
    QJsonObject object;
    for (auto entry = fingerprints.begin(); entry != fingerprints.end(); ++entry)
        object.insert(entry.key(), entry.value());
    return object;
}

QMap<QString, QString> fingerprints(KeptFields &fields, KeptFields::Key key)
{
    QMap<QString, QString> found;
    if (!fields.has(key))
        return found;
    const QJsonObject object = fields.object(key);
    for (auto entry = object.begin(); entry != object.end(); ++entry) {
        if (!entry.value().isString())
            fields.fail();
        found.insert(entry.key(), entry.value().toString());
    }
    return found;
}

} // namespace

QJsonObject wholeToJson(const Authorization &a)
{
    QJsonObject object;
    insert(object, u"id"_s, a.id.toString());
    object.insert(u"smartlockId"_s, toNumber(a.smartlockId));
    insert(object, u"type"_s, a.type);
    insert(object, u"name"_s, a.name);
    insert(object, u"accountUserId"_s, a.accountUserId);
    insert(object, u"authId"_s, a.lockAuthId);
    if (a.code)
        object.insert(u"code"_s, a.code->toNumber());
    insert(object, u"enabled"_s, a.enabled);
    insert(object, u"remoteAllowed"_s, a.remoteAllowed);
    insert(object, u"allowedFromDate"_s, a.schedule.fromDate);
    insert(object, u"allowedUntilDate"_s, a.schedule.untilDate);
    insert(object, u"allowedWeekDays"_s, a.schedule.weekDays);
    insert(object, u"allowedFromTime"_s, a.schedule.fromTime);
    insert(object, u"allowedUntilTime"_s, a.schedule.untilTime);
    insert(object, u"lockCount"_s, a.useCount);
    if (!a.fingerprints.isEmpty())
        object.insert(u"fingerprints"_s, fingerprintsToJson(a.fingerprints));
    insert(object, u"lastActive"_s, a.lastActive);
    insert(object, u"created"_s, a.created);
    insert(object, u"updated"_s, a.updated);
    if (a.operationPending)
        object.insert(u"operationPending"_s, true);
    insert(object, u"error"_s, a.error);
    if (!a.unreadable.isEmpty())
        object.insert(u"unreadable"_s, QJsonArray::fromStringList(a.unreadable));
    return object;
}

std::optional<Authorization> wholeAuthorizationFromJson(const QJsonObject &object)
{
    KeptFields fields(object);
    Authorization a;
    a.id = authorizationId(fields, "id"_L1);
    a.smartlockId = fields.integer<SmartlockId>("smartlockId"_L1);
    a.type = fields.numberIfAny<AuthorizationType>("type"_L1);
    a.name = fields.text("name"_L1);
    a.accountUserId = fields.numberIfAny<AccountUserId>("accountUserId"_L1);
    a.lockAuthId = fields.numberIfAny<qint32>("authId"_L1);
    if (const std::optional<qint64> code = fields.integerIfAny("code"_L1))
        a.code = KeypadCode::fromServer(*code);
    a.enabled = fields.truthIfAny("enabled"_L1);
    a.remoteAllowed = fields.truthIfAny("remoteAllowed"_L1);
    a.schedule.fromDate = instant(fields, "allowedFromDate"_L1);
    a.schedule.untilDate = instant(fields, "allowedUntilDate"_L1);
    a.schedule.weekDays = fields.numberIfAny("allowedWeekDays"_L1);
    a.schedule.fromTime = fields.numberIfAny("allowedFromTime"_L1);
    a.schedule.untilTime = fields.numberIfAny("allowedUntilTime"_L1);
    a.useCount = fields.numberIfAny("lockCount"_L1);
    a.fingerprints = fingerprints(fields, "fingerprints"_L1);
    a.lastActive = fields.when("lastActive"_L1);
    a.created = fields.when("created"_L1);
    a.updated = fields.when("updated"_L1);
    a.operationPending = fields.truth("operationPending"_L1);
    a.error = fields.text("error"_L1);
    a.unreadable = fields.texts("unreadable"_L1);
    return fields.isSound() ? std::optional(a) : std::nullopt;
}

} // namespace lockdesk
