#pragma once

#include "filelock.h"

#include <QLocalServer>
#include <QObject>
#include <memory>

namespace lockdesk {

/// One window a profile. The first process holds a lock beside the profile's journal, which decides, whatever
/// the environment says of other folders, and listens on a socket that is its user's
/// alone; a later one asks it to come to the front, and ends. That is all that can be asked over the socket:
/// whatever else comes, or more than a few bytes, is dropped and the connection closed.
class SingleInstance : public QObject
{
    Q_OBJECT

public:
    enum class Role {
        First, ///< nobody else is there: this process listens from now on
        Raised, ///< another one is, and has been asked to come to the front
        Unanswered, ///< another one is, and did not answer in two seconds, or listens elsewhere
        Alone, ///< no lock can be had there, so nobody can tell, or no socket: it goes on without listening
    };

    /// `profile` tells apart what may run at the same time over one `dataFolder`, where the lock is. The
    /// socket is in `socketFolder`. Both should be this user's alone and are made where they are missing.
    SingleInstance(const QString &dataFolder, const QString &socketFolder, const QString &profile,
        QObject *parent = nullptr);

    /// Finds out; blocks for two seconds at most, and only if somebody is there who does not answer.
    Role start();

    /// What was found in the lock's place and is gone from there, in words for a person; empty as a rule.
    const QString &note() const { return m_lock.note(); }

    /// Where sockets of this user belong: XDG_RUNTIME_DIR where it is this user's alone, else `dataFolder`.
    static QString folderFor(const QString &dataFolder);

Q_SIGNALS:
    /// A later process was started: the window belongs in front.
    void raiseAsked();

private:
    bool askToRaise() const;
    bool listen();
    void greet();
    void readFrom(QLocalSocket *socket);

    QString m_dataFolder;
    QString m_socketFolder;
    QString m_socketId;
    FileLock m_lock;
    QLocalServer m_server;
    int m_open = 0; // connections that have not said anything yet
};

} // namespace lockdesk
