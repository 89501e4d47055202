#pragma once

#include <QByteArray>

namespace lockdesk {

/// A minisign key pair of a test's own, which signs as the program minisign does. The code under test has no
/// part in it.
class Minisigner
{
public:
    enum class Kind { Hashed, Legacy }; ///< of what minisign signs by default, and with -l

    /// Every seed is another key.
    explicit Minisigner(int seed = 1);

    /// The second line of the public key's file.
    QByteArray publicKey() const;

    /// The signature file of `bytes`.
    QByteArray sign(const QByteArray &bytes, Kind kind = Kind::Hashed,
        const QByteArray &comment = "timestamp:1772442000\tfile:updates.json") const;

private:
    QByteArray signRaw(const QByteArray &bytes) const;

    QByteArray m_id;
    QByteArray m_public;
    QByteArray m_secret;
};

} // namespace lockdesk
