#include "updatecheck.h"
#include "fakeaccessmanager.h"
#include "manualclock.h"
#include "minisigner.h"
#include "settings.h"
#include "updatefeedtext.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace lockdesk;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using State = UpdateCheck::State;

namespace {

const QUrl feedAddress(u"https://updates.lockdesk.example/desktop/updates.json"_s);

// A server of one list, and a program that can be started again and again.
struct Bench
{
    Bench()
    {
        network.setHandler([this](const SentRequest &request) {
            if (fault)
                return *fault;
            return FakeAnswer::of(200, request.url.path().endsWith(u".minisig") ? signer.sign(feed) : feed);
        });
    }

    std::unique_ptr<UpdateCheck> program(const ManagedSettings &managed = {})
    {
        settings = std::make_unique<Settings>(folder.filePath(u"settings.ini"_s), managed);
        return std::make_unique<UpdateCheck>(UpdateSource{feedAddress, signer.publicKey()}, *settings,
            network.managers(), clock, random, QVersionNumber(1, 2, 2));
    }
    std::unique_ptr<UpdateCheck> started(const ManagedSettings &managed = {})
    {
        auto check = program(managed);
        check->start();
        return check;
    }

    // In steps that end where checks begin, so that answers come before a deadline does.
    void pass(std::chrono::milliseconds time)
    {
        constexpr std::chrono::milliseconds step = 5min;
        for (; time.count() > 0; time -= step) {
            clock.advance(std::min(time, step));
            for (int i = 0; i < 12; ++i)
                QCoreApplication::sendPostedEvents(); // a look at the system's queue is slow on some
            QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        }
    }

    int checkCount() const { return int(std::ranges::count(network.sent(), feedAddress, &SentRequest::url)); }

    Minisigner signer;
    QByteArray feed = updateFeedText(feedAddress);
    std::optional<FakeAnswer> fault;
    FakeNetwork network;
    ManualClock clock;
    QRandomGenerator random{5};
    QTemporaryDir folder;
    std::unique_ptr<Settings> settings;
};

} // namespace

class UpdateCheckTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void asksMinutesAfterTheStart();
    void asksOnceADay();
    void asksOnceADayOverManyStarts();
    void asksNoMoreOftenWhenItFails();
    void noticesADayThatWasSleptThrough();
    void doesNotWaitForAWrongClock();
    void asksNothingWhileOff();
    void administratorDecides();
    void dropsWhatIsUnderWayWhenTurnedOff();
    void asksAtOnceWhenTold();
    void tellsTheStates();
    void keepsWhatItKnowsWhenACheckFails();
    void sendsNothingButTwoBareReads();
    void saysWhatStoodInTheWay_data();
    void saysWhatStoodInTheWay();
};

void UpdateCheckTest::asksMinutesAfterTheStart()
{
    Bench bench;
    const auto check = bench.started();
    bench.pass(5min - 1ms);
    QCOMPARE(bench.network.sent().size(), 0);
    QCOMPARE(check->state(), State::NeverAsked);
    bench.pass(1ms);
    QCOMPARE(bench.network.sent().size(), 2);
    QCOMPARE(check->state(), State::Available);
    QCOMPARE(check->offered().latest, QVersionNumber(1, 2, 3));
    QCOMPARE(check->offered().page, QUrl(u"https://updates.lockdesk.example/desktop/releases/1.2.3"_s));
}

void UpdateCheckTest::asksOnceADay()
{
    Bench bench;
    const auto check = bench.started();
    bench.pass(5min);
    bench.pass(24h - 1s);
    QCOMPARE(bench.checkCount(), 1);
    bench.pass(1h);
    QCOMPARE(bench.checkCount(), 2);
    for (int day = 0; day < 10; ++day)
        bench.pass(24h);
    QVERIFY2(bench.checkCount() >= 11 && bench.checkCount() <= 12,
        qPrintable(QString::number(bench.checkCount())));
}

void UpdateCheckTest::asksOnceADayOverManyStarts()
{
    Bench bench;
    for (int start = 0; start < 23; ++start) {
        const auto check = bench.started();
        bench.pass(1h);
    }
    QCOMPARE(bench.checkCount(), 1);
    const auto check = bench.started();
    bench.pass(2h);
    QCOMPARE(bench.checkCount(), 2);
}

