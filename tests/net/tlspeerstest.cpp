#include "socketbench.h"
#include "tlsserving.h"

#include <QSslSocket>
#include <QTest>

using namespace lockdesk;
using namespace Qt::StringLiterals;

// NET-10 with servers of another make, in another process: LOCKDESK_TLS_PEERS says where they listen, as
// tests/support/tlspeers prints it. Whoever started them sees that not a byte of a request came through.
class TlsPeersTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void trustsTheSystemAlone();
    void trustsWhomItShould();
    void refusesWhomItMustNotTrust_data();
    void refusesWhomItMustNotTrust();
    void tellsAWrongHostApart();

private:
    QUrl peer(const QString &name) const;

    QHash<QString, int> m_ports;
};

void TlsPeersTest::initTestCase()
{
    const QString peers = qEnvironmentVariable("LOCKDESK_TLS_PEERS");
    if (peers.isEmpty())
        QSKIP("LOCKDESK_TLS_PEERS names no servers.");
    for (const QString &entry : peers.split(u' '))
        m_ports.insert(entry.section(u'=', 0, 0), entry.section(u'=', 1).toInt());
    QCOMPARE(m_ports.size(), 6);
}

QUrl TlsPeersTest::peer(const QString &name) const
{
    QUrl url(u"https://127.0.0.1"_s);
    url.setPort(m_ports.value(name));
    return url;
}

// What the program itself uses knows nothing of the test authority.
void TlsPeersTest::trustsTheSystemAlone()
{
    SystemClock clock;
    QRandomGenerator random(1);
    Transport transport(peer(u"good"_s), &AccessManager::make, clock, random);
    auto *job = transport.sendWrite({.method = Method::Post, .path = {u"x"_s}}, &transport);
    QVERIFY(hasFinished(*job));
    QCOMPARE(job->outcome().error().kind, ApiError::Kind::Certificate);
}

void TlsPeersTest::trustsWhomItShould()
{
    if (isInWine())
        QSKIP("Wine heeds no authority that a program names.");
    SocketBench bench(peer(u"good"_s));
    auto *job = bench.read(u"x"_s);
    QVERIFY(hasFinished(*job));
    QVERIFY(job->outcome().isOk());
    QCOMPARE(*job->outcome(), "{}"_ba);
}

void TlsPeersTest::refusesWhomItMustNotTrust_data()
{
    QTest::addColumn<QString>("name");
    for (const char *name : {"selfsigned", "wronghost", "commonname", "expired", "unknown"})
        QTest::newRow(name) << QString::fromLatin1(name);
}

void TlsPeersTest::refusesWhomItMustNotTrust()
{
    QFETCH(QString, name);
    SocketBench bench(peer(name));
    for (Method method : {Method::Get, Method::Post, Method::Put, Method::Delete}) {
        JobBase *job = bench.start(method, u"x"_s);
        QVERIFY(hasFinished(*job));
        const ApiError error = errorOf(*job).value();
        QCOMPARE(error.kind, ApiError::Kind::Certificate);
        QVERIFY(surelyNotDone(error));
    }
}

// The refusal is for the name, whatever is thought of the authority.
void TlsPeersTest::tellsAWrongHostApart()
{
    const auto isOtherHost = [this](const QString &name) {
        QSslSocket socket;
        socket.setSslConfiguration(HostileServer::trust());
        socket.connectToHostEncrypted(peer(name).host(), quint16(peer(name).port()));
        socket.waitForEncrypted(10'000);
        return std::ranges::any_of(socket.sslHandshakeErrors(),
            [](const QSslError &error) { return error.error() == QSslError::HostNameMismatch; });
    };
    QVERIFY(isOtherHost(u"wronghost"_s));
    QVERIFY(!isOtherHost(u"good"_s));
}

QTEST_GUILESS_MAIN(TlsPeersTest)
#include "tlspeerstest.moc"
