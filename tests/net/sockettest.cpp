#include "socketbench.h"
#include "tlsserving.h"

#include <QDirIterator>
#include <QSemaphore>
#include <QTest>
#include <QThread>
#include <QTimer>
#include <algorithm>
#include <random>

using namespace lockdesk;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

QStringList filesOfHome()
{
    QStringList files;
    QDirIterator all(QDir::homePath(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (all.hasNext())
        files.append(all.next());
    files.sort();
    return files;
}

} // namespace

// What many requests over real sockets do, and what becomes of them when nobody wants them any more.
class SocketTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsNoState();
    void queuesWithoutTimingOut();
    void leavesDeadConnections();
    void survivesDeletionInAnyOrder();
    void readsLongBodiesOnAWorker();
    void dropsAJobWhileItsBodyIsRead();
};

// NET-12
void SocketTest::keepsNoState()
{
    if (!canServeTls())
        QSKIP("No server in this process can speak TLS.");
    HostileServer server(u"good.pem"_s);
    server.setHandler([](const RawRequest &) {
        return Behaviour::answer(200, "{}",
            "Content-Type: application/json\r\nSet-Cookie: a=b; Path=/; Max-Age=9999\r\n"
            "Strict-Transport-Security: max-age=31536000\r\nCache-Control: public, max-age=9999\r\nETag: "
            "\"1\"\r\n");
    });
    const QStringList files = filesOfHome();
    SocketBench bench(server.url());
    QVERIFY(bench.allGood(1000));
    QCOMPARE(server.requests().size(), 1000); // none from a cache
    for (const RawRequest &request : server.requests()) {
        QVERIFY(!request.headers.contains("cookie"));
        QVERIFY(!request.headers.contains("if-none-match"));
        QCOMPARE(request.headers.value("accept-language"), "en"_ba);
    }
    QCOMPARE(filesOfHome(), files);
}

// NET-13, all times a fiftieth: what waits in the queue for ten times the idle limit is not late.
void SocketTest::queuesWithoutTimingOut()
{
    HostileServer server;
    int open = 0;
    int mostOpen = 0;
    server.setHandler([&](const RawRequest &) {
        mostOpen = std::max(mostOpen, ++open);
        QTimer::singleShot(29ms, &server, [&open] { --open; });
        return Behaviour::answer(200, "{}").after(30ms);
    });
    SocketBench bench(server.url());
    bench.transport.setLimits({.retries = 0, .idle = 400ms});
    QVERIFY(bench.allGood(500));
    QVERIFY(mostOpen <= 4);
}

// NET-9: the network has changed and the old connections answer no more.
void SocketTest::leavesDeadConnections()
{
    if (!canServeTls())
        QSKIP("No server in this process can speak TLS.");
    HostileServer server(u"good.pem"_s);
    server.setHandler([](const RawRequest &) { return Behaviour::answer(200, "{}"); });
    SocketBench bench(server.url());
    bench.transport.setLimits({.retries = 1, .idle = 200ms, .backOffStep = 1ms});
    auto *first = bench.read(u"x"_s);
    QVERIFY(hasFinished(*first));
    server.freezeConnections();
    auto *lost = bench.read(u"x"_s);
    QVERIFY(hasFinished(*lost));
    auto *found = bench.read(u"x"_s);
    QVERIFY(hasFinished(*found));
    QVERIFY(found->outcome().isOk());
    server.freezeConnections();
    bench.transport.resetConnections(); // on wake: no timeout is needed
    auto *woken = bench.read(u"x"_s);
    QVERIFY(hasFinished(*woken, 150ms));
    QVERIFY(woken->outcome().isOk());
}

// NET-9: 200 replies at a time, their owners deleted in random order. Says most under AddressSanitizer.
void SocketTest::survivesDeletionInAnyOrder()
{
    HostileServer server;
    std::minstd_rand random(1);
    server.setHandler([&random](const RawRequest &) {
        return Behaviour::answer(200, "[" + QByteArray(qsizetype(random() % 80'000), ' ') + "]");
    });
    for (int round = 0; round < 25; ++round) {
        SocketBench bench(server.url());
        bench.transport.setLimits({.inFlight = 200});
        std::vector<std::unique_ptr<QObject>> owners;
        for (int i = 0; i < 200; ++i) {
            owners.push_back(std::make_unique<QObject>());
            bench.read(Request{.path = {u"x"_s}}, owners.back().get());
        }
        std::ranges::shuffle(owners, random);
        QTest::qWait(int(random() % 20));
        for (size_t i = 0; i < owners.size(); ++i) {
            owners[i].reset();
            if (i % 50 == 49)
                QCoreApplication::processEvents();
        }
    }
    QTRY_COMPARE(server.findChildren<QObject *>().size(), 0);
}

void SocketTest::readsLongBodiesOnAWorker()
{
    HostileServer server;
    QByteArray body;
    server.setHandler([&body](const RawRequest &) { return Behaviour::answer(200, body); });
    SocketBench bench(server.url());
    for (int size : {100, 32 * 1024, 32 * 1024 + 1, 3'000'000}) {
        body = QByteArray(size, 'x');
        const auto decode = [](const QByteArray &bytes) {
            return std::pair(QThread::currentThread(), bytes);
        };
        using Read = std::pair<QThread *, QByteArray>;
        auto *job = bench.transport.send<Read>(Request{.path = {u"x"_s}}, decode, &bench.transport);
        QVERIFY(hasFinished(*job));
        QCOMPARE(job->outcome()->second, body);
        QCOMPARE(job->outcome()->first != thread(), size > 32 * 1024);
    }
}

void SocketTest::dropsAJobWhileItsBodyIsRead()
{
    QSemaphore begun;
    QSemaphore goOn;
    HostileServer server;
    server.setHandler([](const RawRequest &) { return Behaviour::answer(200, QByteArray(100'000, 'x')); });
    SocketBench bench(server.url());
    auto *job = bench.transport.send<QByteArray>(
        Request{.path = {u"x"_s}},
        [&](const QByteArray &body) {
            begun.release();
            goOn.acquire();
            return body;
        },
        &bench.transport);
    QTRY_COMPARE(begun.available(), 1);
    QSignalSpy finished(job, &JobBase::finished);
    delete job;
    goOn.release();
    auto *next = bench.read(u"x"_s);
    QVERIFY(hasFinished(*next));
    QCOMPARE(finished.size(), 0);
}

QTEST_GUILESS_MAIN(SocketTest)
#include "sockettest.moc"
