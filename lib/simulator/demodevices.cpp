#include "demodevices.h"

#include "devicetype.h"
#include "simulatedactions.h"
#include "simulateddates.h"
#include "states.h"

#include <QJsonObject>
#include <array>

using namespace Qt::StringLiterals;

namespace lockdesk {

namespace {

enum class Story {
    None,
    Offline,
    MotorBlocked,
    Continuous,
    RingToOpen,
    LowBattery,
    FlatKeypad,
    DoorOpen,
    UnitedStates,
    Unlocked
};
enum class KeypadKind { None, First, Second };

struct Model
{
    const char16_t *name;
    DeviceType type;
    int timeZoneId;
    KeypadKind keypad = KeypadKind::None;
    Story story = Story::None;
    int variant = 0; // 5th generation: 1 Go, 2 Pro, 3 Ultra
};

using T = DeviceType;
using K = KeypadKind;
constexpr std::array models{
    Model{u"Main entrance", T::SmartLock5, 37, K::Second, Story::None, 3},
    Model{u"Staff door – Laundry", T::SmartLock34, 37, K::First},
    Model{u"Klassenzimmer 3b", T::SmartLock34, 37, K::First},
    Model{u"Genève réception", T::SmartLock5, 37, K::Second, Story::Unlocked, 2},
    Model{u"Lehrerzimmer", T::SmartLock12, 37, K::First, Story::LowBattery},
    Model{u"Turnhalle Nord", T::SmartDoor, 37},
    Model{u"Intercom – Courtyard", T::Opener, 37, K::None, Story::Continuous},
    Model{u"Paketbox Hof", T::Box, 37},
    Model{u"London – Front door", T::SmartLock34, 40, K::First, Story::Unlocked},
    Model{u"London – Server room", T::SmartLock5, 40, K::Second, Story::None, 2},
    Model{u"London – Bike store", T::SmartLock12, 40, K::None, Story::Offline},
    Model{u"Camden intercom", T::Opener, 40, K::None, Story::RingToOpen},
    Model{u"New York – Suite 1204", T::SmartLock34, 12, K::First, Story::UnitedStates},
    Model{u"New York – Office", T::SmartLock5, 12, K::Second, Story::None, 1},
    Model{u"Santa Monica – Beach house", T::SmartLock34, 9, K::First, Story::FlatKeypad},
    Model{u"Tōkyō – Genkan", T::SmartLock5, 29, K::Second, Story::None, 3},
    Model{u"Tokyo – Storage", T::SmartLock34, 29},
    Model{u"Sydney – Reception", T::SmartLock34, 36, K::First, Story::DoorOpen},
    Model{u"Sydney – Pool gate", T::SmartDoor, 36, K::First},
    Model{u"Mumbai – Clinic", T::SmartLock12, 24, K::First, Story::MotorBlocked},
    Model{u"Mumbai – Pharmacy", T::SmartLock34, 24, K::First},
    Model{u"Helsinki – Sauna", T::SmartLock5, 38, K::Second, Story::LowBattery, 2},
    Model{u"Helsinki – Varasto", T::SmartLock12, 38},
    Model{u"Boardroom", T::SmartLock34, 37, K::First},
};

// Beyond the first 24: a hotel's rooms, on the models of the ones above, without their stories.
Model modelOf(int index)
{
    Model model = models[size_t(index) % models.size()];
    if (index >= int(models.size()))
        model.story = Story::None;
    return model;
}

QString nameOf(int index)
{
    if (index < int(models.size()))
        return QString::fromUtf16(models[size_t(index)].name);
    const int room = index - int(models.size());
    return u"House %1 – Room %2"_s.arg(room / 400 + 1).arg((room % 400) / 40 * 100 + 101 + room % 40);
}

bool hasCharge(DeviceType type)
{
    return type == T::SmartLock34 || type == T::SmartLock5 || type == T::SmartDoor;
}

int packedFirmware(DeviceType type)
{
    const auto packed = [](int major, int minor, int patch) { return major << 16 | minor << 8 | patch; };
    switch (type) {
    case T::SmartLock12:
        return packed(2, 15, 8);
    case T::Box:
        return packed(1, 4, 2);
    case T::Opener:
        return packed(1, 10, 1);
    case T::SmartDoor:
        return packed(1, 9, 6);
    case T::SmartLock34:
        return packed(3, 10, 7);
    case T::SmartLock5:
        return packed(5, 9, 4);
    }
    return packed(1, 0, 0);
}

QJsonObject batteryOf(const Model &model, QRandomGenerator &random)
{
    QJsonObject battery{{u"batteryCritical"_s, model.story == Story::LowBattery}};
    if (hasCharge(model.type)) {
        battery.insert("batteryCharging"_L1, false);
        battery.insert(
            "batteryCharge"_L1, model.story == Story::LowBattery ? 8 : 30 + random.bounded(36) * 2);
    }
    if (model.keypad != K::None)
        battery.insert("keypadBatteryCritical"_L1, model.story == Story::FlatKeypad);
    return battery;
}

QJsonObject stateOf(const Model &model, const QDateTime &now, QRandomGenerator &random)
{
    QJsonObject state = batteryOf(model, random);
    const bool isContinuous = model.story == Story::Continuous;
    int number = int(LockState::Locked); // on an Opener: online
    if (model.story == Story::MotorBlocked)
        number = int(LockState::MotorBlocked);
    else if (model.story == Story::RingToOpen)
        number = int(OpenerState::RingToOpenActive);
    else if (model.story == Story::Unlocked || model.story == Story::DoorOpen)
        number = int(LockState::Unlocked);
    state.insert("mode"_L1, int(isContinuous ? Mode::ContinuousOrFailure : Mode::Door));
    state.insert("state"_L1, number);
    state.insert("trigger"_L1, int(isContinuous ? Trigger::AutoLockOrContinuous : Trigger::System));
    state.insert("lastAction"_L1,
        isContinuous                                                    ? 6
            : number == int(LockState::Locked) && !isOpener(model.type) ? 2
                                                                        : 1);
    state.insert("ringToOpenTimer"_L1, model.story == Story::RingToOpen ? 900 : 0);
    if (model.story == Story::RingToOpen)
        state.insert("ringToOpenEnd"_L1, wholeSecondsText(now.addSecs(900)));
    const bool hasSensor = !isOpener(model.type) && model.type != T::Box && model.keypad != K::None;
    state.insert("doorState"_L1,
        int(!hasSensor                           ? DoorState::Unavailable
                : model.story == Story::DoorOpen ? DoorState::Open
                                                 : DoorState::Closed));
    if (hasSensor)
        state.insert("doorsensorBatteryCritical"_L1, false);
    if (model.type != T::SmartLock12) // missing there (nuki-facts chapter 1)
        state.insert("nightMode"_L1, false);
    return state;
}

QJsonObject configOf(const Model &model, const QString &name)
{
    QJsonObject config{{u"name"_s, name}, {u"latitude"_s, 47.07}, {u"longitude"_s, 15.43},
        {u"capabilities"_s, isOpener(model.type) ? 1 : 0}, {u"pairingEnabled"_s, true},
        {u"buttonEnabled"_s, true}, {u"ledEnabled"_s, true}, {u"timezoneId"_s, model.timeZoneId},
        {u"timezoneOffset"_s, 0}, {u"daylightSavingMode"_s, 0}, {u"fobPaired"_s, false},
        {u"advertisingMode"_s, 0}, {u"keypadPaired"_s, model.keypad == K::First},
        {u"keypad2Paired"_s, model.keypad == K::Second}, {u"homekitState"_s, 0}};
    if (isOpener(model.type))
        config.insert("operatingMode"_L1, 2);
    else
        config.insert("singleLock"_L1, false); // missing on an Opener (nuki-facts chapter 1)
    if (hasCharge(model.type))
        config.insert("wifiEnabled"_L1, true);
    if (model.variant)
        config.insert("productVariant"_L1, model.variant);
    return config;
}

void addAdvancedConfig(QJsonObject &device, const Model &model)
{
    if (isOpener(model.type)) {
        device.insert("openerAdvancedConfig"_L1,
            QJsonObject{{u"rtoTimeout"_s, 20}, {u"electricStrikeDelay"_s, 0},
                {u"electricStrikeDuration"_s, 3000}, {u"disableRtoAfterRing"_s, false},
                {u"doorbellSuppression"_s, 0}, {u"batteryType"_s, 0}});
    } else if (model.type == T::SmartDoor) {
        device.insert("smartdoorAdvancedConfig"_L1,
            QJsonObject{{u"lngTimeout"_s, 20}, {u"autoLock"_s, true}, {u"batteryType"_s, 1}});
    } else if (model.type != T::Box) {
        device.insert("advancedConfig"_L1,
            QJsonObject{{u"lngTimeout"_s, 20}, {u"totalDegrees"_s, 1260},
                {u"lockedPositionOffsetDegrees"_s, 0}, {u"unlockedPositionOffsetDegrees"_s, 0},
                {u"singleLockedPositionOffsetDegrees"_s, 0}, {u"batteryType"_s, 2}, {u"autoLock"_s, false}});
    }
}

} // namespace

QJsonArray demoDevices(int count, const QDateTime &now, QRandomGenerator &random)
{
    QJsonArray devices;
    const quint32 firstNumber = 0x2A000000u | random.bounded(1u << 20);
    for (int i = 0; i < count; ++i) {
        const Model model = modelOf(i);
        const QString name = nameOf(i);
        const qint64 id = qint64(model.type) << 32 | (firstNumber + quint32(i) * 4097u);
        const bool isOffline = model.story == Story::Offline;
        QJsonObject device{{u"smartlockId"_s, id}, {u"accountId"_s, demoAccountId},
            {u"type"_s, int(model.type)}, {u"authId"_s, 100'000 + i}, {u"name"_s, name},
            {u"favorite"_s, i < 3}, {u"config"_s, configOf(model, name)},
            {u"state"_s, stateOf(model, now, random)}, {u"firmwareVersion"_s, packedFirmware(model.type)},
            {u"hardwareVersion"_s, 2817},
            {u"serverState"_s, int(isOffline ? ServerState::Offline : ServerState::Ok)},
            {u"adminPinState"_s, 0}, {u"virtualDevice"_s, false},
            {u"creationDate"_s, millisecondsText(now.addDays(-30 - random.bounded(1500)))},
            {u"updateDate"_s,
                millisecondsText(now.addSecs(isOffline ? -17 * 86400 : -60 - random.bounded(7200)))}};
        if (model.story == Story::UnitedStates)
            device.insert("region"_L1, SimulatedActions::usRegion);
        addAdvancedConfig(device, model);
        devices.append(device);
    }
    return devices;
}

} // namespace lockdesk
