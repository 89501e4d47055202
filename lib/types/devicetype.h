#pragma once

#include <QString>

namespace lockdesk {

/// What kind of device the API calls a "smartlock" (key concepts, "Devices"). An unknown number is kept.
enum class DeviceType : int {
    SmartLock12 = 0, ///< Smart Lock, 1st and 2nd generation
    Box = 1,
    Opener = 2,
    SmartDoor = 3,
    SmartLock34 = 4, ///< Smart Lock, 3rd and 4th generation
    SmartLock5 = 5, ///< Smart Lock, 5th generation: Go, Pro, Ultra
};

/// The type in words; "Unknown (n)" for a number outside the table.
QString text(DeviceType type);

inline bool isOpener(DeviceType type)
{
    return type == DeviceType::Opener;
}

/// Soft limit of authorizations: 100 on older devices, 200 on newer ones. The service has the last word
/// (nuki-facts chapter 5: sources differ).
int authorizationCapacity(DeviceType type);

/// "Unknown (n)", how every enum here shows a number it does not know.
QString unknownNumber(int number);

} // namespace lockdesk
