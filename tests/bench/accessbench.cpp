#include "accessbench.h"

#include "tableproxy.h"

#include <QTableView>
#include <QTest>

namespace lockdesk {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int recordsADevice = 100;
constexpr int scattered = 2'009; // as many are deleted
constexpr auto longestStep = 120s;
constexpr auto afterwards = 200ms; // that what comes of it belatedly is noticed too

void turn(std::chrono::milliseconds time)
{
    QEventLoop loop;
    QTimer::singleShot(time, Qt::PreciseTimer, &loop, &QEventLoop::quit);
    loop.exec();
}

SmartlockId deviceOf(int record)
{
    return SmartlockId((qint64(4) << 32) + 1'000 + record / recordsADevice);
}

Authorization record(int number)
{
    Authorization record;
    record.id = *AuthorizationId::fromString(u"6ab2be33%1"_s.arg(number, 16, 16, QChar(u'0')));
    record.smartlockId = deviceOf(number);
    record.type = AuthorizationType::KeypadCode;
    record.name = u"Guest %1 of %2"_s.arg(number % recordsADevice).arg(number * 7'919 % 20'011);
    record.code = KeypadCode::fromServer(345'611 + number % recordsADevice);
    record.updated = QDateTime::fromMSecsSinceEpoch(1'700'000'000'000, Qt::UTC);
    return record;
}

Change disabling(const Authorization &record)
{
    Change change;
    UpdateAuthorization update{record, record, false};
    update.after.enabled = false;
    change.smartlockId = record.smartlockId;
    change.deviceType = DeviceType::SmartLock34;
    change.subject = update;
    return change;
}

} // namespace

AccessBench::AccessBench(int records)
    : m_records(records)
    , m_settings(m_folder.filePath(u"settings.ini"_s))
    , m_session(Profile{u"default"_s, u"School"_s, QUrl(u"https://api.nuki.io"_s), true, {}},
          Secret("secret"), m_network.managers(), m_clock, m_random)
    , m_page(std::make_unique<AccessPage>(m_session, m_settings))
{
    ListResult<Smartlock> smartlocks;
    for (int first = 0; first < records; first += recordsADevice) {
        Smartlock smartlock;
        smartlock.id = deviceOf(first);
        smartlock.name = u"Room %1"_s.arg(first / recordsADevice);
        smartlock.timeZoneId = 37;
        smartlocks.items += smartlock;
    }
    m_session.account.smartlocks().setAll(smartlocks, now());
    m_page->resize(1'280, 800);
    m_page->show();
    if (!QTest::qWaitForWindowActive(m_page.get()))
        qFatal("the window does not become active");
    m_proxy = static_cast<TableProxy *>(m_page->findChild<QTableView *>()->model());
}

AccessBench::~AccessBench() = default;

void AccessBench::run(HeartbeatReport &report)
{
    AuthorizationStore &store = m_session.account.authorizations();
    const auto all = [](int) { return true; };
    turn(1s);
    measure(report, u"idle"_s, [] { turn(1s); });

    const auto whole = std::make_shared<ListResult<Authorization>>(list(all));
    measure(report, u"the first list"_s, [&] { store.setAll(std::exchange(*whole, {}), now()); });
    auto *table = m_page->findChild<QTableView *>();
    for (const int row : {3, 5, m_records / 2})
        table->selectionModel()->select(
            m_proxy->index(row, 0), QItemSelectionModel::Select | QItemSelectionModel::Rows);
    *whole = list(all);
    measure(report, u"the same list again"_s, [&] { store.setAll(std::exchange(*whole, {}), now()); });

    ListResult<Authorization> one;
    for (int i = 0; i < recordsADevice; ++i)
        one.items += record(m_records / 2 + i);
    measure(report, u"a device's list"_s, [&] {
        for (int i = 0; i < 20; ++i) {
            one.items.first().name = u"Renamed %1"_s.arg(i);
            one.items.swapItemsAt(3, 4 + i);
            store.setOf(one.items.first().smartlockId, one, now());
            turn(10ms);
        }
    });

    QList<Change> changes;
    for (int i = 0; i < 1'000; ++i)
        changes += disabling(record(i * (m_records / 1'000)));
    const ChangeSetId set = m_session.changes.addSet(u"Close the west wing"_s, changes);
    turn(500ms);
    QList<ChangeId> ids;
    for (const Change &change : m_session.changes.rowsOf(set))
        ids += change.id;
    measure(report, u"a change of status"_s, [&] {
        for (int i = 0; i < 20; ++i) {
            changeStatus({ids.at(i)}, ChangeStatus::Failed);
            turn(10ms);
        }
    });
    measure(report, u"1,000 changes of status"_s, [&] { changeStatus(ids, ChangeStatus::Problem); });

    const int every = std::max(m_records / scattered, 2);
    *whole = list([every](int number) { return number % every != 1; });
    measure(report, u"scattered deletions"_s, [&] { store.setAll(std::exchange(*whole, {}), now()); });
}

void AccessBench::measure(HeartbeatReport &report, const QString &name, const std::function<void()> &act)
{
    Heartbeat heartbeat;
    heartbeat.start();
    turn(10ms);
    act();
    await(name);
    turn(afterwards);
    report.add(name, heartbeat.stop());
}

void AccessBench::await(const QString &what)
{
    QElapsedTimer timer;
    timer.start();
    while (
        m_proxy->totalCount() != m_session.account.authorizations().lists().count() || m_proxy->isWorking()) {
        if (timer.hasExpired(std::chrono::milliseconds(longestStep).count()))
            qFatal("%s: that has not come about", qUtf8Printable(what));
        turn(20ms);
    }
}

ListResult<Authorization> AccessBench::list(const std::function<bool(int)> &isIn) const
{
    ListResult<Authorization> result;
    for (int number = 0; number < m_records; ++number) {
        if (isIn(number))
            result.items += record(number);
    }
    return result;
}

void AccessBench::changeStatus(const QList<ChangeId> &ids, ChangeStatus status)
{
    for (const ChangeId id : ids)
        m_session.changes.setStatus(id, status);
}

} // namespace lockdesk
