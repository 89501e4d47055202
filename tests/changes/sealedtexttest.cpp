#include "sealedtext.h"

#include <QSet>
#include <QTest>
#include <QtEndian>
#include <sodium.h>

using namespace lockdesk;
using namespace Qt::StringLiterals;

namespace {

constexpr SealCost cheap{1, 8};
constexpr qsizetype costAt = 17;
constexpr qsizetype sumAt = 81;
constexpr qsizetype headBytes = 97;

QByteArray sealedBytes(const QByteArray &plain, const char *passphrase = "correct horse")
{
    return *seal(plain, Secret(passphrase), cheap);
}

// As somebody would make it who knows the format.
QByteArray withCost(QByteArray sealed, quint32 passes, quint32 memoryKiB)
{
    qToLittleEndian(passes, sealed.data() + costAt);
    qToLittleEndian(memoryKiB, sealed.data() + costAt + 4);
    crypto_generichash(reinterpret_cast<unsigned char *>(sealed.data()) + sumAt, headBytes - sumAt,
        reinterpret_cast<const unsigned char *>(sealed.constData()), sumAt, nullptr, 0);
    return sealed;
}

SealProblem problemOf(const QByteArray &sealed, const char *passphrase = "correct horse")
{
    const auto opened = unseal(sealed, Secret(passphrase));
    return opened ? SealProblem(-1) : opened.error();
}

} // namespace

class SealedTextTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // Around the size of a piece, too.
    void givesBackWhatWasSealed()
    {
        for (const int size : {0, 1, 1000, 65'535, 65'536, 65'537, 131'072, 200'000}) {
            QByteArray plain(size, '\0');
            for (int i = 0; i < size; ++i)
                plain[i] = char(i * 31 + i / 256);
            const QByteArray sealed = sealedBytes(plain);
            QVERIFY(isSealed(sealed));
            const auto opened = unseal(sealed, Secret("correct horse"));
            QVERIFY2(opened, qPrintable(opened ? QString() : explain(opened.error())));
            QCOMPARE(opened->reveal(), plain);
        }
    }

    // The default cost is what people get, so it must work as well.
    void worksAtTheCostThatIsUsed()
    {
        const auto sealed = seal("345678", Secret("correct horse"));
        QVERIFY(sealed);
        QCOMPARE(qFromLittleEndian<quint32>(sealed->constData() + costAt), 3u);
        QCOMPARE(qFromLittleEndian<quint32>(sealed->constData() + costAt + 4), 256u * 1024);
        QCOMPARE(unseal(*sealed, Secret("correct horse"))->reveal(), QByteArray("345678"));
    }

    void hidesWhatIsInIt()
    {
        const QByteArray plain = QByteArray("987654 ").repeated(20'000);
        const QByteArray sealed = sealedBytes(plain);
        QVERIFY(!sealed.contains("987654"));
        QVERIFY(!sealed.contains("horse"));
        const QByteArray again = sealedBytes(plain);
        QVERIFY(sealed.mid(headBytes) != again.mid(headBytes));
        QVERIFY(sealed.mid(25, 16) != again.mid(25, 16)); // the salt
    }

    void tellsAWrongPassphraseFromDamage()
    {
        const QByteArray sealed = sealedBytes("345678");
        for (const char *wrong : {"correct hors", "correct horse ", "Correct horse", "x"})
            QCOMPARE(problemOf(sealed, wrong), SealProblem::WrongPassphrase);
        QCOMPARE(problemOf(sealed, ""), SealProblem::EmptyPassphrase);
        QCOMPARE(seal("x", Secret(), cheap).error(), SealProblem::EmptyPassphrase);
    }

    // Each bit of each byte, and each length.
    void refusesEveryAlteration()
    {
        const QByteArray sealed = sealedBytes("The codes of the front door: 345678, 987654");
        QHash<SealProblem, int> problems;
        for (qsizetype at = 0; at < sealed.size(); ++at) {
            for (int bit = 0; bit < 8; ++bit) {
                QByteArray altered = sealed;
                altered[at] = char(altered.at(at) ^ (1 << bit));
                const auto opened = unseal(altered, Secret("correct horse"));
                QVERIFY2(!opened, qPrintable(u"byte %1, bit %2"_s.arg(at).arg(bit)));
                ++problems[opened.error()];
            }
        }
        QCOMPARE(problems.value(SealProblem::NotSealed), 16 * 8); // of the magic
        QCOMPARE(problems.value(SealProblem::WrongPassphrase), 0); // it was right
        QCOMPARE(problems.value(SealProblem::NewerVersion) + problems.value(SealProblem::Damaged),
            (sealed.size() - 16) * 8);
        for (qsizetype length = 0; length < sealed.size(); ++length)
            QVERIFY(!unseal(sealed.left(length), Secret("correct horse")));
        QCOMPARE(problemOf(sealed + 'x'), SealProblem::Damaged);
        QCOMPARE(problemOf(sealed + sealed), SealProblem::Damaged);
    }

    // Whole pieces are authentic each by itself: that none is missing, moved or doubled must show, too.
    void refusesPiecesInAnotherOrder()
    {
        constexpr qsizetype piece = 65'536 + 17;
        const QByteArray sealed = sealedBytes(QByteArray(65'536 * 3, 'x'));
        QCOMPARE(sealed.size(), headBytes + 3 * piece);
        const QByteArray head = sealed.left(headBytes);
        const auto part = [&](int i) { return sealed.mid(headBytes + i * piece, piece); };
        QVERIFY(unseal(head + part(0) + part(1) + part(2), Secret("correct horse")));
        for (const QByteArray &body : {part(0) + part(1), part(1) + part(2), part(0) + part(2),
                 part(1) + part(0) + part(2), part(0) + part(0) + part(1) + part(2), part(2), QByteArray()})
            QCOMPARE(problemOf(head + body), SealProblem::Damaged);
        const QByteArray other = sealedBytes(QByteArray(65'536 * 3, 'y'));
        QCOMPARE(problemOf(head + other.mid(headBytes)), SealProblem::Damaged);
    }

    // A hostile file must not take the computer's memory or time.
    void boundsWhatAFileMayCost()
    {
        const QByteArray sealed = sealedBytes("345678");
        QCOMPARE(problemOf(withCost(sealed, 1, 8)), SealProblem(-1)); // the forgery itself is sound
        for (const auto &[passes, memory] :
            {std::pair(1u, 100u * 1024 * 1024), std::pair(1u, 256u * 1024 + 1), std::pair(5u, 8u),
                std::pair(0xffffffffu, 8u), std::pair(0u, 8u), std::pair(1u, 7u), std::pair(1u, 0u),
                std::pair(0xffffffffu, 0xffffffffu)})
            QCOMPARE(problemOf(withCost(sealed, passes, memory)), SealProblem::TooCostly);
        QCOMPARE(seal("x", Secret("p"), {0, 8}).error(), SealProblem::TooCostly);
    }

    void knowsWhatIsNotItsOwn()
    {
        for (const QByteArray &other : {QByteArray(), QByteArray("{}"), QByteArray("Lockdesk sealed"),
                 QByteArray("lockdesk sealed\n\1"), QByteArray(500, '\0')})
            QCOMPARE(problemOf(other), SealProblem::NotSealed);
        QByteArray newer = sealedBytes("x");
        newer[16] = 2;
        QCOMPARE(problemOf(newer), SealProblem::NewerVersion);
    }

    // One system gives é as one letter, another as two.
    void opensWhateverKeyboardItWasTypedOn()
    {
        const QString composed = u"Caf\u00e9 d\u00e9pos\u00e9"_s;
        const QString decomposed = composed.normalized(QString::NormalizationForm_D);
        QVERIFY(composed != decomposed);
        QCOMPARE(passphraseFrom(decomposed).reveal(), composed.toUtf8());
        QCOMPARE(passphraseFrom(u" x "_s).reveal(), QByteArray(" x "));
    }

    void saysEveryProblemInWords()
    {
        QSet<QString> words;
        for (int problem = 0; problem <= int(SealProblem::Unavailable); ++problem)
            words += explain(SealProblem(problem));
        QCOMPARE(words.size(), int(SealProblem::Unavailable) + 1);
        QVERIFY(!words.contains(QString()));
    }
};

QTEST_APPLESS_MAIN(SealedTextTest)
#include "sealedtexttest.moc"
