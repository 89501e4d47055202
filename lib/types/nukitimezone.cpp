#include "nukitimezone.h"

#include "utc.h"

#include <QCoreApplication>
#include <array>

namespace lockdesk {

namespace {

constexpr std::array<const char *, NukiTimeZone::count> names{
    "Africa/Cairo",
    "Africa/Lagos",
    "Africa/Maputo",
    "Africa/Nairobi",
    "America/Anchorage",
    "America/Buenos_Aires",
    "America/Chicago",
    "America/Denver",
    "America/Halifax",
    "America/Los_Angeles",
    "America/Manaus",
    "America/Mexico_City",
    "America/New_York",
    "America/Phoenix",
    "America/Regina",
    "America/Santiago",
    "America/Sao_Paulo",
    "America/St_Johns",
    "Asia/Bangkok",
    "Asia/Dubai",
    "Asia/Hong_Kong",
    "Asia/Jerusalem",
    "Asia/Karachi",
    "Asia/Kathmandu",
    "Asia/Kolkata",
    "Asia/Riyadh",
    "Asia/Seoul",
    "Asia/Shanghai",
    "Asia/Tehran",
    "Asia/Tokyo",
    "Asia/Yangon",
    "Australia/Adelaide",
    "Australia/Brisbane",
    "Australia/Darwin",
    "Australia/Hobart",
    "Australia/Perth",
    "Australia/Sydney",
    "Europe/Berlin",
    "Europe/Helsinki",
    "Europe/Istanbul",
    "Europe/London",
    "Europe/Moscow",
    "Pacific/Auckland",
    "Pacific/Guam",
    "Pacific/Honolulu",
    "Pacific/Pago_Pago",
};

// Windows knows the older name of some zones, and systems without the "backward" links the newer one only.
constexpr std::array<std::pair<const char *, const char *>, 4> renamed{{
    {"America/Buenos_Aires", "America/Argentina/Buenos_Aires"},
    {"Asia/Calcutta", "Asia/Kolkata"},
    {"Asia/Katmandu", "Asia/Kathmandu"},
    {"Asia/Rangoon", "Asia/Yangon"},
}};

constexpr qint64 msecsPerDay = 86'400'000;

} // namespace

QByteArray NukiTimeZone::ianaName() const
{
    return isKnown() ? QByteArray(names.at(size_t(m_id))) : QByteArray();
}

QTimeZone NukiTimeZone::zone() const
{
    return zoneNamed(ianaName(), [](const QByteArray &name) { return QTimeZone(name); });
}

bool NukiTimeZone::differsFromVendorTable() const
{
    return m_id == 0
        || m_id == 11; // Africa/Cairo has summer time again, America/Mexico_City has none any more
}

QString NukiTimeZone::text() const
{
    return isKnown() ? QString::fromLatin1(ianaName())
                     : QCoreApplication::translate("NukiTimeZone", "Unknown time zone (%1)").arg(m_id);
}

QTimeZone zoneNamed(const QByteArray &name, const std::function<QTimeZone(const QByteArray &)> &lookup)
{
    if (name.isEmpty())
        return {};
    QTimeZone zone = lookup(name);
    for (const auto &[older, newer] : renamed) {
        if (!zone.isValid() && name == older)
            zone = lookup(newer);
        else if (!zone.isValid() && name == newer)
            zone = lookup(older);
    }
    return zone;
}

LocalTimeMeaning instantsOf(QDate date, QTime time, const QTimeZone &zone)
{
    LocalTimeMeaning meaning;
    if (!date.isValid() || !time.isValid() || !zone.isValid())
        return meaning;
    // What the wall clock would mean with the offset of the day before and of the day after: an answer counts
    // if its offset holds at that instant. No zone is ever a day from UTC, and no two clock changes are that
    // close.
    const qint64 wall = QDate(1970, 1, 1).daysTo(date) * msecsPerDay + time.msecsSinceStartOfDay();
    const int before = zone.offsetFromUtc(utcFromMSecs(wall - msecsPerDay));
    const int after = zone.offsetFromUtc(utcFromMSecs(wall + msecsPerDay));
    const auto isMeant = [&](const QDateTime &when, int offset) {
        return zone.offsetFromUtc(when) == offset;
    };
    const QDateTime first = utcFromMSecs(wall - before * qint64(1000));
    if (isMeant(first, before))
        meaning.earlier = first;
    if (before == after)
        return meaning;
    const QDateTime second = utcFromMSecs(wall - after * qint64(1000));
    if (isMeant(second, after))
        (meaning.earlier ? meaning.later : meaning.earlier) = second;
    return meaning;
}

} // namespace lockdesk
