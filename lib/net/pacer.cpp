#include "pacer.h"

#include <QLocale>
#include <QTimeZone>

using namespace Qt::StringLiterals;

namespace lockdesk {

namespace {

constexpr qint64 YearInSeconds = 366 * 86400;
constexpr qint64 LongestByOurClock = 120;

std::optional<std::chrono::seconds> secondsOf(QByteArray text)
{
    text = text.trimmed();
    const bool isNegative = text.startsWith('-');
    if (isNegative)
        text.remove(0, 1);
    if (text.isEmpty() || !std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; }))
        return {};
    if (isNegative)
        return std::chrono::seconds(0);
    bool isNumber = false;
    const qint64 number = text.toLongLong(&isNumber);
    return std::chrono::seconds(isNumber ? std::min(number, YearInSeconds) : YearInSeconds);
}

// UTC; invalid when it is no HTTP date.
QDateTime httpDate(const QByteArray &text)
{
    const QDateTime parsed =
        QLocale::c().toDateTime(QString::fromLatin1(text.trimmed()), u"ddd, dd MMM yyyy hh:mm:ss 'GMT'"_s);
    return parsed.isValid() ? QDateTime(parsed.date(), parsed.time(), QTimeZone::utc()) : QDateTime();
}

} // namespace

std::optional<std::chrono::seconds> Pacer::retryAfter(
    const QByteArray &header, const QByteArray &date, const QDateTime &now)
{
    if (const QDateTime then = httpDate(header); then.isValid()) {
        const QDateTime sent = httpDate(date);
        const qint64 most = sent.isValid() ? YearInSeconds : LongestByOurClock;
        return std::chrono::seconds(std::clamp<qint64>((sent.isValid() ? sent : now).secsTo(then), 0, most));
    }
    std::optional<std::chrono::seconds> longest;
    for (const QByteArray &part : header.split(',')) {
        if (const auto seconds = secondsOf(part); seconds && (!longest || *seconds > *longest))
            longest = seconds;
    }
    return longest;
}

void Pacer::pauseAsAsked(std::optional<std::chrono::seconds> retryAfter, Time now)
{
    const bool isPaused = now < m_until; // answers that were under way together are one refusal
    Time pause = retryAfter.value_or(std::chrono::seconds(0));
    if (pause <= Time(0)) {
        if (isPaused)
            return;
        pause = std::max<Time>(std::chrono::seconds(1), backOff(m_pauses + 1));
    }
    if (!isPaused)
        ++m_pauses;
    const bool isLong = pause > m_limits.longestPause;
    const Time until = now + std::min<Time>(pause, m_limits.longestRefusal);
    if (until <= m_until)
        return;
    m_until = until;
    m_isLong = isLong;
}

Pacer::Time Pacer::backOff(int n)
{
    const Time most = std::min(m_limits.longestBackOff, m_limits.backOffStep * (1 << std::clamp(n, 0, 16)));
    return Time(m_random.bounded(qint64(most.count()) + 1));
}

} // namespace lockdesk
