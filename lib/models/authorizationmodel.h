#pragma once

#include "authorization.h"
#include "smartlock.h"

#include <QAbstractTableModel>

namespace lockdesk {

/// Whose clock a table shows.
enum class ShownClock { Lock, Mine, Utc };

/// An authorization as the Access table shows it.
struct AuthorizationRow
{
    Authorization authorization;
    QString deviceName;
    QString personName; ///< empty for codes and fobs without a person
    QTimeZone lockZone; ///< invalid when unknown
    QString statusText; ///< "Sent", "Accepted" … of a change under way; else "On the lock" / "Listed, not yet on the lock"
    bool isStale = false; ///< device offline or data old

    friend bool operator==(const AuthorizationRow &, const AuthorizationRow &) = default;
};

/// The Access table (ui-contract "Access"). A code is never in it.
class AuthorizationModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Name, Device, Type, Person, Schedule, ValidFrom, ValidUntil, AccessNow, LastUsed, Uses, Status, ColumnCount };

    explicit AuthorizationModel(QObject *parent = nullptr);

    void setRows(const QList<AuthorizationRow> &rows);
    void setNow(const QDateTime &now);
    void setShownClock(ShownClock clock);

    const AuthorizationRow *row(const AuthorizationId &id) const;
};

} // namespace lockdesk
