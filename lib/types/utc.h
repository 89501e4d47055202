#pragma once

#include <QDateTime>
#include <QTimeZone>

namespace lockdesk {

/// The UTC instant `msecs` milliseconds after 1970, in the light form that newer Qt names differently.
inline QDateTime utcFromMSecs(qint64 msecs)
{
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    return QDateTime::fromMSecsSinceEpoch(msecs, QTimeZone::UTC);
#else
    return QDateTime::fromMSecsSinceEpoch(msecs, Qt::UTC);
#endif
}

} // namespace lockdesk
