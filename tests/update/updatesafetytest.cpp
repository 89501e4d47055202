#include "accessmanager.h"
#include "clock.h"
#include "hostileserver.h"
#include "minisigner.h"
#include "settings.h"
#include "tlsserving.h"
#include "updatecheck.h"
#include "updatefeedtext.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace lockdesk;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

// REL-7: whatever comes in the place of the list of versions, or on its way, nothing is offered because of
// it.
class UpdateSafetyTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        if (!canServeTls())
            QSKIP("No server in this process can speak TLS.");
    }
    void offersTheTrueList();
    void offersNothing_data();
    void offersNothing();
    void tamperedByteOffersNothing();
    void rollbackOffersNothing();
    void hugeAnswerIsNotReadToItsEnd_data();
    void hugeAnswerIsNotReadToItsEnd();
    void redirectIsNotFollowed_data();
    void redirectIsNotFollowed();
    void untrustedServerIsToldNothing();
    void requestsSayNothingOfThePerson();
};

namespace {

QString inDays(int days)
{
    return QDateTime::currentDateTimeUtc().addDays(days).toString(Qt::ISODate);
}

// The program, and the server of its list, over TLS.
struct Bench
{
    explicit Bench(const QString &certificate = u"good.pem"_s)
        : server(certificate)
        , address(server.url().resolved(QUrl(u"/desktop/updates.json"_s)))
        , feed(text({}))
        , signature(signer.sign(feed))
    {
        server.setHandler([this](const RawRequest &request) {
            const bool isSignature = request.target == "/desktop/updates.json.minisig";
            if (!isSignature && request.target != "/desktop/updates.json")
                return Behaviour::answer(404);
            return Behaviour::answer(200, isSignature ? signature : feed,
                isSignature ? "Content-Type: application/octet-stream\r\nSet-Cookie: b=2\r\n"
                            : "Content-Type: application/json\r\nSet-Cookie: a=1; Max-Age=9999\r\n");
        });
        restart();
    }

    QByteArray text(const QJsonObject &changes) const
    {
        QJsonObject all{{u"released"_s, inDays(-1)}, {u"expires"_s, inDays(100)}};
        for (auto change = changes.begin(); change != changes.end(); ++change)
            all.insert(change.key(), change.value());
        return updateFeedText(address, all);
    }
    void serve(const QJsonObject &changes)
    {
        feed = text(changes);
        signature = signer.sign(feed);
    }

    void restart()
    {
        check.reset();
        settings = std::make_unique<Settings>(folder.filePath(u"settings.ini"_s));
        check = std::make_unique<UpdateCheck>(
            UpdateSource{address, signer.publicKey()}, *settings,
            [] { return std::make_unique<AccessManager>(HostileServer::trust()); }, clock, random,
            QVersionNumber(1, 2, 2));
    }

