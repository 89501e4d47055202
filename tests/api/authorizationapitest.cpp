#include "authorizationapi.h"

#include "apibench.h"
#include "authorizationjson.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace lockdesk;
using namespace Qt::StringLiterals;

namespace {

constexpr SmartlockId lock{21913877581};

Authorization record(const char *name)
{
    const QByteArray path = "authorization/" + QByteArray(name);
    return *authorizationFromJson(QJsonDocument::fromJson(ApiBench::body(path)).object());
}

QByteArray records(int from, int count)
{
    QByteArrayList list;
    for (int i = from; i < from + count; ++i)
        list +=
            R"({"smartlockId":21913877581,"id":")" + QByteArray::number(i).rightJustified(24, '0') + "\"}";
    return "[" + list.join(',') + "]";
}

QByteArray page(const QByteArray &list, int pages, int items)
{
    return "{\"results\":" + list + ",\"pagination\":{\"totalItems\":" + QByteArray::number(items)
        + ",\"totalPages\":" + QByteArray::number(pages) + ",\"pageSize\":100}}";
}

QString pageLine(int number)
{
    return u"GET /smartlock/auth/paged?page=%1&size=500"_s.arg(number);
}

} // namespace

class AuthorizationApiTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fetchesPageByPage();
    void fetchesUntilTheEnd_data();
    void fetchesUntilTheEnd();
    void anElementThatMovedComesOnce();
    void fallsBackToThePlainList_data();
    void fallsBackToThePlainList();
    void otherErrorsAreErrors_data();
    void otherErrorsAreErrors();
    void readsAVeryLongPlainList();
    void deletingTheJobEndsEverything();
    void fetchesOneDevicesList();
    void fetchesOneRecord();
    void takesNoOtherRecordForTheOneAsked();
    void creates();
    void updates();
    void deletes();
    void neverSendsWhatCannotGoBack();
    void writesOnOneDeviceLeaveOneByOne();
};

void AuthorizationApiTest::fetchesPageByPage()
{
    ApiBench bench;
    bench.network.answerNext(FakeAnswer::of(200, page(records(0, 100), 3, 250)));
    bench.network.answerNext(FakeAnswer::of(
        200, page(records(100, 99).chopped(1) + ",{\"id\":\"6ab2be33a7fc3019addfa501\"}]", 3, 250)));
    bench.network.answerNext(FakeAnswer::of(200, page(records(200, 50), 3, 250)));
    const auto list = bench.outcomeOf(fetchAuthorizations(bench.transport, &bench.owner));
    QVERIFY(list);
    QCOMPARE(list->items.size(), 249);
    QCOMPARE(list->unreadable, 1);
    QCOMPARE(list->unreadableIds, QStringList(u"6ab2be33a7fc3019addfa501"_s));
    QCOMPARE(bench.lines(), (QStringList{pageLine(0), pageLine(1), pageLine(2)}));
}

void AuthorizationApiTest::fetchesUntilTheEnd_data()
{
    QTest::addColumn<QByteArrayList>("pages");
    QTest::addColumn<int>("items");
    QTest::addColumn<bool>("isOneAnswer"); // more than one page proves nothing absent, nor does a short one
    QTest::newRow("none") << QByteArrayList{page("[]", 0, 0)} << 0 << true;
    QTest::newRow("none, though counted") << QByteArrayList{page("[]", 0, 2)} << 0 << false;
    QTest::newRow("one page") << QByteArrayList{page(records(0, 2), 1, 2)} << 2 << true;
    QTest::newRow("one page, one unreadable")
        << QByteArrayList{page("[" + records(0, 1).sliced(1).chopped(1) + ",{}]", 1, 2)} << 1 << true;
    QTest::newRow("two pages that add up")
        << QByteArrayList{page(records(0, 2), 2, 4), page(records(2, 2), 2, 4)} << 4 << false;
    QTest::newRow("no count, an empty page ends") << QByteArrayList{"{\"results\":" + records(0, 2) + "}",
        "{\"results\":" + records(2, 2) + "}", "{\"results\":[]}"}
                                                  << 4 << false;
    QTest::newRow("no count, the same page again") << QByteArrayList{"{\"results\":" + records(0, 2) + "}",
        "{\"results\":" + records(0, 2) + "}"} << 2 << false;
    // The count of pages was made with our size, the pages with the service's own: not the end yet.
    QTest::newRow("a count that does not add up")
        << QByteArrayList{page(records(0, 100), 1, 150), page(records(100, 50), 1, 150)} << 150 << false;
    QTest::newRow("fewer than counted")
        << QByteArrayList{page(records(0, 100), 1, 150), page("[]", 1, 150)} << 100 << false;
    QTest::newRow("only unreadable ones on a page")
        << QByteArrayList{page("[{},{}]", 2, 4), page(records(2, 2), 2, 4)} << 2 << false;
}

