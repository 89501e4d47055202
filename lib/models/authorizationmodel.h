#pragma once

#include "authorization.h"
#include "keyedtablemodel.h"

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
    QString statusText; ///< "Sent", "Accepted" … of a change under way; else "On the lock" / "Listed, not yet
                        ///< on the lock"
    bool isStale = false; ///< device offline or data old

    friend bool operator==(const AuthorizationRow &, const AuthorizationRow &) = default;
};

/// The Access table (ui-contract "Access"). A code is never in it.
class AuthorizationModel : public KeyedTableModel<AuthorizationRow, AuthorizationId>
{
    Q_OBJECT

public:
    enum Column {
        Name,
        Device,
        Type,
        Person,
        Schedule,
        ValidFrom,
        ValidUntil,
        AccessNow,
        LastUsed,
        Uses,
        Status,
        ColumnCount
    };

    explicit AuthorizationModel(QObject *parent = nullptr);

    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

    void setRows(const QList<AuthorizationRow> &rows) { reconcile(rows); }
    void setNow(const QDateTime &now);
    void setShownClock(ShownClock clock);

    const AuthorizationRow *row(const AuthorizationId &id) const { return find(id); }

private:
    QString display(const AuthorizationRow &row, int column) const;
    QVariant sortValue(const AuthorizationRow &row, int column) const;
    QString nowWords(const AuthorizationRow &row) const;
    QTimeZone shownZone(const AuthorizationRow &row) const;
    QString timeText(const QDateTime &utc, const AuthorizationRow &row) const;
    QString limitText(const std::optional<Instant> &limit, const AuthorizationRow &row) const;

    QDateTime m_now;
    ShownClock m_clock = ShownClock::Lock;
};

} // namespace lockdesk
