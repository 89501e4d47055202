#include "filelock.h"
#include "contentof.h"

#include <QCoreApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QFileInfo>
#include <QLockFile>
#include <QProcess>
#include <QSysInfo>
#include <QTemporaryDir>
#include <QTest>
#include <cstdio>

#ifdef Q_OS_UNIX
#include <sys/stat.h>
#include <unistd.h>
#endif

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace lockdesk;

namespace {

using Outcome = FileLock::Outcome;

void put(const QString &path, const QByteArray &text)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(text);
}

// Another process that holds the lock once this returns.
void hold(QProcess &process, const QString &path)
{
    process.start(QCoreApplication::applicationFilePath(), {u"--hold"_s, path});
    QVERIFY(process.waitForStarted());
    QVERIFY(process.waitForReadyRead(10'000));
    QCOMPARE(process.readLine().trimmed(), "taken"_ba);
}

} // namespace

class FileLockTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_path = m_folder->filePath(u"a.lock"_s);
    }

    void testOneAtATime()
    {
        FileLock first(m_path);
        QCOMPARE(first.take(), Outcome::Taken);
        QCOMPARE(first.take(), Outcome::Taken);
        FileLock second(m_path);
        QCOMPARE(second.take(), Outcome::Held);
        QVERIFY(contentOf(m_path).startsWith(QByteArray::number(QCoreApplication::applicationPid()) + '\n'));
        first.release();
        QVERIFY(!QFileInfo::exists(m_path));
        QCOMPARE(second.take(), Outcome::Taken);
        QVERIFY(second.note().isEmpty());
        second.release();
        second.release();
    }

    void testAnotherProcess()
    {
        QProcess other;
        hold(other, m_path);
        FileLock lock(m_path);
        QElapsedTimer elapsed;
        elapsed.start();
        QCOMPARE(lock.take(200ms), Outcome::Held);
        QVERIFY(elapsed.elapsed() >= 190);
#ifdef Q_OS_WIN
        QVERIFY(!QFile(m_path).open(QIODevice::WriteOnly)); // Windows lets nobody rewrite it
#else
        // A rewritten file is as good a lock: its owner lives.
        put(m_path, "999999999\nlockdesk\nelsewhere\n");
#endif
        QCOMPARE(lock.take(), Outcome::Held);
        other.kill();
        QVERIFY(other.waitForFinished());
        QCOMPARE(lock.take(), Outcome::Taken);
    }

    // OS-1: 20 of 20
    void testRecoversFromKilledProcesses()
    {
        for (int i = 0; i < 20; ++i) {
            QProcess other;
            hold(other, m_path);
            other.kill();
            QVERIFY(other.waitForFinished());
        }
        FileLock lock(m_path);
        QCOMPARE(lock.take(), Outcome::Taken);
        QVERIFY2(lock.note().isEmpty(), qPrintable(lock.note())); // that is what a crash leaves
    }

    // Whatever a file says that nobody holds, it refuses nothing.
    void testWhatNobodyHolds_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<bool>("isTold");
        const QByteArray here = QSysInfo::machineHostName().toUtf8();
        const QByteArray ours = QByteArray::number(QCoreApplication::applicationPid());
        QTest::newRow("empty") << QByteArray() << true;
        QTest::newRow("garbage") << QByteArray("\0\xff\xfe garbage", 11) << true;
        QTest::newRow("much") << QByteArray(1'000'000, 'x') << true;
        QTest::newRow("another computer") << "1\nlockdesk\nelsewhere\n"_ba << false;
        QTest::newRow("a number that lives") << ours + "\nlockdesk\n" + here + '\n' << false;
        QTest::newRow("dead") << "999999999\nlockdesk\n" + here + '\n' << false;
    }
    void testWhatNobodyHolds()
    {
        QFETCH(QByteArray, text);
        QFETCH(bool, isTold);
        put(m_path, text);
        FileLock lock(m_path);
        QCOMPARE(lock.take(), Outcome::Taken);
        QCOMPARE(!lock.note().isEmpty(), isTold);
        lock.release();
        QCOMPARE(lock.take(), Outcome::Taken);
        QVERIFY(lock.note().isEmpty()); // said once
    }

    void testWhatIsNoFile_data()
    {
        QTest::addColumn<QString>("kind");
        for (const char *kind : {"pipe", "folder", "link", "link to nothing"})
            QTest::newRow(kind) << QString::fromLatin1(kind);
    }
    void testWhatIsNoFile()
    {
#ifdef Q_OS_UNIX
        QFETCH(QString, kind);
        const QString other = m_folder->filePath(u"other"_s);
        if (kind == u"link"_s)
            put(other, "mine");
        if (kind == u"pipe"_s)
            QCOMPARE(mkfifo(qPrintable(m_path), 0600), 0);
        else if (kind == u"folder"_s)
            QVERIFY(QDir().mkpath(m_path + u"/inside"_s));
        else
            QVERIFY(QFile::link(other, m_path));
        FileLock lock(m_path);
        QCOMPARE(lock.take(), Outcome::Taken);
        QVERIFY2(lock.note().contains(u"a.lock.damaged"_s), qPrintable(lock.note()));
        QCOMPARE(contentOf(other), kind == u"link"_s ? "mine"_ba : QByteArray());
        QCOMPARE(QFileInfo::exists(other), kind == u"link"_s);
        FileLock second(m_path);
        QCOMPARE(second.take(), Outcome::Held);
#else
        QSKIP("Kinds of files of Unix");
#endif
    }

    // As a start with sudo leaves it in the folder of the one who called it.
    void testAnotherUsersFile()
    {
#ifdef Q_OS_UNIX
        if (geteuid() != 0)
            QSKIP("Needs the right to be another user");
        put(m_path, "999999999\nlockdesk\n");
        QVERIFY(QFile::setPermissions(m_path, QFile::ReadOwner | QFile::WriteOwner));
        constexpr uid_t nobody = 65534;
        QCOMPARE(chown(qPrintable(m_folder->path()), nobody, nobody), 0);
        QCOMPARE(seteuid(nobody), 0);
        FileLock lock(m_path);
        const Outcome outcome = lock.take();
        QCOMPARE(seteuid(0), 0);
        QCOMPARE(outcome, Outcome::Taken);
        QVERIFY2(lock.note().contains(u"another user's"_s), qPrintable(lock.note()));
#else
        QSKIP("Owners of Unix");
#endif
    }

    void testNoFolder()
    {
        FileLock lock(m_folder->filePath(u"none/a.lock"_s));
        QCOMPARE(lock.take(10s), Outcome::Impossible); // at once
    }

    // A version that still goes by QLockFile is kept out, and keeps this one out.
    void testOlderVersion()
    {
        QLockFile older(m_path);
        older.setStaleLockTime(0);
        FileLock lock(m_path);
        QVERIFY(older.tryLock(0));
        QCOMPARE(lock.take(), Outcome::Held);
        older.unlock();
        QCOMPARE(lock.take(), Outcome::Taken);
        QVERIFY(!older.tryLock(0));
    }

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
};

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    if (argc == 3 && qstrcmp(argv[1], "--hold") == 0) {
        FileLock lock(QString::fromLocal8Bit(argv[2]));
        std::puts(lock.take() == Outcome::Taken ? "taken" : "refused");
        std::fflush(stdout);
        return app.exec();
    }
    FileLockTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "filelocktest.moc"