void AuthorizationApiTest::fetchesUntilTheEnd()
{
    QFETCH(QByteArrayList, pages);
    QFETCH(int, items);
    QFETCH(bool, isOneAnswer);
    ApiBench bench;
    for (const QByteArray &body : std::as_const(pages))
        bench.network.answerNext(FakeAnswer::of(200, body));
    const auto list = bench.outcomeOf(fetchAuthorizations(bench.transport, &bench.owner));
    QVERIFY(list);
    QCOMPARE(list->items.size(), items);
    QCOMPARE(list->isOneAnswer, isOneAnswer);
    QCOMPARE(bench.network.sent().size(), pages.size());
}

void AuthorizationApiTest::anElementThatMovedComesOnce()
{
    ApiBench bench;
    bench.network.answerNext(FakeAnswer::of(200, page(records(0, 3), 2, 5)));
    bench.network.answerNext(FakeAnswer::of(200, page(records(2, 2), 2, 5)));
    const auto list = bench.outcomeOf(fetchAuthorizations(bench.transport, &bench.owner));
    QVERIFY(list);
    QCOMPARE(list->items.size(), 4);
}

void AuthorizationApiTest::fallsBackToThePlainList_data()
{
    QTest::addColumn<int>("status");
    for (const int status : {400, 404, 405})
        QTest::addRow("%d", status) << status;
}

void AuthorizationApiTest::fallsBackToThePlainList()
{
    QFETCH(int, status);
    ApiBench bench;
    bench.network.answerNext(FakeAnswer::of(status));
    bench.network.answerNext(FakeAnswer::of(200, records(0, 300)));
    const auto list = bench.outcomeOf(fetchAuthorizations(bench.transport, &bench.owner));
    QVERIFY(list);
    QCOMPARE(list->items.size(), 300);
    QCOMPARE(bench.lines(), (QStringList{pageLine(0), u"GET /smartlock/auth"_s}));
    QCOMPARE(bench.network.sent().last().header("Accept-Encoding"), "identity"_ba);
}

void AuthorizationApiTest::otherErrorsAreErrors_data()
{
    QTest::addColumn<QList<FakeAnswer>>("answers");
    QTest::addColumn<ApiError::Kind>("kind");
    using Kind = ApiError::Kind;
    QTest::newRow("no scope") << QList{FakeAnswer::of(401)} << Kind::Unauthorized;
    QTest::newRow("forbidden") << QList{FakeAnswer::of(403)} << Kind::Forbidden;
    QTest::newRow("on the second page")
        << QList{FakeAnswer::of(200, page(records(0, 2), 2, 4)), FakeAnswer::of(403)} << Kind::Forbidden;
    QTest::newRow("no page") << QList{FakeAnswer::of(200, "{}")} << Kind::Unreadable;
    QTest::newRow("neither is there") << QList{FakeAnswer::of(404), FakeAnswer::of(404)} << Kind::NotFound;
    QTest::newRow("plain list cut") << QList{FakeAnswer::of(404),
        FakeAnswer::of(200, records(0, 5).chopped(1))}
                                    << Kind::Unreadable;
}

void AuthorizationApiTest::otherErrorsAreErrors()
{
    QFETCH(QList<FakeAnswer>, answers);
    QFETCH(ApiError::Kind, kind);
    ApiBench bench;
    for (const FakeAnswer &answer : std::as_const(answers))
        bench.network.answerNext(answer);
    bench.network.setHandler([&answers](const SentRequest &) { return answers.last(); });
    const auto list = bench.outcomeOf(fetchAuthorizations(bench.transport, &bench.owner));
    QVERIFY(!list);
    QCOMPARE(list.error().kind, kind);
}

