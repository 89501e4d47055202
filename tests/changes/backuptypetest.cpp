#include "backupfile.h"

#include "backupsamples.h"

#include <QDir>
#include <QFile>
#include <QMimeDatabase>
#include <QTemporaryDir>
#include <QTest>

using namespace lockdesk;
using namespace lockdesk::samples;
using namespace Qt::StringLiterals;

/// What is installed for desktops (resources/org.lockdesk.Lockdesk.mime.xml) knows the backups that the
/// program writes, also where their name does not tell.
class BackupTypeTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(QDir(m_data.path()).mkpath(u"mime/packages"_s));
        QVERIFY(QFile::copy(QStringLiteral(LOCKDESK_RESOURCES "/org.lockdesk.Lockdesk.mime.xml"),
            m_data.filePath(u"mime/packages/org.lockdesk.Lockdesk.xml"_s)));
        qputenv("XDG_DATA_HOME", m_data.path().toUtf8());
    }

    void knowsBackups_data()
    {
        QTest::addColumn<QString>("account");
        QTest::addColumn<QByteArray>("passphrase");
        QTest::newRow("plain") << u"Office"_s << QByteArray();
        QTest::newRow("plain, no account name") << QString() << QByteArray();
        QTest::newRow("plain, long account name") << QString(200, u'ß') << QByteArray();
        QTest::newRow("sealed") << u"Office"_s << QByteArray("correct horse");
    }

    void knowsBackups()
    {
        QFETCH(const QString, account);
        QFETCH(const QByteArray, passphrase);
        const Backup backup{now, account, false, {},
            {{front, DeviceType::SmartLock34, u"Front"_s, {code(1, 345678, u"Cleaner"_s)}}}, 0};
        const QString path = m_data.filePath(u"unnamed"_s);
        QVERIFY(!saveBackup(path, backup, Secret(passphrase), SealCost{1, 8}));
        const QMimeDatabase database;
        QCOMPARE(database.mimeTypeForFile(path).name(), u"application/x-lockdesk-backup"_s);
        QCOMPARE(database.mimeTypeForFile(u"office"_s + backupSuffix(), QMimeDatabase::MatchExtension).name(),
            u"application/x-lockdesk-backup"_s);
    }

    void leavesOtherFilesAlone_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("JSON") << QByteArray("{\n    \"account\": \"Office\",\n    \"format\": \"else\"\n}\n");
        QTest::newRow("JSON that names it elsewhere") << QByteArray("[\"format\", \"lockdesk-backup\"]\n");
        QTest::newRow("text") << QByteArray("Lockdesk sealed the letter.\n");
        QTest::newRow("journal") << QByteArray("Lockdesk\0sealed\1", 16);
    }

    void leavesOtherFilesAlone()
    {
        QFETCH(const QByteArray, bytes);
        QVERIFY(QMimeDatabase().mimeTypeForData(bytes).name() != u"application/x-lockdesk-backup");
    }

private:
    QTemporaryDir m_data;
};

QTEST_GUILESS_MAIN(BackupTypeTest)
#include "backuptypetest.moc"
