#include "journalkey.h"
#include "faketokenstore.h"
#include "memorytokenstore.h"

#include <QTest>

using namespace lockdesk;
using namespace Qt::StringLiterals;

namespace {

struct Answered
{
    int times = 0;
    QByteArray key; ///< as base64; empty for none
    QString why;
};

Answered fetched(TokenStore &store, bool isExpected = false)
{
    Answered out;
    QObject context;
    fetchJournalKey(
        store, u"default"_s, isExpected, &context, [&out](std::optional<SecretKey> key, const QString &why) {
            ++out.times;
            out.key = key ? key->toBase64().reveal() : QByteArray();
            out.why = why;
        });
    if (out.times > 0)
        qFatal("answered before the event loop");
    for (int i = 0; i < 5; ++i)
        QCoreApplication::processEvents();
    return out;
}

} // namespace

class JournalKeyTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void makesOneAndFindsItAgain()
    {
        MemoryTokenStore store;
        const Answered first = fetched(store);
        QCOMPARE(first.times, 1);
        QCOMPARE(QByteArray::fromBase64(first.key).size(), 32);
        QVERIFY(first.why.isEmpty());
        QCOMPARE(fetched(store, true).key, first.key);
        MemoryTokenStore other;
        QVERIFY(fetched(other).key != first.key);
    }

    void liesBesideTheToken()
    {
        FakeTokenStore store;
        store.held.insert_or_assign(u"default"_s, "CANARYTOKEN");
        const Answered made = fetched(store);
        QCOMPARE(store.asked, (QStringList{u"read default/journal"_s, u"write default/journal"_s}));
        QCOMPARE(store.held.at(u"default/journal"_s), made.key);
        QCOMPARE(store.held.at(u"default"_s), "CANARYTOKEN");
    }

    // KEY-3: what is only locked away is never written over.
    void writesNothingUnlessThereIsNone_data()
    {
        QTest::addColumn<KeychainState>("state");
        QTest::newRow("locked") << KeychainState::Locked;
        QTest::newRow("unreachable") << KeychainState::Unreachable;
        QTest::newRow("denied") << KeychainState::Denied;
        QTest::newRow("broken") << KeychainState::Broken;
    }
    void writesNothingUnlessThereIsNone()
    {
        QFETCH(KeychainState, state);
        FakeTokenStore store;
        const QByteArray key = fetched(store).key;
        store.asked.clear();
        store.state = state;
        const Answered answered = fetched(store);
        QCOMPARE(answered.times, 1);
        QVERIFY(answered.key.isEmpty());
        QVERIFY2(answered.why.contains(u"cannot be remembered"_s), qPrintable(answered.why));
        QCOMPARE(store.asked, QStringList{u"read default/journal"_s});
        QCOMPARE(store.held.at(u"default/journal"_s), key);
    }

    void isNotMadeAnewWhereOneMustBe()
    {
        FakeTokenStore store;
        const Answered answered = fetched(store, true);
        QVERIFY(answered.key.isEmpty() && !answered.why.isEmpty());
        QCOMPARE(store.asked, QStringList{u"read default/journal"_s});
        QVERIFY(store.held.empty());
    }

    void aKeyThatIsNotKeptIsNotUsed()
    {
        FakeTokenStore store;
        store.writing = KeychainState::Broken;
        const Answered answered = fetched(store);
        QCOMPARE(answered.times, 1);
        QVERIFY(answered.key.isEmpty());
        QVERIFY2(answered.why.contains(u"did not keep"_s), qPrintable(answered.why));
    }

    void whatIsNoKeyStays()
    {
        FakeTokenStore store;
        store.held.insert_or_assign(u"default/journal"_s, "CANARYTOKEN");
        const Answered answered = fetched(store);
        QVERIFY(answered.key.isEmpty());
        QVERIFY2(answered.why.contains(u"is no key"_s), qPrintable(answered.why));
        QVERIFY(!answered.why.contains(u"CANARY"_s));
        QCOMPARE(store.held.at(u"default/journal"_s), "CANARYTOKEN");
    }
};

QTEST_GUILESS_MAIN(JournalKeyTest)
#include "journalkeytest.moc"
