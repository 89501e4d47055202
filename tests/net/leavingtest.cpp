#include "socketbench.h"
#include "tlsserving.h"

#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>
#include <QThread>

using namespace lockdesk;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

using Kind = ApiError::Kind;

namespace {

// Carries bytes between a client and a server, once it is told to: until then connections stand and say
// nothing.
class Relay : public QTcpServer
{
public:
    explicit Relay(const QUrl &target)
        : m_target(target)
    {
        if (!listen(QHostAddress::LocalHost))
            qFatal("cannot listen");
        connect(this, &QTcpServer::newConnection, this, [this] {
            while (QTcpSocket *client = nextPendingConnection())
                m_waiting.append(client);
            if (m_isOpen)
                open();
        });
    }

    QUrl url() const
    {
        QUrl url = m_target;
        url.setPort(serverPort());
        return url;
    }
    int waitingCount() const { return int(m_waiting.size()); }

    void open()
    {
        m_isOpen = true;
        for (QTcpSocket *client : std::exchange(m_waiting, {})) {
            auto *server = new QTcpSocket(client);
            server->connectToHost(m_target.host(), quint16(m_target.port()));
            const auto carry = [](QTcpSocket *from, QTcpSocket *to) {
                connect(from, &QTcpSocket::readyRead, to, [from, to] { to->write(from->readAll()); });
                connect(from, &QTcpSocket::disconnected, to, &QTcpSocket::disconnectFromHost);
            };
            carry(server, client);
            connect(server, &QTcpSocket::connected, client, [server, client, carry] {
                carry(client, server);
                server->write(client->readAll());
            });
        }
    }

private:
    QUrl m_target;
    QList<QTcpSocket *> m_waiting;
    bool m_isOpen = false;
};

Request unlock(const SocketBench &bench, std::chrono::milliseconds expiry, bool hasBody)
{
    Request request{.method = Method::Post, .path = {u"x"_s}};
    if (hasBody)
        request.body = "{}"_ba;
    request.isAction = true;
    request.expiry = Expiry{bench.clock.now().addMSecs(expiry.count()), bench.clock.uptime() + expiry};
    return request;
}

} // namespace

// NET-15: the bytes of an action leave in time by whichever clock, or never, though its connection comes
// late. Says of the network beneath what Transport relies on.
class LeavingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void dropsWhatIsAcceptedLate();
    void dropsWhatHangsInTheHandshake_data();
    void dropsWhatHangsInTheHandshake();
    void asksAtTheEndOfTheHandshake_data();
    void asksAtTheEndOfTheHandshake();
    void asksBeforeTheBodyOnAUsedConnection_data();
    void asksBeforeTheBodyOnAUsedConnection();
    void sleepsWhileItConnects();
    void sendsInTime_data();
    void sendsInTime();
};

// A listener whose queue is full: connecting takes until the next SYN, a second later.
void LeavingTest::dropsWhatIsAcceptedLate()
{
#ifdef Q_OS_LINUX
    QTcpServer server;
    server.setListenBacklogSize(0);
    QVERIFY(server.listen(QHostAddress::LocalHost));
    server.pauseAccepting();
    std::vector<std::unique_ptr<QTcpSocket>> fill;
    for (int i = 0; i < 3; ++i) {
        fill.push_back(std::make_unique<QTcpSocket>());
        fill.back()->connectToHost(QHostAddress::LocalHost, server.serverPort());
        fill.back()->waitForConnected(50);
    }
    SocketBench bench(QUrl(u"http://127.0.0.1:%1"_s.arg(server.serverPort())));
    auto *action = bench.transport.sendWrite(unlock(bench, 300ms, true), &bench.transport);
    auto *later = bench.transport.sendWrite(unlock(bench, 5s, true), &bench.transport);
    QVERIFY(hasFinished(*action, 2s));
    QCOMPARE(errorOf(*action)->kind, Kind::Expired);
    QVERIFY(!later->isFinished());
    QByteArray received;
    connect(&server, &QTcpServer::newConnection, this, [&server, &received] {
        while (QTcpSocket *socket = server.nextPendingConnection())
            connect(socket, &QTcpSocket::readyRead, socket, [socket, &received] {
                received += socket->readAll();
                if (received.endsWith("{}"))
                    socket->write("HTTP/1.1 204 No Content\r\n\r\n");
            });
    });
    fill.clear();
    server.resumeAccepting();
    QVERIFY(hasFinished(*later, 4s)); // so the connection of the other would stand, too
    QVERIFY(later->outcome().isOk());
    QCOMPARE(received.count("POST"), 1);
#else
    QSKIP("Needs a listener's queue that can be filled.");
#endif
}

void LeavingTest::dropsWhatHangsInTheHandshake_data()
{
    QTest::addColumn<bool>("hasBody");
    QTest::addColumn<Kind>("kind");
    QTest::newRow("with a body") << true << Kind::Expired;
    // It was not sent either, which Qt does not tell.
    QTest::newRow("without a body") << false << Kind::OutcomeUnknown;
}

