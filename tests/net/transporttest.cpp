#include "transport.h"

#include "fakeaccessmanager.h"
#include "manualclock.h"

#include <QSignalSpy>
#include <QTest>

using namespace lockdesk;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

using Text = QByteArray;
using Kind = ApiError::Kind;

Result<Text, ApiError> wholeText(const QByteArray &body)
{
    return body;
}

Request get(const QString &name = u"smartlock"_s)
{
    Request request;
    request.path = {name};
    return request;
}

Request write(Method method = Method::Post, std::optional<QByteArray> body = "{}"_ba)
{
    Request request;
    request.method = method;
    request.path = {u"smartlock"_s, u"7"_s, u"auth"_s};
    request.body = std::move(body);
    return request;
}

} // namespace

// The rules of the transport, on a network without sockets and a clock that stands still.
class TransportTest : public QObject
{
    Q_OBJECT

private:
    struct Bench
    {
        FakeNetwork network;
        ManualClock clock;
        QRandomGenerator random{1};
        Transport transport{QUrl(u"https://api.nuki.io"_s), network.managers(), clock, random};
        QObject owner;

        Bench() { transport.setToken(Secret("CANARYTOKEN")); }
        Job<Text> *read(const Request &request) { return transport.send<Text>(request, wholeText, &owner); }
        Job<Accepted> *change(const Request &request) { return transport.sendWrite(request, &owner); }
        // An answer takes several turns of the event loop: leave, come, be read, finish.
        static void runEvents()
        {
            for (int i = 0; i < 5; ++i)
                QCoreApplication::processEvents();
        }
        void settle(std::chrono::milliseconds time = 0ms)
        {
            runEvents();
            clock.advance(time);
            runEvents();
        }
        ApiError errorOf(const Request &request)
        {
            auto *job = change(request);
            settle();
            return job->isFinished() && !job->outcome() ? job->outcome().error() : ApiError();
        }
    };

private Q_SLOTS:
    void sendsWhatWasAsked();
    void sendsWrites_data();
    void sendsWrites();
    void finishesFromTheEventLoop();
    void refusesBadSegments();
    void refusesOtherAddresses();
    void keepsFourInFlight();
    void sendsUrgentFirst();
    void keepsAPlaceForActions();
    void keepsWritesOfOneKeyApart();
    void keepsWritesOfSeveralKeysApart();
    void neverRepeatsWrites_data();
    void neverRepeatsWrites();
    void knowsWhatAWriteDid_data();
    void knowsWhatAWriteDid();
    void repeatsReads();
    void givesUpAfterThreeRepeats();
    void doesNotRepeatPermanentErrors();
    void pausesTheWholeQueue();
    void neverWaitsLongUnasked();
    void survivesStrangeRetryAfter_data();
    void survivesStrangeRetryAfter();
    void endsWithTheDeadline();
    void letsALongAnswerComeOn();
    void sendsNothingAfterExpiry_data();
    void sendsNothingAfterExpiry();
    void asksAtTheLastMoment();
    void dropsWhatConnectsStill_data();
    void dropsWhatConnectsStill();
    void leavesAloneWhatHasLeft();
    void waitsWhilePaused();
    void replacesConnectionsAfterTwoTimeouts();
    void dropsDeletedJobs();
    void endsJobsThatAreLeft();
    void tellsReachability();
    void neverShowsTheToken();
};

void TransportTest::sendsWhatWasAsked()
{
    Bench bench;
    bench.network.answerNext(FakeAnswer::of(200, "[1]"));
    Request request = get();
    request.query.addQueryItem(u"name"_s, u"a+b c"_s);
    auto *job = bench.read(request);
    bench.settle();
    QVERIFY(job->isFinished());
    QCOMPARE(*job->outcome(), "[1]"_ba);
    const SentRequest sent = bench.network.sent().value(0);
    QCOMPARE(sent.method, "GET"_ba);
    QCOMPARE(sent.url.toEncoded(), "https://api.nuki.io/smartlock?name=a%2Bb%20c"_ba);
    QCOMPARE(sent.header("Authorization"), "Bearer CANARYTOKEN"_ba);
    QCOMPARE(sent.header("Accept"), "application/json"_ba);
    QCOMPARE(sent.header("Accept-Encoding"), "identity"_ba);
    QVERIFY(sent.header("Content-Type").isEmpty());
}

