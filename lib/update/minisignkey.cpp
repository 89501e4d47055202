#include "minisignkey.h"

#include <algorithm>
#include <sodium.h>

namespace lockdesk {

namespace {

constexpr qsizetype algorithmSize = 2;
constexpr qsizetype idSize = 8;
constexpr qsizetype signatureSize = crypto_sign_BYTES;
constexpr char untrusted[] = "untrusted comment: ";
constexpr char trusted[] = "trusted comment: ";

static_assert(crypto_sign_PUBLICKEYBYTES == 32);

// What the file holds, taken apart but not believed.
struct Signature
{
    QByteArray algorithm;
    QByteArray keyId;
    QByteArray ofBytes;
    QByteArray comment;
    QByteArray ofComment;
};

const unsigned char *raw(const QByteArray &bytes)
{
    return reinterpret_cast<const unsigned char *>(bytes.constData());
}

// In the one way to write it: what decodes to the same bytes but reads otherwise has been tampered with.
std::optional<QByteArray> fromBase64(const QByteArray &text, qsizetype size)
{
    const auto decoded = QByteArray::fromBase64Encoding(text, QByteArray::AbortOnBase64DecodingErrors);
    if (!decoded || decoded.decoded.size() != size || decoded.decoded.toBase64() != text)
        return std::nullopt;
    return decoded.decoded;
}

std::optional<Signature> parse(QByteArray text)
{
    if (text.size() > MinisignKey::maxSignature)
        return std::nullopt;
    if (text.endsWith('\n'))
        text.chop(1);
    const QByteArrayList lines = text.split('\n');
    if (lines.size() != 4 || !lines.at(0).startsWith(untrusted) || !lines.at(2).startsWith(trusted))
        return std::nullopt;
    const auto first = fromBase64(lines.at(1), algorithmSize + idSize + signatureSize);
    const auto second = fromBase64(lines.at(3), signatureSize);
    if (!first || !second)
        return std::nullopt;
    return Signature{first->left(algorithmSize), first->mid(algorithmSize, idSize),
        first->mid(algorithmSize + idSize), lines.at(2).mid(qstrlen(trusted)), *second};
}

QByteArray hashed(const QByteArray &bytes)
{
    QByteArray hash(crypto_generichash_BYTES_MAX, '\0');
    crypto_generichash(reinterpret_cast<unsigned char *>(hash.data()), std::size_t(hash.size()), raw(bytes),
        std::size_t(bytes.size()), nullptr, 0);
    return hash;
}

bool isSigned(const QByteArray &bytes, const QByteArray &signature, const unsigned char *key)
{
    return crypto_sign_verify_detached(raw(signature), raw(bytes), std::size_t(bytes.size()), key) == 0;
}

} // namespace

std::optional<MinisignKey> MinisignKey::fromText(const QByteArray &line)
{
    MinisignKey key;
    const auto bytes = fromBase64(line, algorithmSize + idSize + qsizetype(key.m_key.size()));
    if (!bytes || !bytes->startsWith("Ed") || sodium_init() < 0)
        return std::nullopt;
    std::copy_n(raw(*bytes) + algorithmSize, key.m_id.size(), key.m_id.begin());
    std::copy_n(raw(*bytes) + algorithmSize + idSize, key.m_key.size(), key.m_key.begin());
    return key;
}

SignatureVerdict MinisignKey::verdictOn(const QByteArray &bytes, const QByteArray &signature) const
{
    const auto parsed = parse(signature);
    if (!parsed || (parsed->algorithm != "Ed" && parsed->algorithm != "ED"))
        return SignatureVerdict::Unreadable;
    if (!std::equal(m_id.begin(), m_id.end(), raw(parsed->keyId)))
        return SignatureVerdict::OtherKey;
    const bool isHashed = parsed->algorithm == "ED";
    const bool isGood = isSigned(isHashed ? hashed(bytes) : bytes, parsed->ofBytes, m_key.data())
        && isSigned(parsed->ofBytes + parsed->comment, parsed->ofComment, m_key.data());
    return isGood ? SignatureVerdict::Good : SignatureVerdict::Wrong;
}

} // namespace lockdesk
