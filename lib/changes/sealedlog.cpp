#include "sealedlog.h"

#include "plainfile.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

namespace lockdesk {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 maxFileBytes = 1024 * 1024 * 1024; // a log has megabytes; this one is something else

QString tr(const char *words)
{
    return QCoreApplication::translate("SealedLog", words);
}

QString shown(const QString &path)
{
    return QDir::toNativeSeparators(path);
}

// The file's contents; empty when there is none.
Result<QByteArray, QString> contentsOf(const QString &path)
{
    const QFileInfo info(path);
    if (!info.exists() && !isNoPlainFile(path))
        return QByteArray();
    if (isNoPlainFile(path) || info.size() > maxFileBytes) {
        return tr(QT_TRANSLATE_NOOP("SealedLog",
                      "“%1” is no file of this program. Nothing was changed. Move it away and start again."))
            .arg(shown(path));
    }
    QFile file(path);
    if (const Writing opened = openPrivately(file, QIODevice::ReadOnly); !opened)
        return opened.error();
    QByteArray contents = file.readAll();
    if (contents.size() != file.size()) {
        return tr(QT_TRANSLATE_NOOP("SealedLog", "“%1” could not be read: %2. Nothing was changed."))
            .arg(shown(path), file.errorString());
    }
    return contents;
}

QString whatIsWrong(Unsealed::End end)
{
    switch (end) {
    case Unsealed::End::Whole:
    case Unsealed::End::Torn:
    case Unsealed::End::Doubtful:
        return {};
    case Unsealed::End::Damaged:
        return tr(QT_TRANSLATE_NOOP("SealedLog", "“%1” is damaged in the middle and cannot be used."));
    case Unsealed::End::WrongKey:
        return tr(QT_TRANSLATE_NOOP("SealedLog",
            "“%1” was sealed with another key than the keychain has now, or is damaged at its beginning, and "
            "cannot be used."));
    case Unsealed::End::Foreign:
        return tr(QT_TRANSLATE_NOOP("SealedLog", "“%1” is no file of this program and cannot be used."));
    case Unsealed::End::OtherVersion:
        return tr(QT_TRANSLATE_NOOP("SealedLog",
            "“%1” was written by another version of Lockdesk. Nothing was changed. Open it with that "
            "version, "
            "or move it away and start again."));
    }
    return {};
}

// Moves the file to the first free name; the words for that, or for why it is still there.
QString moveAside(const QString &path)
{
    QString aside = path + u".damaged"_s;
    for (int i = 2; QFileInfo::exists(aside); ++i)
        aside = path + u".damaged.%1"_s.arg(i);
    if (const Writing moved = renameOver(path, aside); !moved)
        return moved.error();
    return tr(QT_TRANSLATE_NOOP("SealedLog", "It was moved to “%1”; nothing of it was deleted."))
        .arg(shown(aside));
}

SealedLog::Tail tailOf(Unsealed::End end)
{
    return end == Unsealed::End::Torn    ? SealedLog::Tail::Torn
        : end == Unsealed::End::Doubtful ? SealedLog::Tail::Doubtful
                                         : SealedLog::Tail::Whole;
}

} // namespace

SealedLog::SealedLog(const QString &path, SecretKey key)
    : m_path(path)
    , m_key(std::move(key))
    , m_lock(path + u".lock"_s)
    , m_file(path)
{
}

SealedLog::~SealedLog()
{
    m_file.close();
}

Result<SealedLog::Opened, QString> SealedLog::open(const QString &path, SecretKey key)
{
    Opened opened;
    opened.log.reset(new SealedLog(path, std::move(key)));
    if (const Writing locked = opened.log->lock(); !locked)
        return locked.error();
    const Result<QByteArray, QString> contents = contentsOf(path);
    if (!contents)
        return contents.error();
    if (contents->isEmpty())
        return opened;
    Unsealed found = unseal(*contents, opened.log->m_key);
    if (found.end == Unsealed::End::OtherVersion)
        return whatIsWrong(found.end).arg(shown(path));
    if (const QString wrong = whatIsWrong(found.end); !wrong.isEmpty()) {
        opened.damage = wrong.arg(shown(path)) + u' ' + moveAside(path);
        if (QFileInfo::exists(path)) // still there, and not to be written over
            return opened.damage;
        return opened;
    }
    opened.records = std::move(found.records);
    opened.tail = tailOf(found.end);
    return opened;
}

Writing SealedLog::lock()
{
    if (const Writing made = makePrivateFolder(QFileInfo(m_path).absolutePath()); !made)
        return made.error();
    const FileLock::Outcome outcome = m_lock.take();
    if (outcome == FileLock::Outcome::Taken)
        return Written{};
    if (outcome == FileLock::Outcome::Impossible) {
        return tr(QT_TRANSLATE_NOOP("SealedLog",
                      "“%1” could not be locked against other programs. Nothing was changed. Make its folder "
                      "writable and start again."))
            .arg(shown(m_path));
    }
    return tr(
        QT_TRANSLATE_NOOP("SealedLog",
            "“%1” is in use by another window of Lockdesk. Nothing was changed. Go on there, or close it "
            "and start again."))
        .arg(shown(m_path));
}

Writing SealedLog::append(const QByteArray &record, Sync sync)
{
    if (!m_sealer)
        return startAgain(record);
    const QByteArray sealed = m_sealer->seal(record);
    Writing done = writeAll(m_file, sealed);
    if (done && sync == Sync::Now)
        done = syncFile(m_file);
    if (done)
        m_size += sealed.size();
    else
        abandon();
    return done;
}

// Behind what could not be written nothing more may be: the stream has gone on, and its place in the file has
// not.
void SealedLog::abandon()
{
    m_file.resize(m_size);
    m_file.close();
    m_sealer.reset();
}

Writing SealedLog::startAgain(const QByteArray &record)
{
    const Result<QByteArray, QString> contents = contentsOf(m_path);
    if (!contents)
        return contents.error();
    QList<QByteArray> records;
    if (!contents->isEmpty()) {
        Unsealed found = unseal(*contents, m_key);
        if (const QString wrong = whatIsWrong(found.end); !wrong.isEmpty())
            return wrong.arg(shown(m_path));
        records = std::move(found.records);
    }
    records.append(record);
    return replace(records);
}

Writing SealedLog::replace(const QList<QByteArray> &records)
{
    Sealer sealer(m_key);
    QByteArray contents = sealer.opening();
    for (const QByteArray &record : records)
        contents += sealer.seal(record);
    m_sealer.reset();
    m_file.close(); // Windows replaces no open file
    if (const Writing done = replacePrivately(m_path, contents); !done)
        return done.error();
    // From here on the records are safe. Should it not be there to go on with, the next append starts again.
    if (openPrivately(m_file, QIODevice::ReadWrite | QIODevice::Append) && m_file.size() == contents.size()) {
        m_size = contents.size();
        m_sealer.emplace(std::move(sealer));
    }
    return Written{};
}

Writing SealedLog::remove()
{
    m_sealer.reset();
    m_file.close();
    if (const Writing done = removePrivately(m_path + u".new"_s); !done)
        return done.error();
    return removePrivately(m_path);
}

} // namespace lockdesk
