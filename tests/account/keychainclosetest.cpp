#include "keychainprobe.h"

#include <QProcess>
#include <QRandomGenerator>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace lockdesk;

/// Stores and whole programs that end with a keychain job under way.
class KeychainCloseTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // KEY-6: 500 closes after 0 to 50 ms, under MALLOC_PERTURB_ (set by CMakeLists.txt).
    void testClose()
    {
        QRandomGenerator random(6);
        SystemClock clock;
        int answers = 0;
        // All 500 on a real keychain; the other kinds take the same way out.
        const int rounds = qgetenv("LOCKDESK_KEYCHAIN_KIND") == "keyring" ? 500 : 100;
        for (int i = 0; i < rounds; ++i) {
            auto context = std::make_unique<QObject>();
            auto store = std::make_unique<KeychainTokenStore>(clock);
            const auto note = [&answers](const TokenAnswer &) { ++answers; };
            store->read(u"default"_s, true, context.get(), note);
            store->write(u"default"_s, Secret("CANARYTOKEN"), context.get(), note);
            store->remove(u"default"_s, context.get(), note);
            QTest::qWait(random.bounded(0, 8) * random.bounded(0, 8));
            if (random.bounded(2) == 0)
                context.reset();
            store.reset();
        }
        qInfo("%d closes, %d answers before them", rounds, answers);
    }

    // KEY-6: whole processes that quit meanwhile.
    void testQuit()
    {
        QRandomGenerator random(60);
        for (int i = 0; i < 20; ++i) {
            QProcess process;
            process.start(QCoreApplication::applicationFilePath(),
                {u"--quit-after"_s, QString::number(random.bounded(50))});
            QVERIFY(process.waitForFinished(5000));
            QCOMPARE(process.exitStatus(), QProcess::NormalExit);
            QCOMPARE(process.exitCode(), 0);
        }
    }
};

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    if (argc == 3 && qstrcmp(argv[1], "--quit-after") == 0) {
        SystemClock clock;
        KeychainTokenStore store(clock);
        store.read(u"default"_s, true, &app, [](const TokenAnswer &) {});
        store.write(u"default"_s, Secret("CANARYTOKEN"), &app, [](const TokenAnswer &) {});
        QTimer::singleShot(atoi(argv[2]), &app, &QCoreApplication::quit);
        return app.exec();
    }
    KeychainCloseTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "keychainclosetest.moc"
