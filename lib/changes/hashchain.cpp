#include "hashchain.h"

#include <QCryptographicHash>
#include <QJsonDocument>
#include <algorithm>

namespace lockdesk {

namespace {

// What stands behind the content: it is hashed as it is written, so that no two ways of writing JSON matter.
const QByteArray beforeHash(",\"chain\":\"");
const QByteArray afterHash("\"}");
constexpr qsizetype hashSize = 64;

QByteArray hashOf(const QByteArray &previous, const QByteArray &content)
{
    return QCryptographicHash::hash(previous + content, QCryptographicHash::Sha256).toHex();
}

bool isHexDigit(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
}

} // namespace

QByteArray chainStart()
{
    return QByteArray(hashSize, '0');
}

QByteArray chainedLine(const QByteArray &previous, const QJsonObject &content)
{
    const QByteArray text = QJsonDocument(content).toJson(QJsonDocument::Compact).chopped(1);
    return text + beforeHash + hashOf(previous, text) + afterHash + '\n';
}

QByteArray hashIn(const QByteArray &line)
{
    const qsizetype from = line.size() - afterHash.size() - hashSize;
    const QByteArray hash = from > beforeHash.size() ? line.mid(from, hashSize) : QByteArray();
    const bool isOne = !hash.isEmpty() && line.endsWith(afterHash)
        && line.mid(from - beforeHash.size(), beforeHash.size()) == beforeHash
        && std::ranges::all_of(hash, isHexDigit);
    return isOne ? hash : QByteArray();
}

std::optional<ChainedLine> readChained(const QByteArray &previous, const QByteArray &line)
{
    const QByteArray hash = hashIn(line);
    if (hash.isEmpty())
        return std::nullopt;
    const QByteArray text = line.chopped(beforeHash.size() + hashSize + afterHash.size());
    const QJsonDocument document = QJsonDocument::fromJson(text + '}');
    if (!document.isObject())
        return std::nullopt;
    return ChainedLine{document.object(), hash, hashOf(previous, text) == hash};
}

} // namespace lockdesk
