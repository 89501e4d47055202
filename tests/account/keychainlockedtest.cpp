#include "keychainprobe.h"

#include <QDBusArgument>
#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusObjectPath>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace lockdesk;

namespace {

const QDBusObjectPath loginKeyring(u"/org/freedesktop/secrets/collection/login"_s);

// gnome-keyring's own interfaces, past QtKeychain.
QVariantList ask(
    const QString &path, const QString &interface, const QString &method, const QVariantList &arguments)
{
    QDBusMessage call = QDBusMessage::createMethodCall(u"org.freedesktop.secrets"_s, path, interface, method);
    call.setArguments(arguments);
    const QDBusMessage reply = QDBusConnection::sessionBus().call(call);
    if (reply.type() != QDBusMessage::ReplyMessage)
        qWarning() << method << reply.errorMessage();
    return reply.arguments();
}

QVariantList askService(const QString &interface, const QString &method, const QVariantList &arguments)
{
    return ask(u"/org/freedesktop/secrets"_s, interface, method, arguments);
}

void lockKeyring()
{
    askService(u"org.freedesktop.Secret.Service"_s, u"Lock"_s,
        {QVariant::fromValue(QList<QDBusObjectPath>{loginKeyring})});
}

void unlockKeyring()
{
    const QVariantList session = askService(u"org.freedesktop.Secret.Service"_s, u"OpenSession"_s,
        {u"plain"_s, QVariant::fromValue(QDBusVariant(QString()))});
    QDBusArgument password;
    password.beginStructure();
    password << session.value(1).value<QDBusObjectPath>() << QByteArray() << "pw"_ba << u"text/plain"_s;
    password.endStructure();
    askService(u"org.gnome.keyring.InternalUnsupportedGuiltRiddenInterface"_s, u"UnlockWithMasterPassword"_s,
        {QVariant::fromValue(loginKeyring), QVariant::fromValue(password)});
}

} // namespace

/// A real gnome-keyring that holds the token, locked, with nobody there to unlock it.
class KeychainLockedTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QCOMPARE(m_probe.write(u"default"_s, "CANARYTOKEN").state, KeychainState::Ready);
        for (const QString &signal : {u"ItemCreated"_s, u"ItemChanged"_s, u"ItemDeleted"_s})
            QVERIFY(QDBusConnection::sessionBus().connect(u"org.freedesktop.secrets"_s, loginKeyring.path(),
                u"org.freedesktop.Secret.Collection"_s, signal, this, SLOT(noteChange())));
    }

    // KEY-3: 50 repetitions: locked, and after unlocking the same token.
    void testLocked()
    {
        QCOMPARE(m_probe.write(u"default"_s, "CANARYTOKEN").state, KeychainState::Ready);
        QTRY_VERIFY(m_changes > 0); // a write is announced
        m_changes = 0;
        for (int i = 0; i < 50; ++i) {
            lockKeyring();
            QCOMPARE(m_probe.read(u"default"_s, true).state, KeychainState::Locked);
            unlockKeyring();
            const TokenAnswer answer = m_probe.read(u"default"_s, true);
            QCOMPARE(answer.state, KeychainState::Ready);
            QCOMPARE(answer.token.reveal(), "CANARYTOKEN"_ba);
        }
        QTRY_COMPARE(m_changes, 100); // one for each locking and unlocking: 0 writes
    }

    void testWriteIsDenied()
    {
        lockKeyring();
        QCOMPARE(m_probe.write(u"default"_s, "another").state, KeychainState::Denied);
        unlockKeyring();
        QCOMPARE(m_probe.read(u"default"_s, true).token.reveal(), "CANARYTOKEN"_ba);
    }

    // KEY-9: a locked keyring says that it deleted; the store does not repeat that.
    void testRemoveIsNotBelieved()
    {
        lockKeyring();
        QCOMPARE(m_probe.remove(u"default"_s).state, KeychainState::Locked);
        unlockKeyring();
        QCOMPARE(m_probe.read(u"default"_s, true).token.reveal(), "CANARYTOKEN"_ba);
        QCOMPARE(m_probe.remove(u"default"_s).state, KeychainState::Ready);
        QCOMPARE(m_probe.read(u"default"_s).state, KeychainState::Missing);
    }

public Q_SLOTS:
    void noteChange() { ++m_changes; }

private:
    int m_changes = 0;
    SystemClock m_clock;
    KeychainTokenStore m_store{m_clock};
    KeychainProbe m_probe{m_store};
};

QTEST_GUILESS_MAIN(KeychainLockedTest)
#include "keychainlockedtest.moc"