void TransportTest::sendsWrites_data()
{
    QTest::addColumn<Method>("method");
    QTest::addColumn<QByteArray>("verb");
    QTest::addColumn<bool>("hasBody");
    for (const auto &[method, verb] : {std::pair(Method::Post, "POST"), std::pair(Method::Put, "PUT"),
             std::pair(Method::Delete, "DELETE")}) {
        QTest::addRow("%s with a body", verb) << method << QByteArray(verb) << true;
        QTest::addRow("%s without a body", verb) << method << QByteArray(verb) << false;
    }
}

void TransportTest::sendsWrites()
{
    QFETCH(Method, method);
    QFETCH(QByteArray, verb);
    QFETCH(bool, hasBody);
    Bench bench;
    bench.network.answerNext(FakeAnswer::of(204));
    auto *job = bench.change(write(method, hasBody ? std::optional("[1]"_ba) : std::nullopt));
    bench.settle();
    QVERIFY(job->isFinished() && job->outcome().isOk());
    const SentRequest sent = bench.network.sent().value(0);
    QCOMPARE(sent.method, verb);
    QCOMPARE(sent.body, hasBody ? "[1]"_ba : ""_ba);
    QCOMPARE(sent.header("Content-Length"), hasBody ? "3"_ba : "0"_ba);
    QCOMPARE(sent.header("Content-Type"), hasBody ? "application/json"_ba : ""_ba);
}

void TransportTest::finishesFromTheEventLoop()
{
    Bench bench;
    bench.network.answerNext(FakeAnswer::of(200, "[]"));
    auto *good = bench.read(get());
    auto *bad = bench.read(get(u".."_s));
    QVERIFY(!good->isFinished() && !bad->isFinished());
    int calls = 0;
    good->then(this, [&calls](const auto &) { ++calls; });
    QPointer<QObject> guard(good);
    bench.settle();
    QCOMPARE(calls, 1);
    QVERIFY(bad->isFinished());
    QTRY_VERIFY(!guard);
}

// NET-3, the part about malformed ids; the generated ids are in pathtest.
void TransportTest::refusesBadSegments()
{
    Bench bench;
    for (const QString &id :
        {u""_s, u"."_s, u".."_s, u"a/b"_s, u"a\\b"_s, u"%2e%2e"_s, u"a\nb"_s, u"a\u0301"_s}) {
        Request request = write(Method::Delete);
        request.path[1] = id;
        QCOMPARE(bench.errorOf(request).kind, Kind::InvalidRequest);
    }
    Request request = write();
    request.path.clear();
    QCOMPARE(bench.errorOf(request).kind, Kind::InvalidRequest);
    QCOMPARE(bench.network.sent().size(), 0);
}

void TransportTest::refusesOtherAddresses()
{
    for (const auto &[text, isAcceptable] : {std::pair(u"https://api.nuki.io"_s, true),
             std::pair(u"http://127.0.0.1:8080"_s, true), std::pair(u"http://[::1]:80/base"_s, true),
             std::pair(u"http://localhost"_s, true), std::pair(u"http://api.nuki.io"_s, false),
             std::pair(u"https://a@api.nuki.io"_s, false), std::pair(u"https:///x"_s, false),
             std::pair(u"ftp://localhost"_s, false), std::pair(u"http://127.0.0.1.nip.io"_s, false),
             std::pair(u"https://api.nuki.io/?a"_s, false), std::pair(u""_s, false)})
        QVERIFY2(Transport::isAcceptable(QUrl(text)) == isAcceptable, qPrintable(text));
    FakeNetwork network;
    ManualClock clock;
    QRandomGenerator random(1);
    Transport transport(QUrl(u"http://api.nuki.io"_s), network.managers(), clock, random);
    auto *job = transport.sendWrite(write(), &transport);
    QTRY_VERIFY(job->isFinished());
    QCOMPARE(job->outcome().error().kind, Kind::InvalidRequest);
    QCOMPARE(network.sent().size(), 0);
}

