#include "journal.h"
#include "contentof.h"
#include "journalrecord.h"
#include "ownersalone.h"
#include "replay.h"
#include "utc.h"

#include <QDir>
#include <QFileInfo>
#include <QMap>
#include <QTemporaryDir>
#include <QTest>

#ifdef Q_OS_UNIX
#include <csignal>
#include <sys/resource.h>
#endif

using namespace lockdesk;
using namespace Qt::StringLiterals;

namespace {

QDateTime at(int second)
{
    return utcFromMSecs(1'772'000'000'000 + second * 1000);
}

ChangeSet setOf(int id)
{
    return {ChangeSetId(id), u"Set %1"_s.arg(id), at(id), false, {}};
}

// Rows of one set, with a code in each.
QList<Change> rowsOf(int set, int from, int count)
{
    QList<Change> rows;
    for (int i = from; i < from + count; ++i) {
        Change change;
        change.id = ChangeId(i);
        change.set = ChangeSetId(set);
        change.smartlockId = SmartlockId(17958143231);
        CreateAuthorization create;
        create.after.name = u"CANARY %1"_s.arg(i);
        create.after.code = KeypadCode::fromServer(987654);
        change.subject = create;
        change.status = ChangeStatus::Waiting;
        change.asked = at(0);
        rows.append(change);
    }
    return rows;
}

QList<Change> movedTo(QList<Change> rows, ChangeStatus status, const QDateTime &sentAt)
{
    for (Change &row : rows) {
        row.status = status;
        row.attempts = {{sentAt, row.subject, {}, AttemptOutcome::Open}};
    }
    return rows;
}

QList<ChangeId> idsOf(const QList<Change> &rows)
{
    QList<ChangeId> ids;
    for (const Change &row : rows)
        ids.append(row.id);
    return ids;
}

QList<Change> leaving(QList<Change> rows, const QDateTime &when)
{
    for (Change &row : rows)
        row = departing(row, {}, when);
    return rows;
}

// In a new file: a file system may sync one that is cut and written again.
void put(const QString &path, const QByteArray &bytes)
{
    QFile::remove(path);
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(bytes), bytes.size());
}

// What was on the disk at a time.
struct Moment
{
    qsizetype size; ///< of the file
    QSet<ChangeId> announced; ///< about to be sent, and said so
    QMap<ChangeId, ChangeStatus> ended;
};

} // namespace

class JournalTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_path = m_folder->filePath(u"kept/journal"_s);
    }

    void remembersOverAnEndOfTheProgram()
    {
        const QList<Change> rows = rowsOf(1, 1, 4);
        {
            Journal journal = open();
            QVERIFY(journal.isKept() && journal.problem().isEmpty() && journal.unfinished().isEmpty());
            QVERIFY(!QFileInfo::exists(m_path));
            QVERIFY(journal.begin(setOf(1), rows).isOk());
            QVERIFY(journal.aboutToSend(leaving(rowsOf(1, 1, 2), at(5))).isOk());
            QVERIFY(journal.moved(movedTo({rows.at(0)}, ChangeStatus::Confirmed, at(5))).isOk());
        }
        const Journal again = open();
        QCOMPARE(again.unfinished().size(), 1);
        QCOMPARE(again.unfinished().first().set, setOf(1));
        QCOMPARE(statuses(again.unfinished().first()),
            (QList<ChangeStatus>{
                ChangeStatus::Confirmed, ChangeStatus::Sent, ChangeStatus::Waiting, ChangeStatus::Waiting}));
        QCOMPARE(lastSentAt(again.unfinished().first().rows.at(1)), at(5));
    }

    void earlierSetsGoOnUnderNewNumbers()
    {
        {
            Journal journal = open();
            QVERIFY(journal.begin(setOf(1), rowsOf(1, 1, 3)).isOk());
            QVERIFY(journal.aboutToSend(leaving(rowsOf(1, 2, 1), at(5))).isOk());
        }
        {
            Journal journal = open();
            // Its rows are called as those of the earlier session.
            const Writing early = journal.begin(setOf(1), rowsOf(1, 1, 3));
            QVERIFY(!early.isOk());
            QVERIFY(!journal.aboutToSend(leaving(rowsOf(1, 1, 1), at(6))).isOk());
            JournaledSet renamed = journal.unfinished().first();
            renamed.set.id = ChangeSetId(7);
            for (Change &row : renamed.rows) {
                row.id = ChangeId(qint64(row.id) + 70);
                row.set = renamed.set.id;
            }
            QVERIFY(journal.takeUp({renamed}).isOk());
            QVERIFY(journal.unfinished().isEmpty());
            QVERIFY(journal.begin(setOf(1), rowsOf(1, 1, 1)).isOk());
            QVERIFY(journal.aboutToSend(leaving(rowsOf(1, 1, 1), at(7))).isOk());
        }
        const Journal last = open();
        QCOMPARE(last.unfinished().size(), 2);
        QCOMPARE(last.unfinished().at(0).set.id, ChangeSetId(7));
        QCOMPARE(statuses(last.unfinished().at(0)),
            (QList<ChangeStatus>{ChangeStatus::Waiting, ChangeStatus::Sent, ChangeStatus::Waiting}));
        QCOMPARE(statuses(last.unfinished().at(1)), QList<ChangeStatus>{ChangeStatus::Sent});
    }

    void whatIsNotTakenUpIsGone()
    {
        QVERIFY(open().begin(setOf(1), rowsOf(1, 1, 3)).isOk());
        QVERIFY(QFileInfo::exists(m_path));
        Journal journal = open();
        QVERIFY(journal.takeUp({}).isOk());
        QVERIFY(!QFileInfo::exists(m_path));
        QVERIFY(journal.begin(setOf(1), rowsOf(1, 1, 3)).isOk());
    }

    // BULK-6: gone with the last set.
    void theFileGoesWithTheLastSet()
    {
        Journal journal = open();
        QVERIFY(journal.begin(setOf(1), rowsOf(1, 1, 3)).isOk());
        QVERIFY(journal.begin(setOf(2), rowsOf(2, 4, 3)).isOk());
        QVERIFY(journal.end(ChangeSetId(1)).isOk());
        QVERIFY(QFileInfo::exists(m_path));
        QVERIFY(journal.end(ChangeSetId(2)).isOk());
        QVERIFY(journal.moved(rowsOf(2, 4, 1)).isOk()); // late news
        QVERIFY(journal.end(ChangeSetId(2)).isOk());
        QVERIFY(!QFileInfo::exists(m_path));
        QVERIFY(!journal.aboutToSend(leaving(rowsOf(1, 4, 1), at(1))).isOk());
    }

    void anEndedSetStaysGoneBesideAnother()
    {
        {
            Journal journal = open();
            QVERIFY(journal.begin(setOf(1), rowsOf(1, 1, 3)).isOk());
            QVERIFY(journal.begin(setOf(2), rowsOf(2, 4, 3)).isOk());
            QVERIFY(journal.dropped(ChangeSetId(1), {ChangeId(5)}).isOk());
            QVERIFY(journal.added(ChangeSetId(2), rowsOf(2, 9, 1)).isOk());
            QVERIFY(journal.end(ChangeSetId(1)).isOk());
        }
        const Journal again = open();
        QCOMPARE(again.unfinished().size(), 1);
        QCOMPARE(
            idsOf(again.unfinished().first().rows), (QList<ChangeId>{ChangeId(4), ChangeId(6), ChangeId(9)}));
    }

    // BULK-6: private, and without a code in clear, also right after each step.
    void showsNoCode()
    {
        Journal journal = open();
        const QList<Change> rows = rowsOf(1, 1, 50);
        QVERIFY(journal.begin(setOf(1), rows).isOk());
        for (const Change &row : rows) {
            QVERIFY(journal.aboutToSend(leaving({row}, at(1))).isOk());
            QVERIFY(journal.moved(movedTo({row}, ChangeStatus::Accepted, at(1))).isOk());
        }
        const QFileInfoList files = QFileInfo(m_path).dir().entryInfoList(QDir::Files | QDir::Hidden);
        QVERIFY(!files.isEmpty());
        for (const QFileInfo &file : files) {
            QVERIFY2(isOwnersAlone(file), qPrintable(file.fileName()));
            for (const char *canary : {"CANARY", "987654", "Set 1", "17958143231"})
                QVERIFY2(!contentOf(file.filePath()).contains(canary), canary);
        }
    }

    void withoutAKeyItKeepsNothing()
    {
        Journal journal(u"There is no keychain."_s);
        QVERIFY(!journal.isKept());
        QCOMPARE(journal.problem(), u"There is no keychain."_s);
        QVERIFY(journal.begin(setOf(1), rowsOf(1, 1, 3)).isOk());
        QVERIFY(journal.aboutToSend(leaving(rowsOf(1, 1, 1), at(1))).isOk());
        QVERIFY(journal.moved(rowsOf(1, 1, 3)).isOk());
        QVERIFY(journal.added(ChangeSetId(1), rowsOf(1, 4, 1)).isOk());
        QVERIFY(journal.dropped(ChangeSetId(1), {ChangeId(1)}).isOk());
        QVERIFY(journal.end(ChangeSetId(1)).isOk());
        QVERIFY(journal.takeUp({}).isOk());
        QVERIFY(journal.unfinished().isEmpty());
        QVERIFY(QDir(m_folder->path()).isEmpty());
    }

    void aSecondCopyKeepsNothing()
    {
        Journal first = open();
        QVERIFY(first.begin(setOf(1), rowsOf(1, 1, 3)).isOk());
        const Journal second(m_path, m_key.clone());
        QVERIFY(!second.isKept() && second.unfinished().isEmpty());
        QVERIFY2(second.problem().contains(u"in use"_s), qPrintable(second.problem()));
        QVERIFY(first.aboutToSend(leaving(rowsOf(1, 1, 1), at(1))).isOk());
    }

    void aDamagedOneIsSaidAndKept()
    {
        {
            Journal journal = open();
            QVERIFY(journal.begin(setOf(1), rowsOf(1, 1, 30)).isOk());
            QVERIFY(journal.aboutToSend(leaving(rowsOf(1, 1, 1), at(1))).isOk());
        }
        QByteArray spoiled = contentOf(m_path);
        spoiled[200] = char(~spoiled.at(200));
        put(m_path, spoiled);
        Journal journal(m_path, m_key.clone());
        QVERIFY(journal.isKept() && journal.unfinished().isEmpty());
        QVERIFY2(journal.problem().contains(u"damaged in the middle"_s), qPrintable(journal.problem()));
        QVERIFY2(journal.problem().contains(u"Look at the list"_s), qPrintable(journal.problem()));
        QCOMPARE(contentOf(m_path + u".damaged"_s), spoiled);
        QVERIFY(journal.begin(setOf(1), rowsOf(1, 1, 3)).isOk());
    }

    // A spoiled last record may have announced a sending.
    void withADoubtfulEndNothingIsTakenForUnsent()
    {
        {
            Journal journal = open();
            QVERIFY(journal.begin(setOf(1), rowsOf(1, 1, 3)).isOk());
            QVERIFY(journal.aboutToSend(leaving(rowsOf(1, 2, 1), at(1))).isOk());
        }
        QByteArray spoiled = contentOf(m_path);
        spoiled[spoiled.size() - 3] = char(~spoiled.at(spoiled.size() - 3));
        put(m_path, spoiled);
        const Journal journal = open();
        QCOMPARE(journal.unfinished().size(), 1);
        QCOMPARE(statuses(journal.unfinished().first()), QList<ChangeStatus>(3, ChangeStatus::Sent));
    }

    // BULK-2, the journal's part: cut at every 7th byte and at 100 random ones.
    void powerCuts()
    {
        const QList<Moment> moments = recordedScript();
        const QByteArray whole = contentOf(m_path);
        QCOMPARE(moments.last().size, whole.size());
        int resumed = 0;
        for (qsizetype cut = 0; cut <= whole.size(); cut += 7) {
            const Unsealed found = unseal(whole.first(cut), m_key);
            QVERIFY(found.end == Unsealed::End::Whole || found.end == Unsealed::End::Torn);
            const auto sets = replay(found.records);
            QVERIFY(sets);
            checkAfterCut(*sets, momentAt(moments, cut));
            if (QTest::currentTestFailed())
                QFAIL(qPrintable(u"cut at byte %1"_s.arg(cut)));
            resumed += int(sets->size());
        }
        QRandomGenerator random(11);
        for (int i = 0; i < 100; ++i) {
            const qsizetype cut = random.bounded(int(whole.size()) + 1);
            put(m_path, whole.first(cut));
            const Journal journal = open();
            QVERIFY2(journal.problem().isEmpty(), qPrintable(journal.problem()));
            checkAfterCut(journal.unfinished(), momentAt(moments, cut));
            if (QTest::currentTestFailed())
                QFAIL(qPrintable(u"file cut at byte %1"_s.arg(cut)));
            resumed += int(journal.unfinished().size());
        }
        QVERIFY(resumed > 400); // or nothing has been looked at
    }

