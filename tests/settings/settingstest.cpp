#include "settings.h"
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

using namespace Qt::StringLiterals;
using namespace lockdesk;

namespace {

const QFile::Permissions othersPermissions = QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup
    | QFile::ReadOther | QFile::WriteOther | QFile::ExeOther;

void put(const QString &path, const QByteArray &text)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(text);
}

Profile office()
{
    return {
        u"default"_s, u"Office, 3rd floor; “north”"_s, QUrl(u"https://api.nuki.io"_s), true, u"libsecret"_s};
}

} // namespace

class SettingsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_file = m_folder->filePath(u"new/lockdesk.ini"_s);
    }

    void testDefaults()
    {
        const Settings settings(m_file);
        QVERIFY(settings.profiles().isEmpty());
        QCOMPARE(settings.language(), QString());
        QCOMPARE(settings.clockChoice(), u"lock"_s);
        QVERIFY(!settings.isReviewingEveryChange());
        QVERIFY(settings.isCheckingForUpdates());
        QVERIFY(settings.lastUpdateCheck().isNull());
        QVERIFY(settings.newestUpdateFeed().isNull());
        QVERIFY(settings.dismissedUpdate().isEmpty());
        QVERIFY(settings.windowGeometry().isEmpty());
        QVERIFY(settings.headerState(u"Devices"_s).isEmpty());
        QVERIFY(!QFileInfo::exists(m_file)); // looking changes nothing
    }

    void testRemembers()
    {
        const QByteArray bytes("\0\x01\xff[;=\n", 7);
        const QDateTime instant(QDate(2026, 3, 2), QTime(9, 0, 1), Qt::UTC);
        {
            Settings settings(m_file);
            settings.setLanguage(u"de"_s);
            settings.setClockChoice(u"utc"_s);
            settings.setReviewingEveryChange(true);
            settings.setCheckingForUpdates(false);
            settings.setLastUpdateCheck(instant);
            settings.setNewestUpdateFeed(instant.toOffsetFromUtc(3600).addDays(-1));
            settings.setDismissedUpdate(u"1.2.3"_s);
            settings.setWindowGeometry(bytes);
            settings.setHeaderState(u"Devices"_s, bytes);
            settings.setHeaderState(u"a/b [c]"_s, "x"_ba);
            QVERIFY(settings.isWritable());
        }
        const Settings settings(m_file);
        QCOMPARE(settings.language(), u"de"_s);
        QCOMPARE(settings.clockChoice(), u"utc"_s);
        QVERIFY(settings.isReviewingEveryChange());
        QVERIFY(!settings.isCheckingForUpdates());
        QCOMPARE(settings.lastUpdateCheck(), instant);
        QCOMPARE(settings.lastUpdateCheck().timeSpec(), Qt::UTC);
        QCOMPARE(settings.newestUpdateFeed(), instant.addDays(-1));
        QCOMPARE(settings.dismissedUpdate(), u"1.2.3"_s);
        QCOMPARE(settings.windowGeometry(), bytes);
        QCOMPARE(settings.headerState(u"Devices"_s), bytes);
        QCOMPARE(settings.headerState(u"a/b [c]"_s), "x"_ba);
    }

    void testProfiles()
    {
        Profile home{u"a b/c"_s, u"Home"_s, QUrl(u"http://127.0.0.1:8080"_s), false, {}};
        {
            Settings settings(m_file);
            settings.setProfile(office());
            settings.setProfile(home);
            home.name = u"Home\n[profiles]\nsize=9"_s;
            settings.setProfile(home);
        }
        Settings settings(m_file);
        QCOMPARE(settings.profiles(), (QList<Profile>{office(), home}));
        QCOMPARE(settings.profile(home.id), home);
        QVERIFY(!settings.profile(u"other"_s));
        settings.removeProfile(office().id);
        QCOMPARE(Settings(m_file).profiles(), QList<Profile>{home});
        settings.removeProfile(home.id);
        settings.removeProfile(home.id);
        QVERIFY(Settings(m_file).profiles().isEmpty());
    }

    // OS-3; on Windows the folder's own rules keep others out.
    void testFileIsPrivate()
    {
#ifndef Q_OS_UNIX
        QSKIP("There are no permissions of this kind.");
#endif
        Settings settings(m_file);
        settings.setLanguage(u"de"_s);
        QCOMPARE(QFile::permissions(m_file) & othersPermissions, QFile::Permissions());
        QCOMPARE(QFile::permissions(QFileInfo(m_file).path()) & othersPermissions, QFile::Permissions());
        QFile::setPermissions(
            m_file, QFile::ReadOwner | QFile::WriteOwner | QFile::ReadGroup | QFile::ReadOther);
        settings.setLanguage(u"fr"_s);
        QCOMPARE(QFile::permissions(m_file) & othersPermissions, QFile::Permissions());
        QCOMPARE(Settings(m_file).language(), u"fr"_s);
    }

    void testBrokenFile_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("empty") << ""_ba;
        QTest::newRow("no ini at all") << "{\"json\": true}"_ba;
        QTest::newRow("binary") << QByteArray("\x00\xff\xfe[[[]]]=\n=\n\\x", 16);
        QTest::newRow("cut") << "profiles/1/api=https://api.nuki.io\nprofiles/1/id"_ba;
        QTest::newRow("profile without id") << "profiles/1/name=x\nprofiles/size=1"_ba;
        QTest::newRow("odd types") << "clockChoice=@Rect(1 2 3 4)\nwindow/geometry=%%%\nprofiles/size=-3"_ba;
        QTest::newRow("huge count") << "profiles/size=2147483647\nprofiles/1/id=x"_ba;
        QTest::newRow("huge") << QByteArray(5 * 1024 * 1024, 'a');
    }

    // OS-5
    void testBrokenFile()
    {
        QFETCH(QByteArray, text);
        QDir().mkpath(QFileInfo(m_file).path());
        put(m_file, text);
        Settings settings(m_file);
        QVERIFY(settings.profiles().size() <= 1);
        QCOMPARE(settings.language(), QString());
        QCOMPARE(settings.clockChoice(), u"lock"_s);
        settings.setProfile(office());
        settings.setLanguage(u"de"_s);
        QCOMPARE(settings.profile(office().id), office());
        QCOMPARE(settings.language(), u"de"_s);
        QCOMPARE(settings.isWritable(), contentOf(m_file).contains("/id=default\n"));
    }

    void testSameIdTwice()
    {
        QDir().mkpath(QFileInfo(m_file).path());
        put(m_file,
            "profiles/1/id=a\nprofiles/1/name=first\nprofiles/2/id=a\nprofiles/2/name=second\nprofiles/"
            "size=2\n");
        const QList<Profile> profiles = Settings(m_file).profiles();
        QCOMPARE(profiles.size(), 1);
        QCOMPARE(profiles.first().name, u"first"_s);
        QVERIFY(!profiles.first().api.isValid()); // not guessed: a token goes to its own address only
    }

    void testUnwritable_data()
    {
        QTest::addColumn<QString>("path");
        QTest::newRow("under a file") << u"file/lockdesk.ini"_s;
        QTest::newRow("a folder") << u"folder"_s;
        QTest::newRow("a pipe") << u"pipe"_s;
        QTest::newRow("a link") << u"link to a file"_s;
        QTest::newRow("a link to a pipe") << u"link to a pipe"_s;
        QTest::newRow("no such system folder") << u"link/lockdesk.ini"_s;
    }

    void testUnwritable()
    {
#ifdef Q_OS_LINUX
        QFETCH(QString, path);
        put(m_folder->filePath(u"file"_s), "x");
        QVERIFY(QDir(m_folder->path()).mkdir(u"folder"_s));
        QVERIFY(QFile::link(u"/proc/lockdesk"_s, m_folder->filePath(u"link"_s)));
        QCOMPARE(mkfifo(qPrintable(m_folder->filePath(u"pipe"_s)), 0600), 0);
        QVERIFY(QFile::link(m_folder->filePath(u"file"_s), m_folder->filePath(u"link to a file"_s)));
        QVERIFY(QFile::link(m_folder->filePath(u"pipe"_s), m_folder->filePath(u"link to a pipe"_s)));
        Settings settings(m_folder->filePath(path));
        settings.setProfile(office());
        QVERIFY(!settings.isWritable());
        QCOMPARE(settings.profile(office().id), office()); // for this session
        QCOMPARE(contentOf(m_folder->filePath(u"file"_s)), "x"_ba);
#else
        QSKIP("Paths of Linux");
#endif
    }

    // Whatever stands in its place: nobody waits for it.
    void testLockThatNobodyHolds_data()
    {
        QTest::addColumn<QString>("kind");
        for (const char *kind : {"empty", "garbage", "pipe", "folder", "link"})
            QTest::newRow(kind) << QString::fromLatin1(kind);
    }
    void testLockThatNobodyHolds()
    {
#ifdef Q_OS_UNIX
        QFETCH(QString, kind);
        Settings settings(m_file);
        settings.setLanguage(u"de"_s);
        const QString lock = m_file + u".lock"_s;
        if (kind == u"pipe"_s)
            QCOMPARE(mkfifo(qPrintable(lock), 0600), 0);
        else if (kind == u"folder"_s)
            QVERIFY(QDir().mkdir(lock));
        else if (kind == u"link"_s)
            QVERIFY(QFile::link(m_folder->filePath(u"other"_s), lock));
        else
            put(lock, kind == u"empty"_s ? ""_ba : "garbage"_ba);
        settings.setLanguage(u"fr"_s);
        QVERIFY(settings.isWritable());
        QCOMPARE(Settings(m_file).language(), u"fr"_s);
        QVERIFY(!QFileInfo::exists(m_folder->filePath(u"other"_s)));
#else
        QSKIP("Kinds of files of Unix");
#endif
    }

    void testAnotherProgramsChangesStay()
    {
        Settings first(m_file);
        Settings second(m_file);
        first.setLanguage(u"de"_s);
        second.setProfile(office());
        first.setClockChoice(u"utc"_s);
        QCOMPARE(Settings(m_file).language(), u"de"_s);
        QCOMPARE(Settings(m_file).clockChoice(), u"utc"_s);
        QCOMPARE(Settings(m_file).profiles(), QList<Profile>{office()});
        QCOMPARE(first.profiles(), QList<Profile>{office()});
    }

    // OS-5: 50 runs, no corrupted file
    void testFullDisk()
    {
#ifdef Q_OS_LINUX
        Settings(m_file).setProfile(office());
        const QByteArray before = contentOf(m_file);
        std::signal(SIGXFSZ, SIG_IGN);
        rlimit old{};
        getrlimit(RLIMIT_FSIZE, &old);
        for (int i = 0; i < 50; ++i) {
            const rlimit full{rlim_t(i * 4), old.rlim_max};
            setrlimit(RLIMIT_FSIZE, &full);
            Settings settings(m_file);
            settings.setWindowGeometry(QByteArray(1000 + i, 'g'));
            const bool isWritable = settings.isWritable();
            setrlimit(RLIMIT_FSIZE, &old);
            QVERIFY(!isWritable);
            QCOMPARE(contentOf(m_file), before);
            QCOMPARE(settings.profile(office().id), office());
            settings.setLanguage(u"de"_s); // there is room again
            QVERIFY(settings.isWritable());
            QVERIFY(contentOf(m_file).contains("language=de\n"));
            QVERIFY(contentOf(m_file).contains(QByteArray(1000 + i, 'g').toBase64() + '\n'));
            put(m_file, before);
        }
#else
        QSKIP("Needs a limit on the size of files");
#endif
    }

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_file;
};

QTEST_GUILESS_MAIN(SettingsTest)
#include "settingstest.moc"