// NET-7 and NET-13, the client's part: four, one of them for actions.
void TransportTest::keepsFourInFlight()
{
    Bench bench;
    bench.network.setHandler([](const SentRequest &) { return FakeAnswer::of(200, "[]").held(); });
    QList<Job<Text> *> jobs;
    for (int i = 0; i < 500; ++i)
        jobs.append(bench.read(get()));
    for (int sent = 3; sent <= 498; sent += 3) {
        bench.settle();
        QCOMPARE(bench.network.sent().size(), sent);
        bench.clock.advance(1500ms);
        bench.network.releaseAll();
    }
    bench.settle();
    bench.network.releaseAll();
    bench.settle();
    QCOMPARE(bench.network.mostOpen(), 3);
    for (const auto *job : std::as_const(jobs))
        QVERIFY(job->isFinished() && job->outcome().isOk());
}

void TransportTest::sendsUrgentFirst()
{
    Bench bench;
    bench.network.setHandler([](const SentRequest &) { return FakeAnswer::of(200, "[]").held(); });
    for (int i = 0; i < 6; ++i)
        bench.read(get(QString::number(i)));
    bench.settle();
    Request urgent = get(u"urgent"_s);
    urgent.isUrgent = true;
    bench.read(urgent);
    bench.network.release();
    bench.settle();
    QCOMPARE(bench.network.sent().size(), 4);
    QCOMPARE(bench.network.sent().last().url.path(), u"/urgent"_s);
}

// BULK-7: nothing that hangs holds an action up; of the others, never more than three hang.
void TransportTest::keepsAPlaceForActions()
{
    Bench bench;
    bench.network.setHandler([](const SentRequest &) { return FakeAnswer::of(204).held(); });
    for (int i = 0; i < 4; ++i)
        bench.read(get(QString::number(i)));
    bench.settle();
    Request action = write();
    action.isAction = true;
    for (int i = 0; i < 3; ++i)
        bench.change(action);
    bench.settle();
    QCOMPARE(bench.network.sent().size(), 4);
    QCOMPARE(bench.network.sent().last().method, "POST"_ba);
    bench.network.release();
    bench.settle();
    QCOMPARE(bench.network.openCount(), 4);
    QCOMPARE(bench.network.mostOpen(), 4);
}

void TransportTest::keepsWritesOfOneKeyApart()
{
    Bench bench;
    bench.network.setHandler([](const SentRequest &) { return FakeAnswer::of(204).held(); });
    Request first = write();
    first.exclusiveKeys = {u"7"_s};
    Request other = write();
    other.exclusiveKeys = {u"8"_s};
    bench.change(first);
    auto *second = bench.change(first);
    bench.change(other);
    bench.settle();
    QCOMPARE(bench.network.sent().size(), 2);
    bench.network.release();
    bench.settle();
    QCOMPARE(bench.network.sent().size(), 3);
    bench.network.releaseAll();
    bench.settle();
    QVERIFY(second->isFinished());
}

// BULK-7 for a write on several devices: it waits for all of them, and nobody asked later goes before it.
void TransportTest::keepsWritesOfSeveralKeysApart()
{
    Bench bench;
    bench.network.setHandler([](const SentRequest &) { return FakeAnswer::of(204).held(); });
    const auto ask = [&bench](const QString &name, const QStringList &keys) {
        Request request = write();
        request.path = {name};
        request.exclusiveKeys = keys;
        bench.change(request);
    };
    const auto sent = [&bench] {
        bench.settle();
        QString names;
        for (const SentRequest &request : bench.network.sent())
            names += request.url.path();
        return names;
    };
    ask(u"a"_s, {u"7"_s});
    ask(u"b"_s, {u"7"_s, u"8"_s});
    ask(u"c"_s, {u"8"_s});
    ask(u"d"_s, {u"9"_s});
    QCOMPARE(sent(), u"/a/d"_s);
    bench.network.release();
    QCOMPARE(sent(), u"/a/d/b"_s);
    bench.network.releaseAll();
    QCOMPARE(sent(), u"/a/d/b/c"_s);
}

