#include "path.h"

#include <QRandomGenerator>
#include <QTest>

using namespace lockdesk;
using namespace Qt::StringLiterals;

namespace {

const QUrl api(u"https://api.nuki.io"_s);

// An id as a broken or hostile server may give it: one to four pieces, most of them harmful.
QString generatedId(QRandomGenerator &random)
{
    static const QStringList pieces{u"."_s, u".."_s, u"%2e"_s, u"%2f"_s, u"%00"_s, u"/"_s, u"//"_s, u"\\"_s,
        u"evil.example"_s, u"//evil.example/x"_s, u"@"_s, u"user@evil.example"_s, u"?"_s, u"?a=b"_s, u"#"_s,
        u"#x"_s, u"\r\n"_s, u"\r\nHost: evil.example"_s, QString(QChar(0)), u" "_s, u"\t"_s, u":"_s,
        u":443"_s, u";"_s, u"&"_s, u"\U0001f512"_s, u"ä"_s, u"a\u0308"_s, u"\u202e"_s, u"\u2028"_s,
        u"\uff0f"_s, QString(QChar(0xd800)), u"21913877581"_s, u"6ab2be33a1b2c3d4e5f60718"_s, u"account"_s,
        QString(5000, u'x'), u"http:"_s};
    QString id;
    for (int count = random.bounded(1, 5); count > 0; --count)
        id += pieces.at(random.bounded(int(pieces.size())));
    return id;
}

} // namespace

class PathTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsTheOrigin();
    void refusesMalformedSegments();
    void keepsThePrefixOfTheApi();
    void encodesQueries();
};

// NET-3: whatever an id holds, the request goes to the service, and below the path that was meant, or
// nowhere.
void PathTest::keepsTheOrigin()
{
    QRandomGenerator random(1);
    int accepted = 0;
    for (int i = 0; i < 10'000; ++i) {
        const QString id = generatedId(random);
        const auto url = addressOf(api, {u"smartlock"_s, id, u"auth"_s}, {});
        QCOMPARE(url.has_value(), isAcceptableSegment(id));
        if (!url)
            continue;
        ++accepted;
        QCOMPARE(url->scheme(), u"https"_s);
        QCOMPARE(url->authority(), u"api.nuki.io"_s);
        QVERIFY(!url->hasQuery() && !url->hasFragment());
        const QByteArrayList parts = url->toEncoded().split('/');
        QCOMPARE(parts.size(), 6);
        QCOMPARE(parts.at(3) + '/' + parts.at(5), "smartlock/auth"_ba);
        QCOMPARE(QUrl::fromPercentEncoding(parts.at(4)), id);
        // what a server that decodes twice would see
        const QString twice = QUrl::fromPercentEncoding(QUrl::fromPercentEncoding(parts.at(4)).toUtf8());
        QVERIFY(!twice.contains(u'/') && twice != ".."_L1 && twice != "."_L1);
    }
    QVERIFY(accepted > 500 && accepted < 9500);
}

void PathTest::refusesMalformedSegments()
{
    for (const QString &bad : {u""_s, u"."_s, u".."_s, u"a/b"_s, u"a\\b"_s, u"%2e%2e"_s, u"a\n"_s, u"a\x7f"_s,
             QString(QChar(0)), u"a\u0308"_s, QString(QChar(0xdc00)), QString(201, u'x')})
        QVERIFY2(!isAcceptableSegment(bad), qPrintable(bad));
    for (const QString &good :
        {u"smartlock"_s, u"21913877581"_s, u"a b"_s, u"ä"_s, u"..."_s, u"\U0001f512"_s})
        QVERIFY2(isAcceptableSegment(good), qPrintable(good));
    QVERIFY(!addressOf(api, {}, {}));
    QVERIFY(!addressOf(api, {u"smartlock"_s, u""_s}, {}));
}

void PathTest::keepsThePrefixOfTheApi()
{
    const auto url = addressOf(QUrl(u"http://[::1]:8080/base/"_s), {u"a b"_s, u"c"_s}, {});
    QCOMPARE(url->toEncoded(), "http://[::1]:8080/base/a%20b/c"_ba);
}

void PathTest::encodesQueries()
{
    QUrlQuery query;
    query.addQueryItem(u"name"_s, u"a+b&c=d#e\r\nä"_s);
    query.addQueryItem(u"limit"_s, u"50"_s);
    QCOMPARE(addressOf(api, {u"x"_s}, query)->toEncoded(),
        "https://api.nuki.io/x?name=a%2Bb%26c%3Dd%23e%0D%0A%C3%A4&limit=50"_ba);
}

QTEST_APPLESS_MAIN(PathTest)
#include "pathtest.moc"
