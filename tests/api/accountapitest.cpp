#include "accountapi.h"

#include "apibench.h"

using namespace lockdesk;
using namespace Qt::StringLiterals;

namespace {

QByteArray users(int from, int count)
{
    QByteArrayList list;
    for (int i = from; i < from + count; ++i)
        list += "{\"accountUserId\":" + QByteArray::number(i) + "}";
    return "[" + list.join(',') + "]";
}

} // namespace

class AccountApiTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fetchesTheAccount()
    {
        ApiBench bench;
        bench.network.answerNext(FakeAnswer::of(200, ApiBench::body("account/account")));
        const auto account = bench.outcomeOf(fetchAccount(bench.transport, &bench.owner));
        QVERIFY(account);
        QCOMPARE(account->email, u"admin@example.org"_s);
        QCOMPARE(bench.lines(), QStringList(u"GET /account"_s));
    }

    // The service gives fewer than asked for, so only an empty page is the end; what could not be read counts
    // too.
    void fetchesPeopleUntilAnEmptyPage()
    {
        ApiBench bench;
        bench.network.answerNext(FakeAnswer::of(200, users(1, 50)));
        bench.network.answerNext(FakeAnswer::of(200, "[{\"accountUserId\":51},{},{\"accountUserId\":52}]"));
        bench.network.answerNext(FakeAnswer::of(200, "[]"));
        const auto list = bench.outcomeOf(fetchAccountUsers(bench.transport, &bench.owner));
        QVERIFY(list);
        QCOMPARE(list->items.size(), 52);
        QCOMPARE(list->unreadable, 1);
        QCOMPARE(bench.lines(),
            (QStringList{u"GET /account/user?offset=0&limit=500"_s,
                u"GET /account/user?offset=50&limit=500"_s, u"GET /account/user?offset=53&limit=500"_s}));
    }

    void endsWhenTheServiceDoesNotPage()
    {
        ApiBench bench;
        bench.network.setHandler([](const SentRequest &) { return FakeAnswer::of(200, users(1, 3)); });
        const auto list = bench.outcomeOf(fetchAccountUsers(bench.transport, &bench.owner));
        QCOMPARE(list->items.size(), 3);
        QCOMPARE(bench.network.sent().size(), 2);
    }

    void aFailedPageFailsTheList()
    {
        ApiBench bench;
        bench.network.answerNext(FakeAnswer::of(200, users(1, 50)));
        bench.network.answerNext(FakeAnswer::of(403));
        const auto list = bench.outcomeOf(fetchAccountUsers(bench.transport, &bench.owner));
        QVERIFY(!list);
        QCOMPARE(list.error().kind, ApiError::Kind::Forbidden);
    }

    void anObjectIsNoPage()
    {
        ApiBench bench;
        bench.network.setHandler([](const SentRequest &) { return FakeAnswer::of(200, "{}"); });
        QCOMPARE(bench.outcomeOf(fetchAccountUsers(bench.transport, &bench.owner)).error().kind,
            ApiError::Kind::Unreadable);
    }

    void deletingTheJobAsksNoMore()
    {
        ApiBench bench;
        bench.network.answerNext(FakeAnswer::of(200, users(1, 50)));
        bench.network.answerNext(FakeAnswer::of(200, "[]").held());
        auto *job = fetchAccountUsers(bench.transport, &bench.owner);
        QVERIFY(bench.settle([&bench] { return bench.network.sent().size() == 2; }));
        delete job;
        QVERIFY(bench.settle([&bench] { return bench.network.abortedCount() == 1; }));
        QCOMPARE(bench.network.sent().size(), 2);
    }
};

QTEST_GUILESS_MAIN(AccountApiTest)
#include "accountapitest.moc"
