#include "authorizationstore.h"
#include "smartlockstore.h"
#include "userstore.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace lockdesk;

namespace {

const QDateTime noon(QDate(2026, 3, 2), QTime(12, 0), QTimeZone::utc());

AskedAt at(int seconds)
{
    return {noon.addSecs(seconds), std::chrono::seconds(1'000 + seconds)};
}

// The computer's clock has been set back by eight hours since.
AskedAt setBack(int seconds)
{
    return {at(seconds).now.addSecs(-8 * 3'600), at(seconds).uptime};
}

Smartlock device(int id, const QString &name)
{
    Smartlock smartlock;
    smartlock.id = SmartlockId(id);
    smartlock.name = name;
    return smartlock;
}

Authorization authorization(int number, int device, const QString &name = {})
{
    Authorization authorization;
    authorization.id = *AuthorizationId::fromString(u"%1"_s.arg(number, 24, 16, QChar(u'0')));
    authorization.smartlockId = SmartlockId(device);
    authorization.name = name;
    return authorization;
}

ApiError lost()
{
    ApiError error;
    error.kind = ApiError::Kind::Unreachable;
    return error;
}

} // namespace

class StoresTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void testEmpty()
    {
        const SmartlockStore smartlocks;
        const AuthorizationStore authorizations;
        QVERIFY(!smartlocks.isLoaded());
        QVERIFY(!smartlocks.smartlock(SmartlockId(1)));
        QVERIFY(!smartlocks.fetchedAtOf(SmartlockId(1)).isValid());
        QVERIFY(!authorizations.countOf(SmartlockId(1)));
        QVERIFY(!authorizations.error());
    }

    // NET-6: a failure keeps the data and its age.
    void testErrorKeepsData()
    {
        SmartlockStore store;
        QSignalSpy changed(&store, &TruthStore::changed);
        store.setAll({{device(1, u"A"_s)}, 2}, at(0));
        store.setError(lost());
        store.setError(lost());
        QCOMPARE(changed.size(), 2); // the same error again is no news
        QCOMPARE(store.smartlocks().size(), 1);
        QCOMPARE(store.asked(), at(0));
        QCOMPARE(store.fetchedAt(), at(0).now);
        QCOMPARE(store.unreadableCount(), 2);
        QCOMPARE(store.error(), lost());
        store.setAll({{device(1, u"A"_s)}, 0}, at(30));
        QVERIFY(!store.error());
        QCOMPARE(store.unreadableCount(), 0);
        QCOMPARE(changed.size(), 3);
    }

    void testOneDevice()
    {
        SmartlockStore store;
        store.setAll({{device(1, u"A"_s), device(2, u"B"_s)}, 0}, at(0));
        QSignalSpy changed(&store, &TruthStore::changed);
        store.setOne(device(2, u"B2"_s), at(5));
        store.setOne(device(3, u"C"_s), at(6));
        QCOMPARE(changed.size(), 2);
        QCOMPARE(store.smartlocks().size(), 3);
        QCOMPARE(store.smartlock(SmartlockId(2))->name, u"B2"_s);
        QCOMPARE(store.fetchedAtOf(SmartlockId(1)), at(0).now);
        QCOMPARE(store.askedOf(SmartlockId(2)), at(5));
        QCOMPARE(store.asked(), at(0)); // the whole list is as old as it was
    }

    // DOM-5: what was asked for earlier and came later does not take the newer back, nor look fresh.
    void testLateListKeepsNewerDevice()
    {
        SmartlockStore store;
        store.setOne(device(2, u"new"_s), at(5));
        store.setOne(device(4, u"appeared"_s), at(6));
        store.setAll({{device(1, u"A"_s), device(2, u"old"_s)}, 0}, at(3));
        QCOMPARE(store.smartlock(SmartlockId(2))->name, u"new"_s);
        QCOMPARE(store.fetchedAtOf(SmartlockId(2)), at(5).now);
        QCOMPARE(store.fetchedAtOf(SmartlockId(1)), at(3).now);
        QVERIFY(store.smartlock(SmartlockId(4)));
        store.setOne(device(2, u"older"_s), at(4));
        QCOMPARE(store.smartlock(SmartlockId(2))->name, u"new"_s);
        store.setAll({{device(2, u"newest"_s)}, 0}, at(30));
        QCOMPARE(store.smartlock(SmartlockId(2))->name, u"newest"_s);
        QCOMPARE(store.smartlocks().size(), 1); // those that are gone are gone
        QVERIFY(!store.fetchedAtOf(SmartlockId(4)).isValid());
    }

    // Somebody sets the clock back: what comes then is not mistaken for old.
    void testClockSetBack()
    {
        SmartlockStore store;
        store.setOne(device(1, u"before"_s), at(0));
        store.setAll({{device(1, u"after"_s)}, 0}, setBack(30));
        QCOMPARE(store.smartlock(SmartlockId(1))->name, u"after"_s);
        QCOMPARE(store.fetchedAtOf(SmartlockId(1)), setBack(30).now);

        AuthorizationStore records;
        records.setOf(SmartlockId(7), {{authorization(1, 7), authorization(2, 7)}, 0}, at(0));
        records.setOf(SmartlockId(7), {{authorization(2, 7)}, 0}, setBack(30));
        QCOMPARE(records.of(SmartlockId(7)), QList{authorization(2, 7)});
        records.setAll(
            {{authorization(1, 7), authorization(2, 7)}, 0}, at(10)); // asked for first, by far "later"
        QCOMPARE(records.of(SmartlockId(7)), QList{authorization(2, 7)});
    }

    // Asked for first and come last: a whole list is none of the newer ones, however long it took.
    void testLateListAfterANewerOne()
    {
        SmartlockStore smartlocks;
        smartlocks.setAll({{device(1, u"new"_s)}, 0}, at(3'600));
        smartlocks.setAll({{device(1, u"old"_s), device(2, u"gone"_s)}, 3}, at(0));
        smartlocks.setOne(device(2, u"gone"_s), at(3'599));
        QCOMPARE(smartlocks.smartlocks(), QList{device(1, u"new"_s)});
        QCOMPARE(smartlocks.asked(), at(3'600));
        QCOMPARE(smartlocks.unreadableCount(), 0);

        AuthorizationStore records;
        records.setAll({{authorization(1, 7)}, 0}, at(3'600));
        QSignalSpy changed(&records, &TruthStore::changed);
        records.setAll({{authorization(1, 7), authorization(2, 7)}, 0}, at(0));
        records.setOf(SmartlockId(7), {{authorization(1, 7), authorization(2, 7)}, 0}, at(3'599));
        records.setSome({authorization(1, 7, u"old"_s)}, at(3'599));
        QCOMPARE(records.authorizations(), QList{authorization(1, 7)});
        QVERIFY(changed.isEmpty());

        UserStore users;
        users.setAll({}, at(3'600));
        users.setAll({{AccountUser()}, 0}, at(0));
        QVERIFY(users.users().isEmpty());
    }

    // A person's list tells of records, not of devices: each is newer than what was asked for before.
    void testSomeRecords()
    {
        AuthorizationStore store;
        store.setAll({{authorization(1, 7), authorization(2, 7), authorization(3, 8)}, 0}, at(0));
        const Authorization renamed = authorization(1, 7, u"Ada"_s);
        store.setSome({renamed, authorization(4, 7)}, at(10));
        QCOMPARE(store.authorizations(), (QList{renamed, authorization(2, 7), authorization(3, 8)}));
        store.setOf(SmartlockId(7), {{authorization(2, 7, u"Bo"_s), authorization(1, 7)}, 0}, at(9));
        QCOMPARE(store.of(SmartlockId(7)), (QList{renamed, authorization(2, 7, u"Bo"_s)}));
        store.setAll({{authorization(1, 7), authorization(2, 7)}, 0}, at(5));
        QCOMPARE(store.authorizations(), (QList{renamed, authorization(2, 7, u"Bo"_s)}));
        store.setAll({{authorization(1, 7), authorization(2, 7)}, 0}, at(11));
        QCOMPARE(store.authorizations(), (QList{authorization(1, 7), authorization(2, 7)}));
    }

    void testTellsWhichDevicesChanged()
    {
        const auto last = [](const QSignalSpy &spy) { return spy.last().first().value<QSet<SmartlockId>>(); };
        AuthorizationStore store;
        QSignalSpy records(&store, &AuthorizationStore::devicesChanged);
        store.setAll({{authorization(1, 7), authorization(3, 8)}, 0}, at(0));
        QCOMPARE(last(records), (QSet{SmartlockId(7), SmartlockId(8)}));
        store.setOf({{SmartlockId(7), {authorization(1, 7)}}, {SmartlockId(8), {}}}, at(1));
        QCOMPARE(last(records), QSet{SmartlockId(8)});
        store.setAll({{authorization(4, 9)}, 0}, at(2)); // what is gone has changed too
        QCOMPARE(last(records), (QSet{SmartlockId(7), SmartlockId(8), SmartlockId(9)}));

        SmartlockStore smartlocks;
        QSignalSpy devices(&smartlocks, &SmartlockStore::devicesChanged);
        smartlocks.setAll({{device(1, u"A"_s), device(2, u"B"_s)}, 0}, at(0));
        smartlocks.setAll({{device(2, u"B"_s), device(3, u"C"_s)}, 0}, at(1));
        QCOMPARE(last(devices), (QSet{SmartlockId(1), SmartlockId(3)}));
        smartlocks.setOne(device(2, u"B"_s), at(2)); // the same
        QCOMPARE(devices.size(), 2);
        smartlocks.setOne(device(2, u"new"_s), at(3));
        QCOMPARE(last(devices), QSet{SmartlockId(2)});
    }

    // The service may tell a list in another order each time: that is no change, and nothing jumps.
    void testOrderOfAList()
    {
        AuthorizationStore store;
        const QList<Authorization> all{authorization(1, 7), authorization(3, 8), authorization(2, 7)};
        store.setAll({all, 0}, at(0));
        QSignalSpy changed(&store, &TruthStore::changed);
        store.setOf(SmartlockId(7), {{authorization(2, 7), authorization(1, 7)}, 0}, at(1));
        QVERIFY(changed.isEmpty());
        store.setOf(
            SmartlockId(7), {{authorization(5, 7), authorization(2, 7), authorization(1, 7)}, 0}, at(2));
        QCOMPARE(store.authorizations(), all + QList{authorization(5, 7)});
        store.setOf(SmartlockId(7), {{authorization(5, 7), authorization(2, 7)}, 0}, at(3));
        store.setOf(SmartlockId(7), {{authorization(1, 7), authorization(2, 7)}, 0}, at(4));
        QCOMPARE(
            store.authorizations(), (QList{authorization(3, 8), authorization(2, 7), authorization(1, 7)}));
        QCOMPARE(store.lists().count(), 3);
    }

    void testAuthorizations()
    {
        AuthorizationStore store;
        store.setAll({{authorization(1, 7), authorization(2, 7), authorization(3, 8)}, 1}, at(0));
        QCOMPARE(store.of(SmartlockId(7)).size(), 2);
        QCOMPARE(store.countOf(SmartlockId(7)), 2);
        QCOMPARE(store.countOf(SmartlockId(9)), 0);
        QCOMPARE(store.authorization(authorization(3, 8).id), authorization(3, 8));
        QCOMPARE(store.unreadableCount(), 1);
    }

    void testOneDevicesAuthorizations()
    {
        AuthorizationStore store;
        store.setAll({{authorization(1, 7), authorization(3, 8), authorization(2, 7)}, 0}, at(0));
        QSignalSpy changed(&store, &TruthStore::changed);
        store.setOf(SmartlockId(7), {{authorization(1, 7), authorization(2, 7)}, 0}, at(1));
        QCOMPARE(changed.size(), 0); // nothing new
        const Authorization renamed = authorization(2, 7, u"Ada"_s);
        store.setOf(SmartlockId(7), {{authorization(4, 7), renamed}, 0}, at(2));
        QCOMPARE(changed.size(), 1);
        QCOMPARE(store.authorizations(), (QList{authorization(3, 8), renamed, authorization(4, 7)}));
        QCOMPARE(store.countOf(SmartlockId(7)), 2);
        QCOMPARE(store.countOf(SmartlockId(8)), 1);
    }

    void testTellsOnlyWhatIsAnother()
    {
        AuthorizationStore store;
        QSignalSpy changed(&store, &TruthStore::changed);
        store.setOf(SmartlockId(7), {{authorization(1, 7)}, 0}, at(5));
        store.setOf(SmartlockId(7), {{authorization(1, 7)}, 0}, at(6)); // the same
        store.setOf(SmartlockId(7), {{}, 0}, at(4)); // only came later
        QCOMPARE(changed.size(), 1);
    }

    // A list of minutes must not hide a code that was created, or bring one back that was deleted, meanwhile.
    void testLateListKeepsNewerAuthorizations()
    {
        AuthorizationStore store;
        store.setOf(SmartlockId(7), {{authorization(2, 7)}, 0}, at(60));
        QCOMPARE(store.countOf(SmartlockId(7)), 1);
        store.setAll({{authorization(1, 7), authorization(3, 8)}, 0}, at(0));
        QCOMPARE(store.of(SmartlockId(7)), QList{authorization(2, 7)});
        QCOMPARE(store.countOf(SmartlockId(7)), 1);
        QCOMPARE(store.authorizations().size(), 2);
        store.setOf(SmartlockId(7), {{authorization(1, 7)}, 0}, at(59));
        QCOMPARE(store.of(SmartlockId(7)), QList{authorization(2, 7)});
        store.setAll({{authorization(3, 8)}, 0}, at(120));
        QCOMPARE(store.countOf(SmartlockId(7)), 0);
    }

    void testUsers()
    {
        UserStore store;
        QSignalSpy changed(&store, &TruthStore::changed);
        AccountUser ada;
        ada.id = AccountUserId(9);
        store.setAll({{ada}, 0}, at(0));
        QCOMPARE(changed.size(), 1);
        QCOMPARE(store.user(AccountUserId(9)), ada);
        QVERIFY(!store.user(AccountUserId(1)));
    }
};

QTEST_GUILESS_MAIN(StoresTest)
#include "storestest.moc"
