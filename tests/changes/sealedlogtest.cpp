#include "sealedlog.h"
#include "contentof.h"
#include "ownersalone.h"

#include <QDir>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#ifdef Q_OS_UNIX
#include <csignal>
#include <sys/resource.h>
#endif

using namespace lockdesk;
using namespace Qt::StringLiterals;
using Tail = SealedLog::Tail;

namespace {

// In a new file: a file system may sync one that is cut and written again.
void put(const QString &path, const QByteArray &bytes)
{
    QFile::remove(path);
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(bytes), bytes.size());
}

} // namespace

class SealedLogTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_path = m_folder->filePath(u"kept/journal"_s);
    }

    void lookingMakesNoFile()
    {
        const SealedLog::Opened opened = open();
        QVERIFY(opened.log && opened.records.isEmpty() && opened.damage.isEmpty());
        QVERIFY(!QFileInfo::exists(m_path));
    }

    void growsOverSeveralRuns()
    {
        QList<QByteArray> all;
        for (int run = 0; run < 4; ++run) {
            const SealedLog::Opened opened = open();
            QCOMPARE(opened.records, all);
            QCOMPARE(opened.tail, Tail::Whole);
            for (int i = 0; i < 3; ++i) {
                all += "record " + QByteArray::number(run * 10 + i);
                QVERIFY(opened.log->append(all.last(), SealedLog::Sync(i % 2)).isOk());
                QVERIFY(!contentOf(m_path).contains("record"));
            }
        }
        QCOMPARE(open().records, all);
    }

    // OS-3, BULK-6.
    void isItsOwnersAlone()
    {
        const SealedLog::Opened opened = open();
        QVERIFY(opened.log->append("CANARY 987654").isOk());
        for (const QFileInfo &file :
            QFileInfo(m_path).dir().entryInfoList(QDir::Files | QDir::Hidden | QDir::System)) {
            QVERIFY2(isOwnersAlone(file), qPrintable(file.fileName()));
            QVERIFY(!contentOf(file.filePath()).contains("CANARY"));
            QVERIFY(!contentOf(file.filePath()).contains("987654"));
        }
    }

    void cutAtEveryByteItOpensAndGoesOn()
    {
        const QList<QByteArray> all{"one", "two, longer", "", "four"};
        QList<qsizetype> ends;
        {
            const SealedLog::Opened opened = open();
            for (const QByteArray &record : all) {
                QVERIFY(opened.log->append(record).isOk());
                ends.append(contentOf(m_path).size());
            }
        }
        const QByteArray whole = contentOf(m_path);
        for (qsizetype at = 0; at <= whole.size(); ++at) {
            put(m_path, whole.first(at));
            QList<QByteArray> expected =
                all.first(std::ranges::count_if(ends, [at](qsizetype end) { return end <= at; }));
            {
                const SealedLog::Opened opened = open();
                QCOMPARE(opened.records, expected);
                QVERIFY2(opened.damage.isEmpty(), qPrintable(opened.damage));
                QCOMPARE(contentOf(m_path), whole.first(at)); // looking changes nothing
                QVERIFY(opened.log->append("next").isOk());
            }
            const SealedLog::Opened again = open();
            QCOMPARE(again.records, expected << "next");
            QCOMPARE(again.tail, Tail::Whole);
        }
    }

    void aSpoiledLastRecordIsDoubtful()
    {
        QVERIFY(open().log->replace({"one", "two"}).isOk());
        QByteArray spoiled = contentOf(m_path);
        spoiled[spoiled.size() - 1] = char(~spoiled.back());
        put(m_path, spoiled);
        const SealedLog::Opened opened = open();
        QCOMPARE(opened.records, QList<QByteArray>{"one"});
        QCOMPARE(opened.tail, Tail::Doubtful);
    }

    void whatIsDamagedIsKeptAside()
    {
        for (int time = 1; time < 4; ++time) {
            QVERIFY(open().log->replace({"one", "two", "three"}).isOk());
            QByteArray spoiled = contentOf(m_path);
            spoiled[spoiled.size() - 40] = char(~spoiled.at(spoiled.size() - 40)); // in the last but one
            put(m_path, spoiled);
            const SealedLog::Opened opened = open();
            QVERIFY(opened.records.isEmpty());
            const QString aside = m_path + (time == 1 ? u".damaged"_s : u".damaged.%1"_s.arg(time));
            QVERIFY2(opened.damage.contains(u"damaged in the middle"_s), qPrintable(opened.damage));
            QVERIFY2(opened.damage.contains(QDir::toNativeSeparators(aside)), qPrintable(opened.damage));
            QCOMPARE(contentOf(aside), spoiled);
            QVERIFY(!QFileInfo::exists(m_path));
        }
    }

    void anotherKeyLosesNothing()
    {
        QVERIFY(open().log->append("one").isOk());
        const QByteArray before = contentOf(m_path);
        {
            Result<SealedLog::Opened, QString> opened = SealedLog::open(m_path, SecretKey::random());
            QVERIFY(opened.isOk());
            QVERIFY2(opened->damage.contains(u"another key"_s), qPrintable(opened->damage));
            QVERIFY(opened->records.isEmpty());
            QVERIFY(opened->log->append("new").isOk());
        }
        QCOMPARE(contentOf(m_path + u".damaged"_s), before);
        put(m_path, before);
        QCOMPARE(open().records, QList<QByteArray>{"one"});
    }

    void anotherVersionsFileStays()
    {
        QVERIFY(open().log->append("one").isOk());
        QByteArray newer = contentOf(m_path);
        newer[15] = 2;
        put(m_path, newer);
        const auto opened = SealedLog::open(m_path, m_key.clone());
        QVERIFY(!opened.isOk());
        QVERIFY2(opened.error().contains(u"another version"_s), qPrintable(opened.error()));
        QCOMPARE(contentOf(m_path), newer);
    }

    void aSecondCopyDoesNotOpenIt()
    {
        SealedLog::Opened first = open();
        QVERIFY(first.log->append("one").isOk());
        const auto second = SealedLog::open(m_path, m_key.clone());
        QVERIFY(!second.isOk());
        QVERIFY2(second.error().contains(u"in use"_s), qPrintable(second.error()));
        QVERIFY(first.log->append("two").isOk());
        first.log.reset();
        QCOMPARE(open().records, (QList<QByteArray>{"one", "two"}));
    }

    // OS-1: one that was killed stands in nobody's way.
    void theLockOfADeadProgramIsTaken()
    {
#ifdef Q_OS_WIN
        QSKIP("A lock cannot be feigned there; killedsettest leaves a real one.");
#endif
        QVERIFY(open().log->append("one").isOk());
        for (const QByteArray &left :
            {"999999999\nlockdesk\n" + QSysInfo::machineHostName().toUtf8() + '\n', QByteArray(),
                QByteArray("\xff\xfe garbage"), QByteArray("1\nlockdesk\nanother computer\n")}) {
            put(m_path + u".lock"_s, left);
            QCOMPARE(open().records, QList<QByteArray>{"one"});
        }
    }

    void goesWhenAsked()
    {
        SealedLog::Opened opened = open();
        QVERIFY(opened.log->append("one").isOk());
        QVERIFY(opened.log->remove().isOk());
        QVERIFY(!QFileInfo::exists(m_path));
        QVERIFY(opened.log->remove().isOk());
        QVERIFY(opened.log->append("two").isOk());
        opened.log.reset();
        QCOMPARE(open().records, QList<QByteArray>{"two"});
    }

    void followsNoLink()
    {
#ifdef Q_OS_UNIX
        const QString elsewhere = m_folder->filePath(u"elsewhere"_s);
        {
            SealedLog::Opened opened = open();
            QVERIFY(opened.log->append("one").isOk());
        }
        QVERIFY(QFile::rename(m_path, elsewhere) && QFile::link(elsewhere, m_path));
        const auto opened = SealedLog::open(m_path, m_key.clone());
        QVERIFY(!opened.isOk());
        QVERIFY2(opened.error().contains(u"no file of this program"_s), qPrintable(opened.error()));
#else
        QSKIP("Links of Unix");
#endif
    }

    void saysThatItsPlaceIsNoFolder()
    {
        put(m_folder->filePath(u"file"_s), "x");
        const auto opened = SealedLog::open(m_folder->filePath(u"file/journal"_s), m_key.clone());
        QVERIFY(!opened.isOk());
        QVERIFY2(opened.error().contains(u"could not be written"_s), qPrintable(opened.error()));
        QVERIFY(QDir(m_folder->path()).mkdir(u"folder"_s));
        const auto folder = SealedLog::open(m_folder->filePath(u"folder"_s), m_key.clone());
        QVERIFY(!folder.isOk());
        QVERIFY2(folder.error().contains(u"no file of this program"_s), qPrintable(folder.error()));
    }

