#include "wallclocktext.h"

#include <QLocale>
#include <QRegularExpression>

namespace lockdesk {

using namespace Qt::StringLiterals;

namespace {

constexpr int minutesPerDay = 1440;

QString withWesternDigits(QString text)
{
    for (QChar &c : text) {
        if (c.digitValue() >= 0)
            c = QChar(u'0' + c.digitValue());
    }
    return text;
}

// Takes "a.m.", "pm" or the locale's words from either end of `text`: 0 for morning, 12 for afternoon.
std::optional<int> takeHalfOfDay(QString &text, const QLocale &locale)
{
    text.remove(u'.');
    const auto take = [&text](const QStringList &words) {
        for (QString word : words) {
            word.remove(u'.');
            if (!word.isEmpty() && text.endsWith(word, Qt::CaseInsensitive)) {
                text = text.chopped(word.size()).trimmed();
                return true;
            }
            if (!word.isEmpty() && text.startsWith(word, Qt::CaseInsensitive)) { // as in Korean
                text = text.mid(word.size()).trimmed();
                return true;
            }
        }
        return false;
    };
    if (take({locale.amText().simplified(), u"am"_s, u"a m"_s, u"a"_s}))
        return 0;
    if (take({locale.pmText().simplified(), u"pm"_s, u"p m"_s, u"p"_s}))
        return 12;
    return std::nullopt;
}

std::optional<int> minutesOf(int hours, int minutes, std::optional<int> half)
{
    if (minutes > 59 || (half && (hours < 1 || hours > 12)))
        return std::nullopt;
    const int total = (half ? hours % 12 + *half : hours) * 60 + minutes;
    return total <= minutesPerDay ? std::optional(total) : std::nullopt;
}

std::optional<QDate> dateFromText(const QString &text, const QLocale &locale)
{
    static const QRegularExpression iso(u"^(\\d{4})-(\\d{1,2})-(\\d{1,2})$"_s);
    if (const auto match = iso.match(text); match.hasMatch()) {
        const QDate date(match.captured(1).toInt(), match.captured(2).toInt(), match.captured(3).toInt());
        return date.isValid() ? std::optional(date) : std::nullopt;
    }
    // People write the spaces of "2. 3. 2026" or leave them out.
    const QString compact = QString(text).remove(u' ');
    QString format = locale.dateFormat(QLocale::ShortFormat).remove(u' ');
    format.replace(u"dd"_s, u"d"_s).replace(u"MM"_s, u"M"_s); // Qt then takes one digit or two
    QString fourDigits = format;
    if (!format.contains(u"yyyy"_s))
        fourDigits.replace(u"yy"_s, u"yyyy"_s);
    QDate date = locale.toDate(compact, fourDigits);
    if (!date.isValid() || date.year() < 1000) {
        date = locale.toDate(compact, format);
        if (date.isValid() && date.year() < 1970) // Qt reads "26" as 1926
            date = date.addYears(100);
    }
    return date.isValid() && date.year() >= 1970 && date.year() < 2100 ? std::optional(date) : std::nullopt;
}

} // namespace

std::optional<int> timeOfDayFromText(const QString &text, Bound bound, const QLocale &locale)
{
    QString rest = withWesternDigits(text.simplified());
    static const QRegularExpression separated(u"^(\\d{1,2}) ?[:.hH] ?(\\d{2})(?: ?[:.] ?00)?$"_s);
    static const QRegularExpression run(u"^(\\d{1,2})(\\d{2})$"_s);
    static const QRegularExpression hoursOnly(u"^(\\d{1,2}) ?[hH]?$"_s);

    std::optional<int> half;
    if (!rest.isEmpty() && !(rest.front().isDigit() && rest.back().isDigit())
        && !hoursOnly.match(rest).hasMatch()) {
        // "9.30 a.m.": the dot between the numbers stays
        static const QRegularExpression dotBetweenNumbers(u"(?<=\\d)\\.(?=\\d)"_s);
        rest.replace(dotBetweenNumbers, u":"_s);
        half = takeHalfOfDay(rest, locale);
        if (!half)
            return std::nullopt;
    }
    std::optional<int> minutes;
    if (auto match = separated.match(rest); match.hasMatch())
        minutes = minutesOf(match.captured(1).toInt(), match.captured(2).toInt(), half);
    else if (match = hoursOnly.match(rest); match.hasMatch())
        minutes = minutesOf(match.captured(1).toInt(), 0, half);
    else if (match = run.match(rest); match.hasMatch())
        minutes = minutesOf(match.captured(1).toInt(), match.captured(2).toInt(), half);
    if (!minutes)
        return std::nullopt;
    if (bound == Bound::Until)
        return *minutes == 0 ? minutesPerDay : *minutes;
    return *minutes < minutesPerDay ? minutes : std::nullopt;
}

std::optional<WallClock> wallClockFromText(const QString &text, Bound bound, const QLocale &locale)
{
    QString words = withWesternDigits(text.simplified());
    static const QRegularExpression isoT(u"(?<=\\d)[Tt](?=\\d)"_s);
    words.replace(isoT, u" "_s);
    if (const auto date = dateFromText(words, locale))
        return bound == Bound::From ? std::optional(WallClock{*date, QTime(0, 0)}) : std::nullopt;
    // A locale's date may have spaces of its own: try every place to part date and time.
    for (qsizetype at = words.indexOf(u' '); at >= 0; at = words.indexOf(u' ', at + 1)) {
        QString left = words.left(at);
        if (left.endsWith(u','))
            left.chop(1);
        const auto date = dateFromText(left, locale);
        const auto minutes = timeOfDayFromText(words.mid(at + 1), Bound::From, locale);
        if (date && minutes)
            return WallClock{*date, QTime(*minutes / 60, *minutes % 60)};
    }
    return std::nullopt;
}

QString wallClockText(const WallClock &wallClock)
{
    return wallClock.date.toString(u"yyyy-MM-dd"_s) + u' ' + wallClock.time.toString(u"HH:mm"_s);
}

} // namespace lockdesk
