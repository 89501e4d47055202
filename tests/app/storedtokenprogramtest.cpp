#include "clock.h"
#include "keychaintokenstore.h"
#include "settings.h"

#include <QDir>
#include <QProcess>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace lockdesk;

namespace {

/// A service that answers nothing useful and notes what it is sent.
class Listener : public QTcpServer
{
public:
    Listener()
    {
        connect(this, &QTcpServer::newConnection, this, [this] {
            QTcpSocket *socket = nextPendingConnection();
            connect(socket, &QTcpSocket::readyRead, this, [this, socket] {
                heard += socket->readAll();
                socket->write(
                    "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n[]");
            });
        });
        if (!listen(QHostAddress::LocalHost))
            qFatal("no port");
    }

    QString address() const { return u"http://127.0.0.1:%1"_s.arg(serverPort()); }

    QByteArray heard;
};

} // namespace

/// KEY-11, KEY-12: the program itself, over a real keyring.
class StoredTokenProgramTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_home = std::make_unique<QTemporaryDir>();
        m_environment = QProcessEnvironment::systemEnvironment();
        m_environment.insert(u"HOME"_s, m_home->path());
        m_environment.insert(u"XDG_CONFIG_HOME"_s, m_home->filePath(u"config"_s));
        m_environment.insert(u"XDG_DATA_HOME"_s, m_home->filePath(u"data"_s));
        m_environment.insert(u"XDG_CONFIG_DIRS"_s, m_home->filePath(u"xdg"_s));
        hold(u"default"_s, "CANARYTOKEN");
        hold(u"default/address"_s, m_own.address().toUtf8());
        m_own.heard.clear(); // with what the program of the test before had sent when it was killed
        m_other.heard.clear();
    }

    void testOtherAddressGetsNothing_data()
    {
        QTest::addColumn<QByteArray>("ini");
        QTest::addColumn<bool>("hasEntry");
        const QByteArray profile = "profiles/size=1\nprofiles/1/id=default\nprofiles/1/tokenStored=true\n";
        for (const bool hasEntry : {true, false}) {
            const auto row = [hasEntry](const char *name, const QByteArray &ini) {
                QTest::addRow("%s, %s entry", name, hasEntry ? "with" : "without") << ini << hasEntry;
            };
            row("gone", "-");
            row("empty", "");
            row("broken", "\x01\xff\xfe[[[");
            row("without its address", profile);
            row("address broken", profile + "profiles/1/api=%%%\n");
        }
    }
    void testOtherAddressGetsNothing()
    {
        QFETCH(QByteArray, ini);
        QFETCH(bool, hasEntry);
        if (!hasEntry)
            drop(u"default/address"_s);
        writeIni(ini);
        QProcess process;
        // It ends by itself a second after it has begun to sign in.
        start(process, {u"--api-url"_s, m_other.address(), u"--screenshot"_s, m_home->filePath(u"a.png"_s)});
        QTRY_VERIFY_WITH_TIMEOUT(process.state() == QProcess::NotRunning, 30'000);
        QCOMPARE(process.exitCode(), 0);
        QVERIFY2(!m_other.heard.contains("CANARY"), m_other.heard.constData());
        QVERIFY(!m_own.heard.contains("CANARY")); // another one was asked for
    }

    void testItsAddressGetsIt_data()
    {
        QTest::addColumn<QByteArray>("ini");
        QTest::newRow("gone") << "-"_ba;
        QTest::newRow("empty") << ""_ba;
        QTest::newRow("of another")
            << "profiles/size=1\nprofiles/1/id=default\nprofiles/1/api=https://other.example\n"_ba;
    }
    void testItsAddressGetsIt()
    {
        QFETCH(QByteArray, ini);
        writeIni(ini);
        QProcess process;
        start(process, {u"--profile"_s, u"default"_s});
        QTRY_VERIFY_WITH_TIMEOUT(m_own.heard.contains("Bearer CANARYTOKEN"), 30'000);
        process.kill();
        process.waitForFinished();
    }

    void testPortableCopySignsInWithNothingOfTheInstalledOne()
    {
        const QString bundle = m_home->filePath(u"bundle"_s);
        QVERIFY(QDir().mkpath(bundle));
        QFile marker(bundle + u"/lockdesk-portable.txt"_s);
        QVERIFY(marker.open(QIODevice::WriteOnly));
        marker.close();
        m_environment.insert(u"LOCKDESK_BUNDLE"_s, bundle);
        QProcess process;
        start(process, {u"--api-url"_s, m_own.address(), u"--screenshot"_s, m_home->filePath(u"a.png"_s)});
        QTRY_VERIFY_WITH_TIMEOUT(process.state() == QProcess::NotRunning, 30'000);
        QCOMPARE(process.exitCode(), 0);
        QVERIFY(!m_own.heard.contains("CANARY"));
    }

private:
    void start(QProcess &process, const QStringList &arguments) const
    {
        process.setProcessEnvironment(m_environment);
        process.start(QStringLiteral(LOCKDESK_PROGRAM), arguments);
        QVERIFY(process.waitForStarted());
    }

    void writeIni(const QByteArray &ini) const
    {
        if (ini == "-")
            return;
        QVERIFY(QDir().mkpath(m_home->filePath(u"config/lockdesk"_s)));
        QFile file(m_home->filePath(u"config/lockdesk/lockdesk.ini"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(ini);
    }

    void hold(const QString &id, const QByteArray &text)
    {
        std::optional<KeychainState> state;
        m_tokens.write(id, Secret(text), this, [&](const TokenAnswer &answer) { state = answer.state; });
        QTRY_VERIFY_WITH_TIMEOUT(state.has_value(), 20'000);
        QCOMPARE(*state, KeychainState::Ready);
    }

    void drop(const QString &id)
    {
        std::optional<KeychainState> state;
        m_tokens.remove(id, this, [&](const TokenAnswer &answer) { state = answer.state; });
        QTRY_VERIFY_WITH_TIMEOUT(state.has_value(), 20'000);
        QCOMPARE(*state, KeychainState::Ready);
    }

    SystemClock m_clock;
    KeychainTokenStore m_tokens{m_clock};
    Listener m_own;
    Listener m_other;
    std::unique_ptr<QTemporaryDir> m_home;
    QProcessEnvironment m_environment;
};

QTEST_GUILESS_MAIN(StoredTokenProgramTest)
#include "storedtokenprogramtest.moc"
