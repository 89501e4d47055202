#pragma once

#include <QFile>

namespace lockdesk {

/// What a file holds; empty for none.
inline QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace lockdesk
