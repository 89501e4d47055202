#include "simulatorserver.h"

#include "selfsignedcertificate.h"
#include "simulatorfixture.h"
#include "tlsserving.h"

#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QSignalSpy>
#include <QSslKey>
#include <QTcpSocket>
#include <QTest>

using namespace lockdesk;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using F = SimulatorFixture;

class SimulatorServerTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<F> f;
    std::unique_ptr<SimulatorServer> m_server;
    std::unique_ptr<QNetworkAccessManager> m_manager;

    QNetworkRequest request(const QString &path) const
    {
        QNetworkRequest request(QUrl(m_server->address().toString() + path));
        request.setRawHeader("Authorization", "Bearer secret-token");
        request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
        return request;
    }
    QNetworkReply *send(const QByteArray &method, const QString &path, const QByteArray &body = {})
    {
        QNetworkReply *reply = m_manager->sendCustomRequest(request(path), method, body);
        if (!QTest::qWaitFor([reply] { return reply->isFinished(); }, 10'000))
            qWarning("no answer to %s", qPrintable(path));
        return reply;
    }
    static int status(const QNetworkReply *reply)
    {
        return reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    }
    // What the server says to raw bytes until it closes or `until` has come so often.
    QByteArray say(const QByteArray &bytes, const QByteArray &until = {}, int times = 1)
    {
        QTcpSocket socket;
        socket.connectToHost(u"127.0.0.1"_s, quint16(m_server->address().port()));
        socket.write(bytes);
        QByteArray heard;
        (void)QTest::qWaitFor(
            [&] {
                heard += socket.readAll();
                return socket.state() == QTcpSocket::UnconnectedState
                    || (!until.isEmpty() && heard.count(until) >= times);
            },
            5'000);
        return heard;
    }

private Q_SLOTS:
    void init()
    {
        f = std::make_unique<F>();
        m_server = std::make_unique<SimulatorServer>(f->nuki, f->clock);
        m_manager = std::make_unique<QNetworkAccessManager>();
        QVERIFY(m_server->listen());
    }
    void cleanup()
    {
        m_manager.reset();
        m_server.reset();
        f.reset();
    }

    void servesTheApi()
    {
        QVERIFY(m_server->address().toString().startsWith(u"http://127.0.0.1:"_s));
        QNetworkReply *list = send("GET", u"/smartlock/auth?types=13&accountUserId=-1"_s);
        QCOMPARE(status(list), 200);
        QCOMPARE(QJsonDocument::fromJson(list->readAll()).array().size(), 3);
        QNetworkReply *create =
            send("PUT", u"/account/user"_s, R"({"name": "Zoë", "email": "zoe@b.example"})");
        QCOMPARE(status(create), 200);
        QNetworkReply *remove = send("DELETE", u"/smartlock/auth"_s, QByteArray("[\"") + F::code + "\"]");
        QCOMPARE(status(remove), 204);
        QVERIFY(!remove->hasRawHeader("Content-Length") && remove->readAll().isEmpty());
        f->clock.advance(1min);
        QVERIFY(f->record(F::code).isEmpty());
        QCOMPARE(send("GET", u"/smartlock/1"_s)->error(), QNetworkReply::ContentNotFoundError);
    }

    void keepsConnectionsAlive()
    {
        for (int i = 0; i < 5; ++i)
            QCOMPARE(status(send("GET", u"/account"_s)), 200);
        QCOMPARE(m_server->connectionCount(), 1);
    }

    void countsWhatIsInFlight()
    {
        m_server = std::make_unique<SimulatorServer>(f->nuki, f->clock);
        m_server->setDelay(20ms);
        QVERIFY(m_server->listen());
        QList<QNetworkReply *> replies;
        for (int i = 0; i < 3; ++i)
            replies += m_manager->get(request(u"/account"_s));
        QTRY_COMPARE(m_server->mostInFlight(), 3);
        f->clock.advance(20ms);
        for (QNetworkReply *reply : replies)
            QTRY_VERIFY(reply->isFinished());
        QCOMPARE(m_server->requests().size(), 3);
        QCOMPARE(m_server->requests().first().at, f->clock.uptime() - 10ms);
        QCOMPARE(m_server->mostInFlight(), 3);
    }

    // The record is what other tests assert on: complete, in order, and without the token.
    void recordsWhatCame()
    {
        send("GET", u"/smartlock/log?limit=5"_s);
        send("POST", u"/smartlock/%1"_s.arg(F::lock), R"({"name": "Gate", "favorite": true})");
        send("POST", u"/smartlock/%1/action/unlock"_s.arg(F::plain));
        const QByteArray body = send("GET", u"/_sim/requests"_s)->readAll();
        const QJsonArray rows = QJsonDocument::fromJson(body).array();
        QCOMPARE(rows.size(), 3);
        QCOMPARE(rows[0].toObject(),
            F::object(R"({"method": "GET", "path": "/smartlock/log", "query": "limit=5", "status": 200})"));
        QCOMPARE(rows[1].toObject(),
            F::object(R"({"method": "POST", "path": "/smartlock/18178888180", "query": "", "status": 204,
                "body": {"name": "Gate", "favorite": true}})"));
        QVERIFY(!rows[2].toObject().contains("body"_L1));
        QVERIFY(!body.contains("secret"));
        QCOMPARE(m_server->requests().size(), 3);
        QCOMPARE(status(send("DELETE", u"/_sim/requests"_s)), 204);
        QVERIFY(m_server->requests().isEmpty());
    }

    void takesKnobsAndEdits()
    {
        QCOMPARE(
            status(send("POST", u"/_sim/behaviour"_s, R"({"pagedMissing": true, "rateLimitedFor": 60000})")),
            204);
        QCOMPARE(send("GET", u"/smartlock"_s)->rawHeader("Retry-After"), "60");
        QCOMPARE(status(send("POST", u"/_sim/behaviour"_s, R"({"rateLimitedFor": 0})")), 204);
        QCOMPARE(status(send("GET", u"/smartlock/auth/paged"_s)), 404); // kept
        QCOMPARE(status(send("POST", u"/_sim/behaviour"_s, R"({"speed": 1})")), 400);
        QCOMPARE(status(send("POST", u"/_sim/behaviour"_s, "[]")), 400);
        QVERIFY(send("GET", u"/_sim/behaviour"_s)->readAll().contains("rateLimitedFor"));
        QCOMPARE(status(send("POST", u"/_sim/smartlock/%1"_s.arg(F::lock), R"({"serverState": 4})")), 204);
        QCOMPARE(f->nuki.smartlock(F::lock).value("serverState"_L1).toInt(), 4);
        QCOMPARE(
            status(send("POST", u"/_sim/auth/"_s + QLatin1String(F::code), R"({"name": "Theirs"})")), 204);
        QCOMPARE(f->record(F::code).value("name"_L1).toString(), u"Theirs"_s);
        QCOMPARE(status(send("POST", u"/_sim/auth/nobody"_s, "{}")), 404);
        QCOMPARE(status(send("PUT", u"/_sim/behaviour"_s, "{}")), 405);
    }

    void losesAnswers()
    {
        SimulatedBehaviour behaviour;
        behaviour.loseAnswers = 1;
        f->nuki.setBehaviour(behaviour);
        const QByteArray heard = say(QByteArray("DELETE /smartlock/18178888180/auth/") + F::code
            + " HTTP/1.1\r\nAuthorization: Bearer x\r\n\r\n");
        QVERIFY(heard.isEmpty());
        QCOMPARE(m_server->requests().size(), 1);
        f->clock.advance(1min);
        QVERIFY(f->record(F::code).isEmpty());
    }

    void answersAfterItsDelay()
    {
        m_server->setDelay(100ms);
        QNetworkReply *reply = m_manager->get(request(u"/account"_s));
        QTRY_COMPARE(f->clock.pendingCount(), 1);
        QVERIFY(m_server->requests().isEmpty());
        f->clock.advance(50ms);
        QCOMPARE(m_server->requests().size(), 1);
        QVERIFY(!reply->isFinished());
        f->clock.advance(50ms);
        QTRY_VERIFY(reply->isFinished());
        QCOMPARE(status(reply), 200);
    }

    void speaksHttp_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QByteArray>("start");
        const QByteArray get = "GET /account HTTP/1.1\r\nAuthorization: Bearer x\r\n";
        QTest::newRow("close") << get + "Connection: close\r\n\r\n" << QByteArray("HTTP/1.1 200 OK\r\n");
        QTest::newRow("1.0") << QByteArray("GET /account HTTP/1.0\r\nauthorization:Bearer x\r\n\r\n")
                             << QByteArray("HTTP/1.1 200 OK\r\n");
        QTest::newRow("no request") << QByteArray("hello\r\n\r\n") << QByteArray("HTTP/1.1 400 ");
        QTest::newRow("proxy request")
            << QByteArray("GET http://x/ HTTP/1.1\r\n\r\n") << QByteArray("HTTP/1.1 400 ");
        QTest::newRow("no header") << get + "oops\r\n\r\n" << QByteArray("HTTP/1.1 400 ");
        QTest::newRow("chunks") << get + "Transfer-Encoding: chunked\r\n\r\n" << QByteArray("HTTP/1.1 411 ");
        QTest::newRow("length") << get + "Content-Length: -1\r\n\r\n" << QByteArray("HTTP/1.1 400 ");
        QTest::newRow("huge") << get + "Content-Length: 99999999999\r\n\r\n" << QByteArray("HTTP/1.1 413 ");
        QTest::newRow("endless head") << "GET /" + QByteArray(70'000, 'x') << QByteArray("HTTP/1.1 431 ");
    }
    void speaksHttp()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QByteArray, start);
        const QByteArray heard = say(bytes);
        QVERIFY2(heard.startsWith(start), heard.constData());
        QVERIFY(heard.contains("Connection: close\r\n"));
    }

    void answersPipelinedRequestsInOrder()
    {
        QByteArray bytes;
        for (int i = 0; i < 50; ++i)
            bytes += "GET /account/user/" + QByteArray::number(501 + i)
                + " HTTP/1.1\r\nAuthorization: Bearer x\r\n\r\n";
        const QByteArray heard = say(bytes, "\"Person ", 50);
        qsizetype last = 0;
        for (int i = 0; i < 50; ++i) {
            const qsizetype place = heard.indexOf("\"Person " + QByteArray::number(i) + '"');
            QVERIFY(place > last);
            last = place;
        }
        QCOMPARE(m_server->connectionCount(), 1);
    }

    void takesABodyInPieces()
    {
        QTcpSocket socket;
        socket.connectToHost(u"127.0.0.1"_s, quint16(m_server->address().port()));
        const QByteArray body = R"({"name": "Slow"})";
        socket.write("POST /smartlock/18178888180/auth/" + QByteArray(F::code)
            + " HTTP/1.1\r\nAuthorization: Bearer x\r\n"
              "Expect: 100-continue\r\nContent-Length: "
            + QByteArray::number(body.size()) + "\r\n\r\n");
        QTRY_VERIFY(socket.bytesAvailable() > 0);
        QVERIFY(socket.readAll().startsWith("HTTP/1.1 100 Continue\r\n\r\n"));
        for (const char byte : body) {
            socket.putChar(byte);
            socket.flush();
            QCoreApplication::processEvents();
        }
        QTRY_VERIFY(socket.bytesAvailable() > 0);
        QVERIFY(socket.readAll().startsWith("HTTP/1.1 204 No Content\r\n"));
        QCOMPARE(m_server->requests().last().body, body);
    }

    void servesTls()
    {
        if (!canServeTls())
            QSKIP("No server in this process can speak TLS.");
        const auto tls = selfSignedTls();
        QVERIFY2(tls, tls ? "" : qPrintable(tls.error()));
        m_server = std::make_unique<SimulatorServer>(f->nuki, f->clock);
        m_server->setTls(*tls);
        QVERIFY(m_server->listen());
        QCOMPARE(m_server->address().scheme(), u"https"_s);
        QCOMPARE(
            send("GET", u"/account"_s)->error(), QNetworkReply::SslHandshakeFailedError); // nobody trusts it

        m_manager = std::make_unique<QNetworkAccessManager>();
        QSslConfiguration trusting = QSslConfiguration::defaultConfiguration();
        trusting.addCaCertificate(tls->localCertificate());
        QNetworkRequest toSend = request(u"/account"_s);
        toSend.setSslConfiguration(trusting);
        QNetworkReply *reply = m_manager->get(toSend);
        QTRY_VERIFY(reply->isFinished());
        QCOMPARE(reply->error(), QNetworkReply::NoError);
        QCOMPARE(QJsonDocument::fromJson(reply->readAll()).object().value("accountId"_L1).toInt(), 11);
    }
};

QTEST_GUILESS_MAIN(SimulatorServerTest)
#include "simulatorservertest.moc"
