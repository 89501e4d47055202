#include "redact.h"

#include <algorithm>
#include <array>

namespace lockdesk {

namespace {

// What Unicode calls format characters (bidirectional controls, zero-width marks), separators of lines, and
// letters that fill a place without a picture. Variation selectors stay: ordinary emoji carry them.
bool isInvisible(char32_t c)
{
    constexpr std::array<char32_t, 7> fillers{0x034f, 0x115f, 0x1160, 0x17b4, 0x17b5, 0x3164, 0xffa0};
    return QChar::category(c) == QChar::Other_Format || c == 0x2028 || c == 0x2029
        || std::ranges::find(fillers, c) != fillers.end();
}

QString codePoint(char32_t c)
{
    return QStringLiteral("<U+%1>").arg(QString::number(uint(c), 16).toUpper().rightJustified(4, u'0'));
}

template <typename ForControl>
QString cleaned(QStringView text, qsizetype maxLength, ForControl forControl)
{
    QString out;
    out.reserve(qMin(text.size(), maxLength) + 1);
    for (qsizetype i = 0; i < text.size(); ++i) {
        char32_t c = text.at(i).unicode();
        if (text.at(i).isHighSurrogate() && i + 1 < text.size() && text.at(i + 1).isLowSurrogate()) {
            c = QChar::surrogateToUcs4(text.at(i), text.at(i + 1));
            ++i;
        }
        QString piece;
        if (c < 0x20 || (c >= 0x7f && c < 0xa0))
            piece = forControl(c);
        else if (isInvisible(c))
            piece = codePoint(c);
        else if (QChar::isSurrogate(c))
            piece = QString(QChar(QChar::ReplacementCharacter));
        else
            piece = QString::fromUcs4(&c, 1);
        if (out.size() + piece.size() > maxLength)
            return out + QChar(0x2026);
        out += piece;
    }
    return out;
}

} // namespace

QString forLog(QStringView text, qsizetype maxLength)
{
    return cleaned(text, maxLength, codePoint);
}

QString forDisplay(QStringView text, qsizetype maxLength)
{
    return cleaned(text, maxLength, [](char32_t c) {
        if (c < 0x20)
            return QString(QChar(char16_t(0x2400 + c))); // the block "Control Pictures"
        return c == 0x7f ? QString(QChar(0x2421)) : codePoint(c);
    });
}

QString withoutCodes(QStringView text)
{
    constexpr qsizetype codeLength = 6;
    const auto isDigit = [](QChar c) { return c >= u'0' && c <= u'9'; };
    QString out;
    out.reserve(text.size());
    for (auto at = text.begin(); at != text.end();) {
        const auto end = std::find_if_not(at, text.end(), isDigit);
        if (end - at == codeLength)
            out += QString(codeLength, QChar(0x2022));
        else
            out += text.sliced(at - text.begin(), end - at);
        if (end != text.end())
            out += *end;
        at = end == text.end() ? end : end + 1;
    }
    return out;
}

} // namespace lockdesk
