#pragma once

#include "secret.h"

#include <array>
#include <optional>

namespace lockdesk {

/// A key under which files are sealed: moved, never copied, overwritten when it goes, and with no way into a
/// log.
class SecretKey
{
public:
    static constexpr std::size_t size = 32; ///< bytes

    /// A new one that nobody can foresee.
    static SecretKey random();
    /// From the keychain's text; std::nullopt when that is no key.
    static std::optional<SecretKey> fromBase64(const Secret &text);

    SecretKey(SecretKey &&other) noexcept;
    SecretKey &operator=(SecretKey &&other) noexcept;
    SecretKey(const SecretKey &) = delete;
    SecretKey &operator=(const SecretKey &) = delete;
    ~SecretKey();

    /// For the keychain only.
    Secret toBase64() const;

    /// A second copy, made on purpose.
    SecretKey clone() const;

    /// `size` bytes, for the seal only.
    const unsigned char *bytes() const { return m_bytes.data(); }

private:
    SecretKey();
    void wipe() noexcept;

    std::array<unsigned char, size> m_bytes{};
};

} // namespace lockdesk
