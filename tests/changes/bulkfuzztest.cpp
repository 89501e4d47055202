#include "bulkfixture.h"
#include "confirmation.h"

#include <QLoggingCategory>
#include <QTest>

using namespace lockdesk;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using F = BulkFixture;

namespace {

// A write that the service has processed, as its own log has it.
struct Processed
{
    QString record; // id, or device/code or device/person of a creation
    bool isCreation = false;
    bool hasTrace = true; // false on a device that loses what it is told
    std::chrono::milliseconds at{};
};

// One random run: a set, faults, pauses, and another admin.
class Run
{
public:
    explicit Run(quint32 seed)
        : dice(seed)
        , locks(dice.bounded(2, 10))
        , codes(dice.bounded(1, 5))
        , f(locks, codes)
    {
        for (const Authorization &record : f.session->account.authorizations().authorizations())
            deviceOf.insert(record.id.toString(), toNumber(record.smartlockId));
        f.serviceRandom.seed(seed);
        f.nuki.setWitness([this](const SimulatedRequest &request, const SimulatedResponse &response) {
            if (request.method != "GET" && response.status < 300)
                note(request);
        });
        QObject::connect(
            &f.session->changes, &ChangeStore::changed, &f.session->changes, [this](ChangeId id) {
                const Change *change = f.session->changes.find(id);
                if (change && change->status == ChangeStatus::Confirmed && !confirmed.contains(id))
                    checkConfirmed(*change);
            });
    }

    void go();

    QStringList breaches;
    QMap<ChangeStatus, int> ends;
    int planned = 0;
    std::chrono::milliseconds longest{}; // from the end of the faults to that of the set

private:
    bool oneIn(int n) { return dice.bounded(n) == 0; }
    QString anyRecord() { return F::idText(dice.bounded(locks), dice.bounded(codes + 1)); }
    SmartlockId anyLock() { return F::lock(dice.bounded(locks)); }

    void note(const SimulatedRequest &request);
    QList<Change> randomChanges();
    void breakThings();
    void mend();
    void meddle();
    void checkConfirmed(const Change &change);
    void checkEnd(ChangeSetId set);
    void checkTraffic();
    QString keyOf(const Change &change) const;
    void breach(const QString &what) { breaches += what; }

