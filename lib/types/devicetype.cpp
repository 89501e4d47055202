#include "devicetype.h"

#include <QCoreApplication>

namespace lockdesk {

QString text(DeviceType type)
{
    switch (type) {
    case DeviceType::SmartLock12:
        return QCoreApplication::translate("DeviceType", "Smart Lock 1/2");
    case DeviceType::Box:
        return QCoreApplication::translate("DeviceType", "Box");
    case DeviceType::Opener:
        return QCoreApplication::translate("DeviceType", "Opener");
    case DeviceType::SmartDoor:
        return QCoreApplication::translate("DeviceType", "Smart Door");
    case DeviceType::SmartLock34:
        return QCoreApplication::translate("DeviceType", "Smart Lock 3/4");
    case DeviceType::SmartLock5:
        return QCoreApplication::translate("DeviceType", "Smart Lock 5");
    }
    return unknownNumber(int(type));
}

int authorizationCapacity(DeviceType type)
{
    switch (type) {
    case DeviceType::SmartLock12:
    case DeviceType::Box:
    case DeviceType::Opener:
        return 100;
    case DeviceType::SmartDoor:
    case DeviceType::SmartLock34:
    case DeviceType::SmartLock5:
        return 200;
    }
    return 200;
}

QString unknownNumber(int number)
{
    return QCoreApplication::translate("Unknown", "Unknown (%1)").arg(number);
}

} // namespace lockdesk
