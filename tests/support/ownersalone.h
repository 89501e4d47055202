#pragma once

#include <QFileInfo>

namespace lockdesk {

/// Whether nobody but its owner may touch a file; on Windows its folder's rules see to that, and modes say
/// nothing.
inline bool isOwnersAlone(const QFileInfo &file)
{
#ifdef Q_OS_UNIX
    constexpr auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup | QFile::ReadOther
        | QFile::WriteOther | QFile::ExeOther;
    return !(file.permissions() & others);
#else
    Q_UNUSED(file)
    return true;
#endif
}

} // namespace lockdesk
