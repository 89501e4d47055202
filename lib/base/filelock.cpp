#include "filelock.h"

#include "logging.h"
#include "plainfile.h"
#include "redact.h"

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSysInfo>
#include <QThread>
#include <filesystem>

#ifdef Q_OS_WIN
#include <qt_windows.h>
#else
#include <cerrno>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>
#endif

namespace lockdesk {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr qsizetype maxOwnerBytes = 1024;
constexpr auto pause = 20ms;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(FileLock)
};

QString shown(const QString &path)
{
    return forDisplay(QDir::toNativeSeparators(path));
}

// The number of a process, its program, its computer: as QLockFile writes them.
QByteArray ownerText()
{
    return QByteArray::number(QCoreApplication::applicationPid()) + "\nlockdesk\n"
        + QSysInfo::machineHostName().toUtf8() + '\n';
}

bool isOwnerText(const QByteArray &text)
{
    bool isNumber = false;
    return text.left(text.indexOf('\n')).toLongLong(&isNumber) > 0 && isNumber;
}

} // namespace

FileLock::FileLock(const QString &path)
    : m_path(path)
{
}

FileLock::~FileLock()
{
    release();
}

FileLock::Outcome FileLock::take(std::chrono::milliseconds patience)
{
    m_note.clear();
    const QDeadlineTimer deadline(patience);
    int left = 100; // of immediate tries: somebody takes and leaves it all the time
    for (;;) {
        const Step step = isNoPlainFile(m_path) ? (moveAside() ? Step::Again : Step::Impossible) : tryOnce();
        if (step == Step::Taken)
            return Outcome::Taken;
        if (step == Step::Impossible)
            return Outcome::Impossible;
        if (step == Step::Again && --left > 0)
            continue;
        if (deadline.hasExpired())
            return Outcome::Held;
        QThread::msleep(std::chrono::milliseconds(pause).count());
    }
}

// To a name that is free; nothing of it is opened or followed.
bool FileLock::moveAside()
{
    QString aside = m_path + u".damaged"_s;
    for (int i = 2; QFileInfo(aside).isSymLink() || QFileInfo::exists(aside); ++i)
        aside = m_path + u".damaged.%1"_s.arg(i);
    // QFile would copy, and so open, what it cannot rename.
    std::error_code error;
    std::filesystem::rename(
        QFileInfo(m_path).filesystemAbsoluteFilePath(), QFileInfo(aside).filesystemAbsoluteFilePath(), error);
    if (error)
        return false;
    m_note = Words::tr("“%1” could not be used: it was a link, a folder, a pipe, a device or another user's "
                       "file. It was moved to “%2”; nothing else was changed.")
                 .arg(shown(m_path), shown(aside));
    qCWarning(logSettings).noquote() << forLog(m_note, 1000);
    return true;
}

void FileLock::tellOwner(const QByteArray &found, bool isNew)
{
    if (isNew || isOwnerText(found))
        return;
    m_note = Words::tr("“%1” was empty or damaged and was replaced. It only says which window of Lockdesk "
                       "uses the files beside it; nothing else was changed.")
                 .arg(shown(m_path));
    qCWarning(logSettings).noquote() << forLog(m_note, 1000);
}

#ifdef Q_OS_WIN

// Nobody else may write the file while it is open here; that is the lock.
FileLock::Step FileLock::tryOnce()
{
    if (m_handle)
        return Step::Taken;
    const std::wstring name = QDir::toNativeSeparators(QFileInfo(m_path).absoluteFilePath()).toStdWString();
    const HANDLE handle = CreateFileW(name.c_str(), GENERIC_READ | GENERIC_WRITE, FILE_SHARE_READ, nullptr,
        OPEN_ALWAYS, FILE_ATTRIBUTE_NORMAL, nullptr);
    const DWORD outcome = GetLastError();
    if (handle == INVALID_HANDLE_VALUE)
        return outcome == ERROR_SHARING_VIOLATION ? Step::Held : Step::Impossible;
    QByteArray found(maxOwnerBytes, '\0');
    DWORD size = 0;
    ReadFile(handle, found.data(), DWORD(found.size()), &size, nullptr);
    found.truncate(qsizetype(size));
    SetFilePointer(handle, 0, nullptr, FILE_BEGIN);
    SetEndOfFile(handle);
    const QByteArray owner = ownerText();
    WriteFile(handle, owner.constData(), DWORD(owner.size()), &size, nullptr);
    m_handle = handle;
    tellOwner(found, outcome != ERROR_ALREADY_EXISTS);
    return Step::Taken;
}

void FileLock::release()
{
    if (!m_handle)
        return;
    CloseHandle(m_handle);
    m_handle = nullptr;
    QFile::remove(m_path); // fails where the next one has it already
}

#else

FileLock::Step FileLock::tryOnce()
{
    if (m_descriptor >= 0)
        return Step::Taken;
    const QByteArray name = QFile::encodeName(m_path);
    constexpr int flags = O_RDWR | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC;
    bool isNew = false;
    int descriptor = open(name.constData(), flags);
    if (descriptor < 0 && errno == ENOENT) {
        descriptor = open(name.constData(), flags | O_CREAT | O_EXCL, S_IRUSR | S_IWUSR);
        isNew = descriptor >= 0;
    }
    if (descriptor < 0 && errno == EACCES && QFileInfo::exists(m_path))
        return moveAside() ? Step::Again : Step::Impossible; // left by a start under another name, as sudo's
    if (descriptor < 0) {
        const bool isAnother = errno == EEXIST || errno == ELOOP || errno == ENXIO || errno == EISDIR;
        return isAnother ? Step::Again : Step::Impossible;
    }
    if (flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
        const bool isHeld = errno == EWOULDBLOCK || errno == EINTR;
        close(descriptor);
        return isHeld ? Step::Held : Step::Impossible;
    }
    // The one before may have removed the file between the two calls: a lock that no name leads to is none.
    struct stat ours = {};
    struct stat named = {};
    if (fstat(descriptor, &ours) != 0 || !S_ISREG(ours.st_mode) || lstat(name.constData(), &named) != 0
        || ours.st_ino != named.st_ino || ours.st_dev != named.st_dev) {
        close(descriptor);
        return Step::Again;
    }
    m_descriptor = descriptor;
    QFile file;
    if (file.open(descriptor, QIODevice::ReadWrite | QIODevice::Unbuffered, QFileDevice::DontCloseHandle)) {
        const QByteArray found = file.read(maxOwnerBytes);
        tellOwner(found, isNew);
        fchmod(descriptor, S_IRUSR | S_IWUSR);
        file.resize(0);
        file.seek(0);
        file.write(ownerText()); // on a full disk it holds as well
    }
    return Step::Taken;
}

void FileLock::release()
{
    if (m_descriptor < 0)
        return;
    QFile::remove(m_path); // while it is held: afterwards it may be another's
    close(m_descriptor);
    m_descriptor = -1;
}

#endif

} // namespace lockdesk
