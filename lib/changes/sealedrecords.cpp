#include "sealedrecords.h"

#include <QtEndian>
#include <algorithm>
#include <limits>
#include <sodium.h>

namespace lockdesk {

namespace {

constexpr char magic[] = {'L', 'o', 'c', 'k', 'd', 'e', 's', 'k', '\0', 's', 'e', 'a', 'l', 'e', 'd'};
constexpr qsizetype magicSize = sizeof magic;
constexpr char version = 1;
constexpr qsizetype streamHeaderSize = crypto_secretstream_xchacha20poly1305_HEADERBYTES;
constexpr qsizetype prologueSize = magicSize + 1 + streamHeaderSize;
constexpr qsizetype frameHeaderSize = 8;
constexpr qsizetype sealSize = crypto_secretstream_xchacha20poly1305_ABYTES;

const unsigned char *raw(const QByteArray &bytes)
{
    return reinterpret_cast<const unsigned char *>(bytes.constData());
}

// The complement tells a spoiled length from one whose record is cut off.
QByteArray frameHeader(qsizetype length)
{
    QByteArray header(frameHeaderSize, '\0');
    qToLittleEndian(quint32(length), header.data());
    qToLittleEndian(~quint32(length), header.data() + 4);
    return header;
}

// The sealed record's length, or nullopt when the header is none.
std::optional<qsizetype> lengthIn(QByteArrayView header)
{
    const auto length = qFromLittleEndian<quint32>(header.data());
    if (qFromLittleEndian<quint32>(header.data() + 4) != ~length || length < quint32(sealSize))
        return std::nullopt;
    return qsizetype(length);
}

bool isZero(QByteArrayView bytes)
{
    return std::ranges::all_of(bytes, [](char c) { return c == '\0'; });
}

// Opens frames one after the other.
class Reader
{
public:
    Reader(const QByteArray &file, const SecretKey &key)
        : m_file(file)
    {
        m_isSound =
            crypto_secretstream_xchacha20poly1305_init_pull(&m_stream, raw(file) + magicSize + 1, key.bytes())
            == 0;
    }
    ~Reader() { sodium_memzero(&m_stream, sizeof m_stream); }
    Q_DISABLE_COPY_MOVE(Reader)

    bool isAtEnd() const { return m_at == m_file.size(); }

    // The next record; nullopt, with `end` set, when there is none or it is not what was sealed.
    std::optional<QByteArray> next(const QByteArray &context, Unsealed::End &end)
    {
        const QByteArrayView rest = QByteArrayView(m_file).sliced(m_at);
        end = Unsealed::End::Torn;
        if (rest.size() < frameHeaderSize)
            return std::nullopt;
        const std::optional<qsizetype> length = lengthIn(rest.first(frameHeaderSize));
        if (!length) {
            // A file that has grown without its contents having come to the disk ends in zeros.
            end = isZero(rest) ? Unsealed::End::Torn : Unsealed::End::Damaged;
            return std::nullopt;
        }
        if (*length > rest.size() - frameHeaderSize)
            return std::nullopt;
        const bool isLast = *length == rest.size() - frameHeaderSize;
        end = isLast ? Unsealed::End::Doubtful : Unsealed::End::Damaged;
        return pull(
            rest.sliced(frameHeaderSize, *length), context + rest.first(frameHeaderSize).toByteArray());
    }

private:
    std::optional<QByteArray> pull(QByteArrayView sealed, const QByteArray &context)
    {
        QByteArray record(sealed.size() - sealSize, Qt::Uninitialized);
        unsigned char tag = 0;
        const bool isSealed = m_isSound
            && crypto_secretstream_xchacha20poly1305_pull(&m_stream,
                   reinterpret_cast<unsigned char *>(record.data()), nullptr, &tag,
                   reinterpret_cast<const unsigned char *>(sealed.data()), quint64(sealed.size()),
                   raw(context), quint64(context.size()))
                == 0;
        if (!isSealed || tag != crypto_secretstream_xchacha20poly1305_TAG_MESSAGE)
            return std::nullopt;
        m_at += frameHeaderSize + sealed.size();
        return record;
    }

    const QByteArray &m_file;
    crypto_secretstream_xchacha20poly1305_state m_stream{};
    bool m_isSound = false;
    qsizetype m_at = prologueSize;
};

// What is wrong with the very beginning; nullopt when nothing is.
std::optional<Unsealed::End> problemOfPrologue(const QByteArray &file)
{
    const QByteArrayView expected(magic, magicSize);
    const qsizetype there = std::min(file.size(), magicSize);
    if (QByteArrayView(file).first(there) != expected.first(there))
        return Unsealed::End::Foreign;
    if (file.size() > magicSize && file.at(magicSize) != version)
        return Unsealed::End::OtherVersion;
    if (file.size() < prologueSize)
        return Unsealed::End::Torn;
    return std::nullopt;
}

} // namespace

struct Sealer::Stream
{
    ~Stream() { sodium_memzero(&state, sizeof state); }
    crypto_secretstream_xchacha20poly1305_state state{};
};

Sealer::Sealer(const SecretKey &key)
    : m_stream(std::make_unique<Stream>())
{
    QByteArray header(streamHeaderSize, '\0');
    crypto_secretstream_xchacha20poly1305_init_push(
        &m_stream->state, reinterpret_cast<unsigned char *>(header.data()), key.bytes());
    const QByteArray prologue = QByteArray(magic, magicSize) + version + header;
    m_opening = prologue + frame({}, prologue);
}

Sealer::Sealer(Sealer &&) noexcept = default;
Sealer &Sealer::operator=(Sealer &&) noexcept = default;
Sealer::~Sealer() = default;

QByteArray Sealer::seal(const QByteArray &record)
{
    return frame(record, {});
}

QByteArray Sealer::frame(const QByteArray &record, const QByteArray &context)
{
    const qsizetype length = record.size() + sealSize;
    Q_ASSERT(length <= std::numeric_limits<qint32>::max());
    const QByteArray header = frameHeader(length);
    const QByteArray bound = context + header;
    QByteArray sealed(length, Qt::Uninitialized);
    crypto_secretstream_xchacha20poly1305_push(&m_stream->state,
        reinterpret_cast<unsigned char *>(sealed.data()), nullptr, raw(record), quint64(record.size()),
        raw(bound), quint64(bound.size()), crypto_secretstream_xchacha20poly1305_TAG_MESSAGE);
    return header + sealed;
}

Unsealed unseal(const QByteArray &file, const SecretKey &key)
{
    Unsealed out;
    if (const auto problem = problemOfPrologue(file)) {
        out.end = *problem;
        return out;
    }
    Reader reader(file, key);
    if (!reader.next(file.first(prologueSize), out.end)) {
        if (out.end != Unsealed::End::Torn)
            out.end = Unsealed::End::WrongKey;
        return out;
    }
    while (!reader.isAtEnd()) {
        std::optional<QByteArray> record = reader.next({}, out.end);
        if (!record)
            return out;
        out.records.append(std::move(*record));
    }
    out.end = Unsealed::End::Whole;
    return out;
}

} // namespace lockdesk
