#include "manualclock.h"
#include "memorytokenstore.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace lockdesk;

class TokenStoreTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void testExplains_data()
    {
        QTest::addColumn<KeychainState>("state");
        QTest::addColumn<QString>("says");
        QTest::newRow("ready") << KeychainState::Ready << u"did what"_s;
        QTest::newRow("locked") << KeychainState::Locked << u"the token is still there"_s;
        QTest::newRow("unreachable") << KeychainState::Unreachable << u"is in no file"_s;
        QTest::newRow("denied") << KeychainState::Denied << u"Nothing was stored"_s;
        QTest::newRow("missing") << KeychainState::Missing << u"holds no token"_s;
        QTest::newRow("broken") << KeychainState::Broken << u"Do not count on it"_s;
    }

    void testExplains()
    {
        QFETCH(KeychainState, state);
        QFETCH(QString, says);
        QVERIFY2(explain(state, {}).contains(says), qPrintable(explain(state, {})));
        QVERIFY(!explain(state, {}).contains(u'\n'));
        QVERIFY(explain(state, u"its words"_s).endsWith(u"its words"_s));
    }

    void testMemory()
    {
        MemoryTokenStore store;
        QObject context;
        QList<KeychainState> states;
        QByteArray token;
        const auto note = [&](TokenAnswer answer) {
            states.append(answer.state);
            token = answer.token.reveal();
        };
        store.read(u"a"_s, true, &context, note);
        store.write(u"a"_s, Secret("secret"), &context, note);
        store.read(u"a"_s, false, &context, note);
        QVERIFY(states.isEmpty()); // from the event loop only
        QCoreApplication::sendPostedEvents();
        using enum KeychainState;
        QCOMPARE(states, (QList{Missing, Ready, Ready}));
        QCOMPARE(token, "secret"_ba);
        store.remove(u"a"_s, &context, note);
        store.read(u"a"_s, true, &context, note);
        QCoreApplication::sendPostedEvents();
        QCOMPARE(states.mid(3), (QList{Ready, Missing}));
    }

    void testNoAnswerWithoutContext()
    {
        MemoryTokenStore store;
        bool isAnswered = false;
        {
            QObject context;
            store.read(u"a"_s, false, &context, [&](const TokenAnswer &) { isAnswered = true; });
        }
        QCoreApplication::sendPostedEvents();
        QVERIFY(!isAnswered);
    }
};

QTEST_GUILESS_MAIN(TokenStoreTest)
#include "tokenstoretest.moc"
