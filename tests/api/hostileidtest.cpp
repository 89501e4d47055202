#include "apibench.h"
#include "authorizationapi.h"
#include "authorizationjson.h"
#include "logapi.h"
#include "logjson.h"
#include "smartlockapi.h"

#include <QJsonObject>

using namespace lockdesk;
using namespace Qt::StringLiterals;

namespace {

// Ids as a hostile or broken service might give them.
QString hostileId(QRandomGenerator &random)
{
    static const QStringList pieces{u".."_s, u"."_s, u"/"_s, u"//evil.example/"_s, u"%2e%2e"_s, u"%2f"_s,
        u"@"_s, u"?"_s, u"#"_s, u"\r\nHost: evil.example"_s, QString(QChar(0)), u"\\"_s, u"😀"_s, u"account"_s,
        u"6ab2be33"_s, u":80"_s, u"http://evil.example"_s, u";"_s, u" "_s, u"0"_s, u"-1"_s,
        QString(QChar(0xd800)), QString(QChar(0x202e))};
    if (random.bounded(100) == 0)
        return u"x"_s.repeated(5000);
    QString id;
    for (int count = random.bounded(0, 6); count > 0; --count)
        id += pieces.at(random.bounded(int(pieces.size())));
    return id;
}

} // namespace

// NET-3: an id from outside never steers a request anywhere else.
class HostileIdTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void idsOfNothingAreNeverSent()
    {
        ApiBench bench;
        QObject *const owner = &bench.owner;
        Transport &transport = bench.transport;
        const AuthorizationId id = *AuthorizationId::fromString(u"6ab2be33a1b2c3d4e5f60718");
        const SmartlockId lock{7};
        const Expiry expiry{bench.clock.now().addSecs(10), bench.clock.uptime() + std::chrono::seconds(10)};
        Authorization unborn; // no id
        unborn.smartlockId = lock;
        Authorization homeless;
        homeless.id = id;
        for (const SmartlockId none :
            {SmartlockId(0), SmartlockId(-1), SmartlockId(std::numeric_limits<qint64>::min())}) {
            homeless.smartlockId = none;
            for (auto *job : {updateSmartlock(transport, none, u"x"_s, true, owner),
                     sendAction(transport, none, LockAction::Unlock, expiry, owner),
                     sendLock(transport, none, expiry, owner), sendUnlock(transport, none, expiry, owner),
                     sendSync(transport, none, owner), createAuthorization(transport, homeless, owner),
                     createAuthorizations(transport, unborn, {lock, none}, owner),
                     updateAuthorization(transport, homeless, owner),
                     updateAuthorizations(transport, {homeless}, owner),
                     deleteAuthorization(transport, none, id, owner),
                     deleteAuthorizations(transport, {homeless}, owner)})
                QCOMPARE(bench.outcomeOf(job).error().kind, ApiError::Kind::InvalidRequest);
            QVERIFY(!bench.outcomeOf(fetchSmartlock(transport, none, owner)));
            QVERIFY(!bench.outcomeOf(fetchAuthorizations(transport, none, owner)));
            QVERIFY(!bench.outcomeOf(fetchAuthorization(transport, none, id, owner)));
            QVERIFY(!bench.outcomeOf(fetchLog(transport, none, {}, 1, owner)));
        }
        for (auto *job : {createAuthorizations(transport, unborn, {}, owner),
                 updateAuthorization(transport, unborn, owner), updateAuthorizations(transport, {}, owner),
                 updateAuthorizations(transport, {unborn}, owner),
                 deleteAuthorization(transport, lock, {}, owner), deleteAuthorizations(transport, {}, owner),
                 deleteAuthorizations(transport, {unborn}, owner)})
            QCOMPARE(bench.outcomeOf(job).error().kind, ApiError::Kind::InvalidRequest);
        QVERIFY(!bench.outcomeOf(fetchAuthorization(transport, lock, {}, owner)));
        QVERIFY(bench.lines().isEmpty());
    }

    // 10,000 hostile ids: as ids of records they do not even become values; as the id of a log line, which is
    // opaque, they stay inside one field of the query.
    void hostileIdsStayWhereTheyBelong()
    {
        QRandomGenerator random(3);
        ApiBench bench;
        bench.network.setHandler([](const SentRequest &) { return FakeAnswer::of(200, "[]"); });
        QList<Job<ListResult<LogEntry>> *> jobs;
        for (int i = 0; i < 10'000; ++i) {
            const QString id = hostileId(random);
            QVERIFY(!AuthorizationId::fromString(id));
            QVERIFY(!authorizationFromJson({{u"id"_s, id}, {u"smartlockId"_s, 7}}));
            QVERIFY(!smartlockIdFromString(id));
            QVERIFY(!logEntryFromJson({{u"id"_s, u"1"_s}, {u"smartlockId"_s, 7}, {u"authId"_s, id}})
                         ->authorizationId);
            if (i % 10 == 0)
                jobs.append(fetchLog(bench.transport, SmartlockId(7), id, 50, &bench.owner));
        }
        QVERIFY(bench.settle([&jobs] {
            return std::ranges::all_of(jobs, [](const auto *job) { return job->isFinished(); });
        }));
        QCOMPARE(bench.network.sent().size(), jobs.size());
        for (const SentRequest &sent : bench.network.sent()) {
            QCOMPARE(sent.url.adjusted(QUrl::RemoveQuery), QUrl(u"https://api.nuki.io/smartlock/7/log"_s));
            QVERIFY(!sent.url.hasFragment());
            QVERIFY(sent.url.query(QUrl::FullyEncoded).count(u'&') <= 1);
        }
    }
};

QTEST_GUILESS_MAIN(HostileIdTest)
#include "hostileidtest.moc"
