#include "csvmoment.h"

#include "nukitimezone.h"
#include "redact.h"
#include "utc.h"

#include <QCoreApplication>
#include <QRegularExpression>

namespace lockdesk {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype maxQuoted = 40;

// A cell is quoted last, so that what it holds is no place for the next argument.
QString refusal(const char *words, const QString &text)
{
    return QCoreApplication::translate("Csv", words).arg(forDisplay(text, maxQuoted));
}

QString offsetText(int seconds)
{
    const int minutes = qAbs(seconds) / 60;
    return u"%1%2:%3"_s.arg(QChar(seconds < 0 ? u'-' : u'+'))
        .arg(minutes / 60, 2, 10, QChar(u'0'))
        .arg(minutes % 60, 2, 10, QChar(u'0'));
}

// Seconds east of UTC; nothing where none is said.
std::optional<int> offsetOf(const QRegularExpressionMatch &match)
{
    if (!match.capturedView(u"utc").isEmpty())
        return 0;
    if (match.capturedView(u"hours").isEmpty())
        return std::nullopt;
    const int minutes = match.capturedView(u"hours").toInt() * 60 + match.capturedView(u"minutes").toInt();
    return (match.capturedView(u"sign") == u"+" ? 60 : -60) * minutes;
}

QRegularExpression momentPattern()
{
    return QRegularExpression(
        uR"(^(?:(?<y>[0-9]{4})-(?<m>[0-9]{1,2})-(?<d>[0-9]{1,2})|(?<d2>[0-9]{1,2})\.(?<m2>[0-9]{1,2})\.(?<y2>[0-9]{4})))"
        uR"((?<time>(?:[T ]+|, *)(?<h>[0-9]{1,2}):(?<min>[0-9]{2})(?::(?<s>[0-9]{2})(?:\.[0-9]{1,3})?)?)"
        uR"( *(?:(?<utc>Z|UTC)|(?<sign>[+\-\x{2212}])(?<hours>[0-9]{2}):?(?<minutes>[0-5][0-9])?)?)?$)"_s,
        QRegularExpression::CaseInsensitiveOption);
}

} // namespace

QString momentText(const QDateTime &when, const QTimeZone &zone)
{
    if (!when.isValid())
        return {};
    const int offset = zone.isValid() ? zone.offsetFromUtc(when) : 0;
    const QDateTime wall = utcFromMSecs(when.toMSecsSinceEpoch() + offset * qint64(1000));
    const bool hasSeconds = wall.time().second() != 0;
    // A distance with seconds (a zone's local mean time of long ago) cannot be written: then in UTC.
    if (offset % 60 != 0)
        return momentText(when, QTimeZone());
    return wall.toString(hasSeconds ? u"yyyy-MM-dd HH:mm:ss" : u"yyyy-MM-dd HH:mm") + u' '
        + offsetText(offset);
}

Result<QDateTime, QString> momentFromText(const QString &text, const QTimeZone &zone)
{
    static const QRegularExpression pattern = momentPattern();
    const QRegularExpressionMatch match = pattern.match(text.trimmed());
    if (!match.hasMatch()) {
        return refusal(
            QT_TRANSLATE_NOOP("Csv", "“%1” is no date and time. Write it as 2026-03-31 17:00."), text);
    }
    const auto number = [&match](QStringView name) { return match.capturedView(name).toInt(); };
    const bool isDotted = !match.capturedView(u"y2").isEmpty();
    const QDate date = isDotted ? QDate(number(u"y2"), number(u"m2"), number(u"d2"))
                                : QDate(number(u"y"), number(u"m"), number(u"d"));
    if (!date.isValid() || date.year() < 1)
        return refusal(QT_TRANSLATE_NOOP("Csv", "There is no such date: “%1”."), text);
    if (match.capturedView(u"time").isEmpty()) {
        return refusal(
            QT_TRANSLATE_NOOP("Csv", "“%1” has no time of day. Write it as 2026-03-31 17:00."), text);
    }
    const QTime time(number(u"h"), number(u"min"), number(u"s"));
    if (!time.isValid())
        return refusal(QT_TRANSLATE_NOOP("Csv", "There is no such time of day: “%1”."), text);
    if (const std::optional<int> offset = offsetOf(match)) {
        if (qAbs(*offset) > 18 * 3600)
            return refusal(QT_TRANSLATE_NOOP("Csv", "No clock is that far from UTC: “%1”."), text);
        const qint64 days = QDate(1970, 1, 1).daysTo(date);
        return utcFromMSecs(days * 86'400'000 + time.msecsSinceStartOfDay() - *offset * qint64(1000));
    }
    if (!zone.isValid()) {
        return refusal(QT_TRANSLATE_NOOP("Csv",
                           "The time zone of “%1” is unknown. Write its distance from UTC behind it, as in "
                           "2026-03-31 17:00 +02:00."),
            text);
    }
    const LocalTimeMeaning meaning = instantsOf(date, time, zone);
    if (meaning.isGap()) {
        return refusal(
            QT_TRANSLATE_NOOP("Csv", "The clock change skips this time, so it does not exist: “%1”."), text);
    }
    if (meaning.isAmbiguous()) {
        return refusal(QT_TRANSLATE_NOOP("Csv",
                           "The clock change gives this time twice: “%1”. Write its distance from UTC behind "
                           "it, as in 2026-10-25 02:30 +02:00."),
            text);
    }
    return *meaning.earlier;
}

QString minutesText(int minutes)
{
    return u"%1:%2"_s.arg(minutes / 60, 2, 10, QChar(u'0')).arg(minutes % 60, 2, 10, QChar(u'0'));
}

std::optional<int> minutesFromText(const QString &text)
{
    static const QRegularExpression pattern(u"^([0-9]{1,2}):([0-5][0-9])(?::00)?$"_s);
    const QRegularExpressionMatch match = pattern.match(text.trimmed());
    const int minutes = match.capturedView(1).toInt() * 60 + match.capturedView(2).toInt();
    return match.hasMatch() && minutes <= 1440 ? std::optional(minutes) : std::nullopt;
}

} // namespace lockdesk
