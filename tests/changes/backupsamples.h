#pragma once

#include "backup.h"
#include "smartlock.h"
#include "utc.h"

#include <QRandomGenerator>

namespace lockdesk::samples {

inline constexpr SmartlockId front{18178888180};
inline constexpr SmartlockId spare{21913877581};
inline const QDateTime now = QDateTime(QDate(2026, 3, 2), QTime(9, 0), QTimeZone::utc());

inline Smartlock lock(SmartlockId id = front, const QString &name = QStringLiteral("Front"))
{
    Smartlock l;
    l.id = id;
    l.type = DeviceType(toNumber(id) >> 32);
    l.name = name;
    l.keypadPaired = true;
    return l;
}

inline AuthorizationId idOf(int number)
{
    return *AuthorizationId::fromString(
        QStringLiteral("6ab2be33a1b2c3d4e5%1").arg(number, 6, 16, QLatin1Char('0')));
}

inline Authorization code(int number, int digits, const QString &name, SmartlockId device = front)
{
    Authorization a;
    a.id = idOf(number);
    a.smartlockId = device;
    a.type = AuthorizationType::KeypadCode;
    a.name = name;
    a.code = KeypadCode::fromServer(digits);
    a.enabled = true;
    a.updated = now.addDays(-30);
    return a;
}

inline Authorization app(int number, int person, const QString &name, SmartlockId device = front)
{
    Authorization a;
    a.id = idOf(number);
    a.smartlockId = device;
    a.type = AuthorizationType::App;
    a.name = name;
    a.accountUserId = AccountUserId(person);
    a.enabled = true;
    a.remoteAllowed = true;
    a.updated = now.addDays(-30);
    return a;
}

/// Any record that the service may hold: every field may be missing, and old schedules break every rule.
class RandomAuthorizations
{
public:
    explicit RandomAuthorizations(quint32 seed)
        : m_random(seed)
    {
    }

    Authorization next(SmartlockId device, int number)
    {
        using namespace Qt::StringLiterals;
        Authorization a;
        a.id = idOf(number);
        a.smartlockId = device;
        if (isSo(90))
            a.type = AuthorizationType(oneOf({0, 0, 1, 2, 3, 13, 13, 13, 14, 15, 99}));
        a.name = oneOf({u"Cleaner"_s, u"Zoë Müller"_s, u"<b>Ann</b>"_s, u""_s, u" x "_s,
            u"a\u0000b\u202e\n\u2028\U0001f511"_s});
        if (a.isKeypadCode() && isSo(90))
            a.code = KeypadCode::fromServer(oneOf({120'011, 0, 345'678, 2'147'483'647}));
        if (isSo(50))
            a.accountUserId = AccountUserId(501 + int(m_random.bounded(2)));
        if (isSo(50))
            a.lockAuthId = int(m_random.bounded(100'000)) - 10;
        if (isSo(80))
            a.enabled = isSo(70);
        if (isSo(60))
            a.remoteAllowed = isSo(50);
        schedule(a.schedule);
        if (isSo(40))
            a.useCount = int(m_random.bounded(500));
        if (isSo(20))
            a.fingerprints = {{u"1"_s, u"thumb"_s}, {u"x\n"_s, u""_s}};
        for (QDateTime *date : {&a.lastActive, &a.created, &a.updated}) {
            if (isSo(60))
                *date = utcFromMSecs(m_random.bounded(qint64(1'900'000'000'000)));
        }
        if (!a.type && a.code)
            a.unreadable = {u"type"_s};
        else if (isSo(5))
            a.unreadable = {u"allowedFromTime"_s};
        return a;
    }

    bool isSo(int percent) { return int(m_random.bounded(100)) < percent; }

private:
    template <typename T>
    T oneOf(std::initializer_list<T> values)
    {
        return *(values.begin() + m_random.bounded(int(values.size())));
    }

    void schedule(AccessSchedule &schedule)
    {
        using namespace Qt::StringLiterals;
        const int limits = oneOf({0, 60, 100}); // per cent
        for (std::optional<Instant> *date : {&schedule.fromDate, &schedule.untilDate}) {
            if (isSo(limits))
                *date = Instant::fromText(oneOf({u"2026-01-01T00:00:00.000Z"_s, u"2027-12-31T22:30Z"_s,
                    u"2026-06-16T10:30:00+02:00"_s, u"2026-06-16T10:30:00"_s, u"soon"_s}));
        }
        if (isSo(limits))
            schedule.weekDays = oneOf({0, 1, 96, 124, 127, 255, -1});
        for (std::optional<int> *time : {&schedule.fromTime, &schedule.untilTime}) {
            if (isSo(limits))
                *time = oneOf({0, 1, 540, 1020, 1439, 1440, -5, 2'147'483'647});
        }
    }

    QRandomGenerator m_random;
};

} // namespace lockdesk::samples
