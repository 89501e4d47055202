#include "keychainprobe.h"

#include <QDirIterator>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace lockdesk;

/// No D-Bus, nobody on it, or a service that answers with errors.
class KeychainAbsentTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // KEY-1
    void testUnreachable_data()
    {
        QTest::addColumn<int>("round");
        for (int i = 0; i < 5; ++i)
            QTest::addRow("round %d", i) << i;
    }

    void testUnreachable()
    {
        QElapsedTimer elapsed;
        elapsed.start();
        const Heartbeat heartbeat;
        for (const TokenAnswer &answer : {m_probe.read(u"default"_s), m_probe.read(u"default"_s, true),
                 m_probe.write(u"default"_s, "CANARYTOKEN"), m_probe.remove(u"default"_s)}) {
            QCOMPARE(answer.state, KeychainState::Unreachable);
            QVERIFY(!answer.detail.isEmpty());
        }
        qInfo("4 calls in %lld ms, event loop busy for at most %lld ms", elapsed.elapsed(),
            heartbeat.longestMs());
        QVERIFY(elapsed.elapsed() < 2000);
        QVERIFY(heartbeat.longestMs() < 500); // 100 ms and room for a busy machine
    }

    void testNothingOnDisk()
    {
        QDirIterator files(QDir::homePath(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile file(files.next());
            QVERIFY(file.open(QIODevice::ReadOnly));
            QVERIFY(!file.readAll().contains("CANARYTOKEN"));
        }
    }

private:
    SystemClock m_clock;
    KeychainTokenStore m_store{m_clock};
    KeychainProbe m_probe{m_store};
};

QTEST_GUILESS_MAIN(KeychainAbsentTest)
#include "keychainabsenttest.moc"
