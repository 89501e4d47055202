#pragma once

#include "secretkey.h"

#include <QList>
#include <memory>

namespace lockdesk {

// Records sealed one after the other, as a file holds them: an opening (magic, version, the stream's header
// and an empty record, which proves the key), then each record as its length, the length's complement, and
// what libsodium's secretstream (XChaCha20-Poly1305) made of it. Nobody without the key can read, alter,
// reorder or insert a record; whoever can write the file can cut it short.

/// Seals records of one file, in their order. Never two files with one sealer.
class Sealer
{
public:
    /// With a fresh stream.
    explicit Sealer(const SecretKey &key);
    Sealer(Sealer &&) noexcept;
    Sealer &operator=(Sealer &&) noexcept;
    ~Sealer();

    /// What the file begins with.
    const QByteArray &opening() const { return m_opening; }

    /// The next record, to be written behind all that was sealed before it.
    QByteArray seal(const QByteArray &record);

private:
    struct Stream;
    QByteArray frame(const QByteArray &record, const QByteArray &context);

    std::unique_ptr<Stream> m_stream;
    QByteArray m_opening;
};

/// What a file of sealed records holds.
struct Unsealed
{
    enum class End {
        Whole, ///< ends behind a record
        Torn, ///< ends within what was being written when the power went
        Doubtful, ///< the last record is there in full length and is not what was sealed: torn, or spoiled
        Damaged, ///< not what was sealed, before its last record
        WrongKey, ///< sealed with another key, or spoiled at its beginning
        Foreign, ///< not a file of sealed records
        OtherVersion, ///< written by another version of the program, which this one cannot read
    };

    QList<QByteArray> records; ///< those that are as they were sealed, up to the first that is not
    End end = End::Whole;
};

/// Of a file's contents. Never fails: what cannot be told apart from a torn end is one.
Unsealed unseal(const QByteArray &file, const SecretKey &key);

} // namespace lockdesk
