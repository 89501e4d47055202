#include "bodymutator.h"
#include "changejson.h"
#include "history.h"
#include "historyjson.h"
#include "journalrecord.h"
#include "randomchange.h"
#include "replay.h"
#include "sealedrecords.h"

#include <QElapsedTimer>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>

using namespace lockdesk;
using namespace Qt::StringLiterals;

namespace {

int bodies()
{
    bool isGiven = false;
    const int given = qEnvironmentVariableIntValue("LOCKDESK_FUZZ_BODIES", &isGiven);
    return isGiven ? given : 10'000;
}

quint32 seed()
{
    return quint32(qEnvironmentVariableIntValue("LOCKDESK_FUZZ_SEED"));
}

QByteArray textOf(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

QList<Change> someChanges()
{
    RandomChange random(seed() + 1);
    QList<Change> changes;
    for (int i = 0; i < 50; ++i)
        changes.append(random.make());
    return changes;
}

// Whether what it asks for now may have been carried out.
bool mayBeSo(const Change &row)
{
    return std::ranges::any_of(row.attempts, [&row](const WriteAttempt &attempt) {
        return attempt.outcome != AttemptOutcome::NotDone && attempt.sent == row.subject;
    });
}

// One of each step, without packing, so that what is spoiled is what is said and not the packing alone.
QByteArrayList someRecords(const QList<Change> &rows)
{
    const ChangeSet set{ChangeSetId(1), u"A set"_s, utcFromMSecs(1'772'000'000'000), false, {}};
    QByteArrayList records;
    for (qsizetype i = 0; i + 1 < rows.size(); ++i) {
        const QList<Change> some{rows.at(i), rows.at(i + 1)};
        const QList<ChangeId> ids{rows.at(i).id};
        const QList<Change> leaving{departing(rows.at(i), set.created, set.created)};
        for (const QByteArray &record : {begunRecord(set, some), addedRecord(set.id, some),
                 sendingRecord(leaving), movedRecord(some), droppedRecord(ids), endedRecord(set.id)})
            records += 'j' + textOf(*contentOf(record));
    }
    return records;
}

} // namespace

// What the program keeps for itself, spoiled: it neither crashes nor hangs, nothing is made up, and what was
// written by another hand is never taken for its own. LOCKDESK_FUZZ_BODIES and LOCKDESK_FUZZ_SEED try more,
// or others.
class KeptFuzzTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void changes()
    {
        BodyMutator mutator(seed());
        const QList<Change> originals = someChanges();
        int accepted = 0;
        int refused = 0;
        for (int i = 0; i < bodies(); ++i) {
            const QByteArray body = mutator.mutated(textOf(toJson(originals.at(i % originals.size()))));
            const auto read = changeFromJson(QJsonDocument::fromJson(body).object());
            const bool isFaithful =
                !read || changeFromJson(QJsonDocument::fromJson(textOf(toJson(*read))).object()) == read;
            QVERIFY2(isFaithful, body.constData());
            ++(read ? accepted : refused);
        }
        QVERIFY(accepted > bodies() / 100 && refused > bodies() / 10); // both ways out were taken
    }

    void journals()
    {
        BodyMutator mutator(seed());
        const QList<Change> rows = someChanges();
        const QByteArrayList records = someRecords(rows);
        int accepted = 0;
        int refused = 0;
        for (int i = 0; i < bodies(); ++i) {
            const QByteArray spoiled = 'j' + mutator.mutated(records.at(i % records.size()).sliced(1));
            QElapsedTimer timer;
            timer.start();
            const auto sets = replay({records.first(), spoiled, records.at(2)});
            QVERIFY2(timer.elapsed() < 1000, "hangs");
            for (const JournaledSet &set : sets.value_or(QList<JournaledSet>())) {
                for (const Change &row : set.rows) {
                    QVERIFY(row.set == set.set.id);
                    QVERIFY(row.status != ChangeStatus::Waiting || !mayBeSo(row));
                }
            }
            ++(sets ? accepted : refused);
        }
        QVERIFY(accepted > bodies() / 100 && refused > bodies() / 10);
    }

    void sealedFiles()
    {
        BodyMutator mutator(seed());
        const SecretKey key = SecretKey::random();
        Sealer sealer(key);
        const QByteArrayList records = someRecords(someChanges()).first(4);
        QByteArray whole = sealer.opening();
        for (const QByteArray &record : records)
            whole += sealer.seal(record);
        int partly = 0;
        for (int i = 0; i < bodies(); ++i) {
            const QByteArray spoiled = mutator.mutated(whole);
            const Unsealed found = unseal(spoiled, key);
            QVERIFY(found.records.size() <= records.size());
            QVERIFY(std::equal(found.records.begin(), found.records.end(), records.begin()));
            if (found.records.size() == records.size())
                QVERIFY(spoiled.startsWith(whole));
            partly += found.records.isEmpty() ? 0 : 1;
        }
        QVERIFY(partly > bodies() / 100);
    }

    void histories()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(u"history"_s);
        QList<HistoryLine> lines;
        for (const Change &change : someChanges().first(5))
            lines.append(historyLine(change, ChangeSet(), u"School"_s, utcFromMSecs(1), QLocale::c()));
        QVERIFY(History(path).append(lines).isOk());
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadWrite | QIODevice::Unbuffered));
        const QByteArray whole = file.readAll();
        BodyMutator mutator(seed());
        for (int i = 0; i < bodies() / 10; ++i) {
            const QByteArray spoiled = mutator.mutated(whole);
            QVERIFY(file.resize(0) && file.seek(0));
            QCOMPARE(file.write(spoiled), spoiled.size());
            const auto reading = History(path).read();
            QVERIFY(reading.isOk());
            if (spoiled != whole)
                QVERIFY2(reading->verdict.state != History::State::Intact, spoiled.constData());
        }
    }
};

QTEST_APPLESS_MAIN(KeptFuzzTest)
#include "keptfuzztest.moc"
