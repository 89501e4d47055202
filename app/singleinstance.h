#pragma once

#include <QLocalServer>
#include <QLockFile>
#include <QObject>
#include <memory>

namespace lockdesk {

/// One window a user and profile. The first process holds a lock and listens on a socket that is its user's
/// alone; a later one asks it to come to the front, and ends. That is all that can be asked over the socket:
/// whatever else comes, or more than a few bytes, is dropped and the connection closed.
class SingleInstance : public QObject
{
    Q_OBJECT

public:
    enum class Role {
        First, ///< nobody else is there: this process listens from now on
        Raised, ///< another one is, and has been asked to come to the front
        Unanswered, ///< another one is, and did not answer in two seconds
        Alone, ///< the folder takes no lock, so nobody can tell: this process goes on without listening
    };

    /// `name` tells apart what may run at the same time (profiles, portable copies); `folder` should be this
    /// user's alone and is made where it is missing.
    SingleInstance(const QString &folder, const QString &name, QObject *parent = nullptr);

    /// Finds out; blocks for two seconds at most, and only if somebody is there who does not answer.
    Role start();

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

    QString m_folder;
    QString m_id; // of lock and socket
    QLockFile m_lock;
    QLocalServer m_server;
    int m_open = 0; // connections that have not said anything yet
};

} // namespace lockdesk
