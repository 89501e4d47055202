#include "portable.h"

#include "plainfile.h"

#include <QDir>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace lockdesk {

QString portableDataFolder(const QString &programFolder, const QString &bundleFolder)
{
    for (const QString &folder : {bundleFolder, programFolder}) {
        // Not a relative one: it would be another with each folder that the program is started from.
        const QString marker = folder + u"/lockdesk-portable.txt"_s;
        if (!folder.isEmpty() && QDir::isAbsolutePath(folder) && QFileInfo::exists(marker)
            && !isNoPlainFile(marker))
            return QDir::cleanPath(folder) + u"/lockdesk-data"_s;
    }
    return {};
}

} // namespace lockdesk
