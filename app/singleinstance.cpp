#include "singleinstance.h"

#include <QCryptographicHash>
#include <QDeadlineTimer>
#include <QDir>
#include <QFileInfo>
#include <QLocalSocket>
#include <QThread>
#include <QTimer>

#ifdef Q_OS_UNIX
#include <unistd.h>
#endif
#ifdef Q_OS_WIN
#include <qt_windows.h>
#endif

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace lockdesk {

namespace {

const QByteArray raiseMessage("raise\n");
const QByteArray answer("raised\n");
constexpr int maxMessageBytes = 64;
constexpr int maxOpenConnections = 8;
constexpr auto patience = 2s; // with the other process, and with whoever connects
constexpr auto pause = 20ms; // the other one may hold the lock and not listen yet

constexpr auto privateFolder = QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner;

QString idOf(const QString &name)
{
    const QByteArray hash = QCryptographicHash::hash(name.toUtf8(), QCryptographicHash::Sha256);
    return u"lockdesk-"_s + QString::fromLatin1(hash.first(10).toHex());
}

#ifdef Q_OS_UNIX
bool isOursAlone(const QFileInfo &folder)
{
    constexpr auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup | QFile::ReadOther
        | QFile::WriteOther | QFile::ExeOther;
    return folder.isDir() && folder.isAbsolute() && folder.ownerId() == getuid()
        && !(folder.permissions() & others);
}
#endif

} // namespace

QString SingleInstance::folderFor(const QString &dataFolder)
{
#ifdef Q_OS_UNIX
    const QString runtime = qEnvironmentVariable("XDG_RUNTIME_DIR");
    if (!runtime.isEmpty() && isOursAlone(QFileInfo(runtime)))
        return runtime;
#endif
    return dataFolder;
}

SingleInstance::SingleInstance(
    const QString &dataFolder, const QString &socketFolder, const QString &profile, QObject *parent)
    : QObject(parent)
    , m_dataFolder(dataFolder)
    , m_socketFolder(socketFolder)
    , m_socketId(idOf(profile + u'\n' + dataFolder))
    , m_lock(dataFolder + u'/' + idOf(profile) + u".lock"_s)
{
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    connect(&m_server, &QLocalServer::newConnection, this, &SingleInstance::greet);
}

SingleInstance::Role SingleInstance::start()
{
    for (const QString &folder : {m_dataFolder, m_socketFolder}) {
        if (!QFileInfo::exists(folder) && QDir().mkpath(folder))
            QFile::setPermissions(folder, privateFolder);
    }
    const QDeadlineTimer deadline(patience);
    do {
        if (askToRaise())
            return Role::Raised;
        const FileLock::Outcome outcome = m_lock.take();
        if (outcome == FileLock::Outcome::Taken)
            return listen() ? Role::First : Role::Alone;
        if (outcome == FileLock::Outcome::Impossible)
            return Role::Alone;
        QThread::msleep(std::chrono::milliseconds(pause).count());
    } while (!deadline.hasExpired());
    return Role::Unanswered;
}

// On Unix a socket in the folder, on Windows a pipe: there names are the whole system's, and the system's
// rights keep other users out.
bool SingleInstance::listen()
{
#ifdef Q_OS_UNIX
    const QString name = m_socketFolder + u'/' + m_socketId;
#else
    const QString name = m_socketId + u'-' + idOf(m_socketFolder);
#endif
    QLocalServer::removeServer(name); // of one that was killed: the lock is ours
    return m_server.listen(name);
}

bool SingleInstance::askToRaise() const
{
#ifdef Q_OS_UNIX
    const QString name = m_socketFolder + u'/' + m_socketId;
#else
    const QString name = m_socketId + u'-' + idOf(m_socketFolder);
    AllowSetForegroundWindow(ASFW_ANY); // else the other one may only blink
#endif
    QLocalSocket socket;
    socket.connectToServer(name);
    const QDeadlineTimer deadline(patience);
    if (!socket.waitForConnected(int(deadline.remainingTime())))
        return false;
    socket.write(raiseMessage);
    socket.flush();
    while (socket.bytesAvailable() < answer.size() && !deadline.hasExpired()) {
        if (!socket.waitForReadyRead(int(deadline.remainingTime())))
            break;
    }
    return socket.read(maxMessageBytes) == answer;
}

void SingleInstance::greet()
{
    while (QLocalSocket *socket = m_server.nextPendingConnection()) {
        if (m_open >= maxOpenConnections) {
            socket->abort();
            socket->deleteLater();
            continue;
        }
        ++m_open;
        socket->setReadBufferSize(maxMessageBytes + 1);
        connect(socket, &QLocalSocket::readyRead, this, [this, socket] { readFrom(socket); });
        connect(socket, &QLocalSocket::disconnected, socket, &QObject::deleteLater);
        connect(socket, &QObject::destroyed, this, [this] { --m_open; });
        QTimer::singleShot(patience, socket, [socket] { socket->abort(); });
        readFrom(socket); // what came before the connections were made
    }
}

void SingleInstance::readFrom(QLocalSocket *socket)
{
    const QByteArray message = socket->peek(maxMessageBytes + 1);
    if (message.size() <= maxMessageBytes && !message.contains('\n'))
        return; // not all of it is here, or nothing
    // Once a connection, whatever follows.
    disconnect(socket, &QLocalSocket::readyRead, this, nullptr);
    if (message != raiseMessage) {
        socket->abort();
        return;
    }
    socket->write(answer);
    socket->flush();
    socket->disconnectFromServer();
    Q_EMIT raiseAsked();
}

} // namespace lockdesk
