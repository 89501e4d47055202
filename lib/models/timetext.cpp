#include "timetext.h"

#include "accessschedule.h"

#include <QCoreApplication>
#include <QLocale>
#include <QMutex>

namespace lockdesk {

using namespace Qt::StringLiterals;

namespace {

// lupdate 6.4 never returns from a QCoreApplication::translate() with a number.
struct Age
{
    Q_DECLARE_TR_FUNCTIONS(Age)
};

} // namespace

QString ageText(const QDateTime &then, const QDateTime &now)
{
    if (!then.isValid())
        return Age::tr("Never");
    const qint64 minutes = then.secsTo(now) / 60;
    if (minutes < 1)
        return Age::tr("Just now");
    if (minutes < 60)
        return Age::tr("%n min ago", nullptr, int(minutes));
    if (minutes < 60 * 24)
        return Age::tr("%n h ago", nullptr, int(minutes / 60));
    const int days = int(minutes / 60 / 24);
    return Age::tr("%n day(s) ago", nullptr, days);
}

QString dateTimeText(const QDateTime &when, const QTimeZone &zone, const QLocale &locale)
{
    if (!when.isValid())
        return {};
    const QDateTime wall = zone.isValid() ? when.toTimeZone(zone) : when.toUTC();
    const QString time = timeOfDayText(wall.time().msecsSinceStartOfDay() / 60'000, locale);
    const QString text = locale.toString(wall.date(), QLocale::ShortFormat) + u' ' + time;
    return zone.isValid() ? text : Age::tr("%1 UTC").arg(text);
}

QTimeZone systemZone()
{
    // Made once for a name; only the name is asked for each time. Workers ask, too.
    static QMutex mutex;
    static QTimeZone zone;
    const QByteArray name = QTimeZone::systemTimeZoneId();
    const QMutexLocker locker(&mutex);
    if (!zone.isValid() || zone.id() != name)
        zone = QTimeZone::systemTimeZone();
    return zone;
}

QString offsetText(const QDateTime &when, const QTimeZone &zone)
{
    const int minutes = zone.offsetFromUtc(when) / 60;
    if (minutes == 0)
        return u"UTC"_s;
    const QString text = u"UTC%1%2"_s.arg(minutes < 0 ? QChar(0x2212) : QChar(u'+')).arg(qAbs(minutes) / 60);
    const int rest = qAbs(minutes) % 60;
    return rest == 0 ? text : text + u":%1"_s.arg(rest, 2, 10, QChar(u'0'));
}

QString plainToolTip(const QString &text)
{
    if (text.isEmpty())
        return {};
    return u"<qt>%1</qt>"_s.arg(text.toHtmlEscaped().replace(u'\n', "<br>"_L1));
}

} // namespace lockdesk
