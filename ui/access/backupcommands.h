#pragma once

#include "change.h"

#include <QObject>
#include <QPointer>

class QAction;
class QDialog;
class QMenu;

namespace lockdesk {

struct Session;

/// "Back up access…" and "Restore access…" in a menu, and the dialogs that they open over a window.
class BackupCommands : public QObject
{
    Q_OBJECT

public:
    /// Adds the two to `menu`; the dialogs belong to `window`, as this does. `mayHaveCodes` is whether
    /// backups may hold keypad codes.
    BackupCommands(QMenu *menu, bool mayHaveCodes, QWidget *window);

    /// What they work on; null without a session, when an open dialog goes. It must outlive what is said
    /// here.
    void setSession(Session *session);

    /// Opens "Restore access" on this file as soon as somebody is signed in and the devices are there.
    void restoreFrom(const QString &path);

Q_SIGNALS:
    /// A restoration was decided: these shall become drafts.
    void changesMade(const QList<lockdesk::Change> &changes);

private:
    void backUp();
    void restore(const QString &path);
    void restoreWaiting();

    QWidget *m_window;
    bool m_mayHaveCodes;
    QAction *m_backUp;
    QAction *m_restore;
    Session *m_session = nullptr;
    QString m_waiting; // a file to restore from; empty: none
    QPointer<QDialog> m_dialog;
};

} // namespace lockdesk