    // Whether a check that has ended offers anything.
    bool offers()
    {
        check->checkNow();
        if (!QSignalSpy(check.get(), &UpdateCheck::changed).wait(10'000))
            qFatal("the check does not end");
        return check->state() == UpdateCheck::State::Available;
    }

    Minisigner signer;
    HostileServer server;
    QUrl address;
    QByteArray feed;
    QByteArray signature;
    SystemClock clock;
    QRandomGenerator random{3};
    QTemporaryDir folder;
    std::unique_ptr<Settings> settings;
    std::unique_ptr<UpdateCheck> check;
};

} // namespace

void UpdateSafetyTest::offersTheTrueList()
{
    Bench bench;
    QVERIFY(bench.offers());
    QCOMPARE(bench.check->offered().latest, QVersionNumber(1, 2, 3));
    QCOMPARE(bench.check->offered().page, bench.server.url().resolved(QUrl(u"/desktop/releases/1.2.3"_s)));
}

void UpdateSafetyTest::offersNothing_data()
{
    QTest::addColumn<QJsonObject>("changes"); // PORT stands for the server's port
    QTest::addColumn<std::optional<UpdateFault>>("fault");
    const auto row = [](const char *name, const char *key, const QString &value,
                         std::optional<UpdateFault> fault) {
        QTest::newRow(name) << QJsonObject{{QString::fromLatin1(key), value}} << fault;
    };
    row("downgrade", "latest", u"1.2.1"_s, {});
    row("the same version", "latest", u"1.2.2"_s, {});
    row("malformed version", "latest", u"1.2.3; rm"_s, UpdateFault::Malformed);
    row("http link", "page", u"http://127.0.0.1:PORT/x"_s, UpdateFault::ForeignLink);
    row("link to another host", "page", u"https://localhost:PORT/x"_s, UpdateFault::ForeignLink);
    row("link to a file", "page", u"file:///usr/bin/true"_s, UpdateFault::ForeignLink);
    row("expired", "expires", inDays(0), UpdateFault::Expired);
    row("another list of the same key", "format", u"lockdesk-keys"_s, UpdateFault::Malformed);
}

void UpdateSafetyTest::offersNothing()
{
    QFETCH(QJsonObject, changes);
    QFETCH(std::optional<UpdateFault>, fault);
    Bench bench;
    const QString port = QString::number(bench.server.url().port());
    for (auto change = changes.begin(); change != changes.end(); ++change)
        *change = change->toString().replace(u"PORT"_s, port);
    bench.serve(changes);
    QVERIFY(!bench.offers());
    QCOMPARE(bench.check->fault(), fault);
}

// Each byte of the list and its signature, but for the words that nobody signs, is changed on the way; so are
// whole signatures.
void UpdateSafetyTest::tamperedByteOffersNothing()
{
    Bench bench;
    const QByteArray feed = bench.feed;
    const QByteArray signature = bench.signature;
    const auto offers = [&](const QByteArray &changedFeed, const QByteArray &changedSignature) {
        bench.feed = changedFeed;
        bench.signature = changedSignature;
        return bench.offers();
    };
    const FeedRules rules{
        bench.address, MinisignKey::fromText(bench.signer.publicKey()).value(), bench.clock.now()};
    const auto change = [](QByteArray bytes, qsizetype i) {
        bytes[i] = char(bytes.at(i) ^ (1 << i % 8));
        return bytes;
    };
    int count = 0;
    for (qsizetype i = 0; i < feed.size(); ++i, ++count) {
        QVERIFY(!readUpdateFeed(change(feed, i), signature, rules));
        QVERIFY(i % 30 != 0 || !offers(change(feed, i), signature));
    }
    for (qsizetype i = signature.indexOf('\n'); i < signature.size(); ++i, ++count) {
        QVERIFY(!readUpdateFeed(feed, change(signature, i), rules));
        QVERIFY(i % 30 != 0 || !offers(feed, change(signature, i)));
    }
    QVERIFY(count > 400);
    QVERIFY(!offers(feed, {}));
    QVERIFY(!offers(feed, Minisigner(2).sign(feed)));
    QVERIFY(!offers(feed, bench.signer.sign(feed + ' ')));
    QVERIFY(readUpdateFeed(feed, signature, rules));
    QVERIFY(offers(feed, signature));
}

// Also in the next run.
void UpdateSafetyTest::rollbackOffersNothing()
{
    Bench bench;
    const QByteArray oldFeed = bench.feed;
    const QByteArray oldSignature = bench.signature;
    bench.serve({{u"released"_s, inDays(0)}, {u"latest"_s, u"1.2.2"_s}}); // takes a version back
    QVERIFY(!bench.offers());
    QCOMPARE(bench.check->state(), UpdateCheck::State::UpToDate);
    bench.feed = oldFeed;
    bench.signature = oldSignature;
    QVERIFY(!bench.offers());
    QCOMPARE(bench.check->fault(), UpdateFault::Older);
    bench.restart();
    QVERIFY(!bench.offers());
    QCOMPARE(bench.check->fault(), UpdateFault::Older);
}

void UpdateSafetyTest::hugeAnswerIsNotReadToItsEnd_data()
{
    QTest::addColumn<bool>("isSignature");
    QTest::addColumn<bool>("saysItsLength");
    QTest::newRow("list") << false << true;
    QTest::newRow("list of unknown length") << false << false;
    QTest::newRow("signature") << true << true;
    QTest::newRow("signature of unknown length") << true << false;
}

// 10 MB that are signed well and would be offered but for their size.
void UpdateSafetyTest::hugeAnswerIsNotReadToItsEnd()
{
    QFETCH(bool, isSignature);
    QFETCH(bool, saysItsLength);
    constexpr qint64 size = 10'000'000;
    Bench bench;
    const QByteArray start = isSignature ? bench.signature : bench.feed;
    if (!isSignature)
        bench.signature = bench.signer.sign(start + QByteArray(size - start.size(), ' '));
    bench.server.setHandler([&](const RawRequest &request) {
        if (request.target.endsWith(".minisig") != isSignature)
            return Behaviour::answer(200, isSignature ? bench.feed : bench.signature);
        Behaviour behaviour;
        behaviour.bytes = "HTTP/1.1 200 Answer\r\nContent-Type: application/json\r\n";
        if (saysItsLength)
            behaviour.bytes += "Content-Length: " + QByteArray::number(size) + "\r\n";
        behaviour.bytes += "\r\n" + start;
        behaviour.flood = QByteArray(1'000, ' ');
        behaviour.floodBytes = size - start.size();
        behaviour.then = Behaviour::Then::Close;
        return behaviour;
    });
    QVERIFY(!bench.offers());
    QCOMPARE(bench.check->fault(), UpdateFault::TooLarge);
    QVERIFY2(bench.server.floodedBytes() < size * 9 / 10,
        qPrintable(QString::number(bench.server.floodedBytes())));
}

void UpdateSafetyTest::redirectIsNotFollowed_data()
{
    QTest::addColumn<bool>("isSignature");
    QTest::addColumn<QByteArray>("location"); // PORT and TRAP stand for the servers' ports
    for (const bool isSignature : {false, true}) {
        const QByteArray what = isSignature ? "signature, " : "list, ";
        QTest::newRow(what + "other host") << isSignature << "https://localhost:TRAP/x"_ba;
        QTest::newRow(what + "other port") << isSignature << "https://127.0.0.1:TRAP/x"_ba;
        QTest::newRow(what + "http") << isSignature << "http://127.0.0.1:TRAP/x"_ba;
        QTest::newRow(what + "own host") << isSignature << "https://127.0.0.1:PORT/moved"_ba;
    }
}

void UpdateSafetyTest::redirectIsNotFollowed()
{
    QFETCH(bool, isSignature);
    QFETCH(QByteArray, location);
    Bench bench;
    HostileServer trap(location.startsWith("http:") ? QString() : u"good.pem"_s);
    trap.setHandler([&](const RawRequest &) {
        return Behaviour::answer(200, isSignature ? bench.signature : bench.feed);
    });
    location.replace("TRAP", QByteArray::number(trap.url().port()))
        .replace("PORT", QByteArray::number(bench.server.url().port()));
    int status = 0;
    bench.server.setHandler([&](const RawRequest &request) {
        if (request.target == "/moved")
            return Behaviour::answer(200, isSignature ? bench.signature : bench.feed);
        if (request.target.endsWith(".minisig") == isSignature)
            return Behaviour::answer(
                status, bench.feed, "Content-Type: application/json\r\nLocation: " + location + "\r\n");
        return Behaviour::answer(200, bench.feed);
    });
    for (int code : {301, 302, 303, 307, 308}) {
        status = code;
        bench.server.forgetRequests();
        QVERIFY(!bench.offers());
        QCOMPARE(bench.check->fault(), UpdateFault::Redirected);
        QCOMPARE(bench.server.requests().size(), isSignature ? 2 : 1);
        QCOMPARE(trap.connectionCount(), 0);
    }
}

void UpdateSafetyTest::untrustedServerIsToldNothing()
{
    for (const QString &certificate :
        {u"unknown.pem"_s, u"selfsigned.pem"_s, u"wronghost.pem"_s, u"expired.pem"_s}) {
        Bench bench(certificate);
        QVERIFY(!bench.offers());
        QCOMPARE(bench.check->fault(), UpdateFault::NotSecure);
        QCOMPARE(bench.server.receivedBytes(), 0);
    }
}

// Not even when the server tries to mark the program with cookies.
void UpdateSafetyTest::requestsSayNothingOfThePerson()
{
    Bench bench;
    for (int i = 0; i < 3; ++i)
        QVERIFY(bench.offers());
    QCOMPARE(bench.server.requests().size(), 6);
    for (const RawRequest &request : bench.server.requests()) {
        QCOMPARE(request.method, "GET"_ba);
        QVERIFY(request.body.isEmpty());
        static const QSet<QByteArray> known{"accept", "accept-encoding", "accept-language", "cache-control",
            "connection", "host", "pragma", "user-agent"};
        for (const QByteArray &name : request.headers.keys())
            QVERIFY2(known.contains(name), name.constData());
        QCOMPARE(request.headers.value("user-agent"), "Lockdesk/" LOCKDESK_VERSION ""_ba);
        QCOMPARE(request.headers.value("accept-language"), "en"_ba);
    }
}

QTEST_GUILESS_MAIN(UpdateSafetyTest)
#include "updatesafetytest.moc"
