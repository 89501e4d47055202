#include "instant.h"

#include "utc.h"

using namespace Qt::StringLiterals;

namespace lockdesk {

namespace {

// Stands where no date could be written: a text that the service refuses (400), since "" could read as "no
// limit".
constexpr auto noDate = "invalid-date"_L1;

// Takes the parts of a date-time from the front of a text. Once a part is missing, everything after fails
// too.
class Parts
{
public:
    explicit Parts(QStringView text)
        : m_rest(text)
    {
    }

    // Exactly `digits` ASCII digits, nothing that merely is a digit to Unicode.
    int number(int digits)
    {
        int value = 0;
        for (int i = 0; i < digits; ++i) {
            const QChar c = i < m_rest.size() ? m_rest.at(i) : QChar();
            if (c < u'0' || c > u'9') {
                m_failed = true;
                return 0;
            }
            value = value * 10 + (c.unicode() - u'0');
        }
        m_rest = m_rest.sliced(digits);
        return value;
    }

    bool take(QChar c)
    {
        if (m_failed || !m_rest.startsWith(c))
            return false;
        m_rest = m_rest.sliced(1);
        return true;
    }

    void expect(QChar c)
    {
        if (!take(c))
            m_failed = true;
    }

    void fail() { m_failed = true; }

    bool isComplete() const { return !m_failed && m_rest.isEmpty(); }

private:
    QStringView m_rest;
    bool m_failed = false;
};

// Seconds east of UTC: "Z" or ±HH:MM, at most 18 hours (the most that a Java service can write).
int offset(Parts &parts)
{
    if (parts.take(u'Z'))
        return 0;
    const bool isWest = parts.take(u'-');
    if (!isWest)
        parts.expect(u'+');
    const int hours = parts.number(2);
    parts.expect(u':');
    const int minutes = parts.number(2);
    if (minutes > 59 || hours * 60 + minutes > 18 * 60)
        parts.fail();
    const int seconds = (hours * 60 + minutes) * 60;
    return isWest ? -seconds : seconds;
}

QDateTime parsed(QStringView text)
{
    Parts parts(text);
    const int year = parts.number(4);
    parts.expect(u'-');
    const int month = parts.number(2);
    parts.expect(u'-');
    const int day = parts.number(2);
    parts.expect(u'T');
    const int hour = parts.number(2);
    parts.expect(u':');
    const int minute = parts.number(2);
    int second = 0;
    int msec = 0;
    if (parts.take(u':')) {
        second = parts.number(2);
        if (parts.take(u'.'))
            msec = parts.number(3);
    }
    const int secondsEast = offset(parts);
    const QDate date(year, month, day);
    const QTime time(hour, minute, second, msec);
    if (!parts.isComplete() || !date.isValid() || !time.isValid())
        return {};
    const qint64 day0 = QDate(1970, 1, 1).daysTo(date);
    return utcFromMSecs(day0 * 86'400'000 + time.msecsSinceStartOfDay() - secondsEast * qint64(1000));
}

} // namespace

Instant Instant::fromText(const QString &text)
{
    Instant instant;
    instant.m_text = text.isEmpty() ? QString(noDate) : text;
    instant.m_when = parsed(text);
    return instant;
}

Instant Instant::fromDateTime(const QDateTime &when)
{
    // An invalid date-time (a time in the gap of a clock change) must not reach toUTC(), which makes up an
    // instant.
    Instant instant;
    instant.m_text = noDate;
    if (!when.isValid())
        return instant;
    const QDateTime utc = when.toUTC();
    if (utc.date().year() < 1 || utc.date().year() > 9999)
        return instant;
    instant.m_when = utc;
    instant.m_text = utc.toString(u"yyyy-MM-dd'T'HH:mm:ss.zzz'Z'");
    return instant;
}

} // namespace lockdesk