#ifdef Q_OS_UNIX
    // OS-5: what a full disk refuses is said, what was there stays, and with room again it goes on.
    void aFullDiskLosesNothing()
    {
        std::signal(SIGXFSZ, SIG_IGN);
        SealedLog::Opened opened = open();
        QVERIFY(opened.log->append("one").isOk());
        const qint64 size = QFileInfo(m_path).size();
        rlimit before{};
        getrlimit(RLIMIT_FSIZE, &before);
        QStringList answers;
        for (const int more : {10, 500, 20}) { // within the record, within the new file, and again
            const rlimit full{rlim_t(size + more), before.rlim_max};
            setrlimit(RLIMIT_FSIZE, &full);
            const Writing done = opened.log->append(QByteArray(2000, 'x'));
            setrlimit(RLIMIT_FSIZE, &before);
            QVERIFY(!done.isOk());
            answers += done.error();
        }
        QVERIFY2(answers.join(u' ').contains(u"Make room"_s), qPrintable(answers.join(u'\n')));
        QCOMPARE(QFileInfo(m_path).size(), size);
        QVERIFY(opened.log->append("two").isOk());
        QVERIFY(opened.log->append("three").isOk());
        opened.log.reset();
        const SealedLog::Opened again = open();
        QCOMPARE(again.records, (QList<QByteArray>{"one", "two", "three"}));
        QCOMPARE(again.tail, Tail::Whole);
    }
#endif

private:
    SealedLog::Opened open() const
    {
        Result<SealedLog::Opened, QString> opened = SealedLog::open(m_path, m_key.clone());
        if (!opened)
            qFatal("%s", qPrintable(opened.error()));
        return std::move(opened).value();
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
    const SecretKey m_key = SecretKey::random();
};

QTEST_APPLESS_MAIN(SealedLogTest)
#include "sealedlogtest.moc"
