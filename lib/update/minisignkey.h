#pragma once

#include <QByteArray>
#include <QList>
#include <array>
#include <optional>

namespace lockdesk {

/// What a signature says of bytes.
enum class SignatureVerdict {
    Good,
    Unreadable, ///< no minisign signature, or not written as minisign writes it
    OtherKey, ///< made with another key
    Wrong, ///< of other bytes, or with another trusted comment
};

/// The public half of a minisign key, which signatures are held against (Ed25519;
/// jedisct1.github.io/minisign, "Signature format"). Both kinds of signature count: of the bytes themselves
/// ("Ed") and of their BLAKE2b-512 hash ("ED"), each with the second one that covers the trusted comment. The
/// untrusted comment says nothing.
class MinisignKey
{
public:
    static constexpr qsizetype maxSignature =
        16 * 1024; ///< bytes of a signature's file; a longer one is none

    /// From the second line of a public key's file ("RW…"); std::nullopt when that is no key.
    static std::optional<MinisignKey> fromText(const QByteArray &line);

    /// `signature`: the whole signature file of `bytes`.
    SignatureVerdict verdictOn(const QByteArray &bytes, const QByteArray &signature) const;

private:
    MinisignKey() = default;

    std::array<unsigned char, 8> m_id{};
    std::array<unsigned char, 32> m_key{};
};

} // namespace lockdesk