// More than a page may have: the plain list is not held in memory.
void AuthorizationApiTest::readsAVeryLongPlainList()
{
    ApiBench bench;
    const QByteArray padding = R"({"padding":")" + QByteArray(1024 * 1024, 'x') + "\"},";
    bench.network.answerNext(FakeAnswer::of(404));
    bench.network.answerNext(FakeAnswer::of(200, "[" + padding.repeated(40) + records(0, 1).sliced(1)));
    const auto list = bench.outcomeOf(fetchAuthorizations(bench.transport, &bench.owner));
    QVERIFY(list);
    QCOMPARE(list->items.size(), 1);
    QCOMPARE(list->unreadable, 40);
}

void AuthorizationApiTest::deletingTheJobEndsEverything()
{
    for (const bool isPlain : {false, true}) {
        ApiBench bench;
        if (isPlain)
            bench.network.answerNext(FakeAnswer::of(404));
        bench.network.setHandler([](const SentRequest &) { return FakeAnswer::of(200, "[]").held(); });
        auto *job = fetchAuthorizations(bench.transport, &bench.owner);
        const int expected = isPlain ? 2 : 1;
        QVERIFY(bench.settle([&] { return bench.network.sent().size() == expected; }));
        delete job;
        QVERIFY(bench.settle([&bench] { return bench.network.abortedCount() == 1; }));
        QCOMPARE(bench.network.sent().size(), expected);
    }
}

void AuthorizationApiTest::fetchesOneDevicesList()
{
    ApiBench bench;
    bench.network.answerNext(FakeAnswer::of(200, records(0, 3)));
    const auto list = bench.outcomeOf(fetchAuthorizations(bench.transport, lock, &bench.owner));
    QVERIFY(list);
    QCOMPARE(list->items.size(), 3);
    QCOMPARE(bench.lines(), QStringList(u"GET /smartlock/21913877581/auth"_s));
}

void AuthorizationApiTest::fetchesOneRecord()
{
    ApiBench bench;
    const Authorization code = record("keypadcode");
    bench.network.answerNext(FakeAnswer::of(200, ApiBench::body("authorization/keypadcode")));
    const auto found = bench.outcomeOf(fetchAuthorization(bench.transport, lock, code.id, &bench.owner));
    QVERIFY(found);
    QCOMPARE(*found, code);
    QCOMPARE(bench.lines(), QStringList(u"GET /smartlock/21913877581/auth/6ab2be33a1b2c3d4e5f60718"_s));
}

void AuthorizationApiTest::takesNoOtherRecordForTheOneAsked()
{
    ApiBench bench;
    bench.network.setHandler(
        [](const SentRequest &) { return FakeAnswer::of(200, ApiBench::body("authorization/app")); });
    const AuthorizationId id = record("keypadcode").id;
    QCOMPARE(bench.outcomeOf(fetchAuthorization(bench.transport, lock, id, &bench.owner)).error().kind,
        ApiError::Kind::Unreadable);
    const SmartlockId otherLock{439041101};
    QCOMPARE(bench.outcomeOf(fetchAuthorization(bench.transport, otherLock, record("app").id, &bench.owner))
                 .error()
                 .kind,
        ApiError::Kind::Unreadable);
}

void AuthorizationApiTest::creates()
{
    ApiBench bench;
    Authorization code;
    code.smartlockId = lock;
    code.type = AuthorizationType::KeypadCode;
    code.name = u"Guest"_s;
    code.code = KeypadCode::fromServer(964751);
    bench.linesOf(createAuthorization(bench.transport, code, &bench.owner));
    bench.linesOf(createAuthorizations(bench.transport, code, {lock, SmartlockId(439041101)}, &bench.owner));
    QCOMPARE(bench.lines(),
        (QStringList{u"PUT /smartlock/21913877581/auth "
                     "{\"code\":964751,\"name\":\"Guest\",\"remoteAllowed\":false,\"type\":13}"_s,
            u"PUT /smartlock/auth {\"code\":964751,\"name\":\"Guest\",\"remoteAllowed\":false,"
            "\"smartlockIds\":[21913877581,439041101],\"type\":13}"_s}));
}

