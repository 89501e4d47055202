#include "demoauthorizations.h"

#include "authorizationtypes.h"
#include "devicetype.h"
#include "objectids.h"
#include "simulateddates.h"

#include <QJsonObject>
#include <QSet>
#include <QTimeZone>
#include <array>

using namespace Qt::StringLiterals;

namespace lockdesk {

namespace {

constexpr std::array codeNames{u"Cleaning", u"Night porter", u"Room service", u"Plumber", u"Guest Gruber",
    u"Deliveries", u"Guest Müller", u"Caretaker", u"Kitchen", u"Electrician", u"Guest Dupont",
    u"Fire brigade", u"Linen van", u"Elternabend", u"Yoga on Monday", u"Guest Nakamura"};

// Makes the authorizations one by one; what they share is held here.
class Maker
{
public:
    Maker(const QJsonArray &people, const QDateTime &now, QRandomGenerator &random)
        : m_people(people)
        , m_now(now)
        , m_random(random)
        , m_ids(random)
    {
    }

    void enter(const QJsonObject &device, int deviceNumber);
    QJsonObject next(int ofDevice);

private:
    int typeOf(int ofDevice) const;
    qint64 freeCode();
    QString nameOf(int type, const QJsonObject &person);
    void addSchedule(QJsonObject &record);
    void addLimits(QJsonObject &record, int fromDay, int untilDay, int weekDays, int fromTime, int untilTime);

