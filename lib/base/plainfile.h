#pragma once

#include <QIODevice>
#include <QString>

class QFile;

namespace lockdesk {

/// Whether something stands at `path` that is no plain file: a link, wherever it leads, a folder, a pipe, a
/// socket or a device. Opens nothing, and so never waits.
[[nodiscard]] bool isNoPlainFile(const QString &path);

/// Opens a file of the program's own. Only a plain one: a link is not followed, and what would let the
/// program wait for somebody else (a pipe, a socket, a device) is not opened to be read or written. A file
/// that is made is its owner's alone (0600).
///
/// Returns what stood in the way, in words for the end of a sentence; empty when the file is open.
[[nodiscard]] QString openPlainFile(QFile &file, QIODevice::OpenMode mode);

} // namespace lockdesk
