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
    QHash<SmartlockId, QList<Authorization>> ofDevice;
    QSet<SmartlockId> whole; ///< devices of which nothing is missing in their list
    QSet<SmartlockId> gone; ///< devices that the account no longer has
    AskedAt asked; ///< they say nothing older

    friend bool operator==(const FreshLists &, const FreshLists &) = default;
};

/// The record that an edit or a deletion is about; null when it is not there, and for a creation. Good as
/// long as the lists.
const Authorization *recordIn(const FreshLists &lists, const Change &change);

/// Whether they tell of the change: with its record in them always, without it only when nothing is missing.
bool tells(const FreshLists &lists, const Change &change);

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

    friend bool operator==(const ReadingPlan &, const ReadingPlan &) = default;
};

/// The fewest requests that tell of the records of `changes`, by what the store knows of their number. A
/// person's list serves only when all are edits or deletions of what this person has, and none of them is on
/// a device of `wholeNeeded`. Pure.
ReadingPlan readingOf(
    const QList<Change> &changes, const QList<Authorization> &known, const QSet<SmartlockId> &wholeNeeded);
/// How many requests it takes.
int requestsOf(const ReadingPlan &plan, const QList<Authorization> &known);

/// Reads as planned, few requests at a time, and puts what comes into the account's store. Ends once, with
/// the lists or the first error; deleting it cancels.
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
    void askNext();
    void take(SmartlockId device, const Result<ListResult<Authorization>, ApiError> &outcome);
    void takeMany(const Result<ListResult<Authorization>, ApiError> &outcome);

    ReadingPlan m_plan;
    Account &m_account;
    QQueue<SmartlockId> m_waiting;
    int m_underWay = 0;
    FreshLists m_lists;
    std::optional<ApiError> m_error;
};

} // namespace lockdesk
