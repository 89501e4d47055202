#pragma once

#include "devicetype.h"
#include "ids.h"
#include "nukitimezone.h"
#include "states.h"

#include <QDateTime>
#include <QString>
#include <optional>

namespace lockdesk {

/// What is known of a device's power. Absent is not zero: a first-generation lock reports no charge at all.
struct Battery
{
    std::optional<bool> critical;
    std::optional<bool> charging;
    std::optional<int> charge; ///< per cent, an estimate
    std::optional<bool> keypadCritical;
    std::optional<bool> doorSensorCritical;

    /// Any of the batteries asks for a person.
    bool needsAttention() const
    {
        return critical.value_or(false) || keypadCritical.value_or(false)
            || doorSensorCritical.value_or(false);
    }

    friend bool operator==(const Battery &, const Battery &) = default;
};

/// A packed firmware or hardware version: 199175 is 3.10.7 (nuki-facts chapter 1).
struct Version
{
    int packed = 0;

    QString toFirmwareText() const; ///< "3.10.7"
    QString toHardwareText() const; ///< "11.1"

    friend auto operator<=>(const Version &, const Version &) = default;
};

/// A device of the account, whatever its type, as the API's Smartlock holds it. Every field but the id may be
/// missing; what is missing is nullopt and never 0 or false.
struct Smartlock
{
    SmartlockId id{};
    std::optional<DeviceType> type;
    QString name;
    std::optional<bool> favorite;

    std::optional<Mode> mode;
    std::optional<int> state; ///< by the type's own table: stateText(), stateKind()
    std::optional<Trigger> trigger;
    std::optional<int> lastAction; ///< a LockAction's number
    std::optional<DoorState> doorState;
    std::optional<bool> nightMode;
    QDateTime ringToOpenEnd; ///< UTC; invalid when not active
    Battery battery;

    std::optional<ServerState> serverState;
    std::optional<AdminPinState> adminPinState;
    std::optional<Version> firmware;
    std::optional<Version> hardware;
    std::optional<int> timeZoneId; ///< NukiTimeZone; absent is an unknown zone
    std::optional<int> region; ///< documented nowhere: kept as a number
    std::optional<int> openerCapabilities; ///< config.capabilities, Opener only
    std::optional<int> productVariant; ///< 5th generation: 1 Go, 2 Pro, 3 Ultra
    std::optional<bool> keypadPaired; ///< keypadPaired or keypad2Paired
    std::optional<bool> wifiEnabled;
    bool operationPending = false; ///< an operationId is set anywhere in the record
    QString error; ///< the server's own words
    QDateTime updated; ///< updateDate, UTC; invalid when absent

    DeviceType deviceType() const { return type.value_or(DeviceType(-1)); }
    bool isOffline() const { return serverState.value_or(ServerState::Ok) != ServerState::Ok; }

    /// The name, or "Device 1A2B3C4D" when it has none.
    QString displayName() const;

    /// The lock's own clock; invalid when the zone is absent or unknown.
    QTimeZone zone() const;

    /// Secured, open, moving …; Unknown while the server does not reach the device: what it then holds is
    /// only the last state.
    StateKind kind() const;

    friend bool operator==(const Smartlock &, const Smartlock &) = default;
};

/// The likely reason why a device is offline, by its type: its bridge, or Wi-Fi.
QString offlineReason(const Smartlock &smartlock);

/// "5th generation (Ultra)", "Smart Lock 3/4" …: the type with the variant where one is known.
QString typeText(const Smartlock &smartlock);

} // namespace lockdesk
