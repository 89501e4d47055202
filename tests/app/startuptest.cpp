#include <QDir>
#include <QFile>
#include <QLibraryInfo>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>
#include <filesystem>
#include <sys/stat.h>

using namespace Qt::StringLiterals;

namespace {

constexpr auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup | QFile::ReadOther
    | QFile::WriteOther | QFile::ExeOther;

constexpr auto privateFolder = QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner;

struct Outcome
{
    int status = -1;
    QString output;
    QString errors;
};

void put(const QString &path, const QByteArray &text = {})
{
    QVERIFY(QDir().mkpath(QFileInfo(path).path()));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(text);
}

// The sockets that running programs listen on.
QStringList sockets(const QString &folder)
{
    QStringList found = QDir(folder).entryList({u"lockdesk-*"_s}, QDir::System);
    found.removeIf([](const QString &name) { return name.contains(u'.'); });
    return found;
}

} // namespace

/// The program itself, as it is started: what it makes of its environment and of others of its kind.
class StartupTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_home = std::make_unique<QTemporaryDir>(QStringLiteral(LOCKDESK_FOLDER "/startup-XXXXXX"));
        m_environment = QProcessEnvironment::systemEnvironment();
        for (const QString &name : {u"DISPLAY"_s, u"WAYLAND_DISPLAY"_s, u"DBUS_SESSION_BUS_ADDRESS"_s,
                 u"LOCKDESK_BUNDLE"_s, u"XDG_DATA_HOME"_s, u"QT_PLUGIN_PATH"_s})
            m_environment.remove(name);
        m_environment.insert(u"QT_QPA_PLATFORM"_s, u"offscreen"_s);
        m_environment.insert(u"HOME"_s, m_home->path());
        m_environment.insert(u"XDG_CONFIG_HOME"_s, m_home->filePath(u"config"_s));
        m_environment.insert(u"XDG_CONFIG_DIRS"_s, m_home->filePath(u"xdg"_s));
        m_environment.insert(u"XDG_RUNTIME_DIR"_s, m_home->path());
    }

    void testNeedsNoDisplayToAnswer()
    {
        m_environment.insert(u"QT_QPA_PLATFORM"_s, u"xcb"_s);
        const Outcome version = run({u"--version"_s});
        QCOMPARE(version.status, 0);
        QVERIFY(version.output.startsWith(u"lockdesk " LOCKDESK_VERSION "\n"_s));
        QCOMPARE(run({u"--help"_s}).status, 0);
        const Outcome refused = run({u"--frobnicate"_s});
        QCOMPARE(refused.status, 2);
        QCOMPARE(refused.errors.trimmed().count(u'\n'), 0);
        QCOMPARE(run({m_home->filePath(u"none"_s)}).status, 2);
    }

    // OS-1
    void testSecondStartYields()
    {
        QProcess first;
        startWindow(first, program(), m_home->path());
        Outcome second = run({});
        QCOMPARE(second.status, 0);
        QCOMPARE(second.output.trimmed(), u"Lockdesk is already open."_s);
        put(m_home->filePath(u"a.lockdesk-backup"_s), "{}");
        second = run({m_home->filePath(u"a.lockdesk-backup"_s)});
        QCOMPARE(second.status, 0);
        QVERIFY(second.output.contains(u"Restore access…"_s));
        // The demo belongs to nobody.
        QCOMPARE(run({u"--demo"_s, u"--screenshot"_s, m_home->filePath(u"a.png"_s)}).status, 0);
        end(first);
        startWindow(first, program(), m_home->path()); // nothing of the killed one is in the way
        QVERIFY(run({}).output.contains(u"already open"_s));
        end(first);
    }

    // The journal is the same, whatever the environment says of the socket's folder.
    void testOneWindowAProfile()
    {
        QProcess first;
        startWindow(first, program(), m_home->path());
        const QString other = m_home->filePath(u"run-2"_s);
        QVERIFY(QDir().mkdir(other) && QFile::setPermissions(other, privateFolder));
        m_environment.insert(u"XDG_RUNTIME_DIR"_s, other);
        const Outcome second = run({});
        QCOMPARE(second.status, 1);
        QVERIFY(second.errors.contains(u"already open"_s));
        end(first);
    }

    void testLockFileThatNobodyHolds()
    {
        const QString data = m_home->filePath(u".local/share/lockdesk/lockdesk"_s);
        QProcess window;
        startWindow(window, program(), m_home->path());
        const QStringList locks = QDir(data).entryList({u"lockdesk-*.lock"_s}, QDir::Files);
        QCOMPARE(locks.size(), 1);
        end(window);
        for (const QByteArray &text : {""_ba, "garbage"_ba, "1\nlockdesk\nelsewhere\n"_ba}) {
            put(data + u'/' + locks.first(), text);
            startWindow(window, program(), m_home->path());
            end(window);
        }
    }

    void testPipesInThePlaceOfFiles_data()
    {
        QTest::addColumn<QString>("file");
        for (const QString &file : {u"config/lockdesk/lockdesk.ini"_s, u"config/lockdesk/lockdesk.ini.lock"_s,
                 u"xdg/lockdesk/lockdesk.ini"_s, u"bundle/lockdesk-portable.txt"_s,
                 u".local/share/lockdesk/lockdesk/default.journal"_s,
                 u".local/share/lockdesk/lockdesk/default.history"_s})
            QTest::newRow(qPrintable(file)) << file;
    }
    // Nobody writes into them, so whoever reads them waits for ever.
    void testPipesInThePlaceOfFiles()
    {
        QFETCH(QString, file);
        const QString path = m_home->filePath(file);
        QVERIFY(QDir().mkpath(QFileInfo(path).path()));
        QCOMPARE(mkfifo(qPrintable(path), 0600), 0);
        const QString which = file.startsWith(u"bundle"_s) ? makeCopy(false) : program();
        QCOMPARE(run({u"--version"_s}, which).status, 0);
        QCOMPARE(run({u"--help"_s}, which).status, 0);
        QProcess window;
        startWindow(window, which, m_home->path());
        end(window);
    }

    void testPlatformsThatShowTheWindowToOthers()
    {
        m_environment.insert(u"QT_QPA_PLATFORM"_s, u"vnc:port=0"_s);
        Outcome outcome = run({u"--demo"_s});
        QCOMPARE(outcome.status, 2);
        QCOMPARE(outcome.errors.trimmed().count(u'\n'), 0);
        QVERIFY2(outcome.errors.contains(u"“vnc” is not let in"_s), qPrintable(outcome.errors));
        QCOMPARE(run({u"--version"_s}).status, 0);
        m_environment.insert(u"QT_QPA_PLATFORM"_s, u"offscreen"_s);
        outcome = run({u"--demo"_s, u"-platform"_s, u"vnc"_s});
        QCOMPARE(outcome.status, 2);
    }

    // KEY-12
    void testInstalledCopyTakesNoPortableProfile()
    {
        const Outcome outcome = run({u"--profile"_s, u"portable-0123abcd"_s});
        QCOMPARE(outcome.status, 2);
        QVERIFY(outcome.errors.contains(u"portable copy"_s));
    }

    // OS-3
    void testPortableCopyKeepsItsFilesBesideItself()
    {
        const QString copy = makeCopy(false);
        put(QFileInfo(copy).path() + u"/lockdesk-portable.txt"_s);
        const QString folder = QFileInfo(copy).path() + u"/lockdesk-data"_s;
        QVERIFY(run({u"--version"_s}, copy).output.contains(u"\nportable: "_s + folder + u'\n'));
        m_environment.insert(u"XDG_RUNTIME_DIR"_s, QString());
        QProcess window;
        startWindow(window, copy, folder);
        QTRY_VERIFY(!sockets(folder).isEmpty());
        end(window);
        QCOMPARE(QFile::permissions(folder) & others, QFile::Permissions());
        QVERIFY(!QFileInfo::exists(m_home->filePath(u"config/lockdesk"_s)));
    }

    // OS-4
    void testForeignPluginsStayOut_data()
    {
        QTest::addColumn<QString>("variable");
        QTest::addColumn<QString>("subfolder");
        QTest::newRow("QT_PLUGIN_PATH") << u"QT_PLUGIN_PATH"_s << QString();
        QTest::newRow("QT_QPA_PLATFORM_PLUGIN_PATH") << u"QT_QPA_PLATFORM_PLUGIN_PATH"_s << u"/platforms"_s;
    }
    void testForeignPluginsStayOut()
    {
        QFETCH(QString, variable);
        QFETCH(QString, subfolder);
        const QString evil = m_home->filePath(u"evil"_s);
        QVERIFY(QDir().mkpath(evil + u"/platforms"_s));
        QVERIFY(QFile::copy(QStringLiteral(LOCKDESK_HOSTILE_PLUGIN), evil + u"/platforms/libqevil.so"_s));
        m_environment.insert(variable, evil + subfolder);
        const QString mark = m_home->filePath(u"mark"_s);
        m_environment.insert(u"LOCKDESK_HOSTILE_MARK"_s, mark);
        // The trap works: a program over the system's Qt loads what the environment names.
        m_environment.insert(u"QT_QPA_PLATFORM"_s, u"cocoa;offscreen"_s);
        (void)run({u"--demo"_s, u"--screenshot"_s, m_home->filePath(u"a.png"_s)});
        QVERIFY(QFile::remove(mark));

        const QString copy = makeCopy(true);
        const Outcome outcome = run({u"--demo"_s, u"--screenshot"_s, m_home->filePath(u"b.png"_s)}, copy);
        QVERIFY2(outcome.status == 0, qPrintable(outcome.errors));
        QVERIFY(QFileInfo::exists(m_home->filePath(u"b.png"_s)));
        QVERIFY(!QFileInfo::exists(mark));
    }

    // OS-4: odd variables, no crash
    void testOddEnvironment()
    {
        for (const QString &name :
            {u"QTKEYCHAIN_BACKEND"_s, u"SSL_CERT_FILE"_s, u"http_proxy"_s, u"XDG_CONFIG_DIRS"_s,
                u"XDG_RUNTIME_DIR"_s, u"LOCKDESK_BUNDLE"_s, u"QT_PLUGIN_PATH"_s, u"LANG"_s, u"SNAP"_s})
            m_environment.insert(name, u"junk:\x01../../etc"_s);
        QCOMPARE(run({u"--demo"_s, u"--screenshot"_s, m_home->filePath(u"a.png"_s)}).status, 0);
        QCOMPARE(run({u"--version"_s}).status, 0);
    }

    void testManagedAddressIsTheOnlyOne()
    {
        put(m_home->filePath(u"xdg/lockdesk/lockdesk.ini"_s), "apiUrl=https://nuki.example\n");
        const Outcome outcome = run({u"--api-url"_s, u"https://other.example"_s});
        QCOMPARE(outcome.status, 2);
        QVERIFY(outcome.errors.contains(u"administrator"_s));
        put(m_home->filePath(u"config/lockdesk/lockdesk.ini"_s),
            "profiles/1/id=default\nprofiles/1/api=https://api.nuki.io\nprofiles/size=1\n");
        QCOMPARE(run({}).status, 2); // a token of another address is not used either
    }

