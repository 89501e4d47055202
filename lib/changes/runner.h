#pragma once

#include "account.h"
#include "changestore.h"

#include <functional>
#include <memory>

namespace lockdesk {

class ChangeRun;
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
    /// action on a door). A problem found turns it into a Problem and nothing leaves.
    void send(ChangeId id);
    /// The same of many: changes of authorizations go out in few requests together, those of devices a few at
    /// a time (DeviceTurns).
    void send(const QList<ChangeId> &ids);

    /// The same of what may have happened already and must not happen twice by itself: the person has agreed
    /// to that.
    void sendAgain(const QList<ChangeId> &ids) { send(ids); }

    /// Nothing more of the set leaves; what has left is followed to its end.
    void pause(ChangeSetId set);
    /// Goes on with what is Waiting, and looks after what was sent.
    void resume(ChangeSetId set);

    /// Looks again, by hand, at an Unconfirmed change without sending anything.
    void lookAgain(ChangeId id);

    /// What notes changes before they leave. Not asked about actions on a door and synchronisations, which
    /// are never taken up again.
    void setBeforeSending(std::function<QString(const QList<ChangeId> &)> call);

    /// How many changes are under way or wait for their turn.
    int activeCount() const;

    /// An unlatch of this device was refused with 400: it may be a US model.
    bool isUnlatchRefused(SmartlockId device) const;

    /// BulkRunner::waitForPlan().
    void waitForPlan();

Q_SIGNALS:
    void activeCountChanged();

private:
    void send(const Change &change, bool isOneOfMany);
    void begin(const Change &change, bool isOneOfMany);
    void takeTurn(ChangeId id);
    void beginInBulk(const Change &change);
    ChangeRun *makeRun(const Change &change);
    DeviceRun *makeDeviceRun(const Change &change);
    void free(const QString &record);

    class Private;
    std::unique_ptr<Private> d;
};

} // namespace lockdesk
