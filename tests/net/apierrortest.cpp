#include "httplog.h"
#include "replyerror.h"

#include <QTest>
#include <QUrl>

using namespace lockdesk;
using namespace Qt::StringLiterals;

using Kind = ApiError::Kind;

class ApiErrorTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsTheThreeShapes_data();
    void readsTheThreeShapes();
    void masksCodes();
    void cleansText();
    void explainsEveryKind();
    void saysWhetherAnythingChanged();
    void knowsWhichRefusalsAreSure_data();
    void knowsWhichRefusalsAreSure();
    void knowsWhatNeverLeft();
    void logsOneLineWithoutSecrets();
};

void ApiErrorTest::readsTheThreeShapes_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<QString>("detail");
    const auto row = [](const char *name, int status, const char *type, const char *body, Kind kind,
                         const QString &d) {
        QTest::newRow(name) << status << QByteArray(type) << QByteArray(body) << kind << d;
    };
    const char *json = "application/json;charset=UTF-8";
    row("Throwable", 401, json,
        R"({"detailMessage":"Your access token is not authorized","stackTrace":[],"suppressedExceptions":[]})",
        Kind::Unauthorized, u"Your access token is not authorized"_s);
    row("Throwable without a message", 423, json, R"({"stackTrace":[],"suppressedExceptions":[]})",
        Kind::Busy, {});
    row("Restlet", 422, json,
        R"({"code":422,"description":"Name too long","reasonPhrase":"Unprocessable Entity","homeRef":"/","uri":"x"})",
        Kind::Unprocessable, u"Name too long"_s);
    row("Restlet without a description", 415, json, R"({"code":415,"reasonPhrase":"Unsupported Media Type"})",
        Kind::UnsupportedMedia, u"Unsupported Media Type"_s);
    row("HTML", 502, "text/html", "<html><title>502 Bad Gateway</title>", Kind::ServerError, {});
    row("HTML that says it is JSON", 500, json, "<html>", Kind::ServerError, {});
    row("empty", 404, "", "", Kind::NotFound, {});
    row("an array", 400, json, "[1]", Kind::BadRequest, {});
    row("a number for a message", 400, json, R"({"detailMessage":7})", Kind::BadRequest, {});
    row("conflict", 409, json, R"({"detailMessage":"'code' exists already"})", Kind::Conflict,
        u"'code' exists already"_s);
    row("unknown status", 418, json, "{}", Kind::Unexpected, {});
}

void ApiErrorTest::readsTheThreeShapes()
{
    QFETCH(int, status);
    QFETCH(QByteArray, type);
    QFETCH(QByteArray, body);
    QFETCH(Kind, kind);
    QFETCH(QString, detail);
    const ApiError error = errorFromStatus(status, type, body, true);
    QCOMPARE(error.kind, kind);
    QCOMPARE(error.httpStatus, status);
    QCOMPARE(error.detail, detail);
    QVERIFY(error.wasWrite);
}

// LEAK-1: the service repeats the value that it refuses.
void ApiErrorTest::masksCodes()
{
    for (const char *value : {"987654", "4711"}) {
        const QByteArray body = "{\"detailMessage\":\"The supplied value '" + QByteArray(value)
            + "' for parameter 'code' is not valid\"}";
        const ApiError error = errorFromStatus(400, "application/json", body, true);
        QVERIFY2(!explain(error).contains(QLatin1StringView(value)), qPrintable(explain(error)));
        QVERIFY(error.detail.contains(u"parameter 'code'"_s));
    }
}

void ApiErrorTest::cleansText()
{
    const QByteArray body = "{\"detailMessage\":\"a\\u202eb\\nc" + QByteArray(5000, 'x') + "\"}";
    const QString detail = errorFromStatus(400, "application/json", body, false).detail;
    QVERIFY(detail.size() <= 201);
    QVERIFY(!detail.contains(u'\n') && !detail.contains(QChar(0x202e)));
}

