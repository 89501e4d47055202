#include "bulksocketfixture.h"
#include "tlsserving.h"

#include <QLoggingCategory>
#include <QTest>

using namespace lockdesk;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using B = BulkFixture;
using F = BulkSocketFixture;

namespace {

constexpr int locks = 100;
constexpr int codes = 4; // with the app: 500 records

template <typename Fixture>
QList<Change> disablingAll(const Fixture &f, const QList<Authorization> &records)
{
    QList<Change> changes;
    for (const Authorization &record : records) {
        UpdateAuthorization update{record, record, false};
        update.after.enabled = false;
        changes += f.of(record.smartlockId, update);
    }
    return changes;
}

// Counts by the service's own log how often each record was written, and begins the storm with the first of
// it.
struct Storm
{
    Storm(SimulatedNuki &nuki, std::chrono::milliseconds time, int retryAfter)
    {
        nuki.setWitness([this, &nuki, time, retryAfter](
                            const SimulatedRequest &request, const SimulatedResponse &response) {
            if (request.method == "GET" || response.status >= 300)
                return;
            for (const WrittenRecord &record : writtenBy(request.method, request.path, request.body))
                ++processed[record.key];
            if (std::exchange(hasBegun, true))
                return;
            SimulatedBehaviour behaviour = nuki.behaviour();
            behaviour.rateLimitedFor = time;
            behaviour.retryAfter = retryAfter;
            nuki.setBehaviour(behaviour);
        });
    }

    QMap<QString, int> processed;
    bool hasBegun = false;
};

} // namespace

// NET-7: a set of five hundred in a storm of refusals that begins with its first write.
class BulkStormTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLoggingCategory::setFilterRules(u"lockdesk.*=false"_s); }

    void isWaitedOutForAMinute()
    {
        B f(locks, codes);
        Storm storm(f.nuki, 60s, 7);
        const ChangeSetId set =
            f.sendAll(disablingAll(f, f.session->account.authorizations().authorizations()));
        QCOMPARE(f.idsOf(set).size(), 500);
        QVERIFY(f.passUntilDone(set));
        QCOMPARE(f.count(set, ChangeStatus::Confirmed), 500);
        QCOMPARE(storm.processed.size(), 500);
        for (const int times : std::as_const(storm.processed))
            QCOMPARE(times, 1);
        for (const int times : f.writesByRecord())
            QVERIFY(times <= 5);
        int refused = 0;
        const QList<HandedRequest> &handed = f.desk.handed;
        for (const HandedRequest &request : handed) {
            const auto together = std::ranges::count_if(handed, [&request](const HandedRequest &other) {
                return other.at <= request.at && (!other.ended || *other.ended > request.at);
            });
            QVERIFY(together <= 4);
            refused += request.retryAfter > 0s;
            for (const HandedRequest &earlier : handed) {
                if (earlier.retryAfter > 0s && *earlier.ended < request.at)
                    QVERIFY(request.at >= *earlier.ended + earlier.retryAfter);
            }
        }
        qInfo("%d refused of %lld requests", refused, qint64(handed.size()));
        QVERIFY(refused >= 8);
    }

    void isWaitedOutOverSockets()
    {
        F f(locks, codes, {100ms, 300ms}, {100ms, 300ms});
        Storm storm(f.nuki, 8s, 1);
        const ChangeSetId set =
            f.sendAll(disablingAll(f, f.session->account.authorizations().authorizations()));
        QVERIFY(f.passUntilDone(set, 2min));
        QCOMPARE(f.count(set, ChangeStatus::Confirmed), 500);
        QCOMPARE(storm.processed.size(), 500);
        for (const int times : std::as_const(storm.processed))
            QCOMPARE(times, 1);
        QMap<QString, int> asked;
        QList<std::chrono::milliseconds> refusals;
        for (const RecordedRequest &request : f.server.requests()) {
            for (const auto refusal : std::as_const(refusals)) {
                // What was on its way to the service then has not heard of it: twice half of the latency.
                const auto since = request.at - refusal;
                QVERIFY2(since <= 40ms || since >= 1s, qPrintable(u"%1 ms after"_s.arg(since.count())));
            }
            if (request.status == 429)
                refusals += request.at;
            if (request.method != "GET") {
                for (const WrittenRecord &record : writtenBy(request.method, request.path, request.body))
                    ++asked[record.key];
            }
        }
        qInfo("%lld refused of %lld requests, at most %d in flight", qint64(refusals.size()),
            qint64(f.server.requests().size()), f.server.mostInFlight());
        QVERIFY(refusals.size() >= 4);
        QVERIFY(f.server.mostInFlight() <= 4);
        for (const int times : std::as_const(asked))
            QVERIFY(times <= 5);
    }

    void oddWaitsNeitherLoopNorHang();
};

