#pragma once

#include <QString>
#include <chrono>

namespace lockdesk {

/// A lock between programs, in a file of its own. The operating system holds it in the name of the process
/// and lets go of it however the process ends. So it is never stale: neither an age, nor a number that
/// another process has by now, nor the name of another computer decides, and nothing that the file holds
/// does.
///
/// The file names its holder, for people and for older versions that went by that, and is removed when the
/// lock is let go of.
class FileLock
{
public:
    enum class Outcome {
        Taken,
        Held, ///< by another one that lives
        Impossible, ///< the folder is missing or not writable, or its file system knows no locks
    };

    /// `path`: of the lock's file, in a folder that is there when it is taken.
    explicit FileLock(const QString &path);
    /// Lets go of it.
    ~FileLock();
    Q_DISABLE_COPY_MOVE(FileLock)

    /// Tries until it is Taken, or `patience` is over; blocks for so long. Taken, too, when it was already.
    Outcome take(std::chrono::milliseconds patience = {});
    void release();

    /// What the last take() found in the file's place that it had not written, and what it made of it, in
    /// words for a person; empty as a rule. Found once: what is no file is moved aside, the rest replaced.
    const QString &note() const { return m_note; }

private:
    enum class Step { Taken, Held, Impossible, Again };
    Step tryOnce();
    bool moveAside();
    void tellOwner(const QByteArray &found, bool isNew);

    QString m_path;
    QString m_note;
#ifdef Q_OS_WIN
    void *m_handle = nullptr;
#else
    int m_descriptor = -1;
#endif
};

} // namespace lockdesk
