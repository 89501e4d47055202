#pragma once

#include "jsonfields.h"
#include "utc.h"

#include <QJsonArray>
#include <limits>

namespace lockdesk {

/// Reads back what this program has written for itself: nothing is made good. isSound() is false once any
/// field was missing that must be there, or had a shape that is never written.
class KeptFields
{
public:
    using Key = JsonFields::Key;

    explicit KeptFields(const QJsonObject &object)
        : m_fields(object)
    {
    }

    bool isSound() const { return m_isSound && m_fields.misshapen().isEmpty(); }

    /// A 64-bit number, or the enum over one, that must be there.
    template <typename T = qint64>
    T integer(Key key)
    {
        const std::optional<qint64> found = m_fields.integer(key);
        m_isSound = m_isSound && found;
        return T(found.value_or(0));
    }
    /// The same with 32 bits.
    template <typename T = int>
    T number(Key key)
    {
        const std::optional<T> found = m_fields.number<T>(key);
        m_isSound = m_isSound && found;
        return found.value_or(T());
    }
    template <typename T = int>
    std::optional<T> numberIfAny(Key key)
    {
        return m_fields.number<T>(key);
    }
    template <typename T = qint64>
    std::optional<T> integerIfAny(Key key)
    {
        const std::optional<qint64> found = m_fields.integer(key);
        return found ? std::optional(T(*found)) : std::nullopt;
    }
    bool truth(Key key) { return m_fields.truth(key).value_or(false); }
    std::optional<bool> truthIfAny(Key key) { return m_fields.truth(key); }
    QString text(Key key) { return m_fields.text(key); }
    /// Kept as milliseconds since 1970, UTC; invalid when absent.
    QDateTime when(Key key)
    {
        const std::optional<qint64> found = m_fields.integer(key);
        return found ? utcFromMSecs(*found) : QDateTime();
    }
    QStringList texts(Key key)
    {
        QStringList out;
        for (const QJsonValue value : array(key)) {
            m_isSound = m_isSound && value.isString();
            out += value.toString();
        }
        return out;
    }
    /// Empty when absent.
    QJsonArray array(Key key)
    {
        const QJsonValue found = m_fields.value(key);
        m_isSound = m_isSound && (found.isArray() || found.isUndefined());
        return found.toArray();
    }
    QJsonObject object(Key key)
    {
        const QJsonValue found = m_fields.value(key);
        m_isSound = m_isSound && found.isObject();
        return found.toObject();
    }
    bool has(Key key) const { return !m_fields.value(key).isUndefined(); }
    QJsonValue value(Key key) const { return m_fields.value(key); }
    void fail() { m_isSound = false; }

private:
    JsonFields m_fields;
    bool m_isSound = true;
};

} // namespace lockdesk
