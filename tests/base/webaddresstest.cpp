#include "webaddress.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace lockdesk;

class WebAddressTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void testText_data()
    {
        QTest::addColumn<QString>("address");
        QTest::addColumn<QString>("text");
        const auto row = [](const QString &address, const QString &text) {
            QTest::newRow(qUtf8Printable(address)) << address << text;
        };
        row(u"https://api.nuki.io"_s, u"api.nuki.io:443"_s);
        row(u"https://api.nuki.io/"_s, u"api.nuki.io:443"_s);
        row(u"https://API.nuki.io:8443/path"_s, u"api.nuki.io:8443"_s);
        row(u"https://\u0430pi.nuki.io"_s, u"xn--pi-6kc.nuki.io:443"_s); // a Cyrillic letter
        row(u"https://b\u00fccher.de"_s, u"xn--bcher-kva.de:443"_s);
        row(u"https://xn--pi-6kc.nuki.io"_s, u"xn--pi-6kc.nuki.io:443"_s);
        row(u"http://127.0.0.1"_s, u"http://127.0.0.1:80"_s);
        row(u"http://[::1]:8080"_s, u"http://[::1]:8080"_s);
        row(QString(), QString());
        row(u"nonsense"_s, QString());
    }
    void testText()
    {
        QFETCH(QString, address);
        QFETCH(QString, text);
        QCOMPARE(addressText(QUrl(address)), text);
    }

    void testSame()
    {
        const QUrl nuki(u"https://api.nuki.io"_s);
        for (const QString &same :
            {u"https://api.nuki.io/"_s, u"https://api.nuki.io:443"_s, u"HTTPS://API.NUKI.IO"_s})
            QVERIFY2(isSameAddress(nuki, QUrl(same)), qPrintable(same));
        for (const QString &other :
            {u"http://api.nuki.io"_s, u"https://api.nuki.io:8443"_s, u"https://api.nuki.io.evil.example"_s,
                u"https://\u0430pi.nuki.io"_s, u"https://api.nuki.io/x"_s, u"https://a@api.nuki.io"_s,
                u"https://api.nuki.io?x"_s, u""_s, u"nonsense"_s})
            QVERIFY2(!isSameAddress(nuki, QUrl(other)), qPrintable(other));
        QVERIFY(isSameAddress(QUrl(u"http://127.0.0.1/a/"_s), QUrl(u"http://127.0.0.1:80/a"_s)));
        QVERIFY(!isSameAddress(QUrl(), QUrl()));
    }
};

QTEST_APPLESS_MAIN(WebAddressTest)
#include "webaddresstest.moc"
