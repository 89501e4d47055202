#include "sealedtext.h"

#include <QCoreApplication>
#include <QtEndian>
#include <array>
#include <optional>
#include <sodium.h>

namespace lockdesk {

namespace {

using Stream = crypto_secretstream_xchacha20poly1305_state;

constexpr QByteArrayView magic("Lockdesk sealed\n");
constexpr char currentVersion = 1;
constexpr qsizetype pieceBytes = 64 * 1024;
constexpr qsizetype pieceOverhead = crypto_secretstream_xchacha20poly1305_ABYTES;
constexpr qsizetype checkBytes = 16;
constexpr qsizetype sumBytes = 16;

// The head: magic, version, passes, memory in KiB (32 bits each, little-endian), salt, check value of the
// key, head of the stream, checksum of all before.
constexpr qsizetype costAt = magic.size() + 1;
constexpr qsizetype saltAt = costAt + 8;
constexpr qsizetype checkAt = saltAt + crypto_pwhash_SALTBYTES;
constexpr qsizetype streamAt = checkAt + checkBytes;
constexpr qsizetype sumAt = streamAt + crypto_secretstream_xchacha20poly1305_HEADERBYTES;
constexpr qsizetype headBytes = sumAt + sumBytes;

static_assert(crypto_secretstream_xchacha20poly1305_KEYBYTES == crypto_kdf_KEYBYTES);
static_assert(checkBytes >= crypto_kdf_BYTES_MIN && sumBytes >= crypto_generichash_BYTES_MIN);

const unsigned char *bytesOf(const QByteArray &text)
{
    return reinterpret_cast<const unsigned char *>(text.constData());
}

unsigned char *bytesOf(QByteArray &text)
{
    return reinterpret_cast<unsigned char *>(text.data());
}

// A key that is overwritten when it goes.
struct Key
{
    Key() = default;
    Key(const Key &) = delete;
    Key &operator=(const Key &) = delete;
    ~Key() { sodium_memzero(bytes.data(), bytes.size()); }

    std::array<unsigned char, crypto_kdf_KEYBYTES> bytes{};
};

struct WipedStream
{
    WipedStream() = default;
    WipedStream(const WipedStream &) = delete;
    WipedStream &operator=(const WipedStream &) = delete;
    ~WipedStream() { sodium_memzero(&state, sizeof(state)); }