#ifdef Q_OS_UNIX
    // OS-5: on a full disk nothing may leave, and what was known stays known.
    void onAFullDiskNothingMayLeave()
    {
        std::signal(SIGXFSZ, SIG_IGN);
        {
            Journal journal = open();
            QVERIFY(journal.begin(setOf(1), rowsOf(1, 1, 30)).isOk());
            rlimit before{};
            getrlimit(RLIMIT_FSIZE, &before);
            const rlimit full{rlim_t(QFileInfo(m_path).size() + 20), before.rlim_max};
            setrlimit(RLIMIT_FSIZE, &full);
            const Writing refused = journal.aboutToSend(leaving(rowsOf(1, 1, 1), at(1)));
            setrlimit(RLIMIT_FSIZE, &before);
            QVERIFY(!refused.isOk());
            QVERIFY2(refused.error().contains(u"Make room"_s), qPrintable(refused.error()));
            QVERIFY(journal.aboutToSend(leaving(rowsOf(1, 2, 1), at(2))).isOk());
        }
        const Journal journal = open();
        QCOMPARE(journal.unfinished().size(), 1);
        const QList<ChangeStatus> found = statuses(journal.unfinished().first());
        QCOMPARE(found.at(1), ChangeStatus::Sent);
        QCOMPARE(found.count(ChangeStatus::Waiting), 29);
    }
