#include "plainfile.h"
#include "contentof.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#ifdef Q_OS_UNIX
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>
#endif

using namespace Qt::StringLiterals;
using namespace lockdesk;

class PlainFileTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_path = m_folder->filePath(u"file"_s);
    }

    void testPlainFileIsOpened()
    {
        QFile file(m_path);
        QVERIFY(!openPlainFile(file, QIODevice::ReadOnly).isEmpty()); // there is none
        QCOMPARE(openPlainFile(file, QIODevice::WriteOnly | QIODevice::NewOnly), QString());
        QCOMPARE(file.write("one"), 3);
        file.close();
        QCOMPARE(contentOf(m_path), "one"_ba);
        QVERIFY(!openPlainFile(file, QIODevice::WriteOnly | QIODevice::NewOnly).isEmpty());
        QCOMPARE(openPlainFile(file, QIODevice::ReadWrite | QIODevice::Append), QString());
        QCOMPARE(file.size(), 3);
        QCOMPARE(file.write("two"), 3);
        QVERIFY(file.flush());
        QCOMPARE(file.size(), 6);
        QVERIFY(file.resize(5));
        file.close();
        QCOMPARE(contentOf(m_path), "onetw"_ba);
        QCOMPARE(openPlainFile(file, QIODevice::ReadOnly), QString());
        QCOMPARE(file.readAll(), "onetw"_ba);
        QCOMPARE(file.fileName(), m_path);
        file.close();
        QCOMPARE(openPlainFile(file, QIODevice::WriteOnly), QString());
        QCOMPARE(file.size(), 0);
    }

    void testNewFileIsItsOwnersAlone()
    {
#ifdef Q_OS_UNIX
        const mode_t old = umask(0);
        QFile file(m_path);
        const QString problem = openPlainFile(file, QIODevice::WriteOnly);
        umask(old);
        QCOMPARE(problem, QString());
        struct stat facts = {};
        QCOMPARE(stat(qPrintable(m_path), &facts), 0);
        QCOMPARE(int(facts.st_mode & 07777), 0600);
#else
        QSKIP("There are no permissions of this kind.");
#endif
    }

    void testWhatIsNoPlainFile_data()
    {
        QTest::addColumn<QString>("kind");
        for (const char *kind :
            {"link", "link to nothing", "link to a pipe", "folder", "pipe", "socket", "device"})
            QTest::newRow(kind) << QString::fromLatin1(kind);
    }

    // None is opened, in no mode, and none makes the program wait.
    void testWhatIsNoPlainFile()
    {
#ifdef Q_OS_UNIX
        QFETCH(QString, kind);
        const QString other = m_folder->filePath(u"other"_s);
        QFile target(other);
        if (kind != u"link to nothing"_s && kind != u"link to a pipe"_s) {
            QVERIFY(target.open(QIODevice::WriteOnly) && target.write("secret") == 6);
            target.close();
        }
        if (kind == u"link to a pipe"_s)
            QCOMPARE(mkfifo(qPrintable(other), 0600), 0);
        if (kind.startsWith(u"link"_s))
            QVERIFY(QFile::link(other, m_path));
        else if (kind == u"folder"_s)
            QVERIFY(QDir().mkdir(m_path));
        else if (kind == u"pipe"_s)
            QCOMPARE(mkfifo(qPrintable(m_path), 0600), 0);
        else if (kind == u"socket"_s)
            makeSocket();
        else
            m_path = u"/dev/zero"_s;
        QVERIFY(isNoPlainFile(m_path));
        const QList<QIODevice::OpenMode> modes{QIODevice::ReadOnly, QIODevice::WriteOnly,
            QIODevice::ReadWrite, QIODevice::WriteOnly | QIODevice::Append,
            QIODevice::WriteOnly | QIODevice::NewOnly};
        for (const QIODevice::OpenMode mode : modes) {
            QFile file(m_path);
            const QString problem = openPlainFile(file, mode);
            QVERIFY2(problem.contains(u"no ordinary file"_s), qPrintable(problem));
            QVERIFY(!file.isOpen());
        }
        if (kind == u"link"_s)
            QCOMPARE(contentOf(other), "secret"_ba);
        if (kind == u"link to nothing"_s)
            QVERIFY(!QFileInfo::exists(other));
#else
        QSKIP("Kinds of files of Unix");
#endif
    }

    void testNothingIsNoObstacle()
    {
        QVERIFY(!isNoPlainFile(m_path));
        QVERIFY(!isNoPlainFile(m_folder->filePath(u"none/file"_s)));
    }

private:
#ifdef Q_OS_UNIX
    void makeSocket()
    {
        const int descriptor = socket(AF_UNIX, SOCK_STREAM, 0);
        sockaddr_un address = {};
        address.sun_family = AF_UNIX;
        const QByteArray name = QFile::encodeName(m_path);
        QVERIFY(size_t(name.size()) < sizeof address.sun_path);
        qstrcpy(address.sun_path, name.constData());
        QCOMPARE(bind(descriptor, reinterpret_cast<const sockaddr *>(&address), sizeof address), 0);
        close(descriptor);
    }
#endif

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
};

QTEST_GUILESS_MAIN(PlainFileTest)
#include "plainfiletest.moc"
