#include "updatefeed.h"
#include "minisigner.h"
#include "updatefeedtext.h"
#include "updatesource.h"

#include <QFile>
#include <QTest>

using namespace lockdesk;
using namespace Qt::StringLiterals;

class UpdateFeedTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsWhatSignFeedWrites();
    void refuses_data();
    void refuses();
    void takesTheEdges();
    void nothingIsReadBeforeTheSignatureHolds();
    void versionsAreStrict_data();
    void versionsAreStrict();
    void offersNewerOnly_data();
    void offersNewerOnly();
    void everyFaultHasItsOwnWords();
    void sourcesAreHttps_data();
    void sourcesAreHttps();

private:
    Result<UpdateFeed, UpdateFault> read(const QByteArray &bytes) const
    {
        return readUpdateFeed(bytes, m_signer.sign(bytes), m_rules);
    }
    Result<UpdateFeed, UpdateFault> read(const QJsonObject &changes) const
    {
        return read(updateFeedText(m_rules.address, changes));
    }

    const Minisigner m_signer;
    const FeedRules m_rules{QUrl(u"https://updates.lockdesk.example/desktop/updates.json"_s),
        MinisignKey::fromText(m_signer.publicKey()).value(),
        QDateTime(QDate(2026, 3, 2), QTime(9, 0), Qt::UTC),
        QDateTime(QDate(2026, 2, 1), QTime(9, 0), Qt::UTC)};
};

void UpdateFeedTest::readsWhatSignFeedWrites()
{
    const auto fixture = [](const QString &name) {
        QFile file(QStringLiteral(LOCKDESK_TEST_DATA "/update/") + name);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    };
    FeedRules rules = m_rules;
    rules.key = MinisignKey::fromText(fixture(u"minisign.pub"_s).split('\n').value(1)).value();
    const auto feed = readUpdateFeed(fixture(u"updates.json"_s), fixture(u"updates.json.minisig"_s), rules);
    QVERIFY(feed);
    const UpdateFeed expected{QVersionNumber(1, 2, 3),
        QUrl(u"https://updates.lockdesk.example/releases/1.2.3"_s),
        QDateTime(QDate(2026, 3, 1), QTime(8, 0), Qt::UTC),
        QDateTime(QDate(2099, 1, 1), QTime(0, 0), Qt::UTC)};
    QCOMPARE(*feed, expected);
}

void UpdateFeedTest::refuses_data()
{
    QTest::addColumn<QJsonObject>("changes");
    QTest::addColumn<UpdateFault>("fault");
    const auto row = [](const char *name, const char *key, const QJsonValue &value, UpdateFault fault) {
        QTest::newRow(name) << QJsonObject{{QString::fromLatin1(key), value}} << fault;
    };
    using Fault = UpdateFault;
    row("no format", "format", QJsonValue::Null, Fault::Malformed);
    row("another format", "format", u"lockdesk-packages"_s, Fault::Malformed);
    row("no format version", "version", QJsonValue::Null, Fault::Malformed);
    row("a later format", "version", 2, Fault::Malformed);
    row("format version as text", "version", u"1"_s, Fault::Malformed);
    row("no version", "latest", QJsonValue::Null, Fault::Malformed);
    row("version as number", "latest", 2.0, Fault::Malformed);
    row("version with words", "latest", u"1.2.3-beta"_s, Fault::Malformed);
    row("version with a line", "latest", u"1.2.3\n"_s, Fault::Malformed);
    row("no page", "page", QJsonValue::Null, Fault::Malformed);
    row("long page", "page", "https://updates.lockdesk.example/"_L1 + QString(500, u'x'), Fault::Malformed);
    row("page is no address", "page", u"https://updates.lockdesk.example:x/"_s, Fault::ForeignLink);
    row("http", "page", u"http://updates.lockdesk.example/"_s, Fault::ForeignLink);
    row("other host", "page", u"https://lockdesk.example/"_s, Fault::ForeignLink);
    row("subdomain", "page", u"https://x.updates.lockdesk.example/"_s, Fault::ForeignLink);
    row("longer host", "page", u"https://updates.lockdesk.example.evil.example/"_s, Fault::ForeignLink);
    row("user", "page", u"https://updates.lockdesk.example@evil.example/"_s, Fault::ForeignLink);
    row("user at the host", "page", u"https://me@updates.lockdesk.example/"_s, Fault::ForeignLink);
    row("other port", "page", u"https://updates.lockdesk.example:8443/"_s, Fault::ForeignLink);
    row("file", "page", u"file:///etc/passwd"_s, Fault::ForeignLink);
    row("javascript", "page", u"javascript:alert(1)"_s, Fault::ForeignLink);
    row("relative", "page", u"/releases/1.2.3"_s, Fault::ForeignLink);
    row("//host", "page", u"//updates.lockdesk.example/x"_s, Fault::ForeignLink);
    row("no date", "released", QJsonValue::Null, Fault::Malformed);
    row("date without a zone", "released", u"2026-03-01T08:00:00"_s, Fault::Malformed);
    row("no such day", "released", u"2026-02-30T08:00:00Z"_s, Fault::Malformed);
    row("no end", "expires", QJsonValue::Null, Fault::Malformed);
    row("end as number", "expires", 4'000'000'000.0, Fault::Malformed);
    row("end before the date", "expires", u"2026-03-01T08:00:00Z"_s, Fault::Malformed);
    row("expired", "expires", u"2026-03-02T09:00:00Z"_s, Fault::Expired);
    row("of a day to come", "released", u"2026-03-03T09:00:01Z"_s, Fault::TooNew);
    row("older than seen", "released", u"2026-02-01T08:59:59Z"_s, Fault::Older);
}

void UpdateFeedTest::refuses()
{
    QFETCH(QJsonObject, changes);
    QFETCH(UpdateFault, fault);
    QVERIFY(read(QJsonObject())); // refused for this one reason
    const auto feed = read(changes);
    QVERIFY(!feed);
    QCOMPARE(feed.error(), fault);
}

void UpdateFeedTest::takesTheEdges()
{
    QVERIFY(read({{u"expires"_s, u"2026-03-02T09:00:01Z"_s}}));
    QVERIFY(read({{u"released"_s, u"2026-02-01T09:00:00Z"_s}})); // the one seen before
    QVERIFY(read({{u"released"_s, u"2026-03-03T09:00:00Z"_s}})); // a clock may be a day behind
    QVERIFY(read({{u"page"_s, u"https://UPDATES.lockdesk.example:443/x?a=b#c"_s}}));
    QVERIFY(read({{u"more"_s, u"of a later program"_s}}));
    const QByteArray text = updateFeedText(m_rules.address);
    QVERIFY(read(text + QByteArray(UpdateFeed::maxBytes - text.size(), ' ')));
    QCOMPARE(
        read(text + QByteArray(UpdateFeed::maxBytes - text.size() + 1, ' ')).error(), UpdateFault::TooLarge);
    for (const QByteArray &bytes : {QByteArray(), "[]"_ba, "null"_ba, text.chopped(3), text + '{'})
        QCOMPARE(read(bytes).error(), UpdateFault::Malformed);
}

// A list that is expired, foreign and malformed is still above all not signed.
void UpdateFeedTest::nothingIsReadBeforeTheSignatureHolds()
{
    const QByteArray bytes = "{\"format\": 0}";
    QCOMPARE(readUpdateFeed(bytes, {}, m_rules).error(), UpdateFault::NotSigned);
    QCOMPARE(readUpdateFeed(bytes, Minisigner(2).sign(bytes), m_rules).error(), UpdateFault::OtherKey);
    QCOMPARE(readUpdateFeed(bytes, m_signer.sign("{}"), m_rules).error(), UpdateFault::WrongSignature);
}

void UpdateFeedTest::versionsAreStrict_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QVersionNumber>("version");
    QTest::newRow("usual") << u"0.10.2"_s << QVersionNumber(0, 10, 2);
    QTest::newRow("large") << u"99999.0.0"_s << QVersionNumber(99999, 0, 0);
    for (const char *odd : {"", "1", "1.2", "1.2.3.4", "1.2.3 ", " 1.2.3", "1.02.3", "v1.2.3", "1.2.-3",
             "1.2.123456", "1,2,3", "1.2.3rc1", "١.٢.٣"})
        QTest::newRow(odd) << QString::fromUtf8(odd) << QVersionNumber();
}

