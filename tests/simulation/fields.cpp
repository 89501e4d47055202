#include "fields.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <array>

using namespace Qt::StringLiterals;

namespace lockdesk {

namespace {

constexpr std::array limits{
    "allowedFromDate", "allowedUntilDate", "allowedWeekDays", "allowedFromTime", "allowedUntilTime"};
constexpr std::array others{"name", "accountUserId", "enabled", "remoteAllowed", "code"};

bool isDefault(const QByteArray &field, const QByteArray &value)
{
    if (field == "remoteAllowed")
        return value == "false";
    if (field == "enabled")
        return value == "true";
    if (field == "allowedWeekDays")
        return value == "0" || value == "127";
    if (field == "allowedFromTime" || field == "allowedUntilTime")
        return value == "0";
    return false;
}

} // namespace

QByteArray literalOf(const QJsonValue &value)
{
    if (value.isBool())
        return value.toBool() ? "true" : "false";
    if (value.isDouble())
        return QByteArray::number(value.toInteger());
    const QByteArray array = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
    return array.mid(1, array.size() - 2);
}

Fields fieldsOf(const QJsonObject &object)
{
    Fields fields;
    const auto take = [&](const char *name) {
        const QJsonValue value = object.value(QLatin1StringView(name));
        if (!value.isUndefined() && !value.isNull())
            fields.insert(name, literalOf(value));
    };
    std::ranges::for_each(limits, take);
    std::ranges::for_each(others, take);
    return fields;
}

Fields meaningOf(const Fields &fields)
{
    Fields meaning;
    for (auto field = fields.cbegin(); field != fields.cend(); ++field) {
        if (isDefault(field.key(), field.value()))
            continue;
        const bool isDate = field.key().endsWith("Date");
        meaning.insert(field.key(), isDate ? field.value().left(20) : field.value());
    }
    return meaning;
}

QList<QByteArray> differences(const Fields &a, const Fields &b)
{
    const Fields mine = meaningOf(a);
    const Fields theirs = meaningOf(b);
    QList<QByteArray> names;
    for (auto field = mine.cbegin(); field != mine.cend(); ++field) {
        if (theirs.value(field.key()) != field.value())
            names.append(field.key());
    }
    for (auto field = theirs.cbegin(); field != theirs.cend(); ++field) {
        if (!mine.contains(field.key()))
            names.append(field.key());
    }
    return names;
}

Fields updated(const Fields &old, const Fields &update)
{
    Fields made = update;
    for (const char *name : others) {
        if (!made.contains(name) && old.contains(name))
            made.insert(name, old.value(name));
    }
    return made;
}

bool isLimit(const QByteArray &field)
{
    return std::ranges::any_of(limits, [&field](const char *name) { return field == name; });
}

} // namespace lockdesk