    QRandomGenerator dice;
    int locks;
    int codes;
    F f;
    QList<Processed> log;
    QSet<ChangeId> confirmed;
    QHash<QString, std::chrono::milliseconds> meddled; // record → when another admin last edited it
    QHash<QString, qint64> deviceOf;
    QSet<qint64> erring;
    QSet<qint64> gone;
    qsizetype discarded = 0;
};

void Run::note(const SimulatedRequest &request)
{
    for (const WrittenRecord &record : writtenBy(request.method, request.path, request.body)) {
        const qint64 device =
            record.isCreation ? record.key.section(u'/', 0, 0).toLongLong() : deviceOf.value(record.key);
        const bool isOffline = f.nuki.smartlock(device).value("serverState"_L1).toInt() == 4;
        const bool isLost = isOffline || f.nuki.behaviour().losesWrites.contains(device);
        log.append({record.key, record.isCreation, !isLost, f.clock.uptime()});
    }
}

QString Run::keyOf(const Change &change) const
{
    if (const auto *update = std::get_if<UpdateAuthorization>(&change.subject))
        return update->before.id.toString();
    if (const auto *remove = std::get_if<DeleteAuthorization>(&change.subject))
        return remove->before.id.toString();
    const Authorization &wanted = std::get<CreateAuthorization>(change.subject).after;
    return toString(change.smartlockId) + u'/'
        + (wanted.code ? QString::number(wanted.code->toNumber())
                       : u'p' + QString::number(toNumber(*wanted.accountUserId)));
}

QList<Change> Run::randomChanges()
{
    QList<Change> changes;
    const int codeForAll = F::codeNumber(dice.bounded(60, 81));
    for (int lock = 0; lock < locks; ++lock) {
        QSet<int> taken;
        for (int which = 0; which <= codes; ++which) {
            const QString id = F::idText(lock, which);
            const int kind = dice.bounded(6);
            if (kind < 2) {
                changes += f.disabling(id);
            } else if (kind == 2) {
                UpdateAuthorization update{f.known(id), f.known(id), true};
                update.after.name = u"Renamed %1"_s.arg(dice.bounded(100));
                update.after.schedule.weekDays = dice.bounded(1, 127);
                update.after.schedule = update.after.schedule.completed(f.clock.now());
                changes += f.of(F::lock(lock), update);
            } else if (kind == 3) {
                changes += f.deletion(id);
                if (which > 0 && oneIn(2))
                    changes += f.creation(lock, F::codeNumber(which)); // what that frees
            } else if (kind == 4 && which > 0) {
                UpdateAuthorization update{f.known(id), f.known(id), false};
                update.after.code = KeypadCode::fromServer(F::codeNumber(30 + which));
                changes += f.of(F::lock(lock), update);
                if (oneIn(2))
                    changes += f.creation(lock, F::codeNumber(which)); // likewise
            }
        }
        if (oneIn(2))
            changes += f.creation(lock, codeForAll);
        if (oneIn(4))
            changes += f.creation(lock, F::codeNumber(dice.bounded(1, codes + 1))); // often taken
        for (int person = 502; person < 505 && oneIn(2); ++person) { // whom the service lets have two
            Authorization app;
            app.smartlockId = F::lock(lock);
            app.type = AuthorizationType::App;
            app.name = u"Guest"_s;
            app.accountUserId = AccountUserId(person);
            changes += f.of(F::lock(lock), CreateAuthorization{app});
        }
    }
    std::shuffle(changes.begin(), changes.end(), dice);
    // Two that make the same are not told apart here.
    QSet<QString> keys;
    changes.removeIf([&](const Change &change) {
        const QString key = keyOf(change);
        const bool isKnown = keys.contains(key);
        keys.insert(key);
        return isKnown;
    });
    return changes;
}

void Run::breakThings()
{
    f.behave([this](SimulatedBehaviour &b) {
        b.answerLoss = oneIn(2) ? 0 : dice.bounded(0.4);
        b.lostAnswersHang = oneIn(4);
        b.busyRecords = oneIn(3) ? QSet<QString>{anyRecord()} : QSet<QString>();
        b.refusedRecords = oneIn(3) ? QSet<QString>{anyRecord(), anyRecord()} : QSet<QString>();
        b.losesWrites = oneIn(4) ? QSet<qint64>{toNumber(anyLock())} : QSet<qint64>();
        b.writeErrors.clear();
        if (oneIn(5)) {
            const qint64 device = toNumber(anyLock());
            b.writeErrors.insert(device, u"rejected"_s);
            erring.insert(device);
        }
        b.neverConfirms = oneIn(6) ? QSet<qint64>{toNumber(anyLock())} : QSet<qint64>();
        b.rateLimitedFor = oneIn(4) ? std::chrono::seconds(dice.bounded(40)) : 0s;
        b.retryAfter = oneIn(2) ? dice.bounded(1, 10) : 0;
        b.brokenFor = oneIn(5) ? std::chrono::seconds(dice.bounded(40)) : 0s;
        b.brokenStatus = oneIn(2) ? 503 : 502;
        b.brokenAfterProcessing = oneIn(3);
        b.pagedMissing = oneIn(5);
        const int slowest = oneIn(3) ? 50'000 : 5'000;
        for (DelayRange *range : {&b.listing, &b.confirming})
            *range = {std::chrono::milliseconds(dice.bounded(50, 500)),
                std::chrono::milliseconds(dice.bounded(500, slowest))};
    });
}

void Run::mend()
{
    f.behave([](SimulatedBehaviour &b) { b = {}; });
    for (int lock = 0; lock < locks; ++lock) {
        if (!gone.contains(toNumber(F::lock(lock))))
            f.nuki.editSmartlock(toNumber(F::lock(lock)), {{u"serverState"_s, 0}});
    }
}

// Another admin, or the network of a lock.
void Run::meddle()
{
    const int kind = dice.bounded(8);
    if (kind < 3) {
        const QString id = anyRecord();
        if (f.served(id).isEmpty())
            return;
        meddled.insert(id, f.clock.uptime());
        f.nuki.editAuthorization(
            id, oneIn(2) ? QJsonObject{{u"name"_s, u"Theirs"_s}} : QJsonObject{{u"enabled"_s, oneIn(2)}});
    } else if (kind == 3) {
        const qint64 device = toNumber(anyLock());
        if (!gone.contains(device))
            f.nuki.editSmartlock(device, {{u"serverState"_s, oneIn(2) ? 4 : 0}});
    } else if (kind == 4 && oneIn(4)) {
        const qint64 device = toNumber(anyLock());
        gone.insert(device);
        f.nuki.removeSmartlock(device);
    } else if (kind == 5) {
        f.session->account.poller().refresh();
    }
}

// The record is as asked; what somebody else has edited just now is not judged.
void Run::checkConfirmed(const Change &change)
{
    confirmed.insert(change.id);
    const QString key = keyOf(change);
    if (gone.contains(toNumber(change.smartlockId)))
        return;
    const bool isMeddled = meddled.contains(key) && f.clock.uptime() - meddled.value(key) < 20s;
    if (const auto *update = std::get_if<UpdateAuthorization>(&change.subject)) {
        const auto record = authorizationFromJson(f.served(key));
        if (!isMeddled && (!record || !differencesInMeaning(update->after, *record).isEmpty()))
            breach(u"confirmed, yet not as asked: "_s + key);
    } else if (std::holds_alternative<DeleteAuthorization>(change.subject)) {
        if (!f.served(key).isEmpty())
            breach(u"confirmed, yet not deleted: "_s + key);
    } else {
        const auto made = std::get<CreateAuthorization>(change.subject).after;
        if (made.id.isNull() || f.served(made.id.toString()).isEmpty())
            breach(u"confirmed, yet not there: "_s + key);
    }
}

void Run::checkEnd(ChangeSetId set)
{
    const QList<Change> changes = f.session->changes.changesOf(set);
    if (changes.size() + discarded != planned)
        breach(u"%1 planned, %2 there"_s.arg(planned).arg(changes.size()));
    QMap<QString, int> times, traces;
    for (const Processed &write : std::as_const(log)) {
        ++times[write.record];
        traces[write.record] += write.hasTrace;
    }
    for (auto it = traces.cbegin(); it != traces.cend(); ++it) {
        if (it.value() > 1)
            breach(u"written %1 times: %2"_s.arg(it.value()).arg(it.key()));
    }
    for (const Change &change : changes) {
        ++ends[change.status];
        const QString key = keyOf(change);
        const QString who = key + u": "_s + text(change.status) + u": "_s + change.reason;
        if (!isFinal(change.status))
            breach(u"not ended "_s + who);
        if (change.status != ChangeStatus::Confirmed && change.reason.isEmpty())
            breach(u"no reason "_s + who);
        const bool isErring = erring.contains(toNumber(change.smartlockId));
        const bool isOver = change.status == ChangeStatus::Conflict && meddled.contains(key); // theirs
        const bool isUntouched = change.status == ChangeStatus::Failed
            || change.status == ChangeStatus::Conflict || change.status == ChangeStatus::Problem;
        if (isUntouched && !isErring && !isOver && traces.value(key) > 0)
            breach(u"said to be undone, yet written "_s + who);
    }
}

void Run::checkTraffic()
{
    const QList<HandedRequest> &handed = f.desk.handed;
    QList<QSet<qint64>> devices;
    for (const HandedRequest &request : handed) {
        devices += QSet<qint64>();
        if (request.method == "GET")
            continue;
        for (const WrittenRecord &record : writtenBy(request.method, request.path, request.body))
            devices.last().insert(
                record.isCreation ? record.key.section(u'/', 0, 0).toLongLong() : deviceOf.value(record.key));
    }
    for (qsizetype i = 0; i < handed.size(); ++i) {
        int together = 1;
        for (qsizetype before = 0; before < i; ++before) {
            const HandedRequest &earlier = handed.at(before);
            const bool isUnderWay = !earlier.ended || *earlier.ended > handed.at(i).at;
            together += isUnderWay;
            if (isUnderWay && devices.at(before).intersects(devices.at(i)))
                breach(u"two writes of a device at once"_s);
            if (!isUnderWay && earlier.retryAfter > 0s
                && handed.at(i).at < *earlier.ended + earlier.retryAfter && handed.at(i).at > *earlier.ended)
                breach(u"a request %1 ms after a 429 that asked for %2 s"_s
                           .arg((handed.at(i).at - *earlier.ended).count())
                           .arg(earlier.retryAfter.count()));
        }
        if (together > 4)
            breach(u"%1 in flight"_s.arg(together));
    }
}

void Run::go()
{
    const QList<Change> changes = randomChanges();
    planned = int(changes.size());
    if (planned < 2)
        return;
    const ChangeSetId set = f.drafts(changes);
    if (oneIn(2))
        meddle();
    breakThings();
    f.desk.forget();
    f.session->runner.send(f.idsOf(set));
    const auto started = f.clock.uptime();
    const auto faultsEnd = started + std::chrono::seconds(dice.bounded(10, 240));
    while (f.clock.uptime() < faultsEnd && !f.isDone(set)) {
        f.pass(std::chrono::milliseconds(dice.bounded(50, 5'000)));
        if (oneIn(8))
            breakThings();
        if (oneIn(4))
            meddle();
        if (oneIn(10))
            f.session->runner.pause(set);
        if (oneIn(60) && f.session->changes.set(set)->isPaused) {
            const QList<Change> now = f.session->changes.changesOf(set);
            const Change chosen = now.at(dice.bounded(now.size()));
            discarded += f.session->changes.isDiscardable(chosen);
            f.session->changes.discard(chosen.id);
        }
        if (f.session->changes.set(set) && f.session->changes.set(set)->isPaused && oneIn(4))
            f.session->runner.resume(set);
    }
    mend();
    f.session->account.poller().refresh();
    f.session->runner.resume(set);
    const auto mended = f.clock.uptime();
    while (!f.isDone(set) && f.clock.uptime() - mended < 20min)
        f.pass(500ms);
    longest = f.clock.uptime() - mended;
    checkEnd(set);
    checkTraffic();
}

} // namespace

// The engine against random sets, faults, pauses and another admin. Each seed is a run of its own:
// LOCKDESK_SEED takes one alone, LOCKDESK_SEEDS so many.
class BulkFuzzTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLoggingCategory::setFilterRules(u"lockdesk.*=false"_s); }
    void keepsItsPromises()
    {
        const quint32 first = quint32(qEnvironmentVariableIntValue("LOCKDESK_SEED"));
        const quint32 count =
            first > 0 ? 1 : quint32(qEnvironmentVariable("LOCKDESK_SEEDS", u"300"_s).toUInt());
        QMap<ChangeStatus, int> ends;
        int planned = 0;
        int failures = 0;
        std::chrono::milliseconds longest{};
        for (quint32 seed = std::max(1u, first); seed < std::max(1u, first) + count; ++seed) {
            Run run(seed);
            run.go();
            for (auto it = run.ends.cbegin(); it != run.ends.cend(); ++it)
                ends[it.key()] += it.value();
            planned += run.planned;
            longest = std::max(longest, run.longest);
            if (!run.breaches.isEmpty()) {
                ++failures;
                qWarning("seed %u:\n    %s", seed, qPrintable(run.breaches.join(u"\n    ")));
            }
        }
        QStringList words;
        for (auto it = ends.cbegin(); it != ends.cend(); ++it)
            words += u"%1 %2"_s.arg(it.value()).arg(text(it.key()));
        qInfo("%u runs, %d changes, ended within %lld s: %s", count, planned, qint64(longest.count() / 1000),
            qPrintable(words.join(u", ")));
        QCOMPARE(failures, 0);
    }
};

QTEST_GUILESS_MAIN(BulkFuzzTest)
#include "bulkfuzztest.moc"
