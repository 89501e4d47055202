#pragma once

#include "account.h"
#include "bulksender.h"
#include "freshreading.h"
#include "setplan.h"
#include "sideline.h"

namespace lockdesk {

/// Carries many changes of authorizations from Waiting to their end in few requests: one reading for all that
/// are due, batches for what may leave, and one reading again for the proof of all that have left. A refused
/// batch is halved until the guilty change stands alone. What is wrong with one change, a busy lock or an
/// offline one, holds no other up.
///
/// A change whose answer was lost is looked for, and sent again only once a minute of looking has proven that
/// it did not happen (safety 4.2), at most five times.
class BulkRunner : public QObject
{
    Q_OBJECT

public:
    /// Both must outlive it.
    BulkRunner(Account &account, ChangeStore &changes, QObject *parent);
    ~BulkRunner() override;

    /// Asked for each batch before it leaves. After an error its sets are paused with it as the reason.
    void setNoteBeforeSending(const NoteBeforeSending &note) { m_sender.setNoteBeforeSending(note); }

    /// Takes a change over: its status becomes Waiting, or stays Sent, Accepted or Listed when it has left
    /// before, and is then looked after. It leaves after those that free what it needs (SetPlan::after).
    void add(ChangeId id);

    /// A set has been paused or resumed: what has not left stays, or goes.
    void followPause();

    /// For tests on a clock that stands still: returns once the plan is made, but for its hand-over.
    void waitForPlan() { m_planning.waitForWork(); }

Q_SIGNALS:
    /// The change has come to its end and is no longer held here.
    void ended(lockdesk::ChangeId id);

private:
    using Time = BulkRows::Time;
    using Row = BulkRows::Row;
    using Stage = BulkRows::Stage;

    Time uptime() const { return m_account.clock().uptime(); }
    Snapshot snapshot() const;
    void wakeIn(Time delay);
    void step();
    void planNew();
    void take(const SetPlan &plan);
    QList<Change> dueToLeave();
    bool isHeld(const Change &change, Row &row, const QSet<SmartlockId> &offline);
    QList<Change> watched(bool isUnseenOnly) const;
    void read(const QList<Change> &changes, bool isForSending);
    void onRead(const QList<Change> &changes, bool isForSending);
    void onReadFailed(const ApiError &error, const QList<Change> &changes);
    void judge(const FreshLists &lists);
    void judge(const Change &change, Row &row, const FreshLists &lists);
    void judgeLost(const Change &change, Row &row, const FreshLists &lists);
    QList<Outgoing> decideAll(const QList<Change> &changes, const FreshLists &lists);
    std::optional<Outgoing> decideOne(
        const Change &change, Row &row, const FreshLists &lists, const QString &problem);

    Account &m_account;
    ChangeStore &m_changes;
    BulkRows m_rows;
    BulkSender m_sender;
    QSet<SmartlockId> m_wholeNeeded; // devices that a person's list has not told enough of
    FreshReading *m_reading = nullptr;
    Alarm m_wake;
    Time m_wakeAt{};
    int m_readLimit; // devices that are read in one round
    bool m_hasNew = false; // some that are not planned
    Time m_readingSince{};
    int m_readFailures = 0;
    Sideline m_planning;
};

} // namespace lockdesk
