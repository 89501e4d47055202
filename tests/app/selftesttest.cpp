#include "selftest.h"

#include "faketokenstore.h"
#include "manualclock.h"

#include <QDir>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>
#include <optional>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace lockdesk;

Q_DECLARE_METATYPE(lockdesk::TlsFacts)

/// The self-test over a keychain that answers as it is told.
class SelfTestTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_tokens = {};
        m_tls = {true, u"openssl"_s, u"OpenSSL 3"_s, 140};
        m_lines.clear();
        m_outcome.reset();
    }

    void testAllWell()
    {
        m_tokens.held[u"default"_s] = "CANARYTOKEN";
        run();
        QCOMPARE(m_outcome, true);
        QCOMPARE(m_lines.size(), 4);
        for (const QString &line : std::as_const(m_lines))
            QVERIFY2(line.startsWith(u"ok "_s), qPrintable(line));
        QCOMPARE(m_tokens.held.size(), 1U); // nothing of its own stays, and nobody else's goes
        QCOMPARE(m_tokens.asked.size(), 3);
        QVERIFY(m_tokens.asked.first().startsWith(u"write self-test-"_s));
        QVERIFY(QDir(m_folder->path()).isEmpty());
    }

    void testEachRunHasItsOwnEntryAndNeverSaysWhatItHeld()
    {
        run();
        const QString first = m_tokens.asked.first();
        m_tokens.state = KeychainState::Denied;
        m_tokens.asked.clear();
        run();
        QVERIFY(first != m_tokens.asked.first());
        static const QRegularExpression longHex(u"[0-9a-f]{20}"_s);
        QVERIFY(!m_lines.join(u'\n').contains(longHex));
    }

    void testKeychainProblems_data()
    {
        QTest::addColumn<KeychainState>("state");
        QTest::addColumn<KeychainState>("writing");
        QTest::addColumn<QString>("word");
        QTest::newRow("no keychain") << KeychainState::Unreachable << KeychainState::Ready
                                     << u"cannot be reached"_s;
        QTest::newRow("says no") << KeychainState::Denied << KeychainState::Ready << u"did not allow"_s;
        QTest::newRow("lies") << KeychainState::Ready << KeychainState::Broken << u"not what was asked"_s;
    }
    void testKeychainProblems()
    {
        QFETCH(QString, word);
        QFETCH(KeychainState, state);
        QFETCH(KeychainState, writing);
        m_tokens.state = state;
        m_tokens.writing = writing;
        run();
        QCOMPARE(m_outcome, false);
        QVERIFY2(m_lines.last().startsWith(u"failed keychain: "_s), qPrintable(m_lines.last()));
        QVERIFY2(m_lines.last().contains(word), qPrintable(m_lines.last()));
        QVERIFY(!m_lines.last().contains(u'\n'));
        QVERIFY(m_tokens.held.empty());
    }

    void testKeychainThatNeverAnswers()
    {
        m_tokens.isSilent = true;
        run();
        QVERIFY(!m_outcome);
        m_clock.advance(30s);
        QCOMPARE(m_outcome, false);
        QVERIFY(m_lines.last().contains(u"does not answer"_s));
    }

    void testTls_data()
    {
        QTest::addColumn<TlsFacts>("tls");
        QTest::addColumn<QString>("word");
        QTest::newRow("none") << TlsFacts{} << u"OpenSSL"_s;
        QTest::newRow("no authorities") << TlsFacts{true, u"openssl"_s, {}, 0} << u"ca-certificates"_s;
    }
    void testTls()
    {
        QFETCH(TlsFacts, tls);
        QFETCH(QString, word);
        m_tls = tls;
        run();
        QCOMPARE(m_outcome, false);
        const QStringList failed = m_lines.filter(u"failed "_s);
        QCOMPARE(failed.size(), 1);
        QVERIFY(failed.first().contains(word));
    }

    void testFolderThatCannotBeWritten()
    {
#ifdef Q_OS_LINUX
        run(u"/proc/lockdesk"_s);
        QCOMPARE(m_outcome, false);
        const QStringList failed = m_lines.filter(u"failed "_s);
        QCOMPARE(failed.size(), 1);
        QVERIFY(failed.first().startsWith(u"failed data folder: /proc/lockdesk"_s));
#else
        QSKIP("A folder of Linux");
#endif
    }

private:
    void run(const QString &dataFolder = {})
    {
        m_test = std::make_unique<SelfTest>(
            SelfTest::Parts{m_tokens, m_clock, m_random, m_tls, m_folder->filePath(u"new/settings"_s),
                dataFolder.isEmpty() ? m_folder->filePath(u"new/data"_s) : dataFolder,
                [this](const QString &line) { m_lines += line; }});
        connect(m_test.get(), &SelfTest::finished, this, [this](bool isWell) {
            QVERIFY(!m_outcome || m_tokens.asked.size() < 4);
            m_outcome = isWell;
        });
        m_test->start();
        for (int i = 0; i < 5; ++i) // a turn an answer
            QCoreApplication::processEvents();
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    FakeTokenStore m_tokens;
    ManualClock m_clock;
    QRandomGenerator m_random{4};
    TlsFacts m_tls;
    QStringList m_lines;
    std::optional<bool> m_outcome;
    std::unique_ptr<SelfTest> m_test;
};

QTEST_GUILESS_MAIN(SelfTestTest)
#include "selftesttest.moc"
