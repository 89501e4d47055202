#include "minisigner.h"

#include <QtGlobal>
#include <sodium.h>

namespace lockdesk {

namespace {

unsigned char *raw(QByteArray &bytes)
{
    return reinterpret_cast<unsigned char *>(bytes.data());
}

const unsigned char *raw(const QByteArray &bytes)
{
    return reinterpret_cast<const unsigned char *>(bytes.constData());
}

} // namespace

Minisigner::Minisigner(int seed)
    : m_id("KEY" + QByteArray::number(seed).rightJustified(5, '0'))
    , m_public(crypto_sign_PUBLICKEYBYTES, '\0')
    , m_secret(crypto_sign_SECRETKEYBYTES, '\0')
{
    if (sodium_init() < 0)
        qFatal("libsodium does not start");
    const QByteArray bytes = m_id.leftJustified(crypto_sign_SEEDBYTES, '.');
    crypto_sign_seed_keypair(raw(m_public), raw(m_secret), raw(bytes));
}

QByteArray Minisigner::publicKey() const
{
    return ("Ed" + m_id + m_public).toBase64();
}

QByteArray Minisigner::signRaw(const QByteArray &bytes) const
{
    QByteArray signature(crypto_sign_BYTES, '\0');
    crypto_sign_detached(
        raw(signature), nullptr, raw(bytes), static_cast<unsigned long long>(bytes.size()), raw(m_secret));
    return signature;
}

QByteArray Minisigner::sign(const QByteArray &bytes, Kind kind, const QByteArray &comment) const
{
    QByteArray hash(64, '\0');
    crypto_generichash(raw(hash), std::size_t(hash.size()), raw(bytes),
        static_cast<unsigned long long>(bytes.size()), nullptr, 0);
    const bool isHashed = kind == Kind::Hashed;
    const QByteArray signature = signRaw(isHashed ? hash : bytes);
    return "untrusted comment: signature of a test\n"
        + ((isHashed ? "ED" : "Ed") + m_id + signature).toBase64() + "\ntrusted comment: " + comment + '\n'
        + signRaw(signature + comment).toBase64() + '\n';
}

} // namespace lockdesk