void TransportTest::neverRepeatsWrites_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QNetworkReply::NetworkError>("error");
    for (int status : {400, 401, 404, 409, 423, 429, 500, 502, 503})
        QTest::addRow("%d", status) << status << FakeAnswer::of(status).error;
    for (auto error : {QNetworkReply::ConnectionRefusedError, QNetworkReply::RemoteHostClosedError,
             QNetworkReply::OperationCanceledError, QNetworkReply::ContentReSendError,
             QNetworkReply::TemporaryNetworkFailureError, QNetworkReply::UnknownNetworkError})
        QTest::addRow("error %d", int(error)) << 0 << error;
}

void TransportTest::neverRepeatsWrites()
{
    QFETCH(int, status);
    QFETCH(QNetworkReply::NetworkError, error);
    Bench bench;
    FakeAnswer answer = FakeAnswer::of(status);
    answer.error = error;
    bench.network.setHandler([&answer](const SentRequest &) { return answer; });
    auto *job = bench.change(write());
    bench.settle(24h);
    QVERIFY(job->isFinished() && !job->outcome());
    QCOMPARE(bench.network.sent().size(), 1);
}

void TransportTest::knowsWhatAWriteDid_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QNetworkReply::NetworkError>("error");
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<bool>("isSurelyNotDone");
    const auto row = [](const char *name, int status, QNetworkReply::NetworkError error, Kind kind,
                         bool notDone) { QTest::newRow(name) << status << error << kind << notDone; };
    row("refused", 0, QNetworkReply::ConnectionRefusedError, Kind::Unreachable, true);
    row("no such host", 0, QNetworkReply::HostNotFoundError, Kind::Unreachable, true);
    row("TLS", 0, QNetworkReply::SslHandshakeFailedError, Kind::Certificate, true);
    row("proxy", 0, QNetworkReply::ProxyConnectionRefusedError, Kind::ProxyRefused, true);
    row("resend refused", 0, QNetworkReply::ContentReSendError, Kind::OutcomeUnknown, false);
    row("hung up", 0, QNetworkReply::RemoteHostClosedError, Kind::OutcomeUnknown, false);
    row("timeout", 0, QNetworkReply::OperationCanceledError, Kind::OutcomeUnknown, false);
    row("network lost", 0, QNetworkReply::TemporaryNetworkFailureError, Kind::OutcomeUnknown, false);
    row("unknown", 0, QNetworkReply::UnknownNetworkError, Kind::OutcomeUnknown, false);
    row("protocol", 0, QNetworkReply::ProtocolFailure, Kind::OutcomeUnknown, false);
    row("locked", 423, QNetworkReply::UnknownContentError, Kind::Busy, true);
    row("gateway", 502, QNetworkReply::UnknownServerError, Kind::ServerError, false);
    row("unavailable", 503, QNetworkReply::ServiceUnavailableError, Kind::ServerError, false);
    row("too many", 429, QNetworkReply::UnknownContentError, Kind::TooManyRequests, false);
    row("407 of the service", 407, QNetworkReply::ProxyAuthenticationRequiredError, Kind::ProxyRefused,
        false);
    row("no, then cut", 409, QNetworkReply::RemoteHostClosedError, Kind::Conflict, true);
}

void TransportTest::knowsWhatAWriteDid()
{
    QFETCH(int, status);
    QFETCH(QNetworkReply::NetworkError, error);
    QFETCH(Kind, kind);
    QFETCH(bool, isSurelyNotDone);
    Bench bench;
    FakeAnswer answer = FakeAnswer::of(status);
    answer.error = error;
    bench.network.answerNext(answer);
    const ApiError got = bench.errorOf(write());
    QCOMPARE(got.kind, kind);
    QCOMPARE(surelyNotDone(got), isSurelyNotDone);
    QVERIFY(got.wasWrite);
}

