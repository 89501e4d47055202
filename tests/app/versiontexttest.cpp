#include "versiontext.h"

#include "commit.h"

#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace lockdesk;

class VersionTextTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void testLines()
    {
        const VersionFacts facts{u"1.2.3"_s, u"abc"_s, u"6.8.1"_s, u"6.4.2"_s, u"0.15.0"_s, u"KWallet"_s,
            {true, u"openssl"_s, u"OpenSSL 3.0.1"_s, 9}, u"Debian, x86_64"_s, u"/media/stick"_s};
        QCOMPARE(versionText(facts).split(u'\n'),
            (QStringList{u"lockdesk 1.2.3"_s, u"commit: abc"_s, u"Qt: 6.8.1, built with 6.4.2"_s,
                u"QtKeychain: 0.15.0"_s, u"keychain: KWallet"_s, u"TLS: openssl, OpenSSL 3.0.1"_s,
                u"system: Debian, x86_64"_s, u"portable: /media/stick"_s}));
    }

    void testWhatIsMissing()
    {
        const QStringList lines = versionText({}).split(u'\n');
        QVERIFY(lines.contains(u"QtKeychain: unknown"_s));
        QVERIFY(lines.contains(u"TLS: none, not usable"_s));
        QVERIFY(lines.filter(u"portable"_s).isEmpty());
    }

    void testOfThisBuild()
    {
        const VersionFacts facts = versionFacts({});
        QCOMPARE(facts.version, u"" LOCKDESK_VERSION ""_s);
        QCOMPARE(facts.qtRunning, QString::fromLatin1(qVersion()));
        QVERIFY(facts.tls.isUsable);
        static const QRegularExpression commit(u"\\A(unknown|[0-9a-f]{7,40}(\\+changes)?)\\z"_s);
        QVERIFY2(commit.match(builtCommit()).hasMatch(), qPrintable(builtCommit()));
    }
};

QTEST_GUILESS_MAIN(VersionTextTest)
#include "versiontexttest.moc"
