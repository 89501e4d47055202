#include "csvencoding.h"

#include <QStringDecoder>
#include <array>

namespace lockdesk {

namespace {

// What the bytes 0x80 to 0x9F are in Windows-1252; its other bytes are those of Latin-1, as are the five that
// it leaves open.
constexpr std::array<char16_t, 32> windows1252{
    0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, //
    0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x008D, 0x017D, 0x008F, //
    0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, //
    0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x009D, 0x017E, 0x0178, //
};

QString fromWindows1252(const QByteArray &bytes)
{
    QString text = QString::fromLatin1(bytes);
    for (QChar &c : text) {
        if (c.unicode() >= 0x80 && c.unicode() < 0xA0)
            c = QChar(windows1252.at(c.unicode() - 0x80U));
    }
    return text;
}

std::optional<QString> decoded(QStringDecoder::Encoding encoding, const QByteArray &bytes)
{
    QStringDecoder decoder(encoding);
    const QString text = decoder(bytes);
    return decoder.hasError() ? std::nullopt : std::optional(text);
}

} // namespace

std::optional<QString> csvTextFromBytes(const QByteArray &bytes)
{
    if (bytes.startsWith("\xFF\xFE") || bytes.startsWith("\xFE\xFF")) {
        if (bytes.size() % 2 != 0)
            return std::nullopt;
        return decoded(
            bytes.startsWith('\xFF') ? QStringDecoder::Utf16LE : QStringDecoder::Utf16BE, bytes.sliced(2));
    }
    const bool hasMark = bytes.startsWith("\xEF\xBB\xBF");
    const auto text = decoded(QStringDecoder::Utf8, hasMark ? bytes.sliced(3) : bytes);
    return text || hasMark ? text : std::optional(fromWindows1252(bytes));
}

} // namespace lockdesk