void ApiErrorTest::explainsEveryKind()
{
    QSet<QString> texts;
    for (int kind = 0; kind <= int(Kind::Unexpected); ++kind) {
        const QString text = explain({.kind = Kind(kind)});
        QVERIFY2(text.size() > 20 && text.endsWith(u'.'), qPrintable(text));
        texts.insert(text);
        QVERIFY(!text.contains(u"changed"_s)); // a read changes nothing
    }
    QCOMPARE(texts.size(), int(Kind::Unexpected)); // two share their words
    QVERIFY(
        explain({.kind = Kind::TooManyRequests, .retryAfter = std::chrono::seconds(90)}).contains(u"90"_s));
    const ApiError redirected =
        errorFromRedirect(302, QUrl(u"https://user:pw@evil.example:8/x?token=y"_s), false);
    QCOMPARE(redirected.detail, u"https://evil.example:8"_s);
}

void ApiErrorTest::saysWhetherAnythingChanged()
{
    for (int kind = 0; kind <= int(Kind::Unexpected); ++kind) {
        const ApiError error{.kind = Kind(kind), .wasWrite = true};
        QVERIFY(surelyNotDone(error) || !neverLeft(error));
        if (error.kind == Kind::InvalidRequest || error.kind == Kind::Expired)
            continue; // their own words say that nothing was sent
        QCOMPARE(explain(error).contains(u"Nothing was changed."_s), surelyNotDone(error));
        QCOMPARE(explain(error).contains(u"It is not known whether"_s), !surelyNotDone(error));
    }
}

void ApiErrorTest::knowsWhichRefusalsAreSure_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<bool>("isSure");
    for (const int status : {400, 401, 402, 403, 404, 405, 409, 413, 415, 422, 423, 426})
        QTest::addRow("%d", status) << status << true;
    for (const int status : {302, 406, 407, 408, 410, 418, 421, 425, 428, 429, 451, 500, 502, 503, 504, 599})
        QTest::addRow("%d", status) << status << false;
}

// A service, or a gateway before it, may carry a write out and then answer anything else.
void ApiErrorTest::knowsWhichRefusalsAreSure()
{
    QFETCH(int, status);
    QFETCH(bool, isSure);
    ApiError error = errorFromStatus(status, "text/html", "<html>", true);
    QCOMPARE(surelyNotDone(error), isSure);
    QVERIFY(!neverLeft(error));
    QVERIFY(explain(error).contains(
        isSure ? u"Nothing was changed."_s : u"It is not known whether anything was changed."_s));
    error = errorFromStatus(status, "text/html", "<html>", false);
    QVERIFY(!explain(error).contains(u"changed"_s));
}

void ApiErrorTest::knowsWhatNeverLeft()
{
    using Network = QNetworkReply;
    for (const auto code :
        {Network::ConnectionRefusedError, Network::HostNotFoundError, Network::SslHandshakeFailedError,
            Network::ProxyConnectionRefusedError, Network::ProxyAuthenticationRequiredError}) {
        QVERIFY(neverLeft(errorFromNetwork(code, {}, true, Sent::Perhaps)));
        QVERIFY(!neverLeft(errorFromNetwork(code, {}, true, Sent::Yes)));
    }
    for (const auto code : {Network::RemoteHostClosedError, Network::OperationCanceledError,
             Network::TimeoutError, Network::ProxyTimeoutError, Network::UnknownNetworkError}) {
        QVERIFY(neverLeft(errorFromNetwork(code, {}, true, Sent::No)));
        QVERIFY(!neverLeft(errorFromNetwork(code, {}, true, Sent::Perhaps)));
    }
    // Held back by ourselves, or refused by the service.
    QVERIFY(neverLeft({.kind = Kind::TooManyRequests, .wasWrite = true}));
    QVERIFY(!neverLeft({.kind = Kind::TooManyRequests, .httpStatus = 429, .wasWrite = true}));
}

void ApiErrorTest::logsOneLineWithoutSecrets()
{
    HttpLogEntry entry{
        .method = Method::Delete, .path = u"/smartlock/7\n%1"_s, .status = 204, .bytes = 3, .note = {}};
    entry.time = std::chrono::milliseconds(132);
    QCOMPARE(toLine(entry), u"DELETE /smartlock/7<U+000A>%1 204, 132 ms, 3 bytes"_s);
    entry.status = 0;
    entry.note = u"timed out"_s;
    QVERIFY(toLine(entry).endsWith(u"no answer, 132 ms, 3 bytes, timed out"_s));
}

QTEST_APPLESS_MAIN(ApiErrorTest)
#include "apierrortest.moc"
