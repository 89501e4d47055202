#include "authorizationapi.h"
#include "bulksocketfixture.h"
#include "changemodel.h"

#include <QLoggingCategory>
#include <QTextStream>
#if defined(__GLIBC__)
#include <malloc.h>
#endif

using namespace lockdesk;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using B = BulkFixture;
using F = BulkSocketFixture;

namespace {

constexpr auto latency = 20ms;
constexpr DelayRange listing{500ms, 500ms}; // together: a second from the answer to the lock
constexpr DelayRange confirming{500ms, 500ms};

double seconds(const QElapsedTimer &timer)
{
    return double(timer.nsecsElapsed()) / 1e9;
}

template <typename T>
Result<T, ApiError> await(Job<T> *job)
{
    std::optional<Result<T, ApiError>> outcome;
    QEventLoop loop;
    job->then(&loop, [&](const Result<T, ApiError> &result) {
        outcome = result;
        loop.quit();
    });
    loop.exec();
    return *outcome;
}

// What a patient script does: read, write, and ask every 50 ms until the lock has confirmed.
bool disableOne(F &f, const Authorization &known)
{
    Transport &transport = f.session->account.transport();
    const auto fresh = await(fetchAuthorization(transport, known.smartlockId, known.id, &f.server));
    if (!fresh)
        return false;
    Authorization wanted = *fresh;
    wanted.enabled = false;
    if (!await(updateAuthorization(transport, wanted, &f.server)))
        return false;
    while (true) {
        const auto now = await(fetchAuthorization(transport, known.smartlockId, known.id, &f.server));
        if (now && !now->isEnabled() && !now->operationPending && now->updated > fresh->updated)
            return true;
        QEventLoop loop;
        QTimer::singleShot(50ms, &loop, &QEventLoop::quit);
        loop.exec();
    }
}

// Seconds a record of the loop, over `count` records of a service with `locks` locks.
std::optional<double> measureLoop(int locks, int count)
{
    F f(locks, 0, listing, confirming, latency);
    QElapsedTimer timer;
    timer.start();
    for (int i = 0; i < count; ++i) {
        if (!disableOne(f, f.known(B::appOf(i))))
            return std::nullopt;
    }
    return seconds(timer) / count;
}

struct BulkResult
{
    double time = 0; // seconds
    int confirmed = 0;
    int requests = 0;
    int writes = 0;
    int mostInFlight = 0;
};

BulkResult measureBulk(int locks)
{
    F f(locks, 0, listing, confirming, latency);
    QList<Change> changes;
    for (const Authorization &record : f.session->account.authorizations().authorizations())
        changes += f.disabling(record);
    QElapsedTimer timer;
    timer.start();
    const ChangeSetId set = f.sendAll(changes);
    f.passUntilDone(set, 10min);
    const double time = seconds(timer);
    const QList<RecordedRequest> &requests = f.server.requests();
    const auto writes = std::ranges::count_if(
        requests, [](const RecordedRequest &request) { return request.method != "GET"; });
    int disabled = 0;
    for (int i = 0; i < locks; ++i)
        disabled += f.nuki.authorization(B::appOf(i)).value("enabled"_L1) == QJsonValue(false);
    const int confirmed = f.count(set, ChangeStatus::Confirmed);
    return {time, std::min(confirmed, disabled), int(requests.size()), int(writes), f.server.mostInFlight()};
}

// Bytes that are allocated now; 0 where nobody can say.
double allocated()
{
#if defined(__GLIBC__)
    const auto info = mallinfo2();
    return double(info.uordblks + info.hblkhd);
#else
    return 0;
#endif
}

// What a row takes of a set of edits of known records: in the store, and in the table that shows it.
double measureMemory(QTextStream &out)
{
    constexpr int rows = 10'000;
    F f(rows / 10, 9, listing, confirming, latency);
    const QList<Authorization> &known = f.session->account.authorizations().authorizations();
    const double before = allocated();
    QList<Change> changes;
    changes.reserve(rows);
    for (const Authorization &record : known)
        changes += f.disabling(record);
    const ChangeSetId set = f.session->changes.addSet(u"Set"_s, changes);
    changes = {};
    QCoreApplication::processEvents();
    const double stored = allocated();
    ChangeModel model;
    model.setChanges(f.session->changes.changesOf(set));
    const double shown = allocated();
    const double count = double(f.session->changes.changes().size());
    out << u"memory       %1 bytes a row in the store, %2 more in the table, of %3 rows\n"_s
               .arg((stored - before) / count, 0, 'f', 0)
               .arg((shown - stored) / count, 0, 'f', 0)
               .arg(count);
    return (stored - before) / count;
}

} // namespace

// One person is disabled on many locks, by the runner and by a loop that writes and verifies one by one, both
// over TLS: lockdesk-bulkbench [locks [records of the loop]]. The loop's time is that of its records
// multiplied, unless it is told to take them all.
int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    const int locks = app.arguments().value(1, u"1000"_s).toInt();
    const int sample = std::min(locks, app.arguments().value(2, u"20"_s).toInt());
    QTextStream out(stdout);
    QLoggingCategory::setFilterRules(u"lockdesk.*=false"_s);
    if (locks < 1 || sample < 1) {
        out << "usage: lockdesk-bulkbench [locks [records of the loop]]\n";
        return 2;
    }
    const BulkResult bulk = measureBulk(locks);
    const std::optional<double> each = measureLoop(locks, sample);
    if (!each) {
        out << "the loop failed\n";
        return 1;
    }
    const double loop = *each * locks;
    out << locks << " authorizations of one person on as many locks disabled, 20 ms latency, 1 s to apply\n"
        << u"runner       %1 s, %2 confirmed, %3 requests (%4 writes), at most %5 in flight\n"_s
               .arg(bulk.time, 0, 'f', 2)
               .arg(bulk.confirmed)
               .arg(bulk.requests)
               .arg(bulk.writes)
               .arg(bulk.mostInFlight)
        << u"one by one   %1 s (%2 s each, %3 of them measured)\n"_s.arg(loop, 0, 'f', 1)
               .arg(*each, 0, 'f', 3)
               .arg(sample)
        << u"ratio        1/%1\n"_s.arg(loop / bulk.time, 0, 'f', 1);
    const bool isSmall = measureMemory(out) <= 1024;
    const bool isGood = bulk.confirmed == locks && bulk.mostInFlight <= 4 && bulk.time * 8 <= loop && isSmall;
    if (!isGood)
        out << "expected: all confirmed, at most 4 in flight, at most 1/8, at most 1 KiB in the store\n";
    return isGood ? 0 : 1;
}
