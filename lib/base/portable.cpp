#include "portable.h"

#include <QDir>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace lockdesk {

QString portableDataFolder(const QString &programFolder, const QString &bundleFolder)
{
    for (const QString &folder : {bundleFolder, programFolder}) {
        // Not a relative one: it would be another with each folder that the program is started from.
        if (!folder.isEmpty() && QDir::isAbsolutePath(folder)
            && QFileInfo(folder + u"/lockdesk-portable.txt"_s).isFile())
            return QDir::cleanPath(folder) + u"/lockdesk-data"_s;
    }
    return {};
}

} // namespace lockdesk
