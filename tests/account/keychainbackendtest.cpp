#include "keychainbackend.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace lockdesk;

class KeychainBackendTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void testName_data()
    {
        QTest::addColumn<QStringList>("environment");
        QTest::addColumn<QString>("library");
        QTest::addColumn<QString>("expected");
        const auto add = [](const char *name, const QStringList &environment, const char *library,
                             const char *expected) {
            QTest::newRow(name) << environment << QString::fromLatin1(library)
                                << QString::fromLatin1(expected);
        };
        const char *wallet = "KWallet";
        const char *service = "Secret Service";
        add("nothing", {}, "0.13.2", service);
        add("GNOME", {u"XDG_CURRENT_DESKTOP=GNOME"_s, u"KDE_FULL_SESSION=true"_s}, "0.13.2", service);
        add("Ubuntu", {u"XDG_CURRENT_DESKTOP=ubuntu:GNOME"_s, u"DESKTOP_SESSION=ubuntu"_s}, "0.13.2",
            service);
        add("Plasma 5", {u"XDG_CURRENT_DESKTOP=KDE"_s, u"KDE_SESSION_VERSION=5"_s}, "0.13.2", wallet);
        add("Plasma 6, old", {u"XDG_CURRENT_DESKTOP=KDE"_s, u"KDE_SESSION_VERSION=6"_s}, "0.13.2", service);
        add("Plasma 6", {u"XDG_CURRENT_DESKTOP=KDE"_s, u"KDE_SESSION_VERSION=6"_s}, "0.14.2", wallet);
        add("session", {u"DESKTOP_SESSION=kde"_s, u"KDE_SESSION_VERSION=5"_s}, "0.15.0", wallet);
        add("full session", {u"KDE_FULL_SESSION=true"_s, u"KDE_SESSION_VERSION=5"_s}, "0.15.0", wallet);
        add("XFCE", {u"DESKTOP_SESSION=xfce"_s, u"KDE_FULL_SESSION=true"_s}, "0.15.0", service);
        add("asked", {u"QTKEYCHAIN_BACKEND=kwallet5"_s}, "0.16.0", wallet);
        add("asked, old", {u"QTKEYCHAIN_BACKEND=kwallet5"_s}, "0.15.0", service);
        add("asked otherwise", {u"XDG_CURRENT_DESKTOP=KDE"_s, u"QTKEYCHAIN_BACKEND=libsecret"_s}, "0.17.0",
            service);
        add("junk", {u"QTKEYCHAIN_BACKEND=junk"_s}, "0.17.0", service); // OS-4
    }
    void testName()
    {
#if defined(Q_OS_WIN)
        QCOMPARE(keychainBackendName(), u"Credential Manager"_s);
#elif defined(Q_OS_MACOS)
        QCOMPARE(keychainBackendName(), u"Keychain"_s);
#else
        QFETCH(QStringList, environment);
        QFETCH(QString, library);
        QProcessEnvironment variables;
        for (const QString &entry : std::as_const(environment))
            variables.insert(entry.section(u'=', 0, 0), entry.section(u'=', 1));
        QTEST(keychainBackendName(variables, QVersionNumber::fromString(library)), "expected");
#endif
    }

    void testVersion()
    {
        QVERIFY(keychainLibraryVersion() >= QVersionNumber(0, 13, 2));
    }
};

QTEST_GUILESS_MAIN(KeychainBackendTest)
#include "keychainbackendtest.moc"