void TransportTest::repeatsReads()
{
    Bench bench;
    bench.network.answerNext(FakeAnswer::of(500, "<html>"));
    bench.network.answerNext(FakeAnswer::failure(QNetworkReply::ConnectionRefusedError));
    FakeAnswer cut = FakeAnswer::of(200, "[1");
    cut.error = QNetworkReply::RemoteHostClosedError;
    bench.network.answerNext(cut);
    bench.network.answerNext(FakeAnswer::of(200, "[1]"));
    auto *job = bench.read(get());
    bench.settle();
    QCOMPARE(bench.network.sent().size(), 1);
    for (int i = 0; i < 30; ++i)
        bench.settle(500ms);
    QVERIFY(job->isFinished());
    QCOMPARE(*job->outcome(), "[1]"_ba);
    QCOMPARE(bench.network.sent().size(), 4);
}

void TransportTest::givesUpAfterThreeRepeats()
{
    Bench bench;
    bench.network.setHandler([](const SentRequest &) { return FakeAnswer::of(500); });
    auto *job = bench.read(get());
    for (int i = 0; i < 60; ++i)
        bench.settle(500ms);
    QVERIFY(job->isFinished() && !job->outcome());
    QCOMPARE(job->outcome().error().kind, Kind::ServerError);
    QCOMPARE(bench.network.sent().size(), 4);
}

void TransportTest::doesNotRepeatPermanentErrors()
{
    for (int status : {301, 400, 401, 402, 403, 404, 405, 409, 415, 422, 426}) {
        Bench bench;
        bench.network.setHandler([status](const SentRequest &) { return FakeAnswer::of(status, "{}"); });
        auto *job = bench.read(get());
        bench.settle(60s);
        QVERIFY(job->isFinished() && !job->outcome());
        QCOMPARE(bench.network.sent().size(), 1);
    }
    Bench bench; // whole, and not readable: it will not get better at once
    FakeAnswer page = FakeAnswer::of(200, "<html>sign in</html>");
    page.contentType = "text/html";
    bench.network.setHandler([&page](const SentRequest &) { return page; });
    auto *job = bench.read(get());
    bench.settle(60s);
    QCOMPARE(job->outcome().error().kind, Kind::Unreadable);
    QVERIFY(explain(job->outcome().error()).contains(u"login page"_s));
    QCOMPARE(bench.network.sent().size(), 1);
}

// NET-7: nothing leaves inside a Retry-After window.
void TransportTest::pausesTheWholeQueue()
{
    Bench bench;
    bench.network.answerNext(FakeAnswer::of(429).withHeader("Retry-After", "7"));
    bench.network.setHandler([](const SentRequest &) { return FakeAnswer::of(200, "[]"); });
    QSignalSpy throttled(&bench.transport, &Transport::throttled);
    auto *first = bench.read(get());
    bench.settle();
    auto *second = bench.read(get());
    auto *third = bench.change(write());
    bench.settle(6999ms);
    QCOMPARE(bench.network.sent().size(), 1);
    bench.settle(1ms);
    bench.settle(2s);
    QCOMPARE(bench.network.sent().size(), 4);
    QVERIFY(first->isFinished() && second->isFinished() && third->isFinished());
    QCOMPARE(throttled.value(0).value(0).value<std::chrono::milliseconds>(), 7000ms);
}

void TransportTest::neverWaitsLongUnasked()
{
    Bench bench;
    bench.network.answerNext(FakeAnswer::of(503).withHeader("Retry-After", "121"));
    bench.network.setHandler([](const SentRequest &) { return FakeAnswer::of(200, "[]"); });
    auto *first = bench.read(get());
    bench.settle();
    QVERIFY(first->isFinished() && !first->outcome());
    auto *second = bench.change(write());
    bench.settle();
    QVERIFY(second->isFinished());
    const ApiError error = second->outcome().error();
    QCOMPARE(error.kind, Kind::TooManyRequests);
    QCOMPARE(error.retryAfter, std::optional(121s));
    QVERIFY(surelyNotDone(error));
    QCOMPARE(bench.network.sent().size(), 1);
    bench.settle(121s);
    auto *third = bench.read(get());
    bench.settle();
    QVERIFY(third->isFinished() && third->outcome());
}

