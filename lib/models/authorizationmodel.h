#pragma once

#include "accessnow.h"
#include "authorization.h"
#include "keyedtablemodel.h"
#include "shownclock.h"
#include "smartlock.h"

namespace lockdesk {

/// An authorization as the Access table shows it.
struct AuthorizationRow
{
    Authorization authorization;
    QString deviceName;
    QString personName; ///< empty for codes and fobs without a person
    QTimeZone lockZone; ///< invalid when unknown
    QString statusText; ///< "Sent", "Accepted" … of a change under way; empty: the record says how far it is
    bool isStale = false; ///< device offline or data old

    friend bool operator==(const AuthorizationRow &, const AuthorizationRow &) = default;
};

using AuthorizationTable = KeyedTableModel<AuthorizationRow, AuthorizationId>;

/// The Access table (ui-contract "Access"). A code is never in it. The schedule's weekly part is always the
/// lock's wall clock; everything else is on the clock chosen.
class AuthorizationModel : public AuthorizationTable
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

    /// Rows whose id is null, not yet created, are left out.
    void setRows(const QList<AuthorizationRow> &rows);
    /// These are new or another, and are in the service's list; all others stay as they are.
    void putRows(const QList<AuthorizationRow> &rows) { put(rows); }
    /// These are no longer there.
    void takeRows(const QSet<AuthorizationId> &ids);
    /// The row at this place of the table, which must be there; good until the next list.
    using AuthorizationTable::rowAt;
    /// Moves the clock: the column Access now.
    void setNow(const QDateTime &now);
    ShownClock shownClock() const { return m_clock; }
    void setShownClock(ShownClock clock);

    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

protected:
    AuthorizationId keyOf(const AuthorizationRow &row) const override { return row.authorization.id; }
    QVariant cell(const AuthorizationRow &row, int column, int role) const override;
    bool isAffected(int column, const AuthorizationRow &before, const AuthorizationRow &after) const override;
    void onRowReplaced(const AuthorizationId &id) override { m_answers.remove(id); }

private:
    using Access = lockdesk::AccessNow;

    Access answerFor(const AuthorizationRow &row) const;
    const Access &knownAnswerFor(const AuthorizationRow &row) const;
    QString clockWords() const;

    QDateTime m_now;
    ShownClock m_clock = ShownClock::Lock;
    mutable QHash<AuthorizationId, Access> m_answers; // of those rows that somebody looked at
    mutable QDateTime m_nextDue; // the earliest of them
};

} // namespace lockdesk
