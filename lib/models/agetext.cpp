#include "agetext.h"

#include <QCoreApplication>

namespace lockdesk {

QString ageText(const QDateTime &then, const QDateTime &now)
{
    if (!then.isValid())
        return QCoreApplication::translate("Age", "Never");
    const qint64 seconds = then.secsTo(now);
    if (seconds < 10) // also a clock that was set back
        return QCoreApplication::translate("Age", "Just now");
    if (seconds < 60)
        return QCoreApplication::translate("Age", "%n s ago", nullptr, int(seconds));
    if (seconds < 3600)
        return QCoreApplication::translate("Age", "%n min ago", nullptr, int(seconds / 60));
    if (seconds < 48 * 3600)
        return QCoreApplication::translate("Age", "%n h ago", nullptr, int(seconds / 3600));
    return QCoreApplication::translate("Age", "%n day(s) ago", nullptr, int(seconds / 86400));
}

} // namespace lockdesk