void UpdateFeedTest::versionsAreStrict()
{
    QFETCH(QString, text);
    QTEST(toVersion(text), "version");
}

void UpdateFeedTest::offersNewerOnly_data()
{
    QTest::addColumn<QString>("running");
    QTest::addColumn<bool>("offers");
    QTest::newRow("older") << u"1.2.2"_s << true;
    QTest::newRow("older by number, not by text") << u"0.99.0"_s << true;
    QTest::newRow("the same") << u"1.2.3"_s << false;
    QTest::newRow("newer") << u"1.2.4"_s << false;
    QTest::newRow("newer by number, not by text") << u"1.10.0"_s << false;
}

void UpdateFeedTest::offersNewerOnly()
{
    QFETCH(QString, running);
    QTEST(isNewer(*read(QJsonObject()), toVersion(running)), "offers");
}

void UpdateFeedTest::everyFaultHasItsOwnWords()
{
    QSet<QString> texts;
    QSet<QLatin1String> words;
    constexpr int count = int(UpdateFault::Older) + 1;
    for (int i = 0; i < count; ++i) {
        const QString text = explain(UpdateFault(i), u"updates.lockdesk.example"_s);
        QVERIFY2(text.contains(u"updates.lockdesk.example") && text.endsWith(u'.'), qUtf8Printable(text));
        texts += text;
        words += toText(UpdateFault(i));
    }
    QCOMPARE(texts.size(), count);
    QCOMPARE(words.size(), count);
}

void UpdateFeedTest::sourcesAreHttps_data()
{
    QTest::addColumn<QString>("feed");
    QTest::addColumn<bool>("isUsable");
    QTest::newRow("none") << QString() << false;
    QTest::newRow("file at the top") << u"https://a.example/updates.json"_s << true;
    QTest::newRow("deeper") << u"https://a.example:8443/x/updates.json"_s << true;
    QTest::newRow("http") << u"http://a.example/updates.json"_s << false;
    QTest::newRow("http on loopback") << u"http://127.0.0.1/updates.json"_s << false;
    QTest::newRow("file") << u"file:///updates.json"_s << false;
    QTest::newRow("user") << u"https://me@a.example/updates.json"_s << false;
    QTest::newRow("folder") << u"https://a.example/x/"_s << false;
    QTest::newRow("query") << u"https://a.example/updates.json?x"_s << false;
}

void UpdateFeedTest::sourcesAreHttps()
{
    QFETCH(QString, feed);
    QTEST((UpdateSource{QUrl(feed), m_signer.publicKey()}.isUsable()), "isUsable");
    QVERIFY(!(UpdateSource{QUrl(feed), "RWno"}.isUsable()));
    const UpdateSource builtIn = builtInUpdateSource();
    QVERIFY(builtIn.isUsable() || (builtIn.feed.isEmpty() && builtIn.key.isEmpty()));
}

QTEST_GUILESS_MAIN(UpdateFeedTest)
#include "updatefeedtest.moc"
