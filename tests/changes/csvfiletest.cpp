#include "csvfile.h"

#include "csvtext.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>
#ifdef Q_OS_UNIX
#include <sys/stat.h>
#endif

using namespace lockdesk;
using namespace Qt::StringLiterals;

class CsvFileTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void namesTheCodesInIt() // CSV-2
    {
        QCOMPARE(suggestedCsvName(false, QDate(2026, 3, 2)), u"Lockdesk access 2026-03-02.csv"_s);
        QCOMPARE(
            suggestedCsvName(true, QDate(2026, 3, 2)), u"Lockdesk access 2026-03-02 contains codes.csv"_s);
    }

    void writesForItsOwnerAlone() // CSV-2
    {
#ifndef Q_OS_UNIX
        QSKIP("the folder's access list decides there");
#endif
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"a.csv"_s);
        const auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
        QCOMPARE(saveCsvFile(path, "one"), QString());
        QVERIFY(!(QFile::permissions(path) & others));
        QVERIFY(QFile::setPermissions(path, QFile::permissions(path) | others)); // an older file of others
        QCOMPARE(saveCsvFile(path, "two"), QString());
        QVERIFY(!(QFile::permissions(path) & others));
        QCOMPARE(*readCsvFile(path), QByteArray("two"));
        QCOMPARE(QDir(folder.path()).entryList(QDir::Files).size(), 1);
    }

    void refusesWhatIsNoFile()
    {
        const QTemporaryDir folder;
        QVERIFY(saveCsvFile(folder.path(), "x").contains(u"no ordinary file"_s));
        const QString words = saveCsvFile(folder.filePath(u"none/a.csv"_s), "x");
        QVERIFY2(words.contains(u"Nothing was written"_s), qPrintable(words));
        QVERIFY(!readCsvFile(folder.path()));
        QVERIFY(!readCsvFile(folder.filePath(u"none.csv"_s)));
#ifdef Q_OS_UNIX
        const QString pipe = folder.filePath(u"pipe.csv"_s);
        QCOMPARE(mkfifo(QFile::encodeName(pipe).constData(), 0600), 0);
        QVERIFY(saveCsvFile(pipe, "x").contains(u"no ordinary file"_s));
        QVERIFY(readCsvFile(pipe).error().contains(u"“pipe.csv” is no file that can be read"_s));
#endif
    }

    void refusesALargeFileWithItsSize() // CSV-3
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"large.csv"_s);
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.resize(6 * 1024 * 1024));
        file.close();
        QVERIFY(readCsvFile(path).error().contains(u"6,291,456 bytes; at most 5,242,880"_s));
    }
};

QTEST_APPLESS_MAIN(CsvFileTest)
#include "csvfiletest.moc"
