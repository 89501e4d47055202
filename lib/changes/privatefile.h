#pragma once

#include "result.h"

#include <QFile>
#include <QString>

namespace lockdesk {

/// It is done, and will be there after a power cut where that was asked for.
struct Written
{
};

/// What stood in the way, in words for a person.
using Writing = Result<Written, QString>;

// Files that are their owner's alone (0600, in folders of 0700) whatever the umask says, and that are on the
// disk when a function returns. Each answers with what went wrong, whether anything was changed, and what to
// do.

/// Makes the folder, and those above it, where there is none.
[[nodiscard]] Writing makePrivateFolder(const QString &folder);

/// Opens `file` without a buffer, making it and its folder where `mode` writes; one that others could read is
/// made private.
[[nodiscard]] Writing openPrivately(QFile &file, QIODevice::OpenMode mode);

/// Writes all of `bytes` at the end of an open file. After an error some of them may be there.
[[nodiscard]] Writing writeAll(QFile &file, const QByteArray &bytes);

/// Returns once what was written to the open file is on the disk.
[[nodiscard]] Writing syncFile(QFile &file);

/// Returns once the names in the folder of `path` are on the disk: after making, renaming or removing a file.
[[nodiscard]] Writing syncFolderOf(const QString &path);

/// Puts `contents` in the place of the file, at once: whoever looks, also after a power cut, finds the old
/// contents or the new. After an error it is the old ones.
[[nodiscard]] Writing replacePrivately(const QString &path, const QByteArray &contents);

/// Gives the file another name, also where one of that name is there already, which is lost.
[[nodiscard]] Writing renameOver(const QString &from, const QString &to);

/// Removes the file for good; done where there is none.
[[nodiscard]] Writing removePrivately(const QString &path);

} // namespace lockdesk