void TransportTest::survivesStrangeRetryAfter_data()
{
    QTest::addColumn<QByteArray>("header");
    for (const char *header : {"0", "-5", "1e12", "soon", "", "1000000000000", "99999999999999999999", "7, 9",
             "Mon, 02 Mar 2026 09:00:07 GMT", "Mon, 02 Mar 2020 09:00:07 GMT"})
        QTest::newRow(header) << QByteArray(header);
}

// NET-7: neither a wait without end nor a loop without a wait.
void TransportTest::survivesStrangeRetryAfter()
{
    QFETCH(QByteArray, header);
    Bench bench;
    bench.network.setHandler([&header](const SentRequest &) {
        return header.isEmpty() ? FakeAnswer::of(429) : FakeAnswer::of(429).withHeader("Retry-After", header);
    });
    auto *job = bench.read(get());
    bench.settle();
    qsizetype before = bench.network.sent().size();
    for (int i = 0; i < 480 && !job->isFinished(); ++i) {
        bench.settle(1s);
        QVERIFY(bench.network.sent().size() - before <= 1);
        before = bench.network.sent().size();
    }
    QVERIFY(job->isFinished() && !job->outcome());
    QVERIFY(bench.network.sent().size() <= 4);
}

// NET-4: the total deadline holds over all repeats.
void TransportTest::endsWithTheDeadline()
{
    Bench bench;
    bench.network.setHandler([](const SentRequest &) { return FakeAnswer::of(200, "[]").held(); });
    auto *read = bench.read(get());
    auto *change = bench.change(write());
    bench.settle(29999ms);
    QVERIFY(!read->isFinished() && !change->isFinished());
    bench.settle(1ms);
    QVERIFY(read->isFinished() && change->isFinished());
    QCOMPARE(read->outcome().error().kind, Kind::TimedOut);
    QCOMPARE(change->outcome().error().kind, Kind::OutcomeUnknown);
    QCOMPARE(bench.network.abortedCount(), 2);
    QCOMPARE(bench.network.sent().size(), 2);
}

// NET-16: what drips ends with the deadline, what flows may go on for a while.
void TransportTest::letsALongAnswerComeOn()
{
    for (const bool flows : {false, true}) {
        Bench bench;
        bench.network.setHandler([](const SentRequest &) { return FakeAnswer::of(200).held(); });
        Request request = get();
        request.longest = 60s;
        auto *job = bench.read(request);
        bench.settle();
        bench.network.drip(QByteArray(flows ? 1024 * 1024 : 1024, ' ')); // 32 s worth, or none
        bench.settle(29s);
        QVERIFY(!job->isFinished());
        bench.settle(2s);
        QCOMPARE(job->isFinished(), !flows);
        if (flows)
            bench.network.drip(QByteArray(2 * 1024 * 1024, ' ')); // more than the longest
        bench.settle(28s);
        QCOMPARE(job->isFinished(), !flows);
        bench.settle(1s);
        QVERIFY(job->isFinished());
        QCOMPARE(job->outcome().error().kind, Kind::TimedOut);
    }
}

void TransportTest::sendsNothingAfterExpiry_data()
{
    QTest::addColumn<bool>("isAsleep");
    QTest::newRow("both clocks run") << false;
    QTest::newRow("the machine sleeps, uptime stands still") << true;
}

// NET-9: 0 actions sent after the jump. Safety D3.
void TransportTest::sendsNothingAfterExpiry()
{
    QFETCH(bool, isAsleep);
    Bench bench;
    bench.network.setHandler([](const SentRequest &) { return FakeAnswer::of(204); });
    bench.transport.setPaused(true);
    Request action = write();
    action.expiry = Expiry{bench.clock.now().addSecs(10), bench.clock.uptime() + 10s};
    auto *job = bench.change(action);
    bench.settle(9s);
    QVERIFY(!job->isFinished());
    if (isAsleep)
        bench.clock.jump(8h);
    else
        bench.settle(2s); // also while paused
    bench.transport.setPaused(false);
    bench.settle();
    QVERIFY(job->isFinished());
    QCOMPARE(job->outcome().error().kind, Kind::Expired);
    QVERIFY(surelyNotDone(job->outcome().error()));
    QCOMPARE(bench.network.sent().size(), 0);
}