namespace {

// A service that refuses everything for two seconds from the first write, with headers of any kind.
struct OddFixture
{
    SystemClock clock;
    QRandomGenerator serviceRandom{7};
    QRandomGenerator random{1};
    SimulatedNuki nuki{B::manyLocks(4, 1), clock, serviceRandom};
    HostileServer server{canServeTls() ? u"good.pem"_s : QString()};
    std::unique_ptr<Session> session;
    std::optional<std::chrono::milliseconds> began;
    int refused = 0;
    int handledWrites = 0;
    ChangeSetId set{};

    explicit OddFixture(const QByteArray &headers)
    {
        SimulatedBehaviour quick;
        quick.listing = quick.confirming = {50ms, 50ms};
        nuki.setBehaviour(quick);
        server.setHandler([this, headers](const RawRequest &request) {
            const QUrl target = QUrl::fromEncoded(request.target);
            if (request.method != "GET" && !began)
                began = clock.uptime();
            if (began && clock.uptime() - *began < 2s) {
                ++refused;
                return Behaviour::answer(429, "{}", headers + "Content-Type: application/json\r\n");
            }
            handledWrites += request.method != "GET";
            const SimulatedResponse answer = nuki.handle({request.method, target.path(QUrl::FullyDecoded),
                QUrlQuery(target), request.headers.value("authorization"),
                request.headers.value("content-type"), request.body});
            return Behaviour::answer(answer.status, answer.body);
        });
        session = std::make_unique<Session>(
            Profile{u"default"_s, u"School"_s, server.url(), true, {}}, Secret("CANARYTOKEN"),
            [] { return std::make_unique<AccessManager>(HostileServer::trust()); }, clock, random);
        session->account.start();
    }

    bool isReady() const
    {
        return session->account.smartlocks().isLoaded() && session->account.authorizations().isLoaded();
    }
    void send()
    {
        QList<Change> changes;
        for (const Authorization &record : session->account.authorizations().authorizations()) {
            UpdateAuthorization update{record, record, false};
            update.after.enabled = false;
            Change change;
            change.smartlockId = record.smartlockId;
            change.deviceType = DeviceType::SmartLock34;
            change.subject = update;
            changes += change;
        }
        set = session->changes.addSet(u"Set"_s, changes);
        QList<ChangeId> ids;
        for (const Change &change : session->changes.changesOf(set))
            ids += change.id;
        session->runner.send(ids);
    }
    int count(ChangeStatus status) const
    {
        return int(std::ranges::count(session->changes.changesOf(set), status, &Change::status));
    }
};

} // namespace

void BulkStormTest::oddWaitsNeitherLoopNorHang()
{
    const QLocale c = QLocale::c();
    const QString date =
        c.toString(QDateTime::currentDateTimeUtc().addSecs(5), u"ddd, dd MMM yyyy hh:mm:ss 'GMT'"_s);
    const QList<QByteArray> headers{"Retry-After: 7\r\n", "Retry-After: " + date.toLatin1() + "\r\n",
        "Retry-After: 0\r\n", "Retry-After: -5\r\n", "Retry-After: soon\r\n", "",
        "Retry-After: 1\r\nRetry-After: 3\r\n", "Retry-After: 1000000000000\r\n"};
    std::vector<std::unique_ptr<OddFixture>> fixtures;
    for (const QByteArray &header : headers)
        fixtures.push_back(std::make_unique<OddFixture>(header));
    QVERIFY(F::passUntil([&] { return std::ranges::all_of(fixtures, &OddFixture::isReady); }, 10s));
    for (const auto &f : fixtures)
        f->send();
    const size_t last = fixtures.size() - 1;
    const auto areDone = [&] {
        for (size_t i = 0; i < last; ++i) {
            if (fixtures[i]->count(ChangeStatus::Confirmed) < 8)
                return false;
        }
        return true;
    };
    QVERIFY(F::passUntil(areDone, 60s));
    for (size_t i = 0; i < last; ++i) {
        const OddFixture &f = *fixtures[i];
        qInfo("%s: %d refused", headers.at(qsizetype(i)).trimmed().constData(), f.refused);
        QVERIFY(f.refused >= 1 && f.refused <= 12); // not over and over
        QVERIFY(!f.session->changes.set(f.set)->isPaused);
    }
    // Nobody waits for this long without having been asked.
    const OddFixture &longest = *fixtures[last];
    QVERIFY(longest.session->changes.set(longest.set)->isPaused);
    QCOMPARE(longest.count(ChangeStatus::Waiting) + longest.count(ChangeStatus::Sent), 8);
    QCOMPARE(longest.handledWrites, 0);
    const QString reason = longest.session->changes.changesOf(longest.set).first().reason;
    qInfo("%s", qPrintable(reason));
    QVERIFY2(reason.contains(u"Paused"), qPrintable(reason));
}

QTEST_GUILESS_MAIN(BulkStormTest)
#include "bulkstormtest.moc"
