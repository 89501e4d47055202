#pragma once

#include "devicetype.h"

#include <QHashFunctions>
#include <QString>
#include <optional>

namespace lockdesk {

/// A device's id in the Web API: (type << 32) | number of the device. 64 bits; never goes through int or
/// double, since two locks that differ only in the type would become one (nuki-facts chapter 10).
enum class SmartlockId : qint64 {};

/// An account user's id (a person in the account).
enum class AccountUserId : qint32 {};

inline qint64 toNumber(SmartlockId id)
{
    return static_cast<qint64>(id);
}
inline qint32 toNumber(AccountUserId id)
{
    return static_cast<qint32>(id);
}

/// The id as the API writes it in paths: decimal.
QString toString(SmartlockId id);

/// A positive id in decimal, with nothing around it.
std::optional<SmartlockId> smartlockIdFromString(QStringView decimal);

/// The id as Nuki's phone app shows it: the last eight hexadecimal digits, capitals.
QString toHexId(SmartlockId id);

/// The integer id from the hexadecimal one that the app shows (1 to 8 digits) and the device's type. The 5th
/// generation's prefix is 5; the vendor's table row that says 0 is a misprint (nuki-facts chapter 10).
std::optional<SmartlockId> smartlockIdFromHexId(QStringView hexId, DeviceType type);

/// An authorization's id in URLs and logs: 24 lower-case hexadecimal digits. Checked when made, so that an id
/// from the server can never steer a request to another path (safety D6).
class AuthorizationId
{
public:
    /// An id of no authorization: not yet created.
    AuthorizationId() = default;
    static std::optional<AuthorizationId> fromString(QStringView text);

    bool isNull() const { return m_text.isEmpty(); }
    const QString &toString() const { return m_text; }

    friend bool operator==(const AuthorizationId &, const AuthorizationId &) = default;
    friend auto operator<=>(const AuthorizationId &a, const AuthorizationId &b)
    {
        return QString::compare(a.m_text, b.m_text) <=> 0;
    }
    friend size_t qHash(const AuthorizationId &id, size_t seed = 0) { return ::qHash(id.m_text, seed); }

private:
    QString m_text;
};

} // namespace lockdesk