void LeavingTest::dropsWhatHangsInTheHandshake()
{
    QFETCH(bool, hasBody);
    QFETCH(Kind, kind);
    if (!canServeTls())
        QSKIP("No server in this process can speak TLS.");
    HostileServer server(u"good.pem"_s);
    Relay relay(server.url());
    SocketBench bench(relay.url());
    auto *action = bench.transport.sendWrite(unlock(bench, 100ms, hasBody), &bench.transport);
    QVERIFY(hasFinished(*action, 2s));
    QCOMPARE(errorOf(*action)->kind, kind);
    relay.open();
    QTest::qWait(100);
    QCOMPARE(server.receivedBytes(), 0);
}

void LeavingTest::asksAtTheEndOfTheHandshake_data()
{
    QTest::addColumn<bool>("hasBody");
    QTest::newRow("with a body") << true;
    QTest::newRow("without a body") << false;
}

// However long the answer takes, the thread that sends waits for it.
void LeavingTest::asksAtTheEndOfTheHandshake()
{
    QFETCH(bool, hasBody);
    if (!canServeTls())
        QSKIP("No server in this process can speak TLS.");
    HostileServer server(u"good.pem"_s);
    for (int i = 0; i < 20; ++i) {
        SocketBench bench(server.url());
        int asked = 0;
        Request request = unlock(bench, 10s, hasBody);
        request.mayLeave = [&asked] {
            if (++asked == 2)
                QThread::msleep(10);
            return asked < 2;
        };
        auto *action = bench.transport.sendWrite(request, &bench.transport);
        QVERIFY(hasFinished(*action));
        QCOMPARE(errorOf(*action)->kind, Kind::Cancelled);
        QCOMPARE(asked, 2);
    }
    QTest::qWait(50);
    QCOMPARE(server.receivedBytes(), 0);
}

void LeavingTest::asksBeforeTheBodyOnAUsedConnection_data()
{
    QTest::addColumn<QString>("certificate");
    QTest::newRow("TLS") << u"good.pem"_s;
    QTest::newRow("plain") << QString();
}

// The head is out by then. No service carries out a request of which it has no more.
void LeavingTest::asksBeforeTheBodyOnAUsedConnection()
{
    QFETCH(QString, certificate);
    if (!certificate.isEmpty() && !canServeTls())
        QSKIP("No server in this process can speak TLS.");
    HostileServer server(certificate);
    server.setHandler([](const RawRequest &) { return Behaviour::answer(200, "{}"); });
    SocketBench bench(server.url());
    QVERIFY(bench.allGood(1));
    for (int i = 0; i < 20; ++i) {
        int asked = 0;
        Request request = unlock(bench, 10s, true);
        request.mayLeave = [&asked] { return ++asked < 2; };
        auto *action = bench.transport.sendWrite(request, &bench.transport);
        QVERIFY(hasFinished(*action));
        QCOMPARE(errorOf(*action)->kind, Kind::Cancelled);
        QVERIFY(bench.allGood(1));
    }
    for (const RawRequest &request : server.requests())
        QCOMPARE(request.method, "GET"_ba);
}

// The lid is closed while it connects, and opened hours later: the wall clock alone has moved.
void LeavingTest::sleepsWhileItConnects()
{
    struct SleepyClock : SystemClock
    {
        QDateTime now() const override { return SystemClock::now().addMSecs(slept.count()); }
        std::chrono::milliseconds slept{};
    };
    if (!canServeTls())
        QSKIP("No server in this process can speak TLS.");
    HostileServer server(u"good.pem"_s);
    Relay relay(server.url());
    SleepyClock clock;
    QRandomGenerator random(1);
    Transport transport(
        relay.url(), [] { return std::make_unique<AccessManager>(HostileServer::trust()); }, clock, random);
    Request request{.method = Method::Post, .path = {u"x"_s}, .body = "{}"_ba};
    request.expiry = Expiry{clock.now().addSecs(10), clock.uptime() + 10s};
    auto *action = transport.sendWrite(request, &transport);
    QTRY_COMPARE(relay.waitingCount(), 1);
    clock.slept = 8h;
    relay.open();
    QVERIFY(hasFinished(*action));
    QCOMPARE(errorOf(*action)->kind, Kind::Expired);
    QCOMPARE(server.receivedBytes(), 0);
}

void LeavingTest::sendsInTime_data()
{
    dropsWhatHangsInTheHandshake_data();
}

// And what is in time leaves, once.
void LeavingTest::sendsInTime()
{
    QFETCH(bool, hasBody);
    if (!canServeTls())
        QSKIP("No server in this process can speak TLS.");
    HostileServer server(u"good.pem"_s);
    server.setHandler([](const RawRequest &) { return Behaviour::answer(204).after(350ms); });
    Relay relay(server.url());
    SocketBench bench(relay.url());
    auto *action = bench.transport.sendWrite(unlock(bench, 300ms, hasBody), &bench.transport);
    QTRY_COMPARE(relay.waitingCount(), 1);
    relay.open();
    QVERIFY(hasFinished(*action)); // after its expiry, which no longer matters
    QVERIFY(action->outcome().isOk());
    QCOMPARE(server.requests().size(), 1);
}

QTEST_GUILESS_MAIN(LeavingTest)
#include "leavingtest.moc"
