#include "commandline.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QTest>

using namespace lockdesk;
using namespace Qt::StringLiterals;

namespace {

const QStringList sections{u"devices"_s, u"access"_s, u"changes"_s};

} // namespace

class CommandLineTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void takesWhatTheHelpNames()
    {
        const auto line = parseCommandLine(
            {u"--demo"_s, u"--profile"_s, u"school"_s, u"--api-url=https://nuki.example"_s, u"--language"_s,
                u"de"_s, u"--screenshot"_s, u"a.png"_s, u"--page"_s, u"Access"_s},
            sections);
        QVERIFY(line);
        QVERIFY(line->isDemo);
        QCOMPARE(line->profile, u"school"_s);
        QCOMPARE(line->api, QUrl(u"https://nuki.example"_s));
        QCOMPARE(line->page, u"access"_s);
        QCOMPARE(parseCommandLine({}, sections)->profile, u"default"_s);
    }

    void refuses_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::newRow("unknown option") << QStringList{u"--frobnicate"_s};
        QTest::newRow("no such file") << QStringList{u"CANARY"_s}; // may be a token
        QTest::newRow("a folder") << QStringList{QDir::tempPath()};
        const QString file = QCoreApplication::applicationFilePath();
        QTest::newRow("two files") << QStringList{file, file};
        QTest::newRow("token") << QStringList{u"--token=CANARY"_s};
        QTest::newRow("http elsewhere") << QStringList{u"--api-url"_s, u"http://api.nuki.io"_s};
        QTest::newRow("ftp") << QStringList{u"--api-url"_s, u"ftp://127.0.0.1"_s};
        QTest::newRow("user in the address") << QStringList{u"--api-url"_s, u"https://a:b@api.nuki.io"_s};
        QTest::newRow("empty address") << QStringList{u"--api-url"_s, QString()};
        QTest::newRow("page alone") << QStringList{u"--page"_s, u"devices"_s};
        QTest::newRow("page unknown") << QStringList{u"--screenshot"_s, u"a"_s, u"--page"_s, u"attic"_s};
        QTest::newRow("profile with a path") << QStringList{u"--profile"_s, u"../x"_s};
        QTest::newRow("profile empty") << QStringList{u"--profile"_s, QString()};
        QTest::newRow("no value") << QStringList{u"--profile"_s};
        QTest::newRow("language") << QStringList{u"--language"_s, u"../../etc"_s};
    }
    void refuses()
    {
        QFETCH(QStringList, arguments);
        const auto line = parseCommandLine(arguments, sections);
        QVERIFY(!line);
        QVERIFY(line.error().text.startsWith(u"lockdesk: "_s));
        QVERIFY(!line.error().text.contains(u'\n'));
        QVERIFY(!line.error().text.contains(u"CANARY"_s)); // LEAK-5
    }

    void takesAFile()
    {
        const QString path = QCoreApplication::applicationFilePath();
        QCOMPARE(parseCommandLine({u"--demo"_s, path}, sections)->file, path);
        QDir::setCurrent(QCoreApplication::applicationDirPath());
        QCOMPARE(parseCommandLine({QFileInfo(path).fileName()}, sections)->file, path);
        QCOMPARE(parseCommandLine({}, sections)->file, QString());
    }

    void knowsWhatNeedsNoDisplay()
    {
        for (const QString &option : {u"--version"_s, u"-v"_s, u"--help"_s, u"-h"_s, u"--self-test"_s})
            QVERIFY(isForTerminal({u"--demo"_s, option}));
        QVERIFY(!isForTerminal({u"--demo"_s}));
        QVERIFY(parseCommandLine({u"--self-test"_s}, sections)->wantsSelfTest);
    }

    void setsQtsOptionsAside()
    {
        QCOMPARE(withoutWindowOptions({u"-platform"_s, u"offscreen"_s, u"--demo"_s, u"--style"_s, u"fusion"_s,
                     u"-reverse"_s, u"--profile"_s, u"style"_s}),
            (QStringList{u"--demo"_s, u"--profile"_s, u"style"_s}));
        QCOMPARE(withoutWindowOptions({u"-platform"_s}), QStringList());
    }

    void takesHttpOnThisComputer()
    {
        for (const QString &address :
            {u"http://127.0.0.1:8080"_s, u"http://localhost:1"_s, u"http://[::1]:99"_s})
            QVERIFY(parseCommandLine({u"--api-url"_s, address}, sections));
    }
};

QTEST_GUILESS_MAIN(CommandLineTest)
#include "commandlinetest.moc"
