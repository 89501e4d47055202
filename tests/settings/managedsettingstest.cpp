#include "managedsettings.h"
#include "settings.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#ifdef Q_OS_UNIX
#include <sys/stat.h>
#endif

using namespace Qt::StringLiterals;
using namespace lockdesk;

namespace {

const QString origin = u"test"_s;

void put(const QString &path, const QByteArray &text)
{
    QVERIFY(QDir().mkpath(QFileInfo(path).path()));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(text);
}

ManagedSettings everything()
{
    return {QUrl(u"https://nuki.example"_s), u"de"_s, u"utc"_s, true, false, false, false};
}

} // namespace

class ManagedSettingsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_file = m_folder->filePath(u"lockdesk/lockdesk.ini"_s);
    }

    void testEveryKeyOfTheTable()
    {
        put(m_file,
            "[General]\n# language=fr\n; language=it\r\n apiUrl = https://nuki.example \nlanguage=de\r\n"
            "clockChoice=utc\nreviewEveryChange=TRUE\ncheckForUpdates=0\nrememberToken=false\n"
            "exportCodes=false");
        QCOMPARE(managedSettingsFrom(readManagedFile(m_file), origin), everything());
        for (const QLatin1StringView key : {"apiUrl"_L1, "language"_L1, "clockChoice"_L1,
                 "reviewEveryChange"_L1, "checkForUpdates"_L1, "rememberToken"_L1, "exportCodes"_L1}) {
            QVERIFY(everything().contains(key));
            QVERIFY(!ManagedSettings().contains(key));
        }
        QVERIFY(!everything().contains("token"_L1));
    }

    void testRegistryNumbers()
    {
        const ManagedSettings managed =
            managedSettingsFrom({{u"reviewEveryChange"_s, 1}, {u"exportCodes"_s, 0u}}, origin);
        QCOMPARE(managed.reviewEveryChange, true);
        QCOMPARE(managed.exportCodes, false);
    }

    void testNonsenseIsIgnoredAndNotRepeated_data()
    {
        QTest::addColumn<QString>("key");
        QTest::addColumn<QString>("value");
        QTest::newRow("http") << u"apiUrl"_s << u"http://nuki.example/CANARY"_s;
        QTest::newRow("http here") << u"apiUrl"_s << u"http://127.0.0.1/CANARY"_s;
        QTest::newRow("user") << u"apiUrl"_s << u"https://a:CANARY@nuki.example"_s;
        QTest::newRow("query") << u"apiUrl"_s << u"https://nuki.example?CANARY"_s;
        QTest::newRow("no host") << u"apiUrl"_s << u"https:///CANARY"_s;
        QTest::newRow("language") << u"language"_s << u"../CANARY"_s;
        QTest::newRow("clock") << u"clockChoice"_s << u"CANARY"_s;
        QTest::newRow("switch") << u"reviewEveryChange"_s << u"CANARY"_s;
        QTest::newRow("restriction") << u"rememberToken"_s << u"CANARY"_s;
        QTest::newRow("token") << u"token"_s << u"CANARY"_s;
        QTest::newRow("other case") << u"APIURL"_s << u"https://CANARY.example"_s;
    }
    void testNonsenseIsIgnoredAndNotRepeated()
    {
        QFETCH(QString, key);
        QFETCH(QString, value);
        static QStringList said;
        said.clear();
        const QtMessageHandler old = qInstallMessageHandler(
            [](QtMsgType, const QMessageLogContext &, const QString &text) { said += text; });
        const ManagedSettings managed = managedSettingsFrom({{key, value}}, origin);
        qInstallMessageHandler(old);
        QCOMPARE(managed, ManagedSettings());
        QCOMPARE(said.size(), 1);
        QVERIFY(said.first().contains(key));
        QVERIFY(!said.first().contains(u"CANARY"_s));
    }

    // It can take away, not give.
    void testAllowingManagesNothing()
    {
        QCOMPARE(managedSettingsFrom({{u"rememberToken"_s, true}, {u"exportCodes"_s, true}}, origin),
            ManagedSettings());
    }

    void testFileOfEverybodyIsIgnored()
    {
#ifdef Q_OS_UNIX
        put(m_file, "language=de\n");
        QCOMPARE(readManagedFile(m_file).size(), 1);
        const QFile::Permissions usual = QFile::permissions(m_file);
        QVERIFY(QFile::setPermissions(m_file, usual | QFile::WriteOther));
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"every user can write it"_s));
        QVERIFY(readManagedFile(m_file).isEmpty());
        QVERIFY(QFile::setPermissions(m_file, usual));
        const QString folder = QFileInfo(m_file).path();
        QVERIFY(QFile::setPermissions(folder, QFile::permissions(folder) | QFile::WriteOther));
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"every user can write it"_s));
        QVERIFY(readManagedFile(m_file).isEmpty());
