#include "signin.h"

#include "fakeservice.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace lockdesk;

namespace {

using Kind = ApiError::Kind;

const QString accountPath = u"/account"_s;
const QString devicesPath = u"/smartlock"_s;
const QString recordsPath = u"/smartlock/auth/paged"_s;
const QString logPath = u"/smartlock/log"_s;

struct Bench
{
    ManualClock clock;
    FakeService service{clock};
    QRandomGenerator random{1};

    std::optional<SignIn::Outcome> signIn(const QUrl &api = QUrl(u"https://api.nuki.io"_s))
    {
        SignIn job(api, Secret("CANARYTOKEN"), service.network.managers(), clock, random);
        QSignalSpy finished(&job, &SignIn::finished);
        service.pass(30s);
        return finished.size() == 1 ? std::optional(job.outcome()) : std::nullopt;
    }
};

} // namespace

class SignInTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void testAccepted()
    {
        Bench b;
        const auto outcome = b.signIn();
        QVERIFY(outcome && *outcome);
        QCOMPARE((*outcome)->missing, TokenScopes());
        QCOMPARE((*outcome)->info.name, u"Office"_s);
        QCOMPARE(b.service.network.sent().size(), 4);
        for (const SentRequest &request : b.service.network.sent()) {
            QCOMPARE(request.method, "GET"_ba);
            QCOMPARE(request.header("Authorization"), "Bearer CANARYTOKEN"_ba);
        }
        QVERIFY(std::ranges::any_of(
            b.service.network.sent(), [](const SentRequest &r) { return r.url.query() == "size=1"_L1; }));
        QVERIFY(std::ranges::any_of(
            b.service.network.sent(), [](const SentRequest &r) { return r.url.query() == "limit=1"_L1; }));
    }

    void testScopes_data()
    {
        QTest::addColumn<QStringList>("refused");
        QTest::addColumn<TokenScopes>("missing");
        QTest::newRow("no account") << QStringList{accountPath} << TokenScopes(TokenScope::Account);
        QTest::newRow("no log") << QStringList{logPath} << TokenScopes(TokenScope::Log);
        QTest::newRow("devices alone") << QStringList{accountPath, recordsPath,
            logPath} << (TokenScope::Account | TokenScope::Authorizations | TokenScope::Log);
        QTest::newRow("authorizations alone") << QStringList{accountPath, devicesPath,
            logPath} << (TokenScope::Account | TokenScope::Smartlock | TokenScope::Log);
    }

    // A token without some scopes works; what it leaves out is named.
    void testScopes()
    {
        QFETCH(QStringList, refused);
        QFETCH(TokenScopes, missing);
        Bench b;
        for (const QString &path : refused)
            b.service.set(path, FakeAnswer::of(401));
        const auto outcome = b.signIn();
        QVERIFY(outcome && *outcome);
        QCOMPARE((*outcome)->missing, missing);
        QCOMPARE((*outcome)->info.name.isEmpty(), missing.testFlag(TokenScope::Account));
    }

    void testRefused()
    {
        Bench b;
        b.service.setAll(FakeAnswer::of(401));
        const auto outcome = b.signIn();
        QVERIFY(outcome && !*outcome);
        QCOMPARE(outcome->error().kind, Kind::Unauthorized);
    }

    void testFailure_data()
    {
        QTest::addColumn<FakeAnswer>("answer");
        QTest::addColumn<Kind>("kind");
        FakeAnswer portal = FakeAnswer::of(200, "<html>Log in to the hotel</html>");
        portal.contentType = "text/html";
        QTest::newRow("no network") << FakeAnswer::failure(QNetworkReply::HostNotFoundError)
                                    << Kind::Unreachable;
        QTest::newRow("certificate") << FakeAnswer::failure(QNetworkReply::SslHandshakeFailedError)
                                     << Kind::Certificate;
        QTest::newRow("proxy") << FakeAnswer::failure(QNetworkReply::ProxyAuthenticationRequiredError)
                               << Kind::ProxyRefused;
        QTest::newRow("captive portal") << portal << Kind::Unreadable;
        QTest::newRow("redirect") << FakeAnswer::of(302).withHeader("Location", "https://portal.example/")
                                  << Kind::Redirected;
        QTest::newRow("server error") << FakeAnswer::of(500) << Kind::ServerError;
        QTest::newRow("another service") << FakeAnswer::of(404) << Kind::NotFound;
    }

    void testFailure()
    {
        QFETCH(FakeAnswer, answer);
        QFETCH(Kind, kind);
        Bench b;
        b.service.setAll(answer);
        const auto outcome = b.signIn();
        QVERIFY(outcome && !*outcome);
        QCOMPARE(outcome->error().kind, kind);
        // With some refusals among them it is still this that stands in the way.
        b.service.set(accountPath, FakeAnswer::of(401));
        b.service.set(logPath, FakeAnswer::of(401));
        const auto mixed = b.signIn();
        QVERIFY(mixed && !*mixed);
        QCOMPARE(mixed->error().kind, kind);
    }

    // One sick or missing endpoint does not keep anybody out, and is not called a missing scope.
    void testOneSickEndpoint()
    {
        Bench b;
        b.service.set(logPath, FakeAnswer::of(500));
        b.service.set(recordsPath, FakeAnswer::of(404));
        const auto outcome = b.signIn();
        QVERIFY(outcome && *outcome);
        QCOMPARE((*outcome)->missing, TokenScopes());
    }

    void testBadAddress()
    {
        Bench b;
        const auto outcome = b.signIn(QUrl(u"http://api.nuki.io"_s));
        QVERIFY(outcome && !*outcome);
        QVERIFY(b.service.network.sent().isEmpty()); // the token stays here
    }

    // Whoever hears it may delete it then and there; and deleting it earlier drops the try.
    void testDeletion()
    {
        Bench b;
        const QUrl api(u"https://api.nuki.io"_s);
        auto *job = new SignIn(api, Secret("t"), b.service.network.managers(), b.clock, b.random);
        bool isDone = false;
        QObject::connect(job, &SignIn::finished, job, [&] {
            isDone = true;
            delete job;
        });
        b.service.pass(1s);
        QVERIFY(isDone);
        for (int turns = 0; turns < 20; ++turns) {
            const SignIn dropped(api, Secret("t"), b.service.network.managers(), b.clock, b.random);
            for (int i = 0; i < turns; ++i)
                QCoreApplication::processEvents();
        }
        b.service.settle();
        QCOMPARE(b.service.network.openCount(), 0);
    }
};

QTEST_GUILESS_MAIN(SignInTest)
#include "signintest.moc"
