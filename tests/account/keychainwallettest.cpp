#include "keychainbackend.h"
#include "keychainprobe.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace lockdesk;

/// KWallet as fakekeychain plays it: it reports failed writes as successes.
class KeychainWalletTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { setMode(u"ok"_s); }

    void testBackend()
    {
        QCOMPARE(keychainBackendName(), u"KWallet"_s);
        QCOMPARE(m_probe.read(u"default"_s).state, KeychainState::Missing);
        QCOMPARE(m_probe.write(u"default"_s, "CANARYTOKEN").state, KeychainState::Ready);
        QCOMPARE(m_probe.read(u"default"_s).token.reveal(), "CANARYTOKEN"_ba);
        QVERIFY(ask(u"count"_s, u"readPassword"_s).toInt() >= 2); // it was the fake that answered
        QCOMPARE(m_probe.remove(u"default"_s).state, KeychainState::Ready);
    }

    void testFailedWrite_data()
    {
        QTest::addColumn<QString>("mode");
        QTest::addColumn<bool>("hasOld");
        QTest::addColumn<KeychainState>("expected");
        for (const bool hasOld : {false, true}) {
            const char *old = hasOld ? "over an old token" : "new";
            QTest::addRow("writeerr, %s", old) << u"writeerr"_s << hasOld << KeychainState::Broken;
            QTest::addRow("writeneg, %s", old) << u"writeneg"_s << hasOld << KeychainState::Broken;
            QTest::addRow("readerr, %s", old) << u"readerr"_s << hasOld << KeychainState::Broken;
            QTest::addRow("denied, %s", old) << u"denied"_s << hasOld << KeychainState::Denied;
        }
    }

    // KEY-4: never "saved".
    void testFailedWrite()
    {
        QFETCH(QString, mode);
        QFETCH(bool, hasOld);
        QFETCH(KeychainState, expected);
        for (int i = 0; i < 25; ++i) {
            setMode(u"ok"_s);
            if (hasOld)
                QCOMPARE(m_probe.write(u"default"_s, "old").state, KeychainState::Ready);
            else
                QCOMPARE(m_probe.remove(u"default"_s).state, KeychainState::Ready);
            setMode(mode);
            QCOMPARE(m_probe.write(u"default"_s, "new").state, expected);
        }
    }

    void testFailedRead_data()
    {
        QTest::addColumn<QString>("mode");
        QTest::addColumn<KeychainState>("expected");
        QTest::newRow("readerr") << u"readerr"_s << KeychainState::Broken;
        QTest::newRow("denied") << u"denied"_s << KeychainState::Denied;
    }

    // KEY-4: a failing read is no empty token; and a token that may still be there is not called deleted.
    void testFailedRead()
    {
        QFETCH(QString, mode);
        QFETCH(KeychainState, expected);
        QCOMPARE(m_probe.write(u"default"_s, "CANARYTOKEN").state, KeychainState::Ready);
        setMode(mode);
        const TokenAnswer answer = m_probe.read(u"default"_s, true);
        QCOMPARE(answer.state, expected);
        QVERIFY(answer.token.isEmpty());
        if (mode == "denied"_L1)
            QCOMPARE(m_probe.remove(u"default"_s).state, KeychainState::Denied);
        setMode(u"ok"_s);
        QCOMPARE(m_probe.read(u"default"_s, true).token.reveal(), "CANARYTOKEN"_ba);
    }

private:
    static QVariant ask(const QString &method, const QString &argument)
    {
        QDBusMessage call = QDBusMessage::createMethodCall(
            u"org.kde.kwalletd5"_s, u"/fake"_s, u"org.lockdesk.FakeKeychain"_s, method);
        call.setArguments({argument});
        return QDBusConnection::sessionBus().call(call).arguments().value(0);
    }

    static void setMode(const QString &mode) { QVERIFY(ask(u"setMode"_s, mode).toBool()); }

    SystemClock m_clock;
    KeychainTokenStore m_store{m_clock};
    KeychainProbe m_probe{m_store};
};

QTEST_GUILESS_MAIN(KeychainWalletTest)
#include "keychainwallettest.moc"
