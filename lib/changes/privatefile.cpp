#include "privatefile.h"

#include "plainfile.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <filesystem>

#ifdef Q_OS_WIN
#include <io.h>
#else
#include <cerrno>
#include <fcntl.h>
#include <unistd.h>
#endif

namespace lockdesk {

using namespace Qt::StringLiterals;

namespace {

constexpr auto ownersFile = QFile::ReadOwner | QFile::WriteOwner;
constexpr auto ownersFolder = QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner;
constexpr auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup | QFile::ReadOther
    | QFile::WriteOther | QFile::ExeOther;

QString tr(const char *words)
{
    return QCoreApplication::translate("PrivateFile", words);
}

QString notWritten(const QString &path, const QString &why)
{
    return tr(
        QT_TRANSLATE_NOOP("PrivateFile",
            "“%1” could not be written: %2. Make room on the disk, or make the folder writable, and try "
            "again."))
        .arg(QDir::toNativeSeparators(path), why);
}

#ifndef Q_OS_WIN
bool syncDescriptor(int descriptor)
{
#ifdef Q_OS_MACOS
    // fsync() alone leaves the data in the drive's own memory there.
    if (fcntl(descriptor, F_FULLFSYNC) == 0)
        return true;
#endif
    int outcome = 0;
    do {
        outcome = fsync(descriptor);
    } while (outcome != 0 && errno == EINTR);
    return outcome == 0;
}
#endif

} // namespace

Writing makePrivateFolder(const QString &folder)
{
    const QFileInfo info(folder);
    if (info.isDir())
        return Written{};
    const QString above = info.absolutePath();
    if (above != info.absoluteFilePath()) {
        if (const Writing made = makePrivateFolder(above); !made)
            return made.error();
    }
    // Two programs may make it at the same time.
    if (!QDir().mkdir(folder) && !QFileInfo(folder).isDir())
        return notWritten(folder, tr(QT_TRANSLATE_NOOP("PrivateFile", "the folder cannot be made")));
    QFile::setPermissions(folder, ownersFolder);
    return syncFolderOf(folder);
}

Writing openPrivately(QFile &file, QIODevice::OpenMode mode)
{
    if (mode & QIODevice::WriteOnly) {
        if (const Writing made = makePrivateFolder(QFileInfo(file).absolutePath()); !made)
            return made.error();
    }
    if (const QString why = openPlainFile(file, mode | QIODevice::Unbuffered); !why.isEmpty()) {
        return mode & QIODevice::WriteOnly
            ? notWritten(file.fileName(), why)
            : tr(QT_TRANSLATE_NOOP("PrivateFile", "“%1” could not be read: %2. Nothing was changed."))
                  .arg(QDir::toNativeSeparators(file.fileName()), why);
    }
    const QFile::Permissions now = file.permissions();
    if ((now & others) || (now & ownersFile) != ownersFile)
        file.setPermissions(ownersFile);
    return Written{};
}

Writing writeAll(QFile &file, const QByteArray &bytes)
{
    for (qsizetype done = 0; done < bytes.size();) {
        const qint64 more = file.write(bytes.constData() + done, bytes.size() - done);
        if (more <= 0)
            return notWritten(file.fileName(), file.errorString());
        done += more;
    }
    return Written{};
}

Writing syncFile(QFile &file)
{
    if (!file.flush())
        return notWritten(file.fileName(), file.errorString());
#ifdef Q_OS_WIN
    const bool isDone = _commit(file.handle()) == 0;
#else
    const bool isDone = syncDescriptor(file.handle());
#endif
    return isDone ? Writing(Written{}) : Writing(notWritten(file.fileName(), qt_error_string()));
}

Writing syncFolderOf(const QString &path)
{
#ifdef Q_OS_WIN
    Q_UNUSED(path) // a folder cannot be synced there; the file system keeps a journal of its names
    return Written{};
#else
    const QString folder = QFileInfo(path).absolutePath();
    const int descriptor = open(QFile::encodeName(folder).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    // Some network file systems cannot sync a folder and say so with EINVAL: there is nothing to be had then.
    const bool isDone = descriptor >= 0 && (syncDescriptor(descriptor) || errno == EINVAL);
    const QString why = isDone ? QString() : qt_error_string();
    if (descriptor >= 0)
        close(descriptor);
    return isDone ? Writing(Written{}) : Writing(notWritten(folder, why));
#endif
}

Writing replacePrivately(const QString &path, const QByteArray &contents)
{
    QFile aside(path + u".new"_s);
    aside.remove(); // left by a power cut
    Writing done = openPrivately(aside, QIODevice::WriteOnly | QIODevice::NewOnly);
    if (done)
        done = writeAll(aside, contents);
    if (done)
        done = syncFile(aside);
    aside.close();
    if (done)
        done = renameOver(aside.fileName(), path);
    if (!done)
        aside.remove();
    return done;
}

Writing renameOver(const QString &from, const QString &to)
{
    std::error_code error;
    std::filesystem::rename(
        QFileInfo(from).filesystemAbsoluteFilePath(), QFileInfo(to).filesystemAbsoluteFilePath(), error);
    if (error)
        return notWritten(to, QString::fromLocal8Bit(error.message()));
    return syncFolderOf(to);
}

Writing removePrivately(const QString &path)
{
    QFile file(path);
    if (file.exists() && !file.remove()) {
        return tr(QT_TRANSLATE_NOOP("PrivateFile", "“%1” could not be removed: %2. It is still there."))
            .arg(QDir::toNativeSeparators(path), file.errorString());
    }
    return QFileInfo(path).absoluteDir().exists() ? syncFolderOf(path) : Writing(Written{});
}

} // namespace lockdesk