#endif

    void tenThousandRowsAreOneRecord()
    {
        Journal journal = open();
        QBENCHMARK_ONCE
        {
            QVERIFY(journal.begin(setOf(1), rowsOf(1, 1, 10'000)).isOk());
        }
        QVERIFY2(
            QFileInfo(m_path).size() < 10'000 * 100, qPrintable(QString::number(QFileInfo(m_path).size())));
    }

private:
    Journal open() const
    {
        return Journal(m_path, m_key.clone());
    }

    static QList<ChangeStatus> statuses(const JournaledSet &set)
    {
        QList<ChangeStatus> out;
        for (const Change &row : set.rows)
            out.append(row.status);
        return out;
    }

    // Sets 1 (40 rows) and 2 (10 rows) go their way in batches; what was on the disk after each step.
    QList<Moment> recordedScript()
    {
        QList<Moment> moments{{0, {}, {}}};
        Journal journal = open();
        const auto note = [&](const Writing &done) {
            if (!done)
                qFatal("%s", qPrintable(done.error()));
            moments.last().size = QFileInfo(m_path).size();
            moments.append(moments.last());
        };
        const QList<Change> first = rowsOf(1, 1, 40);
        const QList<Change> second = rowsOf(2, 41, 10);
        note(journal.begin(setOf(1), first));
        for (int i = 0; i < 40; i += 4) {
            const QList<Change> batch = first.mid(i, 4);
            for (const Change &row : batch)
                moments.last().announced.insert(row.id);
            note(journal.aboutToSend(leaving(batch, at(i))));
            note(journal.moved(movedTo(batch, ChangeStatus::Waiting, {}))); // late, and wrong by then
            note(journal.moved(movedTo(batch, ChangeStatus::Accepted, at(i))));
            for (const Change &row : batch.first(2))
                moments.last().ended.insert(row.id, ChangeStatus::Confirmed);
            note(journal.moved(movedTo(batch.first(2), ChangeStatus::Confirmed, at(i))));
            if (i == 20)
                note(journal.begin(setOf(2), second));
        }
        moments.last().announced.insert(ChangeId(45));
        note(journal.aboutToSend(leaving(rowsOf(1, 45, 1), at(50))));
        moments.removeLast();
        return moments;
    }

    // The last whose size had been reached: a later one may not have been said to be done.
    static Moment momentAt(const QList<Moment> &moments, qsizetype cut)
    {
        Moment found{0, {}, {}};
        for (const Moment &moment : moments) {
            if (moment.size <= cut)
                found = moment;
        }
        return found;
    }

    static void checkAfterCut(const QList<JournaledSet> &sets, const Moment &moment)
    {
        QSet<ChangeId> met;
        for (const JournaledSet &set : sets) {
            QVERIFY(set.set == setOf(1) || set.set == setOf(2));
            QCOMPARE(set.rows.size(), set.set == setOf(1) ? 40 : 10);
            for (const Change &row : set.rows) {
                met.insert(row.id);
                QCOMPARE(std::get<CreateAuthorization>(row.subject).after.code->toNumber(), 987654);
                if (moment.announced.contains(row.id))
                    QVERIFY(row.status != ChangeStatus::Waiting && !row.attempts.isEmpty());
                else
                    QCOMPARE(row.status, ChangeStatus::Waiting);
                if (moment.ended.contains(row.id))
                    QCOMPARE(row.status, moment.ended.value(row.id));
            }
        }
        QVERIFY(met.contains(moment.announced));
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
    const SecretKey m_key = SecretKey::random();
};

QTEST_APPLESS_MAIN(JournalTest)
#include "journaltest.moc"