    Stream state{};
};

QByteArray number(quint32 value)
{
    QByteArray bytes(4, '\0');
    qToLittleEndian(value, bytes.data());
    return bytes;
}

// From the passphrase the key of the stream, and the value by which the right passphrase is known.
bool derive(const Secret &passphrase, const SealCost &cost, const unsigned char *salt, Key &key,
    std::array<unsigned char, checkBytes> &check)
{
    Key root;
    const QByteArray &text = passphrase.reveal();
    if (crypto_pwhash(root.bytes.data(), root.bytes.size(), text.constData(), size_t(text.size()), salt,
            cost.passes, size_t(cost.memoryKiB) * 1024, crypto_pwhash_ALG_ARGON2ID13)
        != 0)
        return false;
    constexpr char purpose[] = "lockdesk";
    crypto_kdf_derive_from_key(key.bytes.data(), key.bytes.size(), 1, purpose, root.bytes.data());
    crypto_kdf_derive_from_key(check.data(), check.size(), 2, purpose, root.bytes.data());
    return true;
}

std::array<unsigned char, sumBytes> sumOf(const QByteArray &head)
{
    std::array<unsigned char, sumBytes> sum{};
    crypto_generichash(sum.data(), sum.size(), bytesOf(head), sumAt, nullptr, 0);
    return sum;
}

// Why the head is not to be used, before anything costly is done with it.
std::optional<SealProblem> problemOfHead(const QByteArray &sealed)
{
    if (!isSealed(sealed))
        return SealProblem::NotSealed;
    if (sealed.size() <= magic.size())
        return SealProblem::Damaged;
    if (sealed.at(magic.size()) > currentVersion)
        return SealProblem::NewerVersion;
    if (sealed.at(magic.size()) < currentVersion || sealed.size() < headBytes)
        return SealProblem::Damaged;
    if (sodium_memcmp(sumOf(sealed).data(), bytesOf(sealed) + sumAt, sumBytes) != 0)
        return SealProblem::Damaged;
    return std::nullopt;
}

QByteArray encrypted(const QByteArray &plain, Stream &stream, const QByteArray &head)
{
    const qsizetype pieces = std::max<qsizetype>(1, (plain.size() + pieceBytes - 1) / pieceBytes);
    QByteArray out(plain.size() + pieces * pieceOverhead, '\0');
    unsigned char *to = bytesOf(out);
    for (qsizetype piece = 0; piece < pieces; ++piece) {
        const qsizetype from = piece * pieceBytes;
        const qsizetype size = std::min(pieceBytes, plain.size() - from);
        const unsigned char tag =
            piece + 1 == pieces ? crypto_secretstream_xchacha20poly1305_TAG_FINAL : 0; // 0: more to come
        crypto_secretstream_xchacha20poly1305_push(&stream, to, nullptr, bytesOf(plain) + from, quint64(size),
            bytesOf(head), quint64(head.size()), tag);
        to += size + pieceOverhead;
    }
    return out;
}

// False where a piece was altered, is missing, or stands where none was written.
bool decrypt(const QByteArray &sealed, Stream &stream, QByteArray &plain)
{
    qsizetype at = headBytes;
    qsizetype written = 0;
    unsigned char tag = 0;
    while (at < sealed.size() && tag != crypto_secretstream_xchacha20poly1305_TAG_FINAL) {
        const qsizetype size = std::min(pieceBytes + pieceOverhead, sealed.size() - at);
        if (size < pieceOverhead
            || crypto_secretstream_xchacha20poly1305_pull(&stream, bytesOf(plain) + written, nullptr, &tag,
                   bytesOf(sealed) + at, quint64(size), bytesOf(sealed), headBytes)
                != 0)
            return false;
        at += size;
        written += size - pieceOverhead;
    }
    plain.truncate(written);
    return at == sealed.size() && tag == crypto_secretstream_xchacha20poly1305_TAG_FINAL;
}

} // namespace

bool SealCost::isAcceptable() const
{
    return passes >= 1 && passes <= 4 && memoryKiB >= 8 && memoryKiB <= 256 * 1024;
}

QString explain(SealProblem problem)
{
    const auto tr = [](const char *words) { return QCoreApplication::translate("SealedText", words); };
    switch (problem) {
    case SealProblem::NotSealed:
        return tr(QT_TRANSLATE_NOOP("SealedText",
            "This is not a file that Lockdesk has protected with a passphrase. Choose another one."));
    case SealProblem::NewerVersion:
        return tr(QT_TRANSLATE_NOOP("SealedText",
            "A newer version of Lockdesk has made this file. Install that version to open it."));
    case SealProblem::TooCostly:
        return tr(QT_TRANSLATE_NOOP("SealedText",
            "Opening this file would take more memory or time than any file of Lockdesk does, so it was not "
            "opened. Use another copy."));
    case SealProblem::Damaged:
        return tr(QT_TRANSLATE_NOOP("SealedText",
            "The file is damaged: it was altered or cut off after it was made. Use another copy."));
    case SealProblem::WrongPassphrase:
        return tr(QT_TRANSLATE_NOOP(
            "SealedText", "The passphrase is wrong. Nobody can open the file without the right one."));
    case SealProblem::EmptyPassphrase:
        return tr(QT_TRANSLATE_NOOP("SealedText", "Enter the passphrase."));
    case SealProblem::NoMemory:
        return tr(QT_TRANSLATE_NOOP("SealedText",
            "There is not enough free memory to work with the passphrase. Close other programs and try "
            "again."));
    case SealProblem::Unavailable:
        return tr(QT_TRANSLATE_NOOP(
            "SealedText", "The encryption library (libsodium) does not start. Install Lockdesk again."));
    }
    return {};
}

Secret passphraseFrom(const QString &typed)
{
    QByteArray text = typed.normalized(QString::NormalizationForm_C).toUtf8();
    Secret passphrase(text);
    text.fill('\0');
    return passphrase;
}

Result<QByteArray, SealProblem> seal(const QByteArray &plain, const Secret &passphrase, const SealCost &cost)
{
    if (passphrase.isEmpty())
        return SealProblem::EmptyPassphrase;
    if (!cost.isAcceptable())
        return SealProblem::TooCostly;
    if (sodium_init() < 0)
        return SealProblem::Unavailable;

    QByteArray head = magic.toByteArray() + currentVersion + number(cost.passes) + number(cost.memoryKiB);
    head.resize(headBytes);
    randombytes_buf(bytesOf(head) + saltAt, crypto_pwhash_SALTBYTES);
    Key key;
    std::array<unsigned char, checkBytes> check{};
    if (!derive(passphrase, cost, bytesOf(head) + saltAt, key, check))
        return SealProblem::NoMemory;
    std::copy(check.begin(), check.end(), bytesOf(head) + checkAt);
    WipedStream stream;
    crypto_secretstream_xchacha20poly1305_init_push(
        &stream.state, bytesOf(head) + streamAt, key.bytes.data());
    const auto sum = sumOf(head);
    std::copy(sum.begin(), sum.end(), bytesOf(head) + sumAt);
    return head + encrypted(plain, stream.state, head);
}

Result<Secret, SealProblem> unseal(const QByteArray &sealed, const Secret &passphrase)
{
    if (sodium_init() < 0)
        return SealProblem::Unavailable;
    if (const auto problem = problemOfHead(sealed))
        return *problem;
    const SealCost cost{qFromLittleEndian<quint32>(sealed.constData() + costAt),
        qFromLittleEndian<quint32>(sealed.constData() + costAt + 4)};
    if (!cost.isAcceptable())
        return SealProblem::TooCostly;
    if (passphrase.isEmpty())
        return SealProblem::EmptyPassphrase;

    Key key;
    std::array<unsigned char, checkBytes> check{};
    if (!derive(passphrase, cost, bytesOf(sealed) + saltAt, key, check))
        return SealProblem::NoMemory;
    if (sodium_memcmp(check.data(), bytesOf(sealed) + checkAt, checkBytes) != 0)
        return SealProblem::WrongPassphrase;
    WipedStream stream;
    if (crypto_secretstream_xchacha20poly1305_init_pull(
            &stream.state, bytesOf(sealed) + streamAt, key.bytes.data())
        != 0)
        return SealProblem::Damaged;
    QByteArray plain(sealed.size() - headBytes, '\0');
    const bool isWhole = decrypt(sealed, stream.state, plain);
    Secret opened(isWhole ? plain : QByteArray());
    plain.fill('\0');
    if (!isWhole)
        return SealProblem::Damaged;
    return opened;
}

bool isSealed(const QByteArray &bytes)
{
    return bytes.startsWith(magic);
}

} // namespace lockdesk
