#include "socketbench.h"
#include "tlsserving.h"

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

private:
    QUrl peer(const QString &name) const;
    Transport::ManagerFactory trusting();

    QHash<QString, int> m_ports;
    SystemClock m_clock;
    QRandomGenerator m_random{1};
    std::unique_ptr<TrustedInWine> m_authority;
};

void TlsPeersTest::initTestCase()
{
    const QString peers = qEnvironmentVariable("LOCKDESK_TLS_PEERS");
    if (peers.isEmpty())
        QSKIP("LOCKDESK_TLS_PEERS names no servers.");
    for (const QString &entry : peers.split(u' '))
        m_ports.insert(entry.section(u'=', 0, 0), entry.section(u'=', 1).toInt());
    QCOMPARE(m_ports.size(), 5);
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
    Transport transport(peer(u"good"_s), &AccessManager::make, m_clock, m_random);
    auto *job = transport.sendWrite({.method = Method::Post, .path = {u"x"_s}}, &transport);
    QVERIFY(hasFinished(*job));
    QCOMPARE(job->outcome().error().kind, ApiError::Kind::Certificate);
}

// From here on the test authority is trusted.
Transport::ManagerFactory TlsPeersTest::trusting()
{
    if (!isInWine())
        return [] { return std::make_unique<AccessManager>(HostileServer::trust()); };
    if (!m_authority)
        m_authority =
            std::make_unique<TrustedInWine>(HostileServer::trust().caCertificates().constFirst().toDer());
    return &AccessManager::make;
}

void TlsPeersTest::trustsWhomItShould()
{
    Transport transport(peer(u"good"_s), trusting(), m_clock, m_random);
    auto *job = transport.send<QByteArray>(
        Request{.path = {u"x"_s}}, [](const QByteArray &body) { return body; }, &transport);
    QVERIFY(hasFinished(*job));
    QVERIFY(job->outcome().isOk());
    QCOMPARE(*job->outcome(), "{}"_ba);
}

void TlsPeersTest::refusesWhomItMustNotTrust_data()
{
    QTest::addColumn<QString>("name");
    for (const char *name : {"selfsigned", "wronghost", "expired", "unknown"})
        QTest::newRow(name) << QString::fromLatin1(name);
}

void TlsPeersTest::refusesWhomItMustNotTrust()
{
    QFETCH(QString, name);
    Transport transport(peer(name), trusting(), m_clock, m_random);
    for (Method method : {Method::Get, Method::Post, Method::Put, Method::Delete}) {
        const Request request{.method = method, .path = {u"x"_s}};
        JobBase *job = method == Method::Get
            ? transport.send<QByteArray>(
                request, [](const QByteArray &body) { return body; }, &transport)
            : static_cast<JobBase *>(transport.sendWrite(request, &transport));
        QVERIFY(hasFinished(*job));
        const ApiError error = errorOf(*job).value();
        QCOMPARE(error.kind, ApiError::Kind::Certificate);
        QVERIFY(surelyNotDone(error));
    }
}

QTEST_GUILESS_MAIN(TlsPeersTest)
#include "tlspeerstest.moc"
