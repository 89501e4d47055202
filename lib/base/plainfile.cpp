#include "plainfile.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>

#ifdef Q_OS_UNIX
#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#endif

namespace lockdesk {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(PlainFile)
};

QString noPlainFile()
{
    return Words::tr("it is no ordinary file, but a link, a folder, a pipe or a device");
}

#ifdef Q_OS_UNIX
struct Descriptor
{
    explicit Descriptor(int opened)
        : number(opened)
    {
    }
    Q_DISABLE_COPY_MOVE(Descriptor)
    ~Descriptor()
    {
        if (number >= 0)
            close(number);
    }

    int number;
};

int flagsOf(QIODevice::OpenMode mode)
{
    int flags = O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC;
    if ((mode & QIODevice::ReadWrite) == QIODevice::ReadWrite)
        flags |= O_RDWR;
    else
        flags |= mode & QIODevice::WriteOnly ? O_WRONLY : O_RDONLY;
    if (mode & QIODevice::WriteOnly && !(mode & QIODevice::ExistingOnly))
        flags |= O_CREAT;
    if (mode & QIODevice::NewOnly)
        flags |= O_EXCL;
    if (mode & QIODevice::Append)
        flags |= O_APPEND;
    return flags;
}
#endif

} // namespace

bool isNoPlainFile(const QString &path)
{
#ifdef Q_OS_UNIX
    struct stat found = {};
    return lstat(QFile::encodeName(path).constData(), &found) == 0 && !S_ISREG(found.st_mode);
#else
    const QFileInfo info(path);
    return info.isSymLink() || info.isJunction() || (info.exists() && !info.isFile());
#endif
}

QString openPlainFile(QFile &file, QIODevice::OpenMode mode)
{
    if (isNoPlainFile(file.fileName()))
        return noPlainFile();
#ifdef Q_OS_UNIX
    if (mode & (QIODevice::Append | QIODevice::NewOnly))
        mode |= QIODevice::WriteOnly;
    const Descriptor first(
        open(QFile::encodeName(file.fileName()).constData(), flagsOf(mode), S_IRUSR | S_IWUSR));
    if (first.number < 0)
        return errno == ELOOP ? noPlainFile() : qt_error_string(errno);
    // Asked of what was opened: what the name stands for may be another by now.
    struct stat found = {};
    if (fstat(first.number, &found) != 0 || !S_ISREG(found.st_mode))
        return noPlainFile();
    // QFile takes a descriptor only without its name, so it opens the file again, and both must be one.
    mode = (mode & ~QIODevice::OpenMode(QIODevice::NewOnly)) | QIODevice::ExistingOnly;
    if (!file.open(mode))
        return file.errorString();
    struct stat again = {};
    if (fstat(file.handle(), &again) == 0 && again.st_ino == found.st_ino && again.st_dev == found.st_dev)
        return {};
    file.close();
    return noPlainFile();
#else
    const bool isOpen = file.open(mode, QFileDevice::ReadOwner | QFileDevice::WriteOwner);
    return isOpen ? QString() : file.errorString();
#endif
}

} // namespace lockdesk
