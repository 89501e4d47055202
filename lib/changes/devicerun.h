#pragma once

#include "account.h"
#include "alarm.h"
#include "changestore.h"
#include "deviceproof.h"
#include "notebeforesending.h"
#include "request.h"

#include <QPointer>

namespace lockdesk {

class DeviceWatch;

/// One change of a device on its way from Waiting to its end. An action on a door is sent at once, once, and
/// not after its expiry. What it is proven against, the device's log and state, is read right before and
/// delays it by a second at most; a reading that comes later still counts, since it can only prove less. A
/// synchronisation and a new name are sent after a reading of the record. What has been taken out of the
/// store does not leave, and in a paused set nothing does.
class DeviceRun : public QObject
{
    Q_OBJECT

public:
    /// Account and store must outlive it.
    DeviceRun(ChangeId id, Account &account, ChangeStore &changes, QObject *parent);

    ChangeId id() const { return m_id; }

    /// What notes a new name before it leaves. Actions and synchronisations are never taken up again and not
    /// noted.
    void setNoteBeforeSending(NoteBeforeSending call) { m_note = std::move(call); }
    /// The action has its turn among several that a person asked for at once: it expires 10 s from now and
    /// not 10 s from the question, but 5 min from that.
    void setOneOfSeveral() { m_isOneOfSeveral = true; }

    /// Begins: fresh data, then the write.
    void start();
    /// Waits for proof once more without sending anything.
    void lookAgain();

Q_SIGNALS:
    /// Nothing more comes of it, and it may be deleted: the status is final, the change is gone, or its set
    /// was paused before anything left.
    void ended();
    /// The device answered an unlatch with 400: it may be a US model, which has no latch.
    void unlatchRefused(lockdesk::SmartlockId device);
    /// The device has reported after `sent`, and was known to have at `proven`, both of the clock's uptime:
    /// what had been written to it before `sent` is in what it has reported.
    void synchronised(
        lockdesk::SmartlockId device, std::chrono::milliseconds sent, std::chrono::milliseconds proven);

private:
    const Change *live() const;
    bool mayLeave() const;
    void readBeforeAction();
    void noteReading();
    void makeRoom();
    void leave();
    void readRecord();
    void decide(const Smartlock &fresh);
    void sendUpdate(const QString &error, const Expiry &expiry, const QDateTime &updatedBefore);
    void follow(Job<Accepted> *write, const QDateTime &updatedBefore = {});
    void take(const Result<Accepted, ApiError> &outcome);
    void takeRefusal(const ApiError &error);
    void watch();
    void judge();
    DeviceVerdict verdict(const Change &change) const;
    void giveUp();
    void hold(const QString &why = {});
    void fail(const QString &why);
    void move(ChangeStatus status, const QString &reason = {});
    void end();

    ChangeId m_id;
    Account &m_account;
    ChangeStore &m_changes;
    NoteBeforeSending m_note;
    Expiry m_expiry; // of an action
    DeviceBasis m_basis; // likewise
    QList<QPointer<JobBase>> m_readings; // before the action
    int m_unread = 0; // of these
    Alarm m_patience; // for these
    bool m_isSent = false; // the action
    bool m_isOnItsWay = false; // and it has left the queue
    std::chrono::milliseconds m_readAt{}; // when the record was asked for, before a synchronisation
    DeviceWatch *m_watch = nullptr;
    int m_attempts = 0;
    bool m_isOneOfSeveral = false;
    bool m_isAnswered = false; // the write, or its answer was lost
    bool m_isEnded = false;
};

} // namespace lockdesk