void UpdateCheckTest::asksNoMoreOftenWhenItFails()
{
    Bench bench;
    bench.fault = FakeAnswer::of(404);
    const auto check = bench.started();
    bench.pass(23h);
    QCOMPARE(bench.checkCount(), 1);
    QCOMPARE(check->state(), State::NeverAsked);
}

// Timers may stand still while the machine sleeps.
void UpdateCheckTest::noticesADayThatWasSleptThrough()
{
    Bench bench;
    const auto check = bench.started();
    bench.pass(5min);
    bench.clock.jump(24h);
    bench.pass(1h);
    QCOMPARE(bench.checkCount(), 2);
}

void UpdateCheckTest::doesNotWaitForAWrongClock()
{
    Bench bench;
    bench.clock.jump(24h * 365);
    auto check = bench.started();
    bench.pass(5min);
    QCOMPARE(check->fault(), UpdateFault::Expired);
    bench.clock.jump(-24h * 365);
    check = bench.started();
    bench.pass(5min);
    QCOMPARE(bench.checkCount(), 2);
    QCOMPARE(check->state(), State::Available);
}

void UpdateCheckTest::asksNothingWhileOff()
{
    Bench bench;
    bench.program()->setOn(false);
    const auto check = bench.started();
    QCOMPARE(check->state(), State::Off);
    bench.pass(72h);
    QCOMPARE(bench.network.sent().size(), 0);
    QCOMPARE(bench.network.managerCount(), 0);
    check->setOn(true);
    QCOMPARE(check->state(), State::NeverAsked);
    bench.pass(1h);
    QCOMPARE(bench.checkCount(), 1);
    check->setOn(false);
    QCOMPARE(check->state(), State::Off);
}

void UpdateCheckTest::administratorDecides()
{
    Bench bench;
    ManagedSettings managed;
    managed.checkForUpdates = false;
    auto check = bench.started(managed);
    check->setOn(true);
    QVERIFY(!check->isOn());
    bench.pass(72h);
    QCOMPARE(bench.network.sent().size(), 0);
    managed.checkForUpdates = true;
    check = bench.started(managed);
    check->setOn(false);
    QVERIFY(check->isOn());
    bench.pass(1h);
    QCOMPARE(bench.checkCount(), 1);
}

void UpdateCheckTest::dropsWhatIsUnderWayWhenTurnedOff()
{
    Bench bench;
    bench.fault = FakeAnswer::of(200, bench.feed).held();
    const auto check = bench.program();
    check->checkNow();
    bench.pass(1s);
    QVERIFY(check->isChecking());
    check->setOn(false);
    QVERIFY(!check->isChecking());
    bench.pass(1h);
    bench.network.releaseAll();
    bench.pass(1s);
    QCOMPARE(bench.network.sent().size(), 1);
    QCOMPARE(bench.network.abortedCount(), 1);
    QCOMPARE(check->state(), State::Off);
    check->checkNow();
    bench.pass(1s);
    {
        const auto gone = bench.program();
        gone->checkNow();
        bench.pass(1s);
    } // under way at the end
    QCOMPARE(bench.network.abortedCount(), 2);
}

void UpdateCheckTest::asksAtOnceWhenTold()
{
    Bench bench;
    const auto check = bench.started();
    check->setOn(false); // the daily one
    QSignalSpy changed(check.get(), &UpdateCheck::changed);
    check->checkNow();
    check->checkNow();
    bench.pass(1s);
    QCOMPARE(bench.network.sent().size(), 2);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(check->state(), State::Available);
    check->checkNow();
    bench.pass(1s);
    QCOMPARE(bench.network.sent().size(), 4);
    // It counts as the day's.
    check->setOn(true);
    bench.pass(23h);
    QCOMPARE(bench.network.sent().size(), 4);
}

void UpdateCheckTest::tellsTheStates()
{
    Bench bench;
    bench.feed = updateFeedText(feedAddress, {{u"latest"_s, u"1.2.2"_s}});
    const auto check = bench.started();
    bench.pass(5min);
    QCOMPARE(check->state(), State::UpToDate);
    QVERIFY(!check->fault());
    bench.feed = updateFeedText(feedAddress, {{u"latest"_s, u"1.3.0"_s}});
    bench.pass(25h);
    QCOMPARE(check->state(), State::Available);
    QCOMPARE(check->offered().latest, QVersionNumber(1, 3, 0));
    // The list takes a bad version back.
    bench.feed =
        updateFeedText(feedAddress, {{u"released"_s, u"2026-03-03T10:00:00Z"_s}, {u"latest"_s, u"1.2.2"_s}});
    bench.pass(25h);
    QCOMPARE(check->state(), State::UpToDate);
    QCOMPARE(bench.settings->newestUpdateFeed(), QDateTime(QDate(2026, 3, 3), QTime(10, 0), Qt::UTC));
}

