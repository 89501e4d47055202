#pragma once

#include "ids.h"
#include "instant.h"

#include <QJsonObject>
#include <QStringList>
#include <limits>
#include <optional>

namespace lockdesk {

/// Reads the fields of one JSON object the tolerant way (nuki-facts chapter 1): a field that is missing,
/// null, of another type or out of range reads as absent, never as 0, false or "". Fields of another type or
/// out of range are remembered by name, for records that go back to the service.
class JsonFields
{
public:
    using Key = QLatin1StringView;

    explicit JsonFields(const QJsonObject &object)
        : m_object(object)
    {
    }

    /// A number without a fraction that fits 64 bits; the way an id is read.
    std::optional<qint64> integer(Key key);

    /// A 32-bit number, as plain int or as the enum that keeps it. Numbers the enum does not know are kept.
    template <typename T = int>
    std::optional<T> number(Key key)
    {
        static_assert(sizeof(T) == sizeof(qint32));
        const std::optional<qint64> wide = integer(key);
        if (!wide)
            return std::nullopt;
        if (*wide < std::numeric_limits<qint32>::min() || *wide > std::numeric_limits<qint32>::max()) {
            markMisshapen(key);
            return std::nullopt;
        }
        return static_cast<T>(*wide);
    }

    std::optional<bool> truth(Key key);

    /// Empty when absent.
    QString text(Key key);

    /// A date with the text it came as. An empty text is misshapen; one that is no date is kept (safety D12).
    std::optional<Instant> instant(Key key);

    /// A date for reading only: UTC, invalid when absent or unreadable.
    QDateTime dateTime(Key key);

    /// A device's id: positive.
    std::optional<SmartlockId> smartlockId(Key key);

    /// The object of that name; without any field when absent.
    JsonFields object(Key key);

    /// Whether a string or an object is there and not empty text: how an `operationId` is read, whose type
    /// differs from record to record (nuki-facts chapter 1).
    bool isSet(Key key) const;

    /// Whether a text came with bytes that are no UTF-8.
    bool isDamaged(Key key) const;

    /// The raw value, Undefined when absent: for a field with several shapes. The caller marks a bad one.
    QJsonValue value(Key key) const { return m_object.value(key); }
    void markMisshapen(Key key) { m_misshapen.append(key); }

    /// The fields read so far that were there in a shape they must not have, in reading order.
    const QStringList &misshapen() const { return m_misshapen; }

private:
    /// The value when it has `type`; Undefined, and noted, when it has another.
    QJsonValue valueOf(Key key, QJsonValue::Type type);

    QJsonObject m_object;
    QStringList m_misshapen;
};

/// The number when `value` is one, has no fraction and fits 64 bits.
std::optional<qint64> exactInteger(const QJsonValue &value);

} // namespace lockdesk