    const QJsonArray &m_people;
    const QDateTime &m_now;
    QRandomGenerator &m_random;
    ObjectIds m_ids;
    QJsonObject m_device;
    int m_deviceNumber = 0;
    bool m_hasKeypad = false;
    QSet<qint64> m_codes; // of the device
    int m_count = 0;
    int m_peopleHere = 0;
};

void Maker::enter(const QJsonObject &device, int deviceNumber)
{
    const QJsonObject config = device.value("config"_L1).toObject();
    m_device = device;
    m_deviceNumber = deviceNumber;
    m_hasKeypad = config.value("keypadPaired"_L1).toBool() || config.value("keypad2Paired"_L1).toBool();
    m_codes.clear();
    m_peopleHere = 0;
}

int Maker::typeOf(int ofDevice) const
{
    namespace types = authorizationTypes;
    if (ofDevice == 0 && m_hasKeypad)
        return types::keypad;
    const auto type = DeviceType(m_device.value("type"_L1).toInt());
    if (ofDevice == 1 && (type == DeviceType::SmartLock12 || isOpener(type)))
        return types::bridge;
    if (ofDevice == 2 && m_deviceNumber == 1)
        return types::virtualOne;
    if (ofDevice % 9 == 8)
        return types::fob;
    const bool hasPersonLeft = m_peopleHere < m_people.size();
    if (m_hasKeypad && (ofDevice % 3 != 1 || !hasPersonLeft))
        return types::keypadCode;
    return hasPersonLeft ? types::app : types::fob;
}

qint64 Maker::freeCode()
{
    while (true) {
        qint64 code = 0;
        for (int digit = 0; digit < 6; ++digit)
            code = code * 10 + 1 + m_random.bounded(9);
        if (code / 10'000 != 12 && !m_codes.contains(code)) {
            m_codes.insert(code);
            return code;
        }
    }
}

QString Maker::nameOf(int type, const QJsonObject &person)
{
    namespace types = authorizationTypes;
    switch (type) {
    case types::app:
        return person.value("name"_L1).toString(person.value("email"_L1).toString()).left(20);
    case types::keypad:
        return u"Nuki Keypad"_s;
    case types::bridge:
        return u"Nuki Bridge"_s;
    case types::fob:
        return u"Fob %1"_s.arg(m_count % 97 + 1);
    case types::virtualOne:
        return u"Nuki Web"_s;
    default:
        break;
    }
    const QString name = QString::fromUtf16(codeNames[m_random.bounded(quint32(codeNames.size()))]);
    return m_count % 4 ? name : u"%1 %2"_s.arg(name).arg(m_count % 89 + 1);
}

void Maker::addLimits(
    QJsonObject &record, int fromDay, int untilDay, int weekDays, int fromTime, int untilTime)
{
    const QDateTime midnight(m_now.date(), QTime(0, 0), QTimeZone::utc());
    record.insert("allowedFromDate"_L1, wholeSecondsText(midnight.addDays(fromDay).addSecs(14 * 3600)));
    if (untilDay)
        record.insert("allowedUntilDate"_L1, wholeSecondsText(midnight.addDays(untilDay).addSecs(10 * 3600)));
    record.insert("allowedWeekDays"_L1, weekDays);
    record.insert("allowedFromTime"_L1, fromTime);
    record.insert("allowedUntilTime"_L1, untilTime);
}

// All five limits as a set, or none (nuki-facts chapter 4).
void Maker::addSchedule(QJsonObject &record)
{
    const int days = 2 + m_random.bounded(12);
    switch (m_random.bounded(10)) {
    case 0:
    case 1:
        return addLimits(record, -200, 0, 124, 540, 1020); // Monday to Friday, 9 to 17
    case 2:
        return addLimits(record, -90, 0, 68, 420, 720); // two mornings a week
    case 3:
        return addLimits(record, -1, days, 127, 0, 0); // a guest who is here
    case 4:
        return addLimits(record, -30 - days, -30, 127, 0, 0); // one who has left
    case 5:
        return addLimits(record, 3, 3 + days, 127, 0, 0); // one who is to come
    case 6:
        return addLimits(record, -60, 300, 3, 480, 1320); // weekends, for a year
    default:
        return;
    }
}

QJsonObject Maker::next(int ofDevice)
{
    namespace types = authorizationTypes;
    const int type = typeOf(ofDevice);
    const bool isConfirmed = ++m_count % 83 != 5 || type == types::keypad;
    const int age = isConfirmed ? 1 + m_random.bounded(700) : 0;
    const QDateTime created = isConfirmed ? m_now.addDays(-age).addSecs(-m_random.bounded(80'000))
                                          : m_now.addSecs(-120 - m_random.bounded(600));
    QJsonObject person;
    QJsonObject record{{u"id"_s, m_ids.next(created)}, {u"smartlockId"_s, m_device.value("smartlockId"_L1)},
        {u"type"_s, type}, {u"creationDate"_s, wholeSecondsText(created)}};
    if (type == types::app) {
        person = m_people.at((m_deviceNumber * 11 + m_peopleHere++) % m_people.size()).toObject();
        record.insert("accountUserId"_L1, person.value("accountUserId"_L1));
    }
    if (type == types::keypadCode)
        record.insert("code"_L1, freeCode());
    else
        record.insert("remoteAllowed"_L1, type == types::app && m_random.bounded(3) > 0);
    record.insert("name"_L1, nameOf(type, person));
    record.insert(
        "enabled"_L1, !((type == types::app || type == types::keypadCode) && m_random.bounded(20) == 0));
    record.insert("lockCount"_L1, isConfirmed ? m_random.bounded(400) : 0);
    if (type == types::keypadCode || (type == types::app && m_random.bounded(4) == 0))
        addSchedule(record);
    if (isConfirmed) {
        record.insert("authId"_L1, type == types::keypadCode ? 8192 + ofDevice : 10'000 + m_count);
        record.insert("updateDate"_L1, millisecondsText(created.addMSecs(2100 + m_random.bounded(5000))));
        if (record.value("lockCount"_L1).toInt() > 0)
            record.insert(
                "lastActiveDate"_L1, wholeSecondsText(created.addSecs(m_random.bounded(age * 86'400))));
    } else if (m_count % 2) {
        record.insert("operationId"_L1, m_ids.nextObject(created));
    }
    return record;
}

} // namespace

QJsonArray demoAuthorizations(int count, const QJsonArray &devices, const QJsonArray &people,
    const QDateTime &now, QRandomGenerator &random)
{
    QJsonArray records;
    Maker maker(people, now, random);
    for (int device = 0; device < devices.size(); ++device) {
        maker.enter(devices.at(device).toObject(), device);
        const int end = int(qint64(count) * (device + 1) / devices.size());
        for (int ofDevice = 0; records.size() < end; ++ofDevice)
            records.append(maker.next(ofDevice));
    }
    return records;
}

} // namespace lockdesk
