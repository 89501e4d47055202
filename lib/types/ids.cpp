#include "ids.h"

#include <algorithm>

namespace lockdesk {

QString toString(SmartlockId id)
{
    return QString::number(toNumber(id));
}

std::optional<SmartlockId> smartlockIdFromString(QStringView decimal)
{
    const bool digitsOnly =
        std::ranges::all_of(decimal, [](QChar c) { return c >= u'0' && c <= u'9'; }) && !decimal.isEmpty();
    bool ok = false;
    const qint64 number = decimal.toLongLong(&ok);
    if (!digitsOnly || !ok || number <= 0)
        return std::nullopt;
    return SmartlockId(number);
}

QString toHexId(SmartlockId id)
{
    return QString::number(toNumber(id) & 0xffffffff, 16).toUpper().rightJustified(8, u'0');
}

std::optional<SmartlockId> smartlockIdFromHexId(QStringView hexId, DeviceType type)
{
    const QStringView trimmed = hexId.trimmed();
    const bool hexOnly = std::ranges::all_of(trimmed, [](QChar c) {
        return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f') || (c >= u'A' && c <= u'F');
    });
    if (trimmed.isEmpty() || trimmed.size() > 8 || !hexOnly)
        return std::nullopt;
    const qint64 number = trimmed.toLongLong(nullptr, 16);
    if (number == 0)
        return std::nullopt;
    return SmartlockId((qint64(type) << 32) | number);
}

std::optional<AuthorizationId> AuthorizationId::fromString(QStringView text)
{
    const bool wellFormed = text.size() == 24 && std::ranges::all_of(text, [](QChar c) {
        return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f');
    });
    if (!wellFormed)
        return std::nullopt;
    AuthorizationId id;
    id.m_text = text.toString();
    return id;
}

} // namespace lockdesk
