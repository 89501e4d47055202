#pragma once

#include "accessschedule.h"
#include "ids.h"
#include "keypadcode.h"

#include <QMap>
#include <QStringList>

namespace lockdesk {

/// What kind of key an authorization is (the contract's SmartlockAuth.type, whose bound of 2 is wrong).
enum class AuthorizationType : int {
    App = 0,
    Bridge = 1,
    Fob = 2,
    Keypad = 3,
    KeypadCode = 13,
    ZKey = 14,
    Virtual = 15,
};

QString text(AuthorizationType type);

/// The longest name of an authorization of this type in UTF-8 bytes: 20 for a keypad code, 32 otherwise
/// (nuki-facts chapter 5).
int maxNameBytes(AuthorizationType type);

/// What is wrong with a name that a person typed, in words; empty when nothing is.
QString nameProblem(const QString &name, AuthorizationType type);

/// The right of one person, code or fob to open one device, as the API's SmartlockAuth holds it. Every field
/// but the ids may be missing, and an absent one stays absent when the record is sent back.
struct Authorization
{
    AuthorizationId id; ///< null for one not yet created
    SmartlockId smartlockId{};
    std::optional<AuthorizationType> type;
    QString name;
    std::optional<AccountUserId> accountUserId;
    std::optional<qint32> lockAuthId; ///< `authId`, the lock's own number: never used in URLs
    std::optional<KeypadCode> code;
    std::optional<bool> enabled;
    std::optional<bool> remoteAllowed;
    AccessSchedule schedule;
    std::optional<int> useCount; ///< `lockCount`
    QMap<QString, QString> fingerprints; ///< read-only
    QDateTime lastActive; ///< UTC; invalid when absent
    QDateTime created; ///< UTC; invalid when absent
    QDateTime updated; ///< UTC; invalid until the lock itself has confirmed (nuki-facts chapter 3)
    bool operationPending = false;
    QString error; ///< the server's own words
    QStringList unreadable; ///< updatable fields of the wrong shape, or damaged on the way: see mayGoBack()

    AuthorizationType kind() const { return type.value_or(AuthorizationType(-1)); }
    bool isKeypadCode() const { return type == AuthorizationType::KeypadCode; }
    bool isEnabled() const { return enabled.value_or(true); }

    friend bool operator==(const Authorization &, const Authorization &) = default;
};

/// Whether a full-record update may carry it, since nothing of it would be lost or altered. One whose name
/// came damaged, with U+FFFD in it, may go back once a person has typed another name.
bool mayGoBack(const Authorization &authorization);

/// The names of the ten updatable fields in which two records differ, as the API spells them
/// (SmartlockAuthUpdate).
QStringList updatableDifferences(const Authorization &a, const Authorization &b);

} // namespace lockdesk
