#include "tlsserving.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QProcess>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

/// The program lockdesk-simulator as a process.
class SimulatorProgramTest : public QObject
{
    Q_OBJECT

    QProcess m_program;
    QNetworkAccessManager m_manager;
    QSslConfiguration m_tls = QSslConfiguration::defaultConfiguration();

    // The address it prints; empty when it ends instead.
    QString start(const QStringList &arguments)
    {
        m_program.start(qEnvironmentVariable("LOCKDESK_SIMULATOR"), arguments);
        (void)QTest::qWaitFor(
            [this] { return m_program.canReadLine() || m_program.state() == QProcess::NotRunning; }, 30'000);
        const QString line = QString::fromUtf8(m_program.readLine()).trimmed();
        return line.startsWith(u"listening on "_s) ? line.sliced(13) : QString();
    }
    QNetworkReply *get(const QString &address, const QByteArray &token)
    {
        QNetworkRequest request{QUrl(address)};
        request.setRawHeader("Authorization", "Bearer " + token);
        request.setSslConfiguration(m_tls);
        QNetworkReply *reply = m_manager.get(request);
        (void)QTest::qWaitFor([reply] { return reply->isFinished(); }, 10'000);
        return reply;
    }

private Q_SLOTS:
    void init() { m_manager.clearConnectionCache(); }
    void cleanup()
    {
        m_program.kill();
        m_program.waitForFinished();
    }

    void servesAWorldOfTheSizeAskedFor()
    {
        const QString address = start({u"--devices"_s, u"3"_s, u"--authorizations"_s, u"30"_s, u"--seed"_s,
            u"4"_s, u"--token"_s, u"abc=="_s, u"--token"_s, u"few=smartlock.readOnly account"_s});
        QVERIFY2(address.startsWith(u"http://127.0.0.1:"_s), m_program.readAllStandardError().constData());
        QCOMPARE(
            QJsonDocument::fromJson(get(address + u"/smartlock"_s, "abc==")->readAll()).array().size(), 3);
        QCOMPARE(
            QJsonDocument::fromJson(get(address + u"/smartlock/auth"_s, "abc==")->readAll()).array().size(),
            30);
        QCOMPARE(get(address + u"/smartlock"_s, "few")->error(), QNetworkReply::NoError);
        QCOMPARE(
            get(address + u"/smartlock/auth"_s, "few")->error(), QNetworkReply::AuthenticationRequiredError);
        QCOMPARE(get(address + u"/smartlock"_s, "abc")->error(), QNetworkReply::AuthenticationRequiredError);
    }

    void takesKnobs()
    {
        const QString address = start({u"--set"_s, u"pagedMissing=true"_s, u"--set"_s, u"listing=[1, 2]"_s,
            u"--apply-delay"_s, u"10"_s});
        QCOMPARE(
            get(address + u"/smartlock/auth/paged"_s, "x")->error(), QNetworkReply::ContentNotFoundError);
    }

    void servesTls()
    {
        if (!lockdesk::canServeTls())
            QSKIP("No server in this process can speak TLS.");
        const QTemporaryDir folder;
        const QString file = folder.filePath(u"cert.pem"_s);
        const QString address = start({u"--tls"_s, u"--write-cert"_s, file});
        QVERIFY2(address.startsWith(u"https://127.0.0.1:"_s), m_program.readAllStandardError().constData());
        m_tls.addCaCertificates(file);
        QCOMPARE(get(address + u"/account"_s, "x")->error(), QNetworkReply::NoError);
    }

    void refuses_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::newRow("unknown option") << QStringList{u"--bogus"_s};
        QTest::newRow("no number") << QStringList{u"--port"_s, u"x"_s};
        QTest::newRow("out of range") << QStringList{u"--port"_s, u"65536"_s};
        QTest::newRow("unknown knob") << QStringList{u"--set"_s, u"speed=1"_s};
        QTest::newRow("certificate without a key") << QStringList{u"--cert"_s, u"x"_s};
        QTest::newRow("no such certificate")
            << QStringList{u"--cert"_s, u"/nowhere"_s, u"--key"_s, u"/nowhere"_s};
    }
    void refuses()
    {
        QFETCH(QStringList, arguments);
        QVERIFY(start(arguments).isEmpty());
        QTRY_COMPARE(m_program.state(), QProcess::NotRunning);
        QCOMPARE(m_program.exitCode(), 1);
        QVERIFY(!m_program.readAllStandardError().isEmpty());
    }
};

QTEST_GUILESS_MAIN(SimulatorProgramTest)
#include "simulatorprogramtest.moc"
