#pragma once

#include "account.h"
#include "alarm.h"
#include "changestore.h"
#include "confirmation.h"
#include "notebeforesending.h"
#include "planner.h"
#include "request.h"
#include "runnertimes.h"

#include <functional>

namespace lockdesk {

/// One change on its way from Waiting to its end. Subclasses know the steps; this knows how to move the
/// status and how to wait for proof.
class ChangeRun : public QObject
{
    Q_OBJECT

public:
    ChangeRun(ChangeId id, Account &account, ChangeStore &changes, QObject *parent);

    ChangeId id() const { return m_id; }

    void setNoteBeforeSending(NoteBeforeSending call) { m_note = std::move(call); }

    /// Begins: fresh data, then the write.
    virtual void start() = 0;
    /// Waits for proof once more without sending anything.
    virtual void lookAgain() = 0;

Q_SIGNALS:
    /// The status is final; the run may be deleted.
    void ended();

protected:
    Change change() const { return *m_changes.change(m_id); }
    Account &account() { return m_account; }
    ChangeStore &changes() { return m_changes; }
    Snapshot snapshot();

    /// Has the change noted, and then calls `leave`. If it cannot be noted, the change has that as its
    /// Problem.
    void noteAnd(std::function<void()> leave);
    /// Sets the status; a final one ends the run.
    void move(ChangeStatus status, const QString &reason = {});
    /// The same as the verdict says, and never back from Listed to Accepted.
    void take(const Verdict &verdict);
    /// After `time` without proof the change is Unconfirmed.
    void expectProofWithin(std::chrono::milliseconds time);
    /// By when a write must leave that was compared with what has just been read.
    Expiry whileFresh() const;
    bool isEnded() const { return m_isEnded; }

private:
    ChangeId m_id;
    Account &m_account;
    ChangeStore &m_changes;
    NoteBeforeSending m_note;
    Alarm m_patience;
    bool m_isEnded = false;
};

} // namespace lockdesk
