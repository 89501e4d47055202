#pragma once

#include "account.h"
#include "changestore.h"
#include "notebeforesending.h"

#include <memory>

namespace lockdesk {

class DeviceRun;

/// Owns every write. Takes a change from Waiting to its end: reads the record anew, compares it with what the
/// person saw, sends the full record once, and follows the service's data until it proves the change or time
/// is up. Closing a screen forgets nothing here; destroying the runner drops what has not left.
class Runner : public QObject
{
    Q_OBJECT

public:
    /// Both must outlive the runner.
    Runner(Account &account, ChangeStore &changes, QObject *parent = nullptr);
    ~Runner() override;

    /// Sends a Draft (or sends again what had a Problem, Failed, was in Conflict or Unconfirmed and is no
    /// action on a door). A problem found turns it into a Problem and nothing leaves. What may have happened
    /// already is looked for first; the creation of an app access is then not sent again.
    void send(ChangeId id) { send(QList<ChangeId>{id}); }
    /// The same of many: changes of authorizations leave in few requests together, those of devices a few at
    /// a time (DeviceTurns).
    void send(const QList<ChangeId> &ids);
    /// The same, where a person has agreed that even a creation of an app access is sent again.
    void sendAgain(const QList<ChangeId> &ids);

    /// Nothing more of the set leaves; what has left is followed to its end.
    void pause(ChangeSetId set);
    /// Goes on with what is Waiting, and looks after what was sent.
    void resume(ChangeSetId set);

    /// Looks again, by hand, at an Unconfirmed change without sending anything.
    void lookAgain(ChangeId id);

    /// What notes changes before they leave. Not asked about actions on a door and synchronisations, which
    /// are never taken up again.
    void setNoteBeforeSending(NoteBeforeSending call);

    /// How many changes are under way or wait for their turn.
    int activeCount() const;

    /// An unlatch of this device was refused with 400: it may be a US model.
    bool isUnlatchRefused(SmartlockId device) const;

    /// BulkRunner::waitForPlan().
    void waitForPlan();

Q_SIGNALS:
    void activeCountChanged();

private:
    void send(const QList<ChangeId> &ids, bool mayRepeat);
    void sendToDevice(const Change &change);
    void takeTurn(ChangeId id);
    DeviceRun *makeRun(const Change &change);
    void followTheDoor(SmartlockId device);
    void endRun(DeviceRun *run, const QString &subject);

    class Private;
    std::unique_ptr<Private> d;
};

} // namespace lockdesk
