#include "socketbench.h"
#include "tlsserving.h"

#include <QTest>

using namespace lockdesk;
using namespace Qt::StringLiterals;

// NET-2: a redirect is an error that names the other address; nothing goes there, least of all the token.
class RedirectTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void followsNone_data();
    void followsNone();
};

void RedirectTest::followsNone_data()
{
    QTest::addColumn<QByteArray>("location"); // PORT and TRAP stand for the servers' ports
    QTest::addColumn<QString>("named");
    const auto row = [](const char *name, const char *location, const QString &named) {
        QTest::newRow(name) << QByteArray(location) << named;
    };
    row("other host", "https://localhost:TRAP/x", u"https://localhost:TRAP"_s);
    row("other port", "https://127.0.0.1:TRAP/x", u"https://127.0.0.1:TRAP"_s);
    row("http", "http://127.0.0.1:TRAP/x", u"http://127.0.0.1:TRAP"_s);
    row("subdomain", "https://login.localhost:TRAP/x", u"https://login.localhost:TRAP"_s);
    row("//host", "//localhost:TRAP/x", u"https://localhost:TRAP"_s);
    row("user@host", "https://127.0.0.1@localhost:TRAP/x", u"https://localhost:TRAP"_s);
    row("file", "file:///etc/passwd", u"file:"_s);
    row("data", "data:text/plain,x", u"data:"_s);
    row("ftp", "ftp://localhost:TRAP/x", u"ftp://localhost:TRAP"_s);
    row("relative", "/elsewhere", u"https://127.0.0.1:PORT"_s);
    row("loop", "/start", u"https://127.0.0.1:PORT"_s);
}

void RedirectTest::followsNone()
{
    QFETCH(QByteArray, location);
    QFETCH(QString, named);
    if (!canServeTls())
        QSKIP("No server in this process can speak TLS.");
    HostileServer server(u"good.pem"_s);
    HostileServer trap(u"good.pem"_s);
    HostileServer plainTrap;
    const bool isPlain = location.startsWith("http:") || location.startsWith("ftp:");
    const int trapPort = (isPlain ? plainTrap : trap).url().port();
    location.replace("TRAP", QByteArray::number(trapPort))
        .replace("PORT", QByteArray::number(server.url().port()));
    named.replace(u"TRAP"_s, QString::number(trapPort))
        .replace(u"PORT"_s, QString::number(server.url().port()));
    SocketBench bench(server.url());
    int status = 0;
    server.setHandler([&](const RawRequest &) {
        return Behaviour::answer(
            status, "moved", "Content-Type: text/plain\r\nLocation: " + location + "\r\n");
    });
    for (int code : {301, 302, 303, 307, 308}) {
        for (Method method : {Method::Get, Method::Post, Method::Put, Method::Delete}) {
            status = code;
            server.forgetRequests();
            JobBase *job = bench.start(method, u"start"_s);
            QVERIFY(hasFinished(*job));
            const ApiError error = errorOf(*job).value();
            QCOMPARE(error.kind, ApiError::Kind::Redirected);
            QCOMPARE(error.httpStatus, code);
            QVERIFY2(explain(error).contains(named), qPrintable(explain(error)));
            QCOMPARE(server.requests().size(), 1);
            QCOMPARE(trap.connectionCount() + plainTrap.connectionCount(), 0);
        }
    }
}

QTEST_GUILESS_MAIN(RedirectTest)
#include "redirecttest.moc"
