#include "singleinstance.h"

#include <QCoreApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QLocalSocket>
#include <QProcess>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#ifdef Q_OS_UNIX
#include <csignal>
#endif

using namespace Qt::StringLiterals;
using namespace lockdesk;

namespace {

const QString name = u"default"_s;
constexpr auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup | QFile::ReadOther
    | QFile::WriteOther | QFile::ExeOther;

// Another process that is there, and says so; it prints "raise" whenever it is asked to.
void hold(QProcess &process, const QString &dataFolder, const QString &socketFolder)
{
    process.start(QCoreApplication::applicationFilePath(), {u"--hold"_s, dataFolder, socketFolder});
    QVERIFY(process.waitForStarted());
    QVERIFY(process.waitForReadyRead(10'000));
    QCOMPARE(process.readLine().trimmed(), "first"_ba);
}

} // namespace

class SingleInstanceTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_path = m_folder->filePath(u"new/run"_s);
    }

    // OS-1
    void testSecondProcessRaisesTheFirst()
    {
        QProcess first;
        hold(first, m_path, m_path);
        QElapsedTimer elapsed;
        elapsed.start();
        SingleInstance second(m_path, m_path, name);
        QCOMPARE(second.start(), SingleInstance::Role::Raised);
        QVERIFY(elapsed.elapsed() < 1000);
        QVERIFY(first.waitForReadyRead(1000));
        QCOMPARE(first.readAll().trimmed(), "raise"_ba);
        SingleInstance other(m_path, m_path, u"another profile"_s);
        QCOMPARE(other.start(), SingleInstance::Role::First);
        first.kill();
        first.waitForFinished();
    }

    // OS-1: 20 of 20
    void testRecoversFromKilledProcesses()
    {
        for (int i = 0; i < 20; ++i) {
            QProcess first;
            hold(first, m_path, m_path);
            first.kill();
            QVERIFY(first.waitForFinished());
        }
        SingleInstance last(m_path, m_path, name);
        QCOMPARE(last.start(), SingleInstance::Role::First);
    }

    void testHungProcessIsSaid()
    {
#ifdef Q_OS_UNIX
        QProcess first;
        hold(first, m_path, m_path);
        ::kill(pid_t(first.processId()), SIGSTOP);
        QElapsedTimer elapsed;
        elapsed.start();
        SingleInstance second(m_path, m_path, name);
        const SingleInstance::Role role = second.start();
        const qint64 took = elapsed.elapsed();
        first.kill();
        first.waitForFinished();
        QCOMPARE(role, SingleInstance::Role::Unanswered);
        QVERIFY2(took >= 1900 && took < 5000, qPrintable(QString::number(took)));
#else
        QSKIP("Needs a process that can be stopped");
#endif
    }

    // OS-2
    void testSocketIsOfItsUserAlone()
    {
#ifdef Q_OS_UNIX
        SingleInstance first(m_path, m_path, name);
        QCOMPARE(first.start(), SingleInstance::Role::First);
        QCOMPARE(QFile::permissions(m_path) & others, QFile::Permissions());
        const QString socket = socketPath();
        QVERIFY(!socket.isEmpty());
        QCOMPARE(QFile::permissions(socket) & others, QFile::Permissions());
#else
        QSKIP("Permissions of Unix");
#endif
    }

    // OS-2
    void testFolderThatOthersReachIsNotTaken()
    {
#ifdef Q_OS_UNIX
        const QByteArray old = qgetenv("XDG_RUNTIME_DIR");
        qputenv("XDG_RUNTIME_DIR", m_folder->path().toLocal8Bit());
        QCOMPARE(SingleInstance::folderFor(u"/data"_s), m_folder->path());
        QFile::setPermissions(m_folder->path(), QFile::permissions(m_folder->path()) | QFile::ExeOther);
        QCOMPARE(SingleInstance::folderFor(u"/data"_s), u"/data"_s);
        qputenv("XDG_RUNTIME_DIR", "relative");
        QCOMPARE(SingleInstance::folderFor(u"/data"_s), u"/data"_s);
        qputenv("XDG_RUNTIME_DIR", old);
#else
        QCOMPARE(SingleInstance::folderFor(u"/data"_s), u"/data"_s);
#endif
    }

