#include "accessfeed.h"
#include "fakeaccessmanager.h"
#include "manualclock.h"
#include "session.h"

#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace lockdesk;

namespace {

Authorization record(int number, int device, const QString &name = {})
{
    Authorization record;
    record.id = *AuthorizationId::fromString(u"%1"_s.arg(number, 24, 16, QChar(u'0')));
    record.smartlockId = SmartlockId(device);
    record.type = AuthorizationType::KeypadCode;
    record.name = name;
    return record;
}

Change disabling(const Authorization &record)
{
    Change change;
    change.smartlockId = record.smartlockId;
    UpdateAuthorization update{record, record, false};
    update.after.enabled = false;
    change.subject = update;
    return change;
}

struct Bench
{
    explicit Bench(int devices = 0, int each = 0)
    {
        ListResult<Smartlock> smartlocks;
        ListResult<Authorization> records;
        for (int device = 1; device <= devices; ++device) {
            smartlocks.items += smartlock(device, false);
            for (int i = 0; i < each; ++i)
                records.items += record(device * 1'000 + i, device);
        }
        account().smartlocks().setAll(smartlocks, now());
        account().authorizations().setAll(records, now());
    }

    static Smartlock smartlock(int id, bool isOffline)
    {
        Smartlock smartlock;
        smartlock.id = SmartlockId(id);
        smartlock.name = u"Door %1"_s.arg(id);
        if (isOffline)
            smartlock.serverState = ServerState::Offline;
        return smartlock;
    }

    Account &account() { return session.account; }
    AskedAt now()
    {
        clock.advance(1ms);
        return AskedAt::by(clock);
    }
    void awake()
    {
        feed.setAwake(true);
        QTRY_COMPARE(model.rowCount(), account().authorizations().lists().count());
    }
    bool agrees()
    {
        const AccessRows anew(account().smartlocks(), account().users(), session.changes);
        const QList<Authorization> &held = account().authorizations().authorizations();
        return model.rowCount() == held.size() && std::ranges::all_of(held, [&](const Authorization &record) {
            const AuthorizationRow *row = model.row(record.id);
            return row && *row == anew.rowsOf(record.smartlockId, {record}).first();
        });
    }
    QString statusOf(int number) const
    {
        const AuthorizationRow *row = model.row(record(number, 0).id);
        return row ? row->statusText : QString();
    }

    ManualClock clock;
    QRandomGenerator random{3};
    FakeNetwork network;
    Session session{Profile{u"default"_s, u"School"_s, QUrl(u"https://api.nuki.io"_s), true, {}},
        Secret("secret"), network.managers(), clock, random};
    AuthorizationModel model;
    AccessFeed feed{session, model, nullptr};
};

} // namespace

class AccessFeedTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void feedsOnlyWhileAwakeAndVeryManyByAndBy()
    {
        Bench bench(60, 100);
        QCOMPARE(bench.model.rowCount(), 0);
        bench.feed.setAwake(true);
        QVERIFY(bench.model.rowCount() > 0 && bench.model.rowCount() < 6'000);
        QTRY_COMPARE(bench.model.rowCount(), 6'000);
        bench.feed.setAwake(false);
        bench.account().authorizations().setOf(SmartlockId(7), {{}, 0}, bench.now());
        QCOMPARE(bench.model.rowCount(), 6'000);
        bench.feed.setAwake(true);
        QCOMPARE(bench.model.rowCount(), 5'900);
    }

    // However many rows there are, a change of status costs what it is about.
    void statusReachesItsRowAlone()
    {
        Bench bench(60, 100);
        bench.awake();
        QSignalSpy changed(&bench.model, &QAbstractItemModel::dataChanged);
        const ChangeSetId set = bench.session.changes.addSet(
            u"Set"_s, {disabling(record(7'050, 7)), disabling(record(7'050, 7))});
        const QList<Change> rows = bench.session.changes.changesOf(set);
        bench.session.changes.setStatus(rows.first().id, ChangeStatus::Failed);
        QTRY_COMPARE(changed.size(), 1);
        QCOMPARE(bench.statusOf(7'050), text(ChangeStatus::Draft)); // the newest says it
        const QModelIndex index = changed.first().at(0).toModelIndex();
        QCOMPARE(changed.first().at(1).toModelIndex(), index);
        QCOMPARE(index.column(), int(AuthorizationModel::Status));
        bench.session.changes.discard(rows.last().id);
        QTRY_COMPARE(bench.statusOf(7'050), text(ChangeStatus::Failed)); // the one before says it again
        bench.session.changes.setStatus(rows.first().id, ChangeStatus::Confirmed);
        QTRY_COMPARE(bench.statusOf(7'050), bench.statusOf(7'051));
    }

    // Their rows leave together, and each is announced.
    void whatIsGoneLeavesTogether()
    {
        Bench bench(60, 100);
        bench.awake();
        ListResult<Authorization> left;
        int number = 0;
        for (Authorization record : bench.account().authorizations().authorizations()) {
            if (++number % 50 == 0)
                record.name = u"Renamed"_s;
            if (number % 3 != 1)
                left.items += record;
        }
        QSignalSpy told(&bench.model, &RunTableModel::runsAboutToBeRemoved);
        bench.account().authorizations().setAll(left, bench.now());
        QTRY_COMPARE(bench.model.rowCount(), left.items.size());
        QCOMPARE(told.size(), 1);
        QCOMPARE(bench.model.row(record(1'049, 1).id)->authorization.name, u"Renamed"_s);
    }

    void agreesWithAllRowsMadeAnew();
};

void AccessFeedTest::agreesWithAllRowsMadeAnew()
{
    QRandomGenerator random(17);
    const auto below = [&random](int count) { return int(random.bounded(count)); };
    Bench bench;
    AuthorizationStore &store = bench.account().authorizations();
    SmartlockStore &smartlocks = bench.account().smartlocks();
    ChangeStore &changes = bench.session.changes;
    const auto someOf = [&](int device) {
        QList<Authorization> list; // a record may be on another device than before
        for (int number = 1; number <= 40; ++number) {
            if (below(4) == 0 && number % 5 <= device)
                list += record(number, device, below(3) ? u""_s : u"Ada"_s);
        }
        return list;
    };
    for (int step = 0; step < 500; ++step) {
        switch (below(9)) {
        case 0:
            bench.feed.setAwake(below(3) > 0);
            break;
        case 1: {
            QMap<AuthorizationId, Authorization> all; // an id is on one device
            for (int device = 1; device <= 5; ++device) {
                for (const Authorization &one : someOf(device))
                    all.insert(one.id, one);
            }
            store.setAll({all.values(), 0}, bench.now());
            break;
        }
        case 2:
        case 3: {
            const int device = 1 + below(5);
            QList<Authorization> list = someOf(device);
            list.removeIf([&](const Authorization &one) {
                const auto held = store.authorization(one.id);
                return held && held->smartlockId != one.smartlockId;
            });
            store.setOf(SmartlockId(device), {list, 0}, bench.now());
            break;
        }
        case 4:
            smartlocks.setOne(Bench::smartlock(1 + below(5), below(2) == 0), bench.now());
            break;
        case 5:
            changes.addSet(
                u"Set"_s, {disabling(record(1 + below(40), 1)), disabling(record(1 + below(40), 1))});
            break;
        default:
            if (changes.changes().isEmpty())
                break;
            const ChangeId id = changes.changes().at(below(int(changes.changes().size()))).id;
            if (below(3) == 0)
                changes.discard(id);
            else
                changes.setStatus(id, ChangeStatus(below(int(ChangeStatus::Undone) + 1)));
        }
        if (step % 5 != 0)
            continue;
        bench.feed.setAwake(true);
        QTRY_VERIFY(bench.agrees()); // a draft's problem is found in a turn of its own
    }
}

QTEST_GUILESS_MAIN(AccessFeedTest)
#include "accessfeedtest.moc"
