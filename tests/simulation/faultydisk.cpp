#include "faultydisk.h"

#include <QFile>
#include <bitset>
#include <cerrno>
#include <cstdarg>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace lockdesk {

namespace {

FaultyDisk *theDisk = nullptr; // the system's calls know no other way to it

} // namespace

FaultyDisk::FaultyDisk(const QString &folder)
    : m_folder(QFile::encodeName(folder))
{
    theDisk = this;
}

FaultyDisk::~FaultyDisk()
{
    theDisk = nullptr;
}

FaultyDisk *FaultyDisk::current()
{
    return theDisk;
}

void FaultyDisk::failNext(Call call, int n, int count)
{
    m_plans[int(call)] = {n - 1, count};
}

void FaultyDisk::mend()
{
    for (Plan &plan : m_plans)
        plan = {};
    m_isFull = false;
    m_isTorn = false;
}

// The lock files are another thing: they would only keep the next program out.
bool FaultyDisk::covers(const char *path) const
{
    const QByteArrayView view(path);
    return view.startsWith(m_folder) && !view.endsWith(".lock");
}

int FaultyDisk::errorOf(Call call)
{
    Plan &plan = m_plans[int(call)];
    int error = m_isFull && call == Call::Write ? ENOSPC : 0;
    if (plan.count > 0 && plan.after-- <= 0) {
        --plan.count;
        plan.after = 0;
        error = call == Call::Sync ? EIO : ENOSPC;
    }
    m_failures += error != 0;
    return error;
}

} // namespace lockdesk

// From here on in the place of the C library's, for Qt and for the program alike.

namespace {

using lockdesk::FaultyDisk;

std::bitset<4096> onDisk; // descriptors of its files

bool isOnDisk(int descriptor)
{
    return FaultyDisk::current() && descriptor >= 0 && descriptor < 4096 && onDisk[size_t(descriptor)];
}

int refuse(int error)
{
    errno = error;
    return -1;
}

int opened(const char *path, int flags, mode_t mode)
{
    FaultyDisk *disk = FaultyDisk::current();
    const bool isOurs = disk && disk->covers(path);
    const bool isWriting = (flags & O_ACCMODE) != O_RDONLY;
    if (isOurs && isWriting && disk->isFrozen())
        return refuse(EIO);
    if (isOurs && isWriting) {
        if (const int error = disk->errorOf(FaultyDisk::Call::Open))
            return refuse(error);
    }
    const int descriptor = int(syscall(SYS_openat, AT_FDCWD, path, flags, mode));
    if (descriptor >= 0 && descriptor < 4096)
        onDisk[size_t(descriptor)] = isOurs;
    return descriptor;
}

mode_t modeOf(int flags, va_list arguments)
{
    return (flags & O_CREAT) ? va_arg(arguments, mode_t) : 0;
}

} // namespace

extern "C" {

int open(const char *path, int flags, ...)
{
    va_list arguments;
    va_start(arguments, flags);
    const mode_t mode = modeOf(flags, arguments);
    va_end(arguments);
    return opened(path, flags, mode);
}

int open64(const char *path, int flags, ...)
{
    va_list arguments;
    va_start(arguments, flags);
    const mode_t mode = modeOf(flags, arguments);
    va_end(arguments);
    return opened(path, flags | O_LARGEFILE, mode);
}

int close(int descriptor)
{
    if (descriptor >= 0 && descriptor < 4096)
        onDisk[size_t(descriptor)] = false;
    return int(syscall(SYS_close, descriptor));
}

ssize_t write(int descriptor, const void *data, size_t size)
{
    if (isOnDisk(descriptor)) {
        FaultyDisk *disk = FaultyDisk::current();
        if (disk->isFrozen())
            return ssize_t(size);
        if (const int error = disk->errorOf(FaultyDisk::Call::Write)) {
            if (disk->isTorn())
                (void)syscall(SYS_write, descriptor, data, size / 2);
            return refuse(error);
        }
    }
    return ssize_t(syscall(SYS_write, descriptor, data, size));
}

int fsync(int descriptor)
{
    if (!isOnDisk(descriptor))
        return int(syscall(SYS_fsync, descriptor));
    FaultyDisk *disk = FaultyDisk::current();
    const int error = disk->isFrozen() ? 0 : disk->errorOf(FaultyDisk::Call::Sync);
    return error ? refuse(error) : 0; // no power is cut here
}

int fdatasync(int descriptor)
{
    return fsync(descriptor);
}

int ftruncate64(int descriptor, off64_t size) noexcept
{
    if (isOnDisk(descriptor) && FaultyDisk::current()->isFrozen())
        return 0;
    return int(syscall(SYS_ftruncate, descriptor, size));
}

int ftruncate(int descriptor, off_t size) noexcept
{
    return ftruncate64(descriptor, size);
}

int rename(const char *from, const char *to) noexcept
{
    FaultyDisk *disk = FaultyDisk::current();
    if (disk && disk->covers(to)) {
        if (disk->isFrozen())
            return 0;
        if (const int error = disk->errorOf(FaultyDisk::Call::Rename))
            return refuse(error);
    }
    return int(syscall(SYS_rename, from, to));
}

int unlink(const char *path) noexcept
{
    FaultyDisk *disk = FaultyDisk::current();
    if (disk && disk->covers(path) && disk->isFrozen())
        return 0;
    return int(syscall(SYS_unlink, path));
}

} // extern "C"