void AuthorizationApiTest::updates()
{
    ApiBench bench;
    const Authorization code = record("keypadcode");
    const Authorization app = record("app");
    const QString codeFields = u"\"allowedFromDate\":\"2026-09-22T22:00:00.000Z\",\"allowedFromTime\":360,"
                               "\"allowedUntilDate\":\"2026-12-31T23:00:00.000Z\",\"allowedUntilTime\":600,"
                               "\"allowedWeekDays\":124,\"code\":487213,\"enabled\":true,"_s;
    bench.linesOf(updateAuthorization(bench.transport, code, &bench.owner));
    bench.linesOf(updateAuthorizations(bench.transport, {code, app}, &bench.owner));
    QCOMPARE(bench.lines(),
        (QStringList{u"POST /smartlock/21913877581/auth/6ab2be33a1b2c3d4e5f60718 {"_s + codeFields
                + u"\"name\":\"Cleaner\"}"_s,
            u"POST /smartlock/auth [{"_s + codeFields
                + u"\"id\":\"6ab2be33a1b2c3d4e5f60718\",\"name\":\"Cleaner\"},"
                  "{\"accountUserId\":510023377,\"enabled\":true,\"id\":\"6981dba9a1b2c3d4e5f60701\","
                  "\"name\":\"Anna Lindqvist\",\"remoteAllowed\":true}]"_s}));
}

void AuthorizationApiTest::deletes()
{
    ApiBench bench;
    const Authorization code = record("keypadcode");
    bench.linesOf(deleteAuthorization(bench.transport, lock, code.id, &bench.owner));
    bench.linesOf(deleteAuthorizations(bench.transport, {code, record("fob")}, &bench.owner));
    QCOMPARE(bench.lines(),
        (QStringList{u"DELETE /smartlock/21913877581/auth/6ab2be33a1b2c3d4e5f60718"_s,
            u"DELETE /smartlock/auth [\"6ab2be33a1b2c3d4e5f60718\",\"6981dba9a1b2c3d4e5f60703\"]"_s}));
}

// CON-3: a field that could not be read would be lost.
void AuthorizationApiTest::neverSendsWhatCannotGoBack()
{
    ApiBench bench;
    const Authorization bent = record("unreadable");
    for (auto *job : {updateAuthorization(bench.transport, bent, &bench.owner),
             updateAuthorizations(bench.transport, {record("app"), bent}, &bench.owner)})
        QCOMPARE(bench.outcomeOf(job).error().kind, ApiError::Kind::InvalidRequest);
    QVERIFY(bench.lines().isEmpty());
    QCOMPARE(bench.linesOf(deleteAuthorization(bench.transport, lock, bent.id, &bench.owner)).size(), 1);
    Authorization damaged = record("keypadcode");
    damaged.name = u"M\ufffdller"_s;
    damaged.unreadable = {u"name"_s};
    QCOMPARE(bench.outcomeOf(updateAuthorization(bench.transport, damaged, &bench.owner)).error().kind,
        ApiError::Kind::InvalidRequest);
    damaged.name = u"Müller"_s; // a person has typed it
    QCOMPARE(bench.linesOf(updateAuthorization(bench.transport, damaged, &bench.owner)).size(), 2);
}

// BULK-7, also for writes on several devices.
void AuthorizationApiTest::writesOnOneDeviceLeaveOneByOne()
{
    ApiBench bench;
    int open = 0;
    bench.network.setHandler([&open](const SentRequest &) {
        ++open;
        return FakeAnswer::of(204).held();
    });
    const Authorization here = record("keypadcode");
    Authorization there = record("app");
    there.smartlockId = SmartlockId(439041101);
    const QList<Job<Accepted> *> jobs{updateAuthorization(bench.transport, here, &bench.owner),
        deleteAuthorization(bench.transport, lock, here.id, &bench.owner),
        createAuthorization(bench.transport, here, &bench.owner),
        deleteAuthorizations(bench.transport, {here, there}, &bench.owner),
        updateAuthorization(bench.transport, there, &bench.owner),
        createAuthorizations(bench.transport, here, {lock, there.smartlockId}, &bench.owner),
        updateAuthorizations(bench.transport, {there, here}, &bench.owner)};
    for (qsizetype sent = 1; sent <= jobs.size(); ++sent) {
        QVERIFY(bench.settle([&] { return bench.network.sent().size() == sent; }));
        for (int i = 0; i < 5; ++i)
            QTest::qWait(0);
        QCOMPARE(bench.network.openCount(), 1);
        QCOMPARE(bench.network.sent().size(), sent);
        bench.network.release();
    }
    QVERIFY(bench.settle([&jobs] { return jobs.last()->isFinished(); }));
}

QTEST_GUILESS_MAIN(AuthorizationApiTest)
#include "authorizationapitest.moc"
