#include "updatefeed.h"

#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace lockdesk;
using namespace Qt::StringLiterals;

// packaging/sign-feed: what it makes is what the program believes.
class SignFeedTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void makesWhatTheProgramBelieves();
    void saysHowWithoutMinisign();
    void refusesOddOptions_data();
    void refusesOddOptions();

private:
    // The exit code, and what was printed.
    std::pair<int, QString> run(const QStringList &arguments, const QString &path = {})
    {
        QProcess process;
        process.setProcessChannelMode(QProcess::MergedChannels);
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        if (!path.isEmpty())
            environment.insert(u"PATH"_s, path);
        process.setProcessEnvironment(environment);
        process.start(qEnvironmentVariable("LOCKDESK_SIGN_FEED"), arguments);
        process.waitForFinished();
        return {process.exitCode(), QString::fromUtf8(process.readAll())};
    }
    QByteArray contents(const QString &name) const
    {
        QFile file(m_folder.filePath(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    const QTemporaryDir m_folder;
    const QString m_output = m_folder.filePath(u"new/updates.json"_s);
};

void SignFeedTest::makesWhatTheProgramBelieves()
{
    if (QStandardPaths::findExecutable(u"minisign"_s).isEmpty())
        QSKIP("minisign is not here");
    const QString key = m_folder.filePath(u"key"_s);
    QCOMPARE(QProcess::execute(u"minisign"_s, {u"-G"_s, u"-W"_s, u"-p"_s, key + u".pub"_s, u"-s"_s, key}), 0);
    const auto [code, text] = run({u"--page"_s, u"https://updates.lockdesk.example/releases"_s, u"--key"_s,
        key, u"--days"_s, u"30"_s, u"--output"_s, m_output});
    QVERIFY2(code == 0, qUtf8Printable(text));
    const QDateTime now = QDateTime::currentDateTimeUtc();
    const FeedRules rules{QUrl(u"https://updates.lockdesk.example/updates.json"_s),
        MinisignKey::fromText(contents(u"key.pub"_s).split('\n').value(1)).value(), now};
    const auto feed =
        readUpdateFeed(contents(u"new/updates.json"_s), contents(u"new/updates.json.minisig"_s), rules);
    QVERIFY2(feed, feed ? "" : toText(feed.error()).data());
    QCOMPARE(feed->latest, toVersion(QStringLiteral(LOCKDESK_VERSION)));
    QCOMPARE(feed->page, QUrl(u"https://updates.lockdesk.example/releases"_s));
    QVERIFY(feed->released <= now && feed->released.secsTo(now) < 60);
    QCOMPARE(feed->released.secsTo(feed->expires), 30 * 86400);
}

void SignFeedTest::saysHowWithoutMinisign()
{
    // A folder of all that it needs but minisign.
    const QString tools = m_folder.filePath(u"tools"_s);
    QDir().mkpath(tools);
    for (const QString &tool : {u"env"_s, u"bash"_s, u"sed"_s, u"date"_s, u"dirname"_s, u"mkdir"_s, u"rm"_s})
        QFile::link(QStandardPaths::findExecutable(tool), tools + u'/' + tool);
    const auto [code, text] =
        run({u"--page"_s, u"https://updates.lockdesk.example/"_s, u"--output"_s, m_output}, tools);
    QCOMPARE(code, 3);
    QVERIFY2(text.contains(u"minisign -S") && text.contains(m_output), qUtf8Printable(text));
    QVERIFY(!contents(u"new/updates.json"_s).isEmpty());
    QVERIFY(contents(u"new/updates.json.minisig"_s).isEmpty()); // not an older one either
}

void SignFeedTest::refusesOddOptions_data()
{
    QTest::addColumn<QStringList>("arguments");
    const QString page = u"https://updates.lockdesk.example/"_s;
    QTest::newRow("none") << QStringList();
    QTest::newRow("http") << QStringList{u"--page"_s, u"http://updates.lockdesk.example/"_s};
    QTest::newRow("quote") << QStringList{u"--page"_s, page + u"\", \"x\": \""_s};
    QTest::newRow("line") << QStringList{u"--page"_s, page + u"\n"_s};
    QTest::newRow("days") << QStringList{u"--page"_s, page, u"--days"_s, u"401"_s};
    QTest::newRow("no days") << QStringList{u"--page"_s, page, u"--days"_s, u"0"_s};
    QTest::newRow("no value") << QStringList{u"--page"_s};
    QTest::newRow("unknown") << QStringList{u"--page"_s, page, u"--version"_s, u"9.9.9"_s};
}

void SignFeedTest::refusesOddOptions()
{
    QFETCH(QStringList, arguments);
    const auto [code, text] = run(arguments + QStringList{u"--output"_s, m_folder.filePath(u"odd.json"_s)});
    QCOMPARE(code, 2);
    QVERIFY2(text.contains(u"Nothing was signed."), qUtf8Printable(text));
    QVERIFY(contents(u"odd.json"_s).isEmpty());
}

QTEST_GUILESS_MAIN(SignFeedTest)
#include "signfeedtest.moc"
