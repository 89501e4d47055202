#include "certificatenames.h"
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
    void trustsNoCommonNameOnAnyConnection();
    void takesAlternativeNamesAlone_data();
    void takesAlternativeNamesAlone();
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
    for (const char *name : {"selfsigned", "wronghost", "commonname", "expired", "unknown"})
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

// Several connections at a time, and those that come after them.
void TlsTest::trustsNoCommonNameOnAnyConnection()
{
    HostileServer server(u"commonname.pem"_s);
    server.setHandler([](const RawRequest &) { return Behaviour::answer(200, "{}"); });
    SocketBench bench(server.url());
    for (int round = 0; round < 5; ++round) {
        QList<JobBase *> jobs;
        int finished = 0;
        for (const Method method : {Method::Get, Method::Post, Method::Get, Method::Put}) {
            jobs.append(bench.start(method, u"x"_s));
            connect(jobs.last(), &JobBase::finished, this, [&finished] { ++finished; });
        }
        QTRY_COMPARE(finished, jobs.size());
        for (const JobBase *job : std::as_const(jobs))
            QCOMPARE(errorOf(*job)->kind, ApiError::Kind::Certificate);
    }
    QCOMPARE(server.receivedBytes(), 0);
}

void TlsTest::takesAlternativeNamesAlone_data()
{
    QTest::addColumn<QString>("certificate");
    QTest::addColumn<QString>("host");
    QTest::addColumn<bool>("isRight");
    QTest::newRow("name") << u"good.pem"_s << u"localhost"_s << true;
    QTest::newRow("name, another way") << u"good.pem"_s << u"LocalHost."_s << true;
    QTest::newRow("address") << u"good.pem"_s << u"127.0.0.1"_s << true;
    QTest::newRow("another address") << u"good.pem"_s << u"127.0.0.2"_s << false;
    QTest::newRow("another name") << u"good.pem"_s << u"a.localhost"_s << false;
    QTest::newRow("common name beside names") << u"good.pem"_s << u"good"_s << false;
    QTest::newRow("common name alone") << u"commonname.pem"_s << u"127.0.0.1"_s << false;
    QTest::newRow("wildcard") << u"wildcard.pem"_s << u"api.nuki.example"_s << true;
    QTest::newRow("wildcard, other letters") << u"wildcard.pem"_s << u"API.Nuki.EXAMPLE"_s << true;
    QTest::newRow("two labels for one") << u"wildcard.pem"_s << u"a.api.nuki.example"_s << false;
    QTest::newRow("no label for one") << u"wildcard.pem"_s << u"nuki.example"_s << false;
    QTest::newRow("a wildcard for a whole country") << u"wildcard.pem"_s << u"nuki.test"_s << false;
    QTest::newRow("nothing") << u"wildcard.pem"_s << QString() << false;
}

void TlsTest::takesAlternativeNamesAlone()
{
    QFETCH(QString, certificate);
    QFETCH(QString, host);
    QFETCH(bool, isRight);
    const auto read = QSslCertificate::fromPath(QStringLiteral(LOCKDESK_TEST_DATA "/tls/") + certificate);
    QVERIFY(!read.isEmpty());
    QCOMPARE(isMadeOutTo(read.first(), host), isRight);
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
