#include "backupfile.h"

#include "backupsamples.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#ifdef Q_OS_UNIX
#include <sys/stat.h>
#endif

using namespace lockdesk;
using namespace lockdesk::samples;
using namespace Qt::StringLiterals;

namespace {

constexpr SealCost cheap{1, 8};

Backup backupOf(bool hasCodes)
{
    return {now, u"Office"_s, hasCodes, {},
        {{front, DeviceType::SmartLock34, u"Front"_s, {code(1, 345678, u"Cleaner"_s)}}}, 0};
}

void write(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(bytes), bytes.size());
}

} // namespace

class BackupFileTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void savesAndOpensWithCodes()
    {
        const QString path = m_folder->filePath(u"office"_s + backupSuffix());
        QVERIFY(!saveBackup(path, backupOf(true), Secret("correct horse"), cheap));
        const auto bytes = readBackupFile(path);
        QVERIFY(bytes);
        QVERIFY(isSealed(*bytes));
        QVERIFY(!bytes->contains("345678") && !bytes->contains("Cleaner"));
        const auto opened = openBackup(*bytes, Secret("correct horse"));
        QVERIFY(opened);
        QVERIFY(*opened == backupOf(true));
        QCOMPARE(openBackup(*bytes, Secret("wrong")).error().text, explain(SealProblem::WrongPassphrase));
        QCOMPARE(openBackup(*bytes, Secret()).error().text, explain(SealProblem::EmptyPassphrase));
    }

    void savesPlainlyWithoutCodesOnly()
    {
        const QString path = m_folder->filePath(u"office"_s + backupSuffix());
        QVERIFY(saveBackup(path, backupOf(true), Secret(), cheap));
        QVERIFY(!QFile::exists(path));
        QVERIFY(!saveBackup(path, backupOf(false), Secret()));
        const auto bytes = readBackupFile(path);
        QVERIFY(bytes->startsWith('{') && !bytes->contains("345678"));
        QCOMPARE(openBackup(*bytes, Secret())->authorizationCount(), 1);
        QVERIFY(!saveBackup(path, backupOf(false), Secret("correct horse"), cheap)); // as the person likes
        QVERIFY(isSealed(*readBackupFile(path)));
    }

    // OS-3
    void filesAreTheirOwnersAlone()
    {
#ifdef Q_OS_UNIX
        const QString path = m_folder->filePath(u"b"_s);
        const mode_t before = ::umask(0);
        write(path, "older");
        QVERIFY(QFile::permissions(path) & QFileDevice::ReadOther);
        QVERIFY(!writeBackupFile(path, "new"));
        const QString fresh = m_folder->filePath(u"c"_s);
        QVERIFY(!writeBackupFile(fresh, "new"));
        ::umask(before);
        for (const QString &file : {path, fresh}) {
            struct stat status
            {
            };
            QCOMPARE(::stat(QFile::encodeName(file).constData(), &status), 0);
            QCOMPARE(status.st_mode & 0777, mode_t(0600));
        }
#else
        QSKIP("access rights of this kind are Unix's");
#endif
    }

    void refusesWhatIsNoOrdinaryFile()
    {
        QStringList paths{m_folder->path()};
#ifdef Q_OS_UNIX
        paths += {m_folder->filePath(u"pipe"_s), u"/dev/null"_s};
        QCOMPARE(::mkfifo(QFile::encodeName(paths.at(1)).constData(), 0600), 0);
#endif
        for (const QString &path : std::as_const(paths)) {
            QVERIFY(writeBackupFile(path, "x").value().text.contains(u"not an ordinary file"));
            QVERIFY(readBackupFile(path).error().text.contains(u"not an ordinary file"));
        }
        QVERIFY(readBackupFile(m_folder->filePath(u"nothing"_s)).error().text.contains(u"no file"));
    }

    void keepsTheOlderFileWhereSavingFails()
    {
        const QString path = m_folder->filePath(u"sub/b"_s);
        QVERIFY(writeBackupFile(path, "x")->text.contains(u"could not be saved"));
        const QString older = m_folder->filePath(u"older"_s);
        write(older, "older");
        QVERIFY(writeBackupFile(older, QByteArray(maxBackupBytes + 1, 'x'))->text.contains(u"64 MiB"));
        QCOMPARE(*readBackupFile(older), QByteArray("older"));
        QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files), QStringList{u"older"_s});
    }

    void refusesFilesThatAreTooLarge()
    {
        const QString path = m_folder->filePath(u"large"_s);
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        QVERIFY(file.resize(maxBackupBytes + 1)); // sparse
        QVERIFY(readBackupFile(path).error().text.contains(u"64 MiB"));
        QVERIFY(file.resize(maxBackupBytes));
        QCOMPARE(readBackupFile(path)->size(), maxBackupBytes);
        QCOMPARE(
            openBackup(*readBackupFile(path), Secret()).error().text, explain(BackupProblem::NotABackup));
    }

private:
    std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_APPLESS_MAIN(BackupFileTest)
#include "backupfiletest.moc"