#else
        QSKIP("Needs the permissions of Unix");
#endif
    }

    void testWhatIsNoFile()
    {
        QVERIFY(readManagedFile(m_file).isEmpty()); // and no word: most computers have none
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"cannot be read"_s));
        QVERIFY(QDir(m_folder->path()).mkpath(u"lockdesk/folder"_s));
        QVERIFY(readManagedFile(m_folder->filePath(u"lockdesk/folder"_s)).isEmpty());
        put(m_file, "language=de\n" + QByteArray(70'000, '#'));
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"cannot be read"_s));
        QVERIFY(readManagedFile(m_file).isEmpty());
    }

    void testPipesAndLinks()
    {
#ifdef Q_OS_UNIX
        const QString target = m_folder->filePath(u"store/lockdesk.ini"_s);
        put(target, "language=de\n");
        QVERIFY(QDir().mkpath(QFileInfo(m_file).path()));
        QVERIFY(QFile::link(target, m_file)); // as some systems keep all of their /etc
        QCOMPARE(readManagedFile(m_file).size(), 1);
        const QString store = QFileInfo(target).path();
        QVERIFY(QFile::setPermissions(store, QFile::permissions(store) | QFile::WriteOther));
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"every user can write it"_s));
        QVERIFY(readManagedFile(m_file).isEmpty());
        QVERIFY(QFile::remove(target)
            && QFile::setPermissions(store, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
        for (int i = 0; i < 2; ++i) {
            QCOMPARE(mkfifo(qPrintable(i == 0 ? target : m_file), 0600), 0);
            QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"cannot be read"_s));
            QVERIFY(readManagedFile(m_file).isEmpty()); // and nobody waits
            QVERIFY(QFile::remove(m_file));
        }
#else
        QSKIP("Kinds of files of Unix");
#endif
    }

    void testFirstFolderWins()
    {
#ifdef Q_OS_LINUX
        put(m_folder->filePath(u"a/lockdesk/lockdesk.ini"_s), "language=de\n");
        put(m_folder->filePath(u"b/lockdesk/lockdesk.ini"_s), "language=fr\nclockChoice=mine\n");
        const QByteArray old = qgetenv("XDG_CONFIG_DIRS");
        qputenv("XDG_CONFIG_DIRS",
            (u"relative:"_s + m_folder->filePath(u"a"_s) + u':' + m_folder->filePath(u"b"_s)).toLocal8Bit());
        const ManagedSettings managed = managedSettingsOfComputer();
        qputenv("XDG_CONFIG_DIRS", old);
        QCOMPARE(managed.language, u"de"_s);
        QCOMPARE(managed.clockChoice, u"mine"_s);
#else
        QSKIP("Folders of Linux");
#endif
    }

    void testManagedWins()
    {
        const QString file = m_folder->filePath(u"user.ini"_s);
        Settings(file).setLanguage(u"fr"_s);
        {
            Settings settings(file, everything());
            settings.setLanguage(u"it"_s);
            settings.setClockChoice(u"mine"_s);
            settings.setReviewingEveryChange(false);
            settings.setCheckingForUpdates(true);
            QCOMPARE(settings.language(), u"de"_s);
            QCOMPARE(settings.clockChoice(), u"utc"_s);
            QVERIFY(settings.isReviewingEveryChange());
            QVERIFY(!settings.isCheckingForUpdates());
            QVERIFY(!settings.mayRememberToken());
            QVERIFY(!settings.mayExportCodes());
            QVERIFY(settings.isManaged("checkForUpdates"_L1));
        }
        const Settings settings(file); // the administrator lets go: the person's own is still there
        QCOMPARE(settings.language(), u"fr"_s);
        QCOMPARE(settings.clockChoice(), u"lock"_s);
        QVERIFY(settings.isCheckingForUpdates());
        QVERIFY(settings.mayRememberToken() && settings.mayExportCodes());
        QVERIFY(!settings.isManaged("checkForUpdates"_L1));
    }

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_file;
};

QTEST_GUILESS_MAIN(ManagedSettingsTest)
#include "managedsettingstest.moc"
