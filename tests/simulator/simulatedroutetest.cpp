#include "simulatorfixture.h"

#include <QTest>

using namespace lockdesk;
using namespace Qt::StringLiterals;

class SimulatedRouteTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void answersEveryRouteWithItsScopeAlone_data()
    {
        QTest::addColumn<QByteArray>("scopes");
        QTest::addColumn<QByteArray>("method");
        QTest::addColumn<QString>("path");
        const auto row = [](const char *scopes, const char *method, const QString &path) {
            QTest::addRow("%s %s with %s", method, qPrintable(path), scopes)
                << QByteArray(scopes) << QByteArray(method) << path;
        };
        const QString lock = u"/smartlock/%1"_s.arg(SimulatorFixture::lock);
        const QString code = u"/auth/"_s + QLatin1String(SimulatorFixture::code);
        row("account", "GET", u"/account"_s);
        row("account", "GET", u"/account/user"_s);
        row("account", "GET", u"/account/user/501"_s);
        row("account", "DELETE", u"/account/user/501"_s);
        row("smartlock", "GET", u"/smartlock"_s);
        row("smartlock.readOnly", "GET", u"/smartlock"_s);
        row("smartlock.readOnly", "GET", lock);
        row("smartlock", "POST", lock + u"/sync"_s);
        row("smartlock.action", "POST", lock + u"/action/lock"_s);
        row("smartlock.action", "POST", lock + u"/action/unlock"_s);
        row("smartlock.auth", "GET", u"/smartlock/auth"_s);
        row("smartlock.auth", "GET", u"/smartlock/auth/paged"_s);
        row("smartlock.auth", "GET", lock + u"/auth"_s);
        row("smartlock.auth", "GET", lock + code);
        row("smartlock.auth", "DELETE", lock + code);
        row("smartlock.log", "GET", u"/smartlock/log"_s);
        row("smartlock.log", "GET", lock + u"/log"_s);
    }
    // A missing scope is a 401 with the very body of a wrong token (nuki-facts chapter 2).
    void answersEveryRouteWithItsScopeAlone()
    {
        QFETCH(QByteArray, scopes);
        QFETCH(QByteArray, method);
        QFETCH(QString, path);
        SimulatorFixture f;
        f.nuki.setTokens({{"right", scopes}, {"wrong", "notification webhook.decentral"}});
        for (const char *header : {"", "Bearer ", "Bearer unknown", "Bearer wrong", "right"}) {
            f.authorizationHeader = header;
            const auto refusal = f.send(method.constData(), path);
            QCOMPARE(refusal.status, 401);
            QCOMPARE(SimulatorFixture::messageOf(refusal), u"Your access token is not authorized"_s);
        }
        f.authorizationHeader = "Bearer right";
        QVERIFY(f.send(method.constData(), path).status / 100 == 2);
    }

    void refusesOtherPathsAndMethods_data()
    {
        QTest::addColumn<QByteArray>("method");
        QTest::addColumn<QString>("path");
        QTest::addColumn<int>("status");
        QTest::newRow("no such path") << QByteArray("GET") << u"/smartlocks"_s << 404;
        QTest::newRow("root") << QByteArray("GET") << u"/"_s << 404;
        QTest::newRow("trailing slash") << QByteArray("GET") << u"/smartlock/"_s << 404;
        QTest::newRow("no number") << QByteArray("GET") << u"/smartlock/12x/auth"_s << 404;
        QTest::newRow("steered") << QByteArray("GET") << u"/smartlock/1/auth/../../account"_s << 404;
        QTest::newRow("no such method") << QByteArray("PATCH") << u"/smartlock"_s << 405;
        QTest::newRow("delete of all") << QByteArray("DELETE") << u"/smartlock"_s << 405;
    }
    void refusesOtherPathsAndMethods()
    {
        QFETCH(QByteArray, method);
        QFETCH(QString, path);
        QFETCH(int, status);
        SimulatorFixture f;
        const auto response = f.nuki.handle({method, path, {}, "Bearer any", {}, {}});
        QCOMPARE(response.status, status);
        QCOMPARE(SimulatorFixture::objectOf(response).value("code"_L1).toInt(), status); // Restlet's shape
    }

    void letsAnyTokenInWithoutAMap()
    {
        SimulatorFixture f;
        QCOMPARE(f.get(u"/account"_s).status, 200);
        f.authorizationHeader.clear();
        QCOMPARE(f.get(u"/account"_s).status, 401);
    }
};

QTEST_GUILESS_MAIN(SimulatedRouteTest)
#include "simulatedroutetest.moc"
