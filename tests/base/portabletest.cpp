#include "portable.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace lockdesk;

class PortableTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void testMarker()
    {
        const QTemporaryDir folder;
        const QString program = folder.filePath(u"usr/bin"_s);
        QVERIFY(QDir().mkpath(program));
        QCOMPARE(portableDataFolder(program, {}), QString());
        QCOMPARE(portableDataFolder(program, folder.path()), QString());
        mark(program);
        QCOMPARE(portableDataFolder(program, {}), program + u"/lockdesk-data"_s);
        QCOMPARE(portableDataFolder(program, folder.path()), program + u"/lockdesk-data"_s);
        mark(folder.path());
        QCOMPARE(portableDataFolder(program, folder.path()), folder.filePath(u"lockdesk-data"_s));
        QCOMPARE(portableDataFolder(program, {}), program + u"/lockdesk-data"_s);
        QVERIFY(!QFileInfo::exists(program + u"/lockdesk-data"_s)); // looking makes nothing
    }

    void testWhatIsNoMarker()
    {
        const QTemporaryDir folder;
        QVERIFY(QDir(folder.path()).mkdir(u"lockdesk-portable.txt"_s));
        QCOMPARE(portableDataFolder(folder.path(), {}), QString());
        QCOMPARE(portableDataFolder({}, {}), QString());
    }

    void testRelativeFolderDoesNotCount()
    {
        const QTemporaryDir folder;
        mark(folder.path());
        const QString before = QDir::currentPath();
        QVERIFY(QDir::setCurrent(folder.path()));
        QCOMPARE(portableDataFolder({}, u"."_s), QString());
        QDir::setCurrent(before);
    }

private:
    static void mark(const QString &folder)
    {
        QFile file(folder + u"/lockdesk-portable.txt"_s);
        QVERIFY(file.open(QIODevice::WriteOnly));
    }
};

QTEST_GUILESS_MAIN(PortableTest)
#include "portabletest.moc"
