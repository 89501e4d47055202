#include "secretkey.h"

#include <algorithm>
#include <sodium.h>

namespace lockdesk {

static_assert(SecretKey::size == crypto_secretstream_xchacha20poly1305_KEYBYTES);

namespace {

// Wiped when it goes, as the text of a key must be.
struct Wiped
{
    ~Wiped() { sodium_memzero(bytes.data(), std::size_t(bytes.size())); }
    QByteArray bytes;
};

} // namespace

SecretKey::SecretKey()
{
    if (sodium_init() < 0)
        qFatal("libsodium does not start"); // only without any source of randomness
}

SecretKey SecretKey::random()
{
    SecretKey key;
    randombytes_buf(key.m_bytes.data(), key.m_bytes.size());
    return key;
}

std::optional<SecretKey> SecretKey::fromBase64(const Secret &text)
{
    auto decoded = QByteArray::fromBase64Encoding(text.reveal(), QByteArray::AbortOnBase64DecodingErrors);
    const Wiped raw{std::move(decoded.decoded)};
    if (!decoded || raw.bytes.size() != qsizetype(size))
        return std::nullopt;
    SecretKey key;
    std::ranges::copy(raw.bytes, reinterpret_cast<char *>(key.m_bytes.data()));
    return key;
}

SecretKey::SecretKey(SecretKey &&other) noexcept
    : m_bytes(other.m_bytes)
{
    other.wipe();
}

SecretKey &SecretKey::operator=(SecretKey &&other) noexcept
{
    if (this != &other) {
        m_bytes = other.m_bytes;
        other.wipe();
    }
    return *this;
}

SecretKey::~SecretKey()
{
    wipe();
}

Secret SecretKey::toBase64() const
{
    const QByteArray raw =
        QByteArray::fromRawData(reinterpret_cast<const char *>(m_bytes.data()), qsizetype(size));
    const Wiped text{raw.toBase64()};
    return Secret(text.bytes);
}

SecretKey SecretKey::clone() const
{
    SecretKey key;
    key.m_bytes = m_bytes;
    return key;
}

void SecretKey::wipe() noexcept
{
    sodium_memzero(m_bytes.data(), m_bytes.size());
}

} // namespace lockdesk