void UpdateCheckTest::keepsWhatItKnowsWhenACheckFails()
{
    Bench bench;
    const auto check = bench.program();
    check->checkNow();
    bench.pass(1s);
    bench.fault = FakeAnswer::of(404);
    check->checkNow();
    bench.pass(1s);
    QCOMPARE(check->fault(), UpdateFault::Refused);
    QCOMPARE(check->state(), State::Available);
    QCOMPARE(check->offered().latest, QVersionNumber(1, 2, 3));
    bench.fault.reset();
    check->checkNow();
    bench.pass(1s);
    QVERIFY(!check->fault());
}

void UpdateCheckTest::sendsNothingButTwoBareReads()
{
    Bench bench;
    const auto check = bench.program();
    check->checkNow();
    bench.pass(1s);
    QCOMPARE(bench.network.sent().size(), 2);
    const QUrl signature(u"https://updates.lockdesk.example/desktop/updates.json.minisig"_s);
    QCOMPARE(bench.network.sent().at(0).url, feedAddress);
    QCOMPARE(bench.network.sent().at(1).url, signature);
    for (const SentRequest &request : bench.network.sent()) {
        QCOMPARE(request.method, "GET"_ba);
        QVERIFY(request.body.isEmpty());
        const QList<std::pair<QByteArray, QByteArray>> headers{
            {"Accept", "*/*"}, {"Accept-Encoding", "identity"}};
        QCOMPARE(request.headers, headers);
    }
}

void UpdateCheckTest::saysWhatStoodInTheWay_data()
{
    QTest::addColumn<FakeAnswer>("answer");
    QTest::addColumn<UpdateFault>("fault");
    FakeAnswer html = FakeAnswer::of(200, "<html>Welcome to the hotel</html>");
    html.contentType = "text/html";
    FakeAnswer cut = FakeAnswer::of(200, "{");
    cut.error = QNetworkReply::RemoteHostClosedError;
    QTest::newRow("no network") << FakeAnswer::failure(QNetworkReply::HostNotFoundError)
                                << UpdateFault::Unreachable;
    QTest::newRow("time out") << FakeAnswer::failure(QNetworkReply::TimeoutError) << UpdateFault::Unreachable;
    QTest::newRow("certificate") << FakeAnswer::failure(QNetworkReply::SslHandshakeFailedError)
                                 << UpdateFault::NotSecure;
    QTest::newRow("redirect") << FakeAnswer::of(302).withHeader("Location", "https://evil.example/")
                              << UpdateFault::Redirected;
    QTest::newRow("portal") << html << UpdateFault::Refused;
    QTest::newRow("cut") << cut << UpdateFault::Refused;
    QTest::newRow("not found") << FakeAnswer::of(404) << UpdateFault::Refused;
    QTest::newRow("server error") << FakeAnswer::of(500) << UpdateFault::Refused;
    QTest::newRow("throttled") << FakeAnswer::of(429).withHeader("Retry-After", "86400")
                               << UpdateFault::Refused;
    QTest::newRow("64 KiB and a byte")
        << FakeAnswer::of(200, QByteArray(UpdateFeed::maxBytes + 1, ' ')) << UpdateFault::TooLarge;
    QTest::newRow("empty") << FakeAnswer::of(200) << UpdateFault::NotSigned;
}

void UpdateCheckTest::saysWhatStoodInTheWay()
{
    QFETCH(FakeAnswer, answer);
    QFETCH(UpdateFault, fault);
    Bench bench;
    bench.fault = answer;
    const auto check = bench.program();
    QSignalSpy changed(check.get(), &UpdateCheck::changed);
    check->checkNow();
    for (int i = 0; i < 40 && check->isChecking(); ++i)
        bench.pass(1s);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(check->fault(), fault);
    QCOMPARE(check->state(), State::NeverAsked);
    QVERIFY(bench.settings->newestUpdateFeed().isNull());
}

QTEST_GUILESS_MAIN(UpdateCheckTest)
#include "updatechecktest.moc"
