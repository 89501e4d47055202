#pragma once

#include "accessimport.h"
#include "oddnames.h"
#include "utc.h"

namespace lockdesk {

/// Devices, people and authorizations of every kind that a service may hold, also those that break its rules.
class RandomAccess
{
public:
    explicit RandomAccess(quint32 seed)
        : m_random(seed)
    {
    }

    ImportWorld world(int count)
    {
        ImportWorld world;
        world.now = QDateTime(QDate(2026, 3, 2), QTime(9, 0), QTimeZone::utc());
        for (int i = 0; i < 50; ++i)
            world.snapshot.smartlocks += device(i);
        for (int i = 0; i < 200; ++i)
            world.people += person(i);
        for (int i = 0; i < count; ++i)
            world.snapshot.authorizations += authorization(i, world);
        return world;
    }

    bool oneIn(int count) { return m_random.bounded(count) == 0; }
    int below(int most) { return m_random.bounded(most); }

private:
    Smartlock device(int i)
    {
        Smartlock device;
        device.id = SmartlockId((qint64(4) << 32) | (1000 + i));
        device.type = DeviceType::SmartLock34;
        device.name = i % 10 == 9 ? QStringLiteral("Twin") : QStringLiteral("Room %1").arg(i);
        device.keypadPaired = true;
        if (i % 7 != 6) // some have no known zone
            device.timeZoneId = below(NukiTimeZone::count);
        return device;
    }

    AccountUser person(int i)
    {
        AccountUser person;
        person.id = AccountUserId(100 + i);
        person.name = i % 20 == 19 ? QStringLiteral("John Smith") : QStringLiteral("Person %1").arg(i);
        return person;
    }

    Authorization authorization(int i, const ImportWorld &world)
    {
        static const QList<AuthorizationType> types{AuthorizationType::App, AuthorizationType::KeypadCode,
            AuthorizationType::Fob, AuthorizationType(99), AuthorizationType::ZKey};
        Authorization a;
        a.id = *AuthorizationId::fromString(QStringLiteral("%1").arg(i + 1, 24, 16, QChar(u'0')));
        a.smartlockId = world.snapshot.smartlocks.at(below(50)).id;
        a.type = types.at(below(int(types.size())));
        a.name = oneIn(50) ? QString() : oddName(m_random);
        if (a.isKeypadCode() && !oneIn(20))
            a.code = KeypadCode::fromServer(oneIn(5) ? below(999'999) : 300'000 + i);
        if (oneIn(2))
            a.accountUserId = AccountUserId(90 + below(220)); // some are nobody's
        a.enabled = flag();
        a.remoteAllowed = flag();
        a.schedule = schedule();
        if (oneIn(2))
            a.lastActive = moment();
        return a;
    }

    std::optional<bool> flag()
    {
        const int which = below(3);
        return which == 2 ? std::nullopt : std::optional(which == 1);
    }

    QDateTime moment() { return utcFromMSecs(1'500'000'000'000 + qint64(below(1'000'000'000)) * 1000); }

    std::optional<Instant> limit()
    {
        switch (below(6)) {
        case 0:
        case 1:
            return std::nullopt;
        case 2:
            return Instant::fromText(QStringLiteral("2026-10-25T0%1:30:00Z").arg(below(3))); // clock change
        case 3:
            return Instant::fromText(
                oneIn(2) ? QStringLiteral("next week") : QStringLiteral("2026-03-01T10:00"));
        case 4:
            return Instant::fromDateTime(moment().addMSecs(below(60'000)));
        default:
            return Instant::fromDateTime(moment());
        }
    }

    std::optional<int> minutes()
    {
        switch (below(6)) {
        case 0:
            return std::nullopt;
        case 1:
            return 0;
        case 2:
            return 1440;
        case 3:
            return below(4000) - 1000;
        default:
            return below(1441);
        }
    }

    AccessSchedule schedule()
    {
        AccessSchedule s;
        if (oneIn(3))
            return s;
        s.fromDate = limit();
        s.untilDate = limit();
        if (!oneIn(3))
            s.weekDays = oneIn(10) ? below(400) - 100 : below(128);
        s.fromTime = minutes();
        s.untilTime = minutes();
        return s;
    }

    QRandomGenerator m_random;
};

} // namespace lockdesk
