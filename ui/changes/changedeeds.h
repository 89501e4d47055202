#pragma once

#include "session.h"

namespace lockdesk {

class Settings;

/// What the Changes screen does to changes, with the questions that it asks first. Each takes only those of
/// `ids` that it can do it to.
class ChangeDeeds : public QObject
{
    Q_OBJECT

public:
    /// Both must outlive it. Its dialogs belong to `window`.
    ChangeDeeds(Session &session, Settings &settings, QWidget *window);

    void send(const QList<ChangeId> &ids);
    void discard(const QList<ChangeId> &ids);
    /// The sets that these are of.
    void pause(const QList<ChangeId> &ids);
    void resume(const QList<ChangeId> &ids);
    /// Looks again at what is Unconfirmed, and sends what has not happened once more; never an action on a
    /// door, and an app access that may have been created only after a question.
    void retry(const QList<ChangeId> &ids);
    /// Has the devices report again where the service shows what was asked for, and for long enough not
    /// whether the lock has it: Listed since 20 s, or Unconfirmed and there as asked. Not while that is asked
    /// already.
    void synchronise(const QList<ChangeId> &ids);
    bool canSynchronise(const QList<ChangeId> &ids) const { return !silentDevices(ids).isEmpty(); }

    /// Makes the inverses one new set of Drafts. What cannot come back is said before.
    void undo(const QList<ChangeId> &ids);

    /// Opens the editor for what a Draft or a Problem asks for.
    void edit(ChangeId id);
    static bool isEditable(const Change &change);
    /// Opens the dialog that settles a Conflict.
    void decide(ChangeId id);

Q_SIGNALS:
    /// The inverses are there, to be reviewed.
    void undone(lockdesk::ChangeSetId set);

private:
    bool isWaitingForDevice(const Change &change) const;
    QList<Smartlock> silentDevices(const QList<ChangeId> &ids) const;
    void askToSendAgain(const QList<ChangeId> &ids);
    void addUndo(const QList<ChangeId> &ids);
    QList<Change> undoable(const QList<ChangeId> &ids) const;
    void settle(ChangeId id, const std::optional<ChangeSubject> &subject);

    Session &m_session;
    Settings &m_settings;
    QWidget *m_window;
};

} // namespace lockdesk
