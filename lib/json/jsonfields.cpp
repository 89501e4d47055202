#include "jsonfields.h"

#include "recordtext.h"

namespace lockdesk {

std::optional<qint64> exactInteger(const QJsonValue &value)
{
    if (!value.isDouble()) // JSON knows one type of number
        return std::nullopt;
    // toInteger() answers with the default for a fraction or a number beyond 64 bits.
    const qint64 number = value.toInteger(0);
    if (number == 0 && value.toInteger(1) == 1)
        return std::nullopt;
    return number;
}

QJsonValue JsonFields::valueOf(Key key, QJsonValue::Type type)
{
    const QJsonValue found = m_object.value(key);
    if (found.type() == type)
        return found;
    if (!found.isUndefined() && !found.isNull())
        markMisshapen(key);
    return QJsonValue(QJsonValue::Undefined);
}

std::optional<qint64> JsonFields::integer(Key key)
{
    const QJsonValue found = valueOf(key, QJsonValue::Double);
    if (found.isUndefined())
        return std::nullopt;
    const std::optional<qint64> number = exactInteger(found);
    if (!number)
        markMisshapen(key);
    return number;
}

std::optional<bool> JsonFields::truth(Key key)
{
    const QJsonValue found = valueOf(key, QJsonValue::Bool);
    return found.isUndefined() ? std::nullopt : std::optional(found.toBool());
}

QString JsonFields::text(Key key)
{
    return valueOf(key, QJsonValue::String).toString();
}

std::optional<Instant> JsonFields::instant(Key key)
{
    const QJsonValue found = valueOf(key, QJsonValue::String);
    if (found.isUndefined())
        return std::nullopt;
    const QString written = found.toString();
    if (written.isEmpty()) {
        markMisshapen(key);
        return std::nullopt;
    }
    return Instant::fromText(written);
}

QDateTime JsonFields::dateTime(Key key)
{
    const std::optional<Instant> found = instant(key);
    return found ? found->when() : QDateTime();
}

std::optional<SmartlockId> JsonFields::smartlockId(Key key)
{
    const std::optional<qint64> number = integer(key);
    if (!number || *number <= 0)
        return std::nullopt;
    return SmartlockId(*number);
}

JsonFields JsonFields::object(Key key)
{
    return JsonFields(valueOf(key, QJsonValue::Object).toObject());
}

bool JsonFields::isSet(Key key) const
{
    const QJsonValue found = m_object.value(key);
    return found.isObject() || (found.isString() && !found.toString().isEmpty());
}

bool JsonFields::isDamaged(Key key) const
{
    return m_object.value(damageMark).toBool() && m_object.value(key).toString().contains(damagedLetter);
}

} // namespace lockdesk
