#include "storedtoken.h"

#include "faketokenstore.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace lockdesk;

namespace {

const QUrl nuki(u"https://api.nuki.io"_s);
const QUrl other(u"https://other.example"_s);

struct Fetched
{
    int count = 0;
    StoredToken stored;
};

Fetched fetch(FakeTokenStore &store)
{
    QObject context;
    Fetched fetched;
    fetchStoredToken(store, u"id"_s, true, &context, [&](StoredToken stored) {
        ++fetched.count;
        fetched.stored = std::move(stored);
    });
    for (int i = 0; i < 3; ++i)
        QCoreApplication::sendPostedEvents();
    return fetched;
}

} // namespace

// KEY-11
class StoredTokenTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void testReads()
    {
        FakeTokenStore store;
        QCOMPARE(fetch(store).stored.state, KeychainState::Missing);
        store.held = {{u"id"_s, "secret"}};
        Fetched fetched = fetch(store);
        QCOMPARE(fetched.count, 1);
        QCOMPARE(fetched.stored.state, KeychainState::Ready);
        QCOMPARE(fetched.stored.token.reveal(), "secret"_ba);
        QCOMPARE(fetched.stored.address, StoredToken::Address::Missing);
        store.held[u"id/address"_s] = "https://api.nuki.io\n"; // as somebody else may have put it there
        fetched = fetch(store);
        QCOMPARE(fetched.stored.address, StoredToken::Address::Named);
        QCOMPARE(fetched.stored.named, nuki);
        for (const QByteArray &bad : {"http://api.nuki.io"_ba, "https://a:b@api.nuki.io"_ba, "api.nuki.io"_ba,
                 "https://"_ba, "\xff"_ba, "https://api.nuki.io https://x"_ba}) {
            store.held[u"id/address"_s] = bad;
            QCOMPARE(fetch(store).stored.address, StoredToken::Address::Unreadable);
        }
    }

    // What was not shown may name another address: the token is not given without it.
    void testAddressThatIsNotShown()
    {
        class HalfLocked : public FakeTokenStore
        {
        public:
            void read(const QString &profileId, bool isExpected, QObject *context, Answer answer) override
            {
                state = profileId.endsWith(u"/address"_s) ? KeychainState::Unreachable : KeychainState::Ready;
                FakeTokenStore::read(profileId, isExpected, context, std::move(answer));
            }
        } store;
        store.held = {{u"id"_s, "secret"}, {u"id/address"_s, "https://api.nuki.io"}};
        const Fetched fetched = fetch(store);
        QCOMPARE(fetched.stored.state, KeychainState::Unreachable);
        QVERIFY(fetched.stored.token.isEmpty());
    }

    void testUse_data()
    {
        QTest::addColumn<QUrl>("named"); // empty: no entry; invalid: unreadable
        QTest::addColumn<QUrl>("bound");
        QTest::addColumn<QUrl>("only");
        QTest::addColumn<int>("use");
        QTest::addColumn<QUrl>("there");
        const QUrl none;
        const auto row = [](const char *name, const QUrl &named, const QUrl &bound, const QUrl &only,
                             TokenUse use, const QUrl &there) {
            QTest::newRow(name) << named << bound << only << int(use) << there;
        };
        using enum TokenUse;
        row("named", nuki, none, none, SendThere, nuki);
        row("named, others bound", nuki, other, none, SendThere, nuki);
        row("named, asked for", nuki, none, QUrl(u"https://api.nuki.io:443/"_s), SendThere, nuki);
        row("named, another asked for", nuki, none, other, Elsewhere, nuki);
        row("named, another bound and asked for", nuki, other, other, Elsewhere, nuki);
        row("bound", none, nuki, none, SendThere, nuki);
        row("bound, another asked for", none, nuki, other, Elsewhere, nuki);
        row("nothing", none, none, none, Ask, none);
        row("nothing, one asked for", none, none, other, Ask, none);
        row("unreadable, bound", QUrl(u"bad"_s), nuki, none, Ask, none);
    }
    void testUse()
    {
        QFETCH(QUrl, named);
        QFETCH(QUrl, bound);
        QFETCH(QUrl, only);
        QFETCH(int, use);
        QFETCH(QUrl, there);
        const auto optional = [](const QUrl &url) {
            return url.isEmpty() ? std::nullopt : std::optional(url);
        };
        StoredToken stored;
        stored.named = named;
        stored.address = named.isEmpty()   ? StoredToken::Address::Missing
            : named.scheme() == u"https"_s ? StoredToken::Address::Named
                                           : StoredToken::Address::Unreadable;
        QUrl found;
        QCOMPARE(int(useOf(stored, optional(bound), optional(only), &found)), use);
        QCOMPARE(found, there);
    }

    // Cut short after any number of calls, no token stands beside another one's address.
    void testWritesInASafeOrder()
    {
        for (const bool isAnotherThere : {false, true}) {
            FakeTokenStore store;
            if (isAnotherThere)
                store.held = {{u"id"_s, "old"}};
            QObject context;
            QList<KeychainState> answers;
            storeToken(store, u"id"_s, Secret("new"), other, isAnotherThere, &context,
                [&](const TokenAnswer &answer) { answers += answer.state; });
            for (int i = 0; i < 5; ++i) {
                if (store.held.contains(u"id/address"_s) && store.held.contains(u"id"_s))
                    QCOMPARE(store.held[u"id"_s], "new"_ba);
                QCoreApplication::sendPostedEvents();
            }
            QCOMPARE(answers, QList{KeychainState::Ready});
            QCOMPARE(store.held[u"id"_s], "new"_ba);
            QCOMPARE(store.held[u"id/address"_s], "https://other.example"_ba);
        }
    }

    void testNothingIsStoredWithoutItsAddress()
    {
        FakeTokenStore store;
        store.writing = KeychainState::Denied;
        QObject context;
        QList<KeychainState> answers;
        storeToken(store, u"id"_s, Secret("new"), nuki, false, &context,
            [&](const TokenAnswer &answer) { answers += answer.state; });
        for (int i = 0; i < 3; ++i)
            QCoreApplication::sendPostedEvents();
        QCOMPARE(answers, QList{KeychainState::Denied});
        QVERIFY(store.held.empty());
        QCOMPARE(store.asked, QStringList{u"write id/address"_s});
    }

    // KEY-12
    void testRemovesItsOwnAlone()
    {
        FakeTokenStore store;
        store.held = {{u"id"_s, "a"}, {u"id/address"_s, "b"}, {u"default"_s, "c"},
            {u"default/address"_s, "d"}, {u"default/journal"_s, "e"}};
        QObject context;
        removeStoredToken(store, u"id"_s, &context, [](const TokenAnswer &) {});
        for (int i = 0; i < 3; ++i)
            QCoreApplication::sendPostedEvents();
        QCOMPARE(store.held.size(), 3U);
        QVERIFY(!store.held.contains(u"id"_s) && !store.held.contains(u"id/address"_s));
    }
};

QTEST_GUILESS_MAIN(StoredTokenTest)
#include "storedtokentest.moc"
