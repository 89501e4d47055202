#include "sealedrecords.h"

#include <QTest>

using namespace lockdesk;
using namespace Qt::StringLiterals;
using End = Unsealed::End;

namespace {

const QList<QByteArray> someRecords{
    "first CANARY 987654", "", QByteArray(300, 'x'), QByteArray("\0\xff\n", 3), "last"};

struct Sealed
{
    QByteArray file;
    QList<qsizetype> ends; ///< of the opening, and of each record
};

Sealed sealed(const SecretKey &key, const QList<QByteArray> &records = someRecords)
{
    Sealer sealer(key);
    Sealed out{sealer.opening(), {sealer.opening().size()}};
    for (const QByteArray &record : records) {
        out.file += sealer.seal(record);
        out.ends.append(out.file.size());
    }
    return out;
}

bool isBeginningOf(const QList<QByteArray> &records, const QList<QByteArray> &all)
{
    return records.size() <= all.size() && std::equal(records.begin(), records.end(), all.begin());
}

} // namespace

class SealedRecordsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void comeBack()
    {
        const Unsealed found = unseal(sealed(m_key).file, m_key);
        QCOMPARE(found.end, End::Whole);
        QCOMPARE(found.records, someRecords);
        QCOMPARE(unseal(sealed(m_key, {}).file, m_key).end, End::Whole);
    }

    // BULK-6: nothing of them is to be seen, and the same are never sealed alike.
    void showNothing()
    {
        const QByteArray file = sealed(m_key).file;
        QVERIFY(!file.contains("CANARY"));
        QVERIFY(!file.contains("987654"));
        QVERIFY(!file.contains("xxxx"));
        const QByteArray again = sealed(m_key).file;
        QVERIFY(file.mid(16) != again.mid(16));
        QVERIFY(file.right(100) != again.right(100));
    }

    void openWithNoOtherKey()
    {
        const Unsealed found = unseal(sealed(m_key).file, SecretKey::random());
        QCOMPARE(found.end, End::WrongKey);
        QVERIFY(found.records.isEmpty());
    }

    // Wherever it is cut, all that stands before the cut is there, and the end is torn: never damaged.
    void cutAtEveryByte()
    {
        const Sealed whole = sealed(m_key);
        for (qsizetype at = 0; at <= whole.file.size(); ++at) {
            const Unsealed found = unseal(whole.file.first(at), m_key);
            const auto intact = std::ranges::count_if(whole.ends, [at](qsizetype end) { return end <= at; });
            QCOMPARE(found.records, someRecords.first(std::max<qsizetype>(intact - 1, 0)));
            QCOMPARE(found.end, whole.ends.contains(at) ? End::Whole : End::Torn);
        }
    }

    // A file that grew before its contents came to the disk.
    void cutAtEveryByteAndFilledWithZeros()
    {
        const Sealed whole = sealed(m_key);
        for (qsizetype at = whole.ends.first(); at < whole.file.size(); ++at) {
            const QByteArray file = whole.file.first(at) + QByteArray(whole.file.size() - at, '\0');
            const Unsealed found = unseal(file, m_key);
            QVERIFY(isBeginningOf(found.records, someRecords));
            if (file != whole.file) // it may have ended in a zero
                QVERIFY(found.end != End::Whole);
            if (whole.ends.contains(at))
                QCOMPARE(found.end, End::Torn);
        }
    }

    void everyFlippedBitIsNoticed()
    {
        const Sealed whole = sealed(m_key);
        for (qsizetype at = 0; at < whole.file.size(); ++at) {
            for (int bit = 0; bit < 8; ++bit) {
                QByteArray file = whole.file;
                file[at] = char(file.at(at) ^ (1 << bit));
                const Unsealed found = unseal(file, m_key);
                QVERIFY(isBeginningOf(found.records, someRecords));
                QVERIFY(found.records.size() < someRecords.size());
                QVERIFY(found.end != End::Whole);
                // A record before the last is never taken for a torn end: those behind it would be lost.
                if (at < whole.ends.at(whole.ends.size() - 2))
                    QVERIFY2(found.end != End::Torn && found.end != End::Doubtful,
                        qPrintable(QString::number(at)));
                const auto before =
                    std::ranges::count_if(whole.ends, [at](qsizetype end) { return end <= at; });
                QCOMPARE(found.records.size(), std::max<qsizetype>(before - 1, 0));
            }
        }
    }

    void noRecordGoesInAnothersPlace()
    {
        const Sealed whole = sealed(m_key, {"aaaa", "bbbb", "cccc"});
        const auto frame = [&whole](int i) {
            return whole.file.mid(whole.ends.at(i), whole.ends.at(i + 1) - whole.ends.at(i));
        };
        const QByteArray opening = whole.file.first(whole.ends.first());
        const QList<QByteArray> none;
        QCOMPARE(unseal(opening + frame(1) + frame(0) + frame(2), m_key).records, none);
        QCOMPARE(unseal(opening + frame(0) + frame(2), m_key).records, QList<QByteArray>{"aaaa"});
        QCOMPARE(unseal(opening + frame(0) + frame(0), m_key).records, QList<QByteArray>{"aaaa"});
        QCOMPARE(
            unseal(sealed(m_key, {"other"}).file.first(whole.ends.first()) + frame(0), m_key).records, none);
    }

    void tellsOthersFiles()
    {
        QCOMPARE(unseal("[General]\nlanguage=de\n", m_key).end, End::Foreign);
        QByteArray newer = sealed(m_key).file;
        newer[15] = 2;
        QCOMPARE(unseal(newer, m_key).end, End::OtherVersion);
        QCOMPARE(unseal({}, m_key).end, End::Torn);
    }

    void keysGoThroughText()
    {
        const std::optional<SecretKey> back = SecretKey::fromBase64(m_key.toBase64());
        QVERIFY(back);
        QCOMPARE(unseal(sealed(m_key).file, *back).records, someRecords);
        QCOMPARE(unseal(sealed(m_key).file, m_key.clone()).records, someRecords);
        for (const char *text : {"", "-", "AAAA", "!!!!", "CANARYTOKEN"})
            QVERIFY(!SecretKey::fromBase64(Secret(text)));
        QVERIFY(!SecretKey::fromBase64(Secret(m_key.toBase64().reveal() + "AAAA")));
    }

private:
    const SecretKey m_key = SecretKey::random();
};

QTEST_APPLESS_MAIN(SealedRecordsTest)
#include "sealedrecordstest.moc"
