#pragma once

#include "account.h"
#include "authorization.h"
#include "change.h"
#include "job.h"

#include <QHash>
#include <QQueue>
#include <QSet>

namespace lockdesk {

/// The lists of authorizations that changes are decided and judged by, as they were just read.
struct FreshLists
{
    /// What the service says of one record that was asked for by itself.
    enum class RecordAnswer { Exists, Missing };

    QHash<SmartlockId, QList<Authorization>> ofDevice;
    std::optional<AccountUserId> person; ///< whose records alone they hold; nullopt: everybody's
    QSet<SmartlockId> oneAnswer; ///< devices whose whole list came as one answer: only these prove an absence
    QSet<SmartlockId> nameless; ///< devices whose list has an element of which not even the id could be read
    QSet<AuthorizationId> unreadable; ///< records that are there and could not be read
    QHash<AuthorizationId, RecordAnswer> records; ///< of those that were asked for by themselves and answered
    QSet<SmartlockId> gone; ///< devices that the account no longer has
    QHash<SmartlockId, ApiError> refused; ///< devices whose list the service did not give
    std::chrono::milliseconds asked{}; ///< the clock's uptime when the reading began: they say nothing older

    friend bool operator==(const FreshLists &, const FreshLists &) = default;
};

/// What fresh lists say of the record of an edit or a deletion.
enum class Presence {
    Present,
    Absent, ///< of a list that came as one answer; two of them prove it (see Absence in decision.h)
    Unreadable, ///< it is there, or may be there, as an element that cannot be read
    Unknown, ///< the lists do not tell: they came page by page, or hold other people's records alone
};

/// The record that an edit or a deletion is about; null when it is not there, and for a creation. Good as
/// long as the lists.
const Authorization *recordIn(const FreshLists &lists, const Change &change);

/// Of an edit or a deletion. A record that was asked for by itself and is there is Unknown when its list
/// lacks it.
Presence presenceIn(const FreshLists &lists, const Change &change);

/// Which requests give fresh lists of some devices.
struct ReadingPlan
{
    enum class Way {
        Devices, ///< the list of each device
        Person, ///< what one person has everywhere: it lacks the others' records
        Everything, ///< all lists, page by page
    };

    Way way = Way::Devices;
    QList<SmartlockId> devices;
    std::optional<AccountUserId> person;
    QHash<AuthorizationId, SmartlockId> records; ///< to be asked for by themselves, too

    friend bool operator==(const ReadingPlan &, const ReadingPlan &) = default;
};

/// The fewest requests that tell of the records of `changes`, by what the store knows of their number. A
/// person's list serves only when all are edits or deletions of what this person has, and none of them is on
/// a device of `wholeNeeded`; for such a device only a list that comes as one answer does. Pure.
ReadingPlan readingOf(
    const QList<Change> &changes, const AuthorizationLists &known, const QSet<SmartlockId> &wholeNeeded);
/// How many requests it takes.
int requestsOf(const ReadingPlan &plan, const AuthorizationLists &known);

/// Reads as planned, few requests at a time, and puts what comes into the account's store. Ends once, with
/// the lists or with an error that concerns them all (no network, 401, 429, 503). A list that the service
/// does not give for another reason is in `refused`, and holds no other up. Deleting it cancels.
class FreshReading : public QObject
{
    Q_OBJECT

public:
    /// The account must outlive it.
    FreshReading(const ReadingPlan &plan, Account &account, QObject *parent);

    const FreshLists &lists() const { return m_lists; }
    const std::optional<ApiError> &error() const { return m_error; }

Q_SIGNALS:
    /// From the event loop.
    void ended();

private:
    using ListOutcome = Result<ListResult<Authorization>, ApiError>;

    void askNext();
    void askList(SmartlockId device);
    void askRecord(const AuthorizationId &id);
    void takeList(SmartlockId device, const ListOutcome &outcome);
    void takeMany(const ListOutcome &outcome);
    void takeRecord(const AuthorizationId &id, const Result<Authorization, ApiError> &outcome);
    void takeUnreadable(const ListResult<Authorization> &list, const QList<SmartlockId> &devices);
    void endOne();

    ReadingPlan m_plan;
    Account &m_account;
    AskedAt m_asked;
    QQueue<SmartlockId> m_waiting;
    QQueue<AuthorizationId> m_waitingRecords;
    int m_underWay = 0;
    FreshLists m_lists;
    std::optional<ApiError> m_error;
};

} // namespace lockdesk
