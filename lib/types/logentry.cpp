#include "logentry.h"

#include "lockaction.h"

#include <QCoreApplication>

namespace lockdesk {

namespace {

QString tr(const char *words)
{
    return QCoreApplication::translate("LogEntry", words);
}

// Source 3 ("Tap to Unlock") with trigger 253 (keypad error) has a table of its own (nuki-facts chapter 0).
QString tapResultText(int state)
{
    switch (state) {
    case 0:
        return tr(QT_TRANSLATE_NOOP("LogEntry", "Access document revoked"));
    case 1:
        return tr(QT_TRANSLATE_NOOP("LogEntry", "NFC could not send"));
    case 2:
        return tr(QT_TRANSLATE_NOOP("LogEntry", "Wrong order of steps"));
    case 3:
        return tr(QT_TRANSLATE_NOOP("LogEntry", "Command came too late"));
    case 7:
        return tr(QT_TRANSLATE_NOOP("LogEntry", "Invalid data"));
    case 37:
        return tr(QT_TRANSLATE_NOOP("LogEntry", "No right to open"));
    case 255:
        return tr(QT_TRANSLATE_NOOP("LogEntry", "Unknown error"));
    default:
        return unknownNumber(state);
    }
}

} // namespace

QString logActionText(int action, DeviceType type)
{
    switch (action) {
    case 11:
        return tr(QT_TRANSLATE_NOOP("LogEntry", "Reset to default settings"));
    case 208:
        return tr(QT_TRANSLATE_NOOP("LogEntry", "Door ajar"));
    case 209:
        return tr(QT_TRANSLATE_NOOP("LogEntry", "Door state does not match"));
    case 224:
        return tr(QT_TRANSLATE_NOOP("LogEntry", "Doorbell"));
    case 240:
        return tr(QT_TRANSLATE_NOOP("LogEntry", "Door opened"));
    case 241:
        return tr(QT_TRANSLATE_NOOP("LogEntry", "Door closed"));
    case 242:
        return tr(QT_TRANSLATE_NOOP("LogEntry", "Door sensor jammed"));
    case 243:
        return tr(QT_TRANSLATE_NOOP("LogEntry", "Firmware update"));
    case 250:
        return tr(QT_TRANSLATE_NOOP("LogEntry", "Door log on"));
    case 251:
        return tr(QT_TRANSLATE_NOOP("LogEntry", "Door log off"));
    case 252:
        return tr(QT_TRANSLATE_NOOP("LogEntry", "Initialised"));
    case 253:
        return tr(QT_TRANSLATE_NOOP("LogEntry", "Calibrated"));
    case 254:
        return tr(QT_TRANSLATE_NOOP("LogEntry", "Activity log on"));
    case 255:
        return tr(QT_TRANSLATE_NOOP("LogEntry", "Activity log off"));
    default:
        return text(LockAction(action), type);
    }
}

QString logResultText(int state, std::optional<int> source, std::optional<Trigger> trigger)
{
    if (source == 3 && trigger == Trigger::KeypadError)
        return tapResultText(state);
    switch (state) {
    case 0:
        return tr(QT_TRANSLATE_NOOP("LogEntry", "Done"));
    case 1:
        return tr(QT_TRANSLATE_NOOP("LogEntry", "Motor blocked"));
    case 2:
        return tr(QT_TRANSLATE_NOOP("LogEntry", "Cancelled"));
    case 3:
        return tr(QT_TRANSLATE_NOOP("LogEntry", "Too soon after the last action"));
    case 4:
        return tr(QT_TRANSLATE_NOOP("LogEntry", "Busy"));
    case 5:
        return tr(QT_TRANSLATE_NOOP("LogEntry", "Motor voltage low"));
    case 6:
        return tr(QT_TRANSLATE_NOOP("LogEntry", "Clutch failure"));
    case 7:
        return tr(QT_TRANSLATE_NOOP("LogEntry", "Motor power failure"));
    case 8:
        return tr(QT_TRANSLATE_NOOP("LogEntry", "Incomplete"));
    case 9:
        return tr(QT_TRANSLATE_NOOP("LogEntry", "Rejected"));
    case 10:
        return tr(QT_TRANSLATE_NOOP("LogEntry", "Rejected by night mode"));
    case 224:
        return tr(QT_TRANSLATE_NOOP("LogEntry", "Wrong code"));
    case 225:
        return tr(QT_TRANSLATE_NOOP("LogEntry", "Wrong fingerprint"));
    case 226:
        return tr(QT_TRANSLATE_NOOP("LogEntry", "Wrong NFC tag"));
    case 254:
        return tr(QT_TRANSLATE_NOOP("LogEntry", "Other error"));
    case 255:
        return tr(QT_TRANSLATE_NOOP("LogEntry", "Unknown error"));
    default:
        return unknownNumber(state);
    }
}

} // namespace lockdesk
