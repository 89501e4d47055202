#include "smartlock.h"

#include <QCoreApplication>

namespace lockdesk {

using namespace Qt::StringLiterals;

QString Version::toFirmwareText() const
{
    return u"%1.%2.%3"_s.arg(packed >> 16).arg((packed >> 8) & 255).arg(packed & 255);
}

QString Version::toHardwareText() const
{
    return u"%1.%2"_s.arg(packed >> 8).arg(packed & 255);
}

QString Smartlock::displayName() const
{
    return name.isEmpty() ? QCoreApplication::translate("Smartlock", "Device %1").arg(toHexId(id)) : name;
}

QTimeZone Smartlock::zone() const
{
    return timeZoneId ? NukiTimeZone(*timeZoneId).zone() : QTimeZone();
}

StateKind Smartlock::kind() const
{
    if (isOffline() || !state || !type)
        return StateKind::Unknown;
    const StateKind ofState = stateKind(*type, *state);
    // An Opener in continuous mode says "online" and lets everybody in.
    if (isOpener(*type) && mode == Mode::ContinuousOrFailure && ofState == StateKind::Secured)
        return StateKind::Unsecured;
    return ofState;
}

QString offlineReason(const Smartlock &smartlock)
{
    const auto reason = [](const char *words) { return QCoreApplication::translate("Smartlock", words); };
    switch (smartlock.serverState.value_or(ServerState::Ok)) {
    case ServerState::Ok:
        return {};
    case ServerState::Unregistered:
        return reason(QT_TRANSLATE_NOOP("Smartlock",
            "The device is not registered with Nuki’s server. Activate Nuki Web for it in the phone app."));
    case ServerState::AuthUuidInvalid:
    case ServerState::AuthInvalid:
        return reason(QT_TRANSLATE_NOOP("Smartlock",
            "Nuki Web’s own access to the device is no longer valid. Activate Nuki Web anew in the phone "
            "app."));
    case ServerState::Offline:
        break;
    }
    if (smartlock.wifiEnabled.value_or(false))
        return reason(
            QT_TRANSLATE_NOOP("Smartlock", "The device does not answer. Check its Wi-Fi and its battery."));
    switch (smartlock.deviceType()) {
    case DeviceType::Opener:
    case DeviceType::SmartLock12:
    case DeviceType::Box:
        return reason(QT_TRANSLATE_NOOP("Smartlock",
            "The device does not answer. Check its bridge: power, Wi-Fi and distance, then its battery."));
    case DeviceType::SmartDoor:
    case DeviceType::SmartLock34:
    case DeviceType::SmartLock5:
        break;
    }
    return reason(QT_TRANSLATE_NOOP(
        "Smartlock", "The device does not answer. Check its Wi-Fi or bridge, and its battery."));
}

QString typeText(const Smartlock &smartlock)
{
    if (!smartlock.type)
        return QCoreApplication::translate("Smartlock", "Unknown");
    const QString type = text(*smartlock.type);
    if (*smartlock.type != DeviceType::SmartLock5 || !smartlock.productVariant)
        return type;
    switch (*smartlock.productVariant) {
    case 1:
        return type + u" Go"_s;
    case 2:
        return type + u" Pro"_s;
    case 3:
        return type + u" Ultra"_s;
    default:
        return type;
    }
}

} // namespace lockdesk
