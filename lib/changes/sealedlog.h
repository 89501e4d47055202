#pragma once

#include "filelock.h"
#include "privatefile.h"
#include "sealedrecords.h"

#include <QList>
#include <memory>
#include <optional>

namespace lockdesk {

/// A file of sealed records (sealedrecords.h) that only grows, its owner's alone (0600). While a log is open,
/// no second program opens the same file. One thread at a time.
///
/// A stream cannot be gone on with once the program has ended, so the first append to an old file writes a
/// new one beside it, sealed anew, and puts it in the old one's place at once; that drops a torn end, too.
class SealedLog
{
public:
    /// How the file ended when it was opened.
    enum class Tail {
        Whole,
        Torn, ///< within a record, which had not been said to be written
        Doubtful, ///< the last record is spoiled, and may have been said to be written
    };

    struct Opened
    {
        std::unique_ptr<SealedLog> log;
        QList<QByteArray> records;
        Tail tail = Tail::Whole;
        QString damage; ///< where a file was there that could not be used: what it was, and where it is now
    };

    /// Opens the file, or what will be one: looking makes none. A file that is damaged or was sealed with
    /// another key is moved aside, as *.damaged, `damage` says so, and the log is empty. The error, in words:
    /// in use by another program, not readable, or of another version; then nothing was changed.
    static Result<Opened, QString> open(const QString &path, SecretKey key);

    Q_DISABLE_COPY_MOVE(SealedLog)
    ~SealedLog();

    enum class Sync {
        Now, ///< on the disk when append() returns
        Later, ///< at the latest with the next that is synced; a power cut may take it
    };

    /// After an error the file is what it was, and the next append tries again.
    [[nodiscard]] Writing append(const QByteArray &record, Sync sync = Sync::Now);

    /// Puts these in the place of all records, at once and synced: after an error, or a power cut, the old
    /// ones are still there.
    [[nodiscard]] Writing replace(const QList<QByteArray> &records);

    /// Removes the file; the next append makes a new one.
    [[nodiscard]] Writing remove();

private:
    SealedLog(const QString &path, SecretKey key);

    Writing lock();
    Writing startAgain(const QByteArray &record);
    void abandon();

    QString m_path;
    SecretKey m_key;
    FileLock m_lock;
    QFile m_file; ///< open while m_sealer goes on behind its end
    std::optional<Sealer> m_sealer;
    qint64 m_size = 0; ///< of what is known to be whole
};

} // namespace lockdesk