    // OS-1: 10,000 messages, no effect but raising
    void testNothingButRaising()
    {
#ifdef Q_OS_UNIX
        SingleInstance first(m_path, m_path, name);
        QCOMPARE(first.start(), SingleInstance::Role::First);
        QSignalSpy raised(&first, &SingleInstance::raiseAsked);
        QRandomGenerator random(10'000);
        const QString path = socketPath();
        int wanted = 0;
        for (int i = 0; i < 10'000; ++i) {
            const QByteArray message = randomMessage(random);
            wanted += message == "raise\n" ? 1 : 0;
            QLocalSocket socket;
            socket.connectToServer(path);
            QVERIFY2(socket.waitForConnected(2000), qPrintable(socket.errorString()));
            socket.write(message);
            socket.flush();
            QCoreApplication::processEvents();
            const bool isUnfinished = message.size() <= 64 && !message.contains('\n');
            if (isUnfinished) {
                socket.abort();
                QCoreApplication::processEvents();
                continue;
            }
            QTRY_COMPARE(socket.state(), QLocalSocket::UnconnectedState);
            const QByteArray answer = socket.readAll();
            QCOMPARE(answer, message == "raise\n" ? "raised\n"_ba : QByteArray());
        }
        QVERIFY(wanted > 100);
        QCOMPARE(raised.size(), wanted);
        // And a later process is still served.
        QProcess later;
        later.start(QCoreApplication::applicationFilePath(), {u"--hold"_s, m_path, m_path});
        QTRY_COMPARE(later.state(), QProcess::NotRunning);
        QCOMPARE(later.readAll().trimmed(), "raised"_ba);
#else
        QSKIP("The path of a socket");
#endif
    }

    void testManySilentConnectionsDoNotBlock()
    {
#ifdef Q_OS_UNIX
        SingleInstance first(m_path, m_path, name);
        QCOMPARE(first.start(), SingleInstance::Role::First);
        std::vector<std::unique_ptr<QLocalSocket>> silent;
        for (int i = 0; i < 20; ++i) {
            silent.push_back(std::make_unique<QLocalSocket>());
            silent.back()->connectToServer(socketPath());
            QVERIFY(silent.back()->waitForConnected(2000));
            QCoreApplication::processEvents();
        }
        const auto isOver = [](const auto &s) { return s->state() == QLocalSocket::UnconnectedState; };
        QTRY_VERIFY(std::ranges::count_if(silent, isOver) >= 12);
        QTRY_VERIFY_WITH_TIMEOUT(std::ranges::all_of(silent, isOver), 10'000); // each for two seconds only
#else
        QSKIP("The path of a socket");
#endif
    }

    // Whatever the environment says of the socket's folder: the journal is the same.
    void testLockLiesWithTheData()
    {
        QProcess first;
        hold(first, m_path, m_folder->filePath(u"run-1"_s));
        SingleInstance second(m_path, m_folder->filePath(u"run-2"_s), name);
        QCOMPARE(second.start(), SingleInstance::Role::Unanswered);
        SingleInstance elsewhere(m_folder->filePath(u"data-2"_s), m_folder->filePath(u"run-2"_s), name);
        QCOMPARE(elsewhere.start(), SingleInstance::Role::First);
        first.kill();
        first.waitForFinished();
        QCOMPARE(second.start(), SingleInstance::Role::First);
    }

    void testLockFileThatNobodyHolds()
    {
        {
            SingleInstance first(m_path, m_path, name);
            QCOMPARE(first.start(), SingleInstance::Role::First);
            m_lock = lockPath();
            QVERIFY(!m_lock.isEmpty() && first.note().isEmpty());
        }
        for (const QByteArray &text : {""_ba, "\xff\xfe garbage"_ba, "1\nlockdesk\nelsewhere\n"_ba}) {
            QFile file(m_lock);
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write(text);
            file.close();
            SingleInstance next(m_path, m_path, name);
            QCOMPARE(next.start(), SingleInstance::Role::First);
            QCOMPARE(next.note().isEmpty(), text.startsWith('1'));
        }
    }

    void testFolderThatTakesNoLock()
    {
#ifdef Q_OS_LINUX
        SingleInstance first(u"/proc/lockdesk"_s, m_path, name);
        QCOMPARE(first.start(), SingleInstance::Role::Alone);
#else
        QSKIP("A folder of Linux");
#endif
    }

private:
    QString lockPath() const
    {
        const QFileInfoList locks = QDir(m_path).entryInfoList({u"lockdesk-*.lock"_s}, QDir::Files);
        return locks.size() == 1 ? locks.first().filePath() : QString();
    }

    QString socketPath() const
    {
        const QDir folder(m_path);
        const QFileInfoList entries = folder.entryInfoList(QDir::System | QDir::Files);
        for (const QFileInfo &entry : entries) {
            if (!entry.fileName().endsWith(u".lock"_s))
                return entry.filePath();
        }
        return {};
    }

    static QByteArray randomMessage(QRandomGenerator &random)
    {
        static const QList<QByteArray> near{"raise\n", "raise", "RAISE\n", " raise\n", "raise \n",
            "raise\r\n", "raise\nraise\n", "raise\n\n", "open /etc/passwd\n", "https://nuki.example\n",
            "quit\n", "\n", QByteArray("raise\0\n", 7), QByteArray(65, 'a'), QByteArray(64, 'a') + '\n',
            QByteArray(70'000, 'r'), QByteArray(100'000, '\n')};
        if (random.bounded(2) == 0)
            return near.at(random.bounded(int(near.size())));
        QByteArray noise(random.bounded(1, 200), '\0');
        for (char &c : noise)
            c = char(random.bounded(256));
        return noise;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
    QString m_lock;
};

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    if (argc == 4 && qstrcmp(argv[1], "--hold") == 0) {
        SingleInstance instance(QString::fromLocal8Bit(argv[2]), QString::fromLocal8Bit(argv[3]), name);
        QObject::connect(&instance, &SingleInstance::raiseAsked, &app, [] {
            std::puts("raise");
            std::fflush(stdout);
        });
        const SingleInstance::Role role = instance.start();
        std::puts(role == SingleInstance::Role::First ? "first" : "raised");
        std::fflush(stdout);
        return role == SingleInstance::Role::First ? app.exec() : 0;
    }
    SingleInstanceTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "singleinstancetest.moc"
