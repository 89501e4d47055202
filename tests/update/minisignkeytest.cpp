#include "minisignkey.h"
#include "minisigner.h"

#include <QFile>
#include <QTest>

using namespace lockdesk;
using namespace Qt::StringLiterals;
using Kind = Minisigner::Kind;

class MinisignKeyTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void believesMinisignItself();
    void believesBothKinds();
    void tellsTheOtherKeyApart();
    void anyChangedByteCounts();
    void commentIsSignedToo();
    void oddSignaturesAreNone_data();
    void oddSignaturesAreNone();
    void oddKeysAreNone_data();
    void oddKeysAreNone();

private:
    static QByteArray fixture(const char *name)
    {
        QFile file(QStringLiteral(LOCKDESK_TEST_DATA "/update/") + QString::fromLatin1(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    const Minisigner m_signer;
    const MinisignKey m_key = MinisignKey::fromText(m_signer.publicKey()).value();
};

// Files that the program minisign (0.11) made.
void MinisignKeyTest::believesMinisignItself()
{
    const auto key = MinisignKey::fromText(fixture("minisign.pub").split('\n').value(1));
    QVERIFY(key);
    const QByteArray bytes = fixture("updates.json");
    QVERIFY(!bytes.isEmpty());
    QCOMPARE(key->verdictOn(bytes, fixture("updates.json.minisig")), SignatureVerdict::Good);
    QCOMPARE(key->verdictOn(bytes, fixture("updates.json.legacy.minisig")), SignatureVerdict::Good);
    QCOMPARE(key->verdictOn(bytes + ' ', fixture("updates.json.minisig")), SignatureVerdict::Wrong);
    QCOMPARE(key->verdictOn(bytes + ' ', fixture("updates.json.legacy.minisig")), SignatureVerdict::Wrong);
    QCOMPARE(m_key.verdictOn(bytes, fixture("updates.json.minisig")), SignatureVerdict::OtherKey);
}

void MinisignKeyTest::believesBothKinds()
{
    for (const QByteArray &bytes : {QByteArray(), "x"_ba, QByteArray(100'000, '\0')}) {
        for (const Kind kind : {Kind::Hashed, Kind::Legacy})
            QCOMPARE(m_key.verdictOn(bytes, m_signer.sign(bytes, kind)), SignatureVerdict::Good);
    }
    // One kind's signature does not pass for the other's.
    QByteArray mixed = m_signer.sign("x", Kind::Legacy);
    QVERIFY(mixed.contains("\nRW")); // "Ed" and the key's first letter
    mixed.replace("\nRW", "\nRU");
    QCOMPARE(m_key.verdictOn("x", mixed), SignatureVerdict::Wrong);
}

void MinisignKeyTest::tellsTheOtherKeyApart()
{
    const Minisigner other(2);
    QCOMPARE(m_key.verdictOn("x", other.sign("x")), SignatureVerdict::OtherKey);
    // The other's signature under this one's id.
    const QByteArray own = m_signer.sign("x").split('\n').at(1);
    QByteArrayList lines = other.sign("x").split('\n');
    lines[1] =
        (QByteArray::fromBase64(own).left(10) + QByteArray::fromBase64(lines.at(1)).mid(10)).toBase64();
    QCOMPARE(m_key.verdictOn("x", lines.join('\n')), SignatureVerdict::Wrong);
}

// Every bit of both but of the words of the untrusted comment; and where a line ends, any other character,
// since base64 can say the same in several ways there.
void MinisignKeyTest::anyChangedByteCounts()
{
    const QByteArray bytes = "{\"latest\": \"1.2.3\"}\n";
    for (const Kind kind : {Kind::Hashed, Kind::Legacy}) {
        const QByteArray signature = m_signer.sign(bytes, kind);
        for (qsizetype i = 0; i < bytes.size() * 8; ++i) {
            QByteArray changed = bytes;
            changed[i / 8] = char(changed.at(i / 8) ^ (1 << i % 8));
            QCOMPARE(m_key.verdictOn(changed, signature), SignatureVerdict::Wrong);
        }
        const qsizetype words = qstrlen("untrusted comment: ");
        for (qsizetype i = 0; i < signature.size(); ++i) {
            if (i >= words && i < signature.indexOf('\n'))
                continue;
            const bool isLineEnd = signature.indexOf('\n', i) <= i + 3;
            for (int c = 0; c < 256; ++c) {
                QByteArray changed = signature;
                changed[i] = char(c);
                const bool isOneBit = qPopulationCount(quint8(changed.at(i) ^ signature.at(i))) == 1;
                if (isOneBit || (isLineEnd && changed != signature))
                    QVERIFY2(m_key.verdictOn(bytes, changed) != SignatureVerdict::Good, changed.constData());
            }
        }
    }
}

void MinisignKeyTest::commentIsSignedToo()
{
    const QByteArray signature = m_signer.sign("x", Kind::Hashed, "file:a");
    QCOMPARE(m_key.verdictOn("x", signature), SignatureVerdict::Good);
    QByteArray changed = signature;
    QCOMPARE(m_key.verdictOn("x", changed.replace("file:a", "file:b")), SignatureVerdict::Wrong);
    // Not that of another signature by the same key.
    QByteArrayList lines = signature.split('\n');
    lines[3] = m_signer.sign("y", Kind::Hashed, "file:a").split('\n').at(3);
    QCOMPARE(m_key.verdictOn("x", lines.join('\n')), SignatureVerdict::Wrong);
    // What nobody signed says nothing.
    changed = signature;
    QCOMPARE(m_key.verdictOn("x", changed.replace("of a test", "of nobody")), SignatureVerdict::Good);
}

void MinisignKeyTest::oddSignaturesAreNone_data()
{
    QTest::addColumn<QByteArray>("signature");
    const QByteArray good = Minisigner().sign("x");
    const QByteArrayList lines = good.split('\n');
    const auto line = [&](int i, const QByteArray &text) {
        QByteArrayList changed = lines;
        changed[i] = text;
        return changed.join('\n');
    };
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("HTML") << "<!doctype html>"_ba;
    QTest::newRow("first half") << lines.mid(0, 2).join('\n');
    QTest::newRow("a line too many") << good + "\n";
    QTest::newRow("two signatures") << good + good;
    QTest::newRow("CR LF") << QByteArray(good).replace("\n", "\r\n");
    QTest::newRow("NUL at the end") << good + '\0';
    QTest::newRow("space after") << line(1, lines.at(1) + ' ');
    QTest::newRow("no base64") << line(1, "!" + lines.at(1).mid(1));
    QTest::newRow("short") << line(1, QByteArray::fromBase64(lines.at(1)).chopped(1).toBase64());
    QTest::newRow("long") << line(1, (QByteArray::fromBase64(lines.at(1)) + 'x').toBase64());
    QTest::newRow("no global signature") << line(3, {});
    QTest::newRow("another algorithm")
        << line(1, ("XX" + QByteArray::fromBase64(lines.at(1)).mid(2)).toBase64());
    QTest::newRow("no untrusted comment") << line(0, "comment: x");
    QTest::newRow("no trusted comment") << line(2, "comment: x");
    QTest::newRow("10 MB") << line(0, "untrusted comment: " + QByteArray(10'000'000, 'x'));
}

void MinisignKeyTest::oddSignaturesAreNone()
{
    QFETCH(QByteArray, signature);
    QCOMPARE(m_key.verdictOn("x", signature), SignatureVerdict::Unreadable);
}

void MinisignKeyTest::oddKeysAreNone_data()
{
    QTest::addColumn<QByteArray>("line");
    const QByteArray good = Minisigner().publicKey();
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("words") << "untrusted comment: minisign public key"_ba;
    QTest::newRow("both lines") << "untrusted comment: x\n" + good;
    QTest::newRow("line end") << good + '\n';
    QTest::newRow("cut") << good.chopped(4);
    QTest::newRow("long") << (QByteArray::fromBase64(good) + 'x').toBase64();
    QTest::newRow("a signature's algorithm") << ("ED" + QByteArray::fromBase64(good).mid(2)).toBase64();
}

void MinisignKeyTest::oddKeysAreNone()
{
    QFETCH(QByteArray, line);
    QVERIFY(!MinisignKey::fromText(line));
}

QTEST_GUILESS_MAIN(MinisignKeyTest)
#include "minisignkeytest.moc"
