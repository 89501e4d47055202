#include "socketbench.h"
#include "tlsserving.h"

#include <QTest>

using namespace lockdesk;
using namespace Qt::StringLiterals;

// NET-10: to a server that cannot prove what it is, not a byte of a request goes.
class TlsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void trustsWhomItShould();
    void refusesWhomItMustNotTrust_data();
    void refusesWhomItMustNotTrust();
    void trustsTheSystemAlone();
};

void TlsTest::initTestCase()
{
    if (!canServeTls())
        QSKIP("No server in this process can speak TLS.");
}

void TlsTest::trustsWhomItShould()
{
    HostileServer server(u"good.pem"_s);
    server.setHandler([](const RawRequest &) { return Behaviour::answer(200, "{}"); });
    SocketBench bench(server.url());
    auto *job = bench.read(u"x"_s);
    QVERIFY(hasFinished(*job));
    QCOMPARE(*job->outcome(), "{}"_ba);
    QCOMPARE(server.requests().value(0).headers.value("authorization"), "Bearer CANARYTOKEN"_ba);
    QVERIFY(server.requests().value(0).headers.value("user-agent").startsWith("Lockdesk/"));
}

void TlsTest::refusesWhomItMustNotTrust_data()
{
    QTest::addColumn<QString>("certificate");
    for (const char *name : {"selfsigned", "wronghost", "expired", "unknown"})
        QTest::newRow(name) << QString::fromLatin1(name) + u".pem"_s;
}

void TlsTest::refusesWhomItMustNotTrust()
{
    QFETCH(QString, certificate);
    HostileServer server(certificate);
    server.setHandler([](const RawRequest &) { return Behaviour::answer(200, "{}"); });
    SocketBench bench(server.url());
    for (Method method : {Method::Get, Method::Post, Method::Put, Method::Delete}) {
        JobBase *job = bench.start(method, u"x"_s);
        QVERIFY(hasFinished(*job));
        const ApiError error = errorOf(*job).value();
        QCOMPARE(error.kind, ApiError::Kind::Certificate);
        QVERIFY(surelyNotDone(error));
    }
    QCOMPARE(server.receivedBytes(), 0);
}

// What the program itself uses knows nothing of the test authority.
void TlsTest::trustsTheSystemAlone()
{
    HostileServer server(u"good.pem"_s);
    SystemClock clock;
    QRandomGenerator random(1);
    Transport transport(server.url(), &AccessManager::make, clock, random);
    auto *job = transport.sendWrite({.method = Method::Post, .path = {u"x"_s}}, &transport);
    QVERIFY(hasFinished(*job));
    QCOMPARE(job->outcome().error().kind, ApiError::Kind::Certificate);
    QCOMPARE(server.receivedBytes(), 0);
}

QTEST_GUILESS_MAIN(TlsTest)
#include "tlstest.moc"
