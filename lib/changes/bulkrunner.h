#pragma once

#include "account.h"
#include "bulksender.h"
#include "freshreading.h"
#include "proofwatch.h"
#include "setplan.h"
#include "sideline.h"

namespace lockdesk {

/// Carries changes of authorizations, one or ten thousand, from Waiting to their end in few requests: one
/// reading for all that are due, batches for what may leave, and readings again for the proof of all that
/// have left. What is wrong with one change, a busy lock or an offline one, holds no other up.
///
/// What an event does, the same for one change and for many. "Open" means that it may have happened: it is
/// looked for, and what the lists do not show is sent again only where doing it twice changes nothing
/// (design: a full record over an unchanged one, a deletion, a keypad code), at most five attempts; an app
/// access ends Unconfirmed.
///
/// | event | the change |
/// |---|---|
/// | 2xx | Accepted; Listed, Confirmed by the lists; 180 s of readable time without proof: Unconfirmed |
/// | never left: no network, TLS, proxy | Waiting; read and decided again in 5 s |
/// | never left: too late, paused, discarded | Waiting, or gone; nothing is counted |
/// | answer lost, 5xx, HTML, any other status | open; after 60 s of readable time taken for undone |
/// | 429, 503 | open; as soon as a list does not show it, again after Retry-After and a pause that doubles |
/// | Retry-After over two minutes | the same, and its set is paused |
/// | an array refused | open; what a list does not show goes on in quarters |
/// | 401 | its set is paused (of one change: Waiting; of an array: open) |
/// | 404 | read and decided again once; then Failed |
/// | 409 to a creation | Failed; with an open attempt it proves nothing: looked for, not sent again |
/// | 423 | again after a pause that doubles; what else is about to leave for the device waits with it |
/// | another refusal, 400 to 426 | Failed, nothing was changed; with an open attempt Unconfirmed |
/// | the device is gone | unsent: Failed; sent: Unconfirmed |
/// | a list refused, or its device offline | it waits; the time does not count |
/// | its record missing from one list | read once more in 10 s; missing from both: gone |
/// | its record unreadable | unsent: read once more, then Failed; sent: looked for |
/// | journal cannot note it | its set is paused with the reason |
class BulkRunner : public QObject
{
    Q_OBJECT

public:
    using Time = BulkRows::Time;

    /// How a change is taken over.
    enum class As {
        ToBeSent, ///< or looked after, where it has left before
        ToBeSentAgain, ///< a person has agreed to it though an earlier attempt may have happened
        OnlyLookedAt, ///< nothing of it is sent
    };

    /// Both must outlive it.
    BulkRunner(Account &account, ChangeStore &changes, QObject *parent);
    ~BulkRunner() override;

    void setNoteBeforeSending(NoteBeforeSending call) { m_sender.setNoteBeforeSending(std::move(call)); }

    /// Takes a change over: its status becomes Waiting, or stays Sent, Accepted or Listed when it has left
    /// before, and is then looked after. It leaves after those that free what it needs, and after those of
    /// its record that were taken over before it.
    void add(ChangeId id, As as = As::ToBeSent);
    bool contains(ChangeId id) const { return m_rows.contains(id); }
    int count() const { return m_rows.count(); }

    /// A device has reported its authorizations again: asked for at `sent` and proven at `proven`, both of
    /// the clock's uptime. What is listed as asked in a whole list read since is on the lock.
    void noteSynchronised(SmartlockId device, Time sent, Time proven);

    /// A set has been paused or resumed, or rows were taken out: what has not left stays, or leaves.
    void reconsider();

    /// For tests on a clock that stands still: returns once the order is made, but for its hand-over.
    void waitForPlan() { m_planning.waitForWork(); }

Q_SIGNALS:
    /// The change has come to its end and is no longer held here.
    void ended(lockdesk::ChangeId id);

private:
    using Row = BulkRows::Row;
    using Stage = BulkRows::Stage;

    Time uptime() const { return m_account.clock().uptime(); }
    Snapshot snapshotFor(const QList<Change> &changes) const;
    void wakeIn(Time delay);
    void step();
    void planNew();
    void take(const PlanOrder &order);
    QList<Change> dueToLeave();
    bool isHeld(const Change &change, Row &row, const QSet<SmartlockId> &offline, ChangeId holder);
    QList<Change> dueToLook(Time now) const;
    void read(const QList<Change> &changes, bool isForSending);
    ReadingPlan planOf(const QList<Change> &changes) const;
    void onRead(const QList<Change> &changes, bool isForSending);
    void onReadFailed(const ApiError &error, const QList<Change> &changes);
    QList<Outgoing> decideAll(const QList<Change> &changes, const FreshLists &lists);
    std::optional<Outgoing> decideOne(const Change &change, Row &row, const FreshLists &lists,
        const QString &problem, const Baseline &baseline);
    void readAgain(const Change &change, Row &row, const FreshLists &lists, const QString &why);

    Account &m_account;
    ChangeStore &m_changes;
    BulkRows m_rows;
    BulkSender m_sender;
    ProofWatch m_watch;
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