void TransportTest::asksAtTheLastMoment()
{
    Bench bench;
    bench.network.setHandler([](const SentRequest &) { return FakeAnswer::of(204).held(); });
    bool mayLeave = true;
    Request request = write();
    request.mayLeave = [&mayLeave] { return mayLeave; };
    bench.transport.setPaused(true);
    auto *asked = bench.change(request);
    bench.settle();
    mayLeave = false;
    bench.settle(1h);
    QVERIFY(!asked->isFinished()); // its turn has not come
    bench.transport.setPaused(false);
    bench.settle();
    QVERIFY(asked->isFinished());
    QCOMPARE(asked->outcome().error().kind, Kind::Cancelled);
    QVERIFY(neverLeft(asked->outcome().error()));
    bench.transport.setPaused(true);
    auto *reconsidered = bench.change(request);
    bench.settle();
    bench.transport.reconsider();
    bench.settle();
    QVERIFY(reconsidered->isFinished());
    bench.transport.setPaused(false);
    mayLeave = true;
    bench.change(request);
    bench.settle();
    QCOMPARE(bench.network.sent().size(), 1);
}

void TransportTest::dropsWhatConnectsStill_data()
{
    QTest::addColumn<std::chrono::milliseconds>("jump");
    QTest::addColumn<std::chrono::milliseconds>("time");
    QTest::addColumn<bool>("mayLeave");
    QTest::addColumn<Kind>("kind");
    QTest::newRow("too late") << 0ms << 10'001ms << true << Kind::Expired;
    QTest::newRow("the machine sleeps") << std::chrono::milliseconds(8h) << 1001ms << true << Kind::Expired;
    QTest::newRow("it sleeps 5 s") << 5000ms << 1001ms << true << Kind::Expired;
    QTest::newRow("the clock is set back")
        << std::chrono::milliseconds(-1h) << 1001ms << true << Kind::Expired;
    QTest::newRow("taken back") << 0ms << 1001ms << false << Kind::Cancelled;
}

// NET-15
void TransportTest::dropsWhatConnectsStill()
{
    QFETCH(std::chrono::milliseconds, jump);
    QFETCH(std::chrono::milliseconds, time);
    QFETCH(bool, mayLeave);
    QFETCH(Kind, kind);
    for (const bool connectsFirst : {false, true}) {
        Bench bench;
        bench.network.setHandler([](const SentRequest &) { return FakeAnswer::of(204); });
        bench.network.setConnecting(true);
        Request action = write();
        action.expiry = Expiry{bench.clock.now().addSecs(10), bench.clock.uptime() + 10s};
        bool isAllowed = true;
        action.mayLeave = [&isAllowed] { return isAllowed; };
        auto *job = bench.change(action);
        bench.settle(5s);
        QCOMPARE(bench.network.openCount(), 1);
        QVERIFY(!job->isFinished());
        bench.clock.jump(jump);
        isAllowed = mayLeave;
        if (connectsFirst && time < 5s) { // before anybody has looked
            bench.network.setConnecting(false);
            bench.settle();
        } else {
            if (!mayLeave)
                bench.transport.reconsider();
            bench.settle(time);
        }
        QVERIFY(job->isFinished());
        QCOMPARE(job->outcome().error().kind, kind);
        QVERIFY(neverLeft(job->outcome().error()));
        bench.network.setConnecting(false);
        bench.settle();
        QCOMPARE(bench.network.sent().size(), 0);
        QCOMPARE(bench.network.abortedCount(), 1);
    }
}

void TransportTest::leavesAloneWhatHasLeft()
{
    Bench bench;
    bench.network.setHandler([](const SentRequest &) { return FakeAnswer::of(204).held(); });
    Request action = write();
    action.expiry = Expiry{bench.clock.now().addSecs(10), bench.clock.uptime() + 10s};
    bool mayLeave = true;
    action.mayLeave = [&mayLeave] { return mayLeave; };
    auto *job = bench.change(action);
    bench.settle();
    mayLeave = false;
    bench.transport.reconsider();
    bench.settle(15s);
    QVERIFY(!job->isFinished());
    bench.network.releaseAll();
    bench.settle();
    QVERIFY(job->isFinished() && job->outcome());
}

