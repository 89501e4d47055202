#include "places.h"

#include "hardening.h"
#include "portable.h"
#include "settings.h"

#include <QStandardPaths>

using namespace Qt::StringLiterals;

namespace lockdesk {

Places placesOfProgram()
{
    const QString portable = portableDataFolder(programFolder(), qEnvironmentVariable("LOCKDESK_BUNDLE"));
    if (!portable.isEmpty())
        return {portable + u"/lockdesk.ini"_s, portable, portable};
    return {
        Settings::usualFile(), QStandardPaths::writableLocation(QStandardPaths::AppLocalDataLocation), {}};
}

} // namespace lockdesk
