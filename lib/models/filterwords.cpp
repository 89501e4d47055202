#include "filterwords.h"

#include <algorithm>

namespace lockdesk {

namespace {

bool isAscii(QStringView text)
{
    return std::ranges::all_of(text, [](QChar c) { return c.unicode() < 0x80; });
}

// What the keyboard has for a sign that only typography tells apart.
QChar onKeyboard(QChar c)
{
    switch (c.unicode()) {
    case 0x2018:
    case 0x2019:
        return u'\'';
    case 0x201c:
    case 0x201d:
    case 0x201e:
        return u'"';
    case 0x2212:
        return u'-';
    default:
        break;
    }
    if (c.category() == QChar::Punctuation_Dash)
        return u'-';
    return c.isSpace() && c != u'\n' ? QChar(u' ') : c;
}

} // namespace

QString searchText(const QString &text)
{
    if (text.isEmpty())
        return QLatin1String("");
    if (isAscii(text))
        return text.toLower();
    const QString decomposed = text.normalized(QString::NormalizationForm_KD);
    QString bare;
    bare.reserve(decomposed.size());
    for (const QChar c : decomposed) {
        if (c == QChar(0xdf) || c == QChar(0x1e9e)) // sharp s, which Qt's case folding leaves alone
            bare += QLatin1String("ss");
        else if (c.category() != QChar::Mark_NonSpacing)
            bare += onKeyboard(c);
    }
    return bare.isEmpty() ? QLatin1String("") : bare.toCaseFolded();
}

FilterWords::FilterWords(const QString &typed)
    : m_words(searchText(typed).simplified().split(u' ', Qt::SkipEmptyParts))
{
    m_words.removeDuplicates();
    for (const QString &word : std::as_const(m_words))
        m_matchers.append(QStringMatcher(word));
}

bool FilterWords::match(const QString &text) const
{
    return std::ranges::all_of(
        m_matchers, [&text](const auto &matcher) { return matcher.indexIn(text) >= 0; });
}

} // namespace lockdesk