void TransportTest::waitsWhilePaused()
{
    Bench bench;
    bench.network.setHandler([](const SentRequest &) { return FakeAnswer::of(200, "[]"); });
    bench.transport.setPaused(true);
    auto *job = bench.read(get());
    bench.settle(10min);
    QCOMPARE(bench.network.sent().size(), 0);
    bench.transport.setPaused(false);
    bench.settle();
    QVERIFY(job->isFinished() && job->outcome());
}

void TransportTest::replacesConnectionsAfterTwoTimeouts()
{
    Bench bench;
    bench.network.answerNext(FakeAnswer::failure(QNetworkReply::OperationCanceledError), 2);
    bench.network.setHandler([](const SentRequest &) { return FakeAnswer::of(200, "[]"); });
    auto *job = bench.read(get());
    for (int i = 0; i < 10; ++i)
        bench.settle(500ms);
    QVERIFY(job->isFinished() && job->outcome());
    QCOMPARE(bench.network.managerCount(), 2);
    bench.transport.resetConnections();
    bench.read(get());
    bench.settle();
    QCOMPARE(bench.network.managerCount(), 3);
}

void TransportTest::dropsDeletedJobs()
{
    Bench bench;
    bench.network.setHandler([](const SentRequest &) { return FakeAnswer::of(200, "[]").held(); });
    delete bench.read(get()); // before it leaves
    bench.settle();
    QCOMPARE(bench.network.sent().size(), 0);
    QList<Job<Text> *> jobs;
    for (int i = 0; i < 4; ++i)
        jobs.append(bench.read(get(QString::number(i))));
    bench.settle();
    delete jobs.takeLast(); // while it waits
    delete jobs.takeFirst(); // under way
    QCOMPARE(bench.network.abortedCount(), 1);
    bench.network.releaseAll();
    bench.settle();
    QCOMPARE(bench.network.sent().size(), 3);
    for (const auto *job : std::as_const(jobs))
        QVERIFY(job->isFinished());
}

void TransportTest::endsJobsThatAreLeft()
{
    FakeNetwork network;
    ManualClock clock;
    QRandomGenerator random(1);
    network.setHandler([](const SentRequest &) { return FakeAnswer::of(204).held(); });
    auto transport =
        std::make_unique<Transport>(QUrl(u"https://api.nuki.io"_s), network.managers(), clock, random);
    QObject owner;
    auto *left = transport->sendWrite(write(), &owner);
    QTRY_COMPARE(network.sent().size(), 1);
    auto *waiting = transport->sendWrite(write(), &owner);
    transport.reset();
    QTRY_VERIFY(left->isFinished() && waiting->isFinished());
    QCOMPARE(left->outcome().error().kind, Kind::OutcomeUnknown);
    QCOMPARE(waiting->outcome().error().kind, Kind::Cancelled);
    QCOMPARE(network.abortedCount(), 1);
}

void TransportTest::tellsReachability()
{
    Bench bench;
    QSignalSpy spy(&bench.transport, &Transport::reachabilityChanged);
    bench.network.answerNext(FakeAnswer::failure(QNetworkReply::HostNotFoundError));
    bench.network.answerNext(FakeAnswer::of(404));
    bench.change(write());
    bench.settle();
    bench.change(write());
    bench.settle();
    QCOMPARE(spy.size(), 2);
    QCOMPARE(spy.at(0).at(0).toBool(), false);
    QCOMPARE(spy.at(1).at(0).toBool(), true);
}

// LEAK-1: an error that repeats the request.
void TransportTest::neverShowsTheToken()
{
    Bench bench;
    bench.network.answerNext(FakeAnswer::of(401, R"({"detailMessage":"Token 'CANARYTOKEN' is not known"})"));
    const ApiError error = bench.errorOf(write());
    QCOMPARE(error.detail, u"Token '…' is not known"_s);
    QVERIFY(!explain(error).contains(u"CANARY"_s));
}

QTEST_GUILESS_MAIN(TransportTest)
#include "transporttest.moc"
