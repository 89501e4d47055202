#pragma once

#include "account.h"
#include "batch.h"
#include "changerun.h"
#include "changestore.h"
#include "clock.h"
#include "freshreading.h"
#include "setplan.h"

#include <QThreadPool>
#include <functional>
#include <map>

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

    /// Called once a round. After an error the sets of the round are paused with it as the reason.
    void setBeforeSending(BeforeSending call) { m_beforeSending = std::move(call); }

    /// Takes a change over: its status becomes Waiting, or stays Sent, Accepted or Listed when it has left
    /// before, and is then looked after. It leaves after those that free what it needs (SetPlan::after).
    void add(ChangeId id);
    bool contains(ChangeId id) const { return m_rows.contains(id); }
    int count() const { return int(m_rows.size()); }

    /// A set has been paused or resumed: what has not left stays, or goes.
    void followPause();

Q_SIGNALS:
    /// The change has come to its end and is no longer held here.
    void ended(lockdesk::ChangeId id);
    /// The service refuses the token: the sets under way have been paused.
    void refused();

private:
    using Time = std::chrono::milliseconds;

    enum class Stage { Ready, InFlight, Watched };

    struct Row
    {
        Stage stage = Stage::Ready;
        int attempts = 0;
        int largestBatch = lockdesk::largestBatch;
        Time notBefore{}; // of the clock's uptime, as the next two
        Time watchedSince{};
        bool isSeen = false; // looked at since it left
        bool isAnswerLost = false; // of the newest attempt: it may have happened, or not
        bool mayHaveHappened = false; // an earlier attempt, which a failure of this one does not undo
        std::optional<Authorization> before; // the record as it was read just before the write
        std::optional<Authorization> theirs; // what somebody made of it then, which the write has taken back
        std::optional<QList<ChangeId>> after; // what must have ended before; nullopt until it is planned
    };

    Time uptime() const { return m_account.clock().uptime(); }
    void wakeIn(Time delay);
    void step();
    void planNew();
    void take(const SetPlan &plan);
    QList<Change> dueToLeave();
    bool isHeld(const Change &change, Row &row, const QSet<SmartlockId> &offline);
    void giveUpWaiting();
    QList<Change> watched(bool isUnseenOnly) const;
    void read(const QList<Change> &changes, bool isForSending);
    void onRead(const QList<Change> &changes, bool isForSending);
    void onReadFailed(const ApiError &error, const QList<Change> &changes);
    void judge(const FreshLists &lists);
    void judge(const Change &change, Row &row, const FreshLists &lists);
    void judgeLost(const Change &change, Row &row, const FreshLists &lists);
    void decideAll(const QList<Change> &changes, const FreshLists &lists);
    std::optional<Outgoing> decideOne(
        const Change &change, Row &row, const FreshLists &lists, const QString &problem);
    void sendNext();
    void sendBatch(const Batch &batch);
    void onAnswer(const Batch &batch, const Result<Accepted, ApiError> &outcome);
    void onRefusal(const Batch &batch, const ApiError &error);
    void part(const Batch &batch);
    void holdBack(SmartlockId device, const QString &reason);
    void watch(ChangeId id, ChangeStatus status, const QString &reason, bool isAnswerLost);
    void leaveLater(ChangeId id, Time delay, const QString &reason);
    void tryAgain(ChangeId id, const QString &why, std::optional<std::chrono::seconds> notBefore);
    void end(ChangeId id, ChangeStatus status, const QString &reason);
    void fail(ChangeId id, const QString &reason);
    void pauseSetsOf(const QList<ChangeId> &ids, const QString &reason);
    bool isPaused(const Change &change) const;

    Account &m_account;
    ChangeStore &m_changes;
    BeforeSending m_beforeSending;
    std::map<ChangeId, Row> m_rows;
    QSet<SmartlockId> m_wholeNeeded; // devices that a person's list has not told enough of
    FreshReading *m_reading = nullptr;
    Alarm m_wake;
    QList<Batch> m_toSend; // of this round
    Expiry m_roundExpiry;
    QSet<SmartlockId> m_inFlightDevices;
    int m_inFlight = 0;
    int m_readLimit; // devices that are read in one round
    bool m_hasExpired = false; // some of this round
    bool m_hasNew = false; // some that are not planned
    bool m_isPlanning = false;
    Time m_nextLook{};
    Time m_readingSince{};
    int m_readFailures = 0;
    QThreadPool m_pool; // first to go: what it runs tells this object
};

} // namespace lockdesk
