#include "accessmanager.h"
#include "hostileserver.h"
#include "socketbench.h"
#include "tlsserving.h"

#include <QNetworkReply>
#include <QTest>

using namespace lockdesk;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int RunsPerRow = 280;
static_assert(4 * RunsPerRow >= 1000);

enum class Fault { Fin, Reset, CutStatusLine, CutHeaders, CloseWhenIdle };

constexpr std::array faults{
    Fault::Fin, Fault::Reset, Fault::CutStatusLine, Fault::CutHeaders, Fault::CloseWhenIdle};

struct Shape
{
    const char *name;
    Method method;
    std::optional<QByteArray> body;
};

// Every kind of write that the program makes.
QList<Shape> shapes()
{
    const QByteArray large(70'000, 'x');
    return {{"POST large", Method::Post, large}, {"POST 2 bytes", Method::Post, "{}"},
        {"POST 0 bytes", Method::Post, ""}, {"POST none", Method::Post, {}},
        {"PUT large", Method::Put, large}, {"PUT 2 bytes", Method::Put, "{}"},
        {"DELETE with a body", Method::Delete, "[\"1\"]"}, {"DELETE none", Method::Delete, {}}};
}

Behaviour behaviourOf(Fault fault)
{
    Behaviour behaviour;
    behaviour.then = Behaviour::Then::Close;
    switch (fault) {
    case Fault::Fin:
    case Fault::CloseWhenIdle:
        break;
    case Fault::Reset:
        behaviour.then = Behaviour::Then::Reset;
        break;
    case Fault::CutStatusLine:
        behaviour.bytes = "HTTP/1.1 20";
        break;
    case Fault::CutHeaders:
        behaviour.bytes = "HTTP/1.1 204 No Content\r\nServer: x";
        break;
    }
    return behaviour;
}

} // namespace

// NET-1: whatever happens to the connection, a write is delivered at most once.
class DeliveryTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void plainManagerDeliversMoreThanOnce_data();
    void plainManagerDeliversMoreThanOnce();
    void deliversAtMostOnce_data();
    void deliversAtMostOnce();
    void cleanupTestCase();

private:
    int m_runs = 0;
    int m_lost = 0;
};

void DeliveryTest::plainManagerDeliversMoreThanOnce_data()
{
    QTest::addColumn<QString>("certificate");
    QTest::newRow("without TLS") << QString();
    if (canServeTls())
        QTest::newRow("with TLS") << u"good.pem"_s;
}

// The control: without the one-shot body the fault is real, so the test below can fail.
void DeliveryTest::plainManagerDeliversMoreThanOnce()
{
    QFETCH(QString, certificate);
    HostileServer server(certificate);
    server.setHandler([](const RawRequest &) { return behaviourOf(Fault::Fin); });
    AccessManager manager(HostileServer::trust());
    QNetworkRequest request(server.url());
    request.setRawHeader("Content-Type", "application/json");
    const std::unique_ptr<QNetworkReply> reply(manager.post(request, "{}"_ba));
    QTRY_VERIFY(reply->isFinished());
    qInfo() << server.requests().size() << "deliveries of one POST";
    QVERIFY(server.requests().size() > 1);
}

void DeliveryTest::deliversAtMostOnce_data()
{
    QTest::addColumn<QString>("certificate");
    QTest::addColumn<bool>("isReused");
    QTest::newRow("without TLS, fresh") << QString() << false;
    QTest::newRow("without TLS, reused") << QString() << true;
    if (!canServeTls())
        return;
    QTest::newRow("with TLS, fresh") << u"good.pem"_s << false;
    QTest::newRow("with TLS, reused") << u"good.pem"_s << true;
}

void DeliveryTest::deliversAtMostOnce()
{
    QFETCH(QString, certificate);
    QFETCH(bool, isReused);
    HostileServer server(certificate);
    Fault fault = Fault::Fin;
    server.setHandler([&fault](const RawRequest &request) {
        return request.method == "GET" ? Behaviour::answer(200, "{}") : behaviourOf(fault);
    });
    SocketBench bench(server.url());
    Transport &transport = bench.transport;
    const auto shapesOfWrites = shapes();
    for (int i = 0; i < RunsPerRow; ++i) {
        fault = faults[size_t(i) % faults.size()];
        const Shape &shape = shapesOfWrites[i / int(faults.size()) % shapesOfWrites.size()];
        if (isReused) {
            auto *warm = bench.read(u"warm"_s);
            QVERIFY(hasFinished(*warm));
            QVERIFY(warm->outcome().isOk());
        } else {
            transport.resetConnections();
        }
        server.forgetRequests();
        const int connections = server.connectionCount();
        auto *job = transport.sendWrite(
            {.method = shape.method, .path = {u"smartlock"_s, u"7"_s}, .body = shape.body}, &transport);
        if (isReused && fault == Fault::CloseWhenIdle)
            server.closeConnections(); // while the request is on its way
        QVERIFY(hasFinished(*job));
        QVERIFY(!job->outcome());
        const auto deliveries = server.requests().size();
        QVERIFY2(deliveries <= 1, shape.name);
        const ApiError error = job->outcome().error();
        QCOMPARE(error.kind, ApiError::Kind::OutcomeUnknown);
        if (deliveries == 1) {
            QCOMPARE(server.requests().constFirst().body, shape.body.value_or(QByteArray()));
            QCOMPARE(server.requests().constFirst().headers.contains("content-type"), shape.body.has_value());
            if (isReused && fault != Fault::CloseWhenIdle
                && !isInWine()) // whose connections end of themselves
                QCOMPARE(server.connectionCount(), connections);
        }
        ++m_runs;
        m_lost += deliveries == 0;
    }
}

void DeliveryTest::cleanupTestCase()
{
    qInfo() << m_runs << "writes, each delivered at most once;" << m_lost << "not at all";
}

QTEST_GUILESS_MAIN(DeliveryTest)
#include "deliverytest.moc"
