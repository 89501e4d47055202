#include "simulatorfixture.h"

#include <QTest>

using namespace lockdesk;
using namespace Qt::StringLiterals;
using F = SimulatorFixture;

class UsersTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void pagesUntilEmpty()
    {
        F f;
        QList<qsizetype> sizes;
        qsizetype offset = 0;
        while (sizes.isEmpty() || sizes.last() > 0) {
            sizes.append(F::arrayOf(f.get(u"/account/user?limit=1000&offset=%1"_s.arg(offset))).size());
            offset += sizes.last();
        }
        QCOMPARE(sizes, (QList<qsizetype>{100, 100, 50, 0})); // the limit is clamped
        QCOMPARE(F::arrayOf(f.get(u"/account/user?limit=7"_s)).size(), 7);
        QCOMPARE(F::arrayOf(f.get(u"/account/user?email=p3@school.example"_s)).size(), 1);
        QCOMPARE(f.get(u"/account/user?offset=x"_s).status, 400);
    }

    // Unlike everything else, at once and with the object (nuki-facts chapter 3).
    void creates()
    {
        F f;
        const auto response = f.send(
            "PUT", u"/account/user"_s, R"({"name": "Ada", "email": "ada@school.example", "language": "en"})");
        QCOMPARE(response.status, 200);
        const QJsonObject user = F::objectOf(response);
        QVERIFY(user.value("accountUserId"_L1).toInteger() > 0);
        QCOMPARE(
            F::objectOf(f.get(u"/account/user/%1"_s.arg(user.value("accountUserId"_L1).toInteger()))), user);
    }

    void refuses_data()
    {
        QTest::addColumn<QByteArray>("method");
        QTest::addColumn<QString>("path");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<int>("status");
        const QByteArray put("PUT"), post("POST");
        const QString all = u"/account/user"_s, one = u"/account/user/501"_s;
        QTest::newRow("no name") << put << all << QByteArray(R"({"email": "a@b"})") << 400;
        QTest::newRow("no e-mail") << put << all << QByteArray(R"({"name": "A"})") << 400;
        QTest::newRow("bad e-mail") << put << all << QByteArray(R"({"name": "A", "email": "a"})") << 400;
        QTest::newRow("taken") << put << all << QByteArray(R"({"name": "A", "email": "P2@school.example"})")
                               << 409;
        QTest::newRow("unknown field")
            << put << all << QByteArray(R"({"name": "A", "email": "a@b", "id": 1})") << 422;
        QTest::newRow("taken by another")
            << post << one << QByteArray(R"({"email": "p2@school.example"})") << 409;
        QTest::newRow("unknown") << post << u"/account/user/9"_s << QByteArray(R"({"name": "A"})") << 404;
    }
    void refuses()
    {
        QFETCH(QByteArray, method);
        QFETCH(QString, path);
        QFETCH(QByteArray, body);
        QFETCH(int, status);
        F f;
        QCOMPARE(f.send(method.constData(), path, body).status, status);
    }

    void updatesAndDeletes()
    {
        F f;
        const QString one = u"/account/user/501"_s;
        QCOMPARE(f.send("POST", one, R"({"name": "Zoë", "email": "p0@school.example"})").status, 200);
        QCOMPARE(F::objectOf(f.get(one)).value("name"_L1).toString(), u"Zoë"_s);
        QCOMPARE(f.send("DELETE", one).status, 204);
        QCOMPARE(f.get(one).status, 404);
        QCOMPARE(f.send("DELETE", one).status, 404);
    }

    void answersTheAccount()
    {
        F f;
        QCOMPARE(F::objectOf(f.get(u"/account"_s)).value("accountId"_L1).toInt(), 11);
    }
};

QTEST_GUILESS_MAIN(UsersTest)
#include "userstest.moc"
