#include "privatefile.h"
#include "contentof.h"

#include <QDir>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#ifdef Q_OS_UNIX
#include <csignal>
#include <sys/resource.h>
#include <sys/stat.h>
#endif

using namespace lockdesk;
using namespace Qt::StringLiterals;

class PrivateFileTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_path = m_folder->filePath(u"one/two/file"_s);
    }

    void replacesAsAWhole()
    {
        QVERIFY(replacePrivately(m_path, "first, and longer").isOk());
        QCOMPARE(contentOf(m_path), "first, and longer");
        QVERIFY(replacePrivately(m_path, "second").isOk());
        QCOMPARE(contentOf(m_path), "second");
        QCOMPARE(QFileInfo(m_path).dir().entryList(QDir::Files), QStringList{u"file"_s});
    }

    void whatAPowerCutLeftAsideIsInNobodysWay()
    {
        QVERIFY(replacePrivately(m_path, "old").isOk());
        QFile left(m_path + u".new"_s);
        QVERIFY(left.open(QIODevice::WriteOnly));
        left.write("half of something that was long");
        left.close();
        QVERIFY(replacePrivately(m_path, "new").isOk());
        QCOMPARE(contentOf(m_path), "new");
    }

    void removesAlsoWhatIsNotThere()
    {
        QVERIFY(removePrivately(m_path).isOk());
        QVERIFY(replacePrivately(m_path, "x").isOk());
        QVERIFY(removePrivately(m_path).isOk());
        QVERIFY(!QFileInfo::exists(m_path));
    }

    void saysWhatStandsInTheWay()
    {
        QVERIFY(replacePrivately(m_path, "x").isOk());
        const QString below = m_path + u"/below/file"_s; // a file where a folder should be
        const Writing done = replacePrivately(below, "x");
        QVERIFY(!done.isOk());
        QVERIFY2(done.error().contains(u"could not be written"_s), qPrintable(done.error()));
        QCOMPARE(contentOf(m_path), "x");
        QFile missing(m_folder->filePath(u"missing"_s));
        QVERIFY(!openPrivately(missing, QIODevice::ReadOnly).isOk());
        QVERIFY(!missing.exists());
    }

#ifdef Q_OS_UNIX
    // OS-3.
    void isItsOwnersAloneWhateverTheUmask_data()
    {
        QTest::addColumn<int>("mask");
        QTest::newRow("usual") << 022;
        QTest::newRow("none") << 0;
        QTest::newRow("strict") << 077;
        QTest::newRow("mad") << 0277;
    }
    void isItsOwnersAloneWhateverTheUmask()
    {
        QFETCH(int, mask);
        const mode_t before = umask(mode_t(mask));
        const Writing done = replacePrivately(m_path, "x");
        QFile other(m_folder->filePath(u"one/other"_s));
        const bool isOpen = openPrivately(other, QIODevice::WriteOnly).isOk();
        umask(before);
        QVERIFY(done.isOk() && isOpen);
        QCOMPARE(modeOf(m_path), 0600);
        QCOMPARE(modeOf(other.fileName()), 0600);
        QCOMPARE(modeOf(m_folder->filePath(u"one"_s)), 0700);
        QCOMPARE(modeOf(m_folder->filePath(u"one/two"_s)), 0700);
    }

    void makesAnOpenFilePrivate()
    {
        QVERIFY(replacePrivately(m_path, "x").isOk());
        QCOMPARE(chmod(QFile::encodeName(m_path).constData(), 0666), 0);
        QFile file(m_path);
        QVERIFY(openPrivately(file, QIODevice::ReadWrite).isOk());
        QCOMPARE(modeOf(m_path), 0600);
        QVERIFY(QFile::setPermissions(m_path, QFile::ReadOwner | QFile::ReadOther));
        QVERIFY(replacePrivately(m_path, "y").isOk());
        QCOMPARE(modeOf(m_path), 0600);
    }

    // OS-5: a full disk leaves the old file.
    void aFullDiskLeavesTheOldFile()
    {
        QVERIFY(replacePrivately(m_path, "old").isOk());
        std::signal(SIGXFSZ, SIG_IGN);
        rlimit before{};
        getrlimit(RLIMIT_FSIZE, &before);
        const rlimit full{1000, before.rlim_max};
        setrlimit(RLIMIT_FSIZE, &full);
        const Writing done = replacePrivately(m_path, QByteArray(5000, 'x'));
        setrlimit(RLIMIT_FSIZE, &before);
        QVERIFY(!done.isOk());
        QVERIFY2(done.error().contains(u"Make room"_s), qPrintable(done.error()));
        QCOMPARE(contentOf(m_path), "old");
        QCOMPARE(QFileInfo(m_path).dir().entryList(QDir::Files), QStringList{u"file"_s});
    }

private:
    static int modeOf(const QString &path)
    {
        struct stat facts
        {
        };
        return stat(QFile::encodeName(path).constData(), &facts) == 0 ? int(facts.st_mode & 07777) : -1;
    }
#endif

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
};

QTEST_APPLESS_MAIN(PrivateFileTest)
#include "privatefiletest.moc"