private:
    static QString program() { return QStringLiteral(LOCKDESK_PROGRAM); }

    Outcome run(const QStringList &arguments, const QString &which = program()) const
    {
        QProcess process;
        process.setProcessEnvironment(m_environment);
        process.start(which, arguments);
        if (!process.waitForFinished(30'000) || process.exitStatus() != QProcess::NormalExit) {
            end(process);
            return {-1, {}, QString::fromUtf8(process.readAllStandardError())};
        }
        return {process.exitCode(), QString::fromUtf8(process.readAllStandardOutput()),
            QString::fromUtf8(process.readAllStandardError())};
    }

    // Returns once it listens in `folder`.
    void startWindow(QProcess &process, const QString &which, const QString &folder) const
    {
        const QStringList left = sockets(folder); // by one that was killed
        for (const QString &socket : left)
            QVERIFY(QFile::remove(folder + u'/' + socket));
        process.setProcessEnvironment(m_environment);
        process.start(which, QStringList());
        QVERIFY(process.waitForStarted());
        QTRY_VERIFY_WITH_TIMEOUT(!sockets(folder).isEmpty(), 20'000);
    }

    static void end(QProcess &process)
    {
        process.kill();
        process.waitForFinished();
    }

    // The program in a folder of its own; with Qt's plugins in it, as a bundle has them.
    QString makeCopy(bool hasPlugins) const
    {
        const QString folder = m_home->filePath(u"bundle"_s);
        QDir().mkpath(folder);
        const QString copy = folder + u"/lockdesk"_s;
        std::filesystem::create_hard_link(LOCKDESK_PROGRAM, copy.toStdString());
        if (hasPlugins) {
            QFile::link(QLibraryInfo::path(QLibraryInfo::PluginsPath), folder + u"/plugins"_s);
            put(folder + u"/qt.conf"_s, "[Paths]\nPlugins = plugins\n");
        }
        return copy;
    }

    std::unique_ptr<QTemporaryDir> m_home;
    QProcessEnvironment m_environment;
};

QTEST_GUILESS_MAIN(StartupTest)
#include "startuptest.moc"
