#include "changesbench.h"

#include "bulkfixture.h"
#include "byname.h"
#include "tableproxy.h"

namespace lockdesk {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int speed = 5; // times real time
constexpr int recordsALock = 50; // an app, which is Ada's, and codes
constexpr auto longestStep = 300s;
constexpr auto afterwards = 100ms; // that what comes of it belatedly is noticed too

void turn(std::chrono::milliseconds time)
{
    QEventLoop loop;
    QTimer::singleShot(time, Qt::PreciseTimer, &loop, &QEventLoop::quit);
    loop.exec();
}

void await(const std::function<bool()> &isDone, const QString &what)
{
    QElapsedTimer timer;
    timer.start();
    while (!isDone()) {
        if (timer.hasExpired(std::chrono::milliseconds(longestStep).count()))
            qFatal("%s: that has not come about", qUtf8Printable(what));
        turn(20ms);
    }
}

} // namespace

ChangesBench::ChangesBench(int rows)
    : m_rows(rows / recordsALock * recordsALock)
    , m_clock(speed)
    , m_nuki(BulkFixture::manyLocks(rows / recordsALock, recordsALock - 1), m_clock, m_random)
    , m_settings(m_folder.filePath(u"settings.ini"_s))
{
    SimulatedBehaviour prompt =
        m_nuki.behaviour(); // a lock confirms one record after the other, and has many
    prompt.listing = {200ms, 200ms};
    prompt.confirming = {200ms, 200ms};
    m_nuki.setBehaviour(prompt);
    const auto makeManager = [this] { return std::make_unique<SimulatorAccessManager>(m_nuki, m_clock); };
    const Profile profile{u"default"_s, u"School"_s, QUrl(u"https://api.nuki.io"_s), true, {}};
    m_window = std::make_unique<MainWindow>(
        Environment{m_settings, m_tokens, m_clock, m_random, makeManager, m_folder.path()});
    m_window->resize(1'280, 800);
    m_window->show();
    if (!QTest::qWaitForWindowActive(m_window.get()))
        qFatal("the window does not become active");
    m_window->setSession(
        std::make_unique<Session>(profile, Secret("secret"), makeManager, m_clock, m_random));
    m_window->showSection(u"access"_s); // where sets are made: it is there, and follows the changes
    Session &session = *m_window->session();
    await([&] { return session.account.authorizations().authorizations().size() == m_rows; }, u"the list"_s);
    await([&] { return session.keeper.isKept(); }, u"the journal"_s);
    m_window->showSection(u"changes"_s);
    const QList<QTableView *> tables = m_window->findChildren<QTableView *>();
    for (QTableView *table : tables) {
        if (table->accessibleName() == "Changes"_L1)
            m_table = table;
    }
}

ChangesBench::~ChangesBench() = default;

QList<ChangesBench::Step> ChangesBench::run()
{
    const auto atOnce = [] { return true; };
    ChangeStore &store = m_window->session()->changes;
    ChangeSetId set{};
    m_steps.clear();
    turn(1s);
    measure(
        u"idle"_s, [] { turn(1s); }, atOnce);
    measure(
        u"add the set"_s, [&] { set = addSet(); }, [this] { return isShowing(m_rows); });
    measure(
        u"review"_s, [] {}, [&] { return isPlanned(set); });
    measure(
        u"type a filter"_s, [this] { typeFilter(); }, [this] { return isShowing(m_rows / recordsALock); });
    measure(
        u"clear the filter"_s, [] { QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape); },
        [this] { return isShowing(m_rows); });
    m_table->setFocus();
    measure(
        u"scroll by pages"_s, [this] { scroll(); }, atOnce);
    measure(
        u"select all"_s, [this] { QTest::keySequence(m_table, QKeySequence::SelectAll); }, atOnce);
    m_table->clearSelection();
    turn(500ms);
    measure(
        u"discard every second"_s, [&] { store.discard(everySecond()); },
        [this] { return isShowing(m_rows - m_rows / 2); });
    QList<ChangeId> rest;
    for (const Change &change : store.changes())
        rest += change.id;
    store.discard(rest);
    set = addSet();
    await([&] { return isShowing(m_rows) && isPlanned(set); }, u"the second set"_s);
    measure(
        u"send the set"_s, [this] { press(m_window.get(), u"Send"_s); }, [this] { return isEnded(); });
    return m_steps;
}

void ChangesBench::measure(
    const QString &name, const std::function<void()> &act, const std::function<bool()> &isDone)
{
    Heartbeat heartbeat;
    heartbeat.start();
    turn(10ms);
    act();
    await(isDone, name);
    turn(afterwards);
    m_steps.append({name, heartbeat.stop()});
    const Heartbeat::Delays &delays = m_steps.constLast().delays;
    qInfo("%-22s p99 %8.2f ms, longest %8.2f ms", qUtf8Printable(name), delays.p99, delays.longest);
}

// Everybody's access is disabled.
ChangeSetId ChangesBench::addSet()
{
    Account &account = m_window->session()->account;
    QList<Change> changes;
    changes.reserve(m_rows);
    const QList<Authorization> &known = account.authorizations().authorizations();
    for (const Authorization &record : known) {
        Change change;
        UpdateAuthorization update{record, record, false};
        update.after.enabled = false;
        change.smartlockId = record.smartlockId;
        change.deviceType = DeviceType::SmartLock34;
        change.deviceName = u"Room"_s;
        change.subject = update;
        changes += change;
    }
    return m_window->session()->changes.addSet(u"Close the west wing"_s, changes);
}

QList<ChangeId> ChangesBench::everySecond() const
{
    QList<ChangeId> ids;
    for (const Change &change : m_window->session()->changes.changes()) {
        if (qint64(change.id) % 2 == 0)
            ids += change.id;
    }
    return ids;
}

void ChangesBench::typeFilter()
{
    auto *field = named<QLineEdit>(m_window.get(), u"Filter"_s);
    field->setFocus();
    for (const char letter : {'a', 'd', 'a'}) {
        QTest::keyClick(field, letter);
        turn(100ms);
    }
}

void ChangesBench::scroll()
{
    for (int page = 0; page < 50; ++page) {
        QTest::keyClick(m_table, Qt::Key_PageDown);
        turn(20ms);
    }
    QTest::keyClick(m_table, Qt::Key_End);
    turn(20ms);
    QTest::keyClick(m_table, Qt::Key_Home);
}

bool ChangesBench::isPlanned(ChangeSetId set) const
{
    return m_window->session()->review.planOf(set).has_value();
}

bool ChangesBench::isShowing(int rows) const
{
    const auto *proxy = static_cast<const TableProxy *>(m_table->model());
    return proxy->rowCount() == rows && !proxy->isWorking();
}

bool ChangesBench::isEnded() const
{
    return std::ranges::all_of(m_window->session()->changes.changes(),
        [](const Change &change) { return isFinal(change.status) && change.status != ChangeStatus::Draft; });
}

int ChangesBench::confirmedCount() const
{
    return int(
        std::ranges::count(m_window->session()->changes.changes(), ChangeStatus::Confirmed, &Change::status));
}

} // namespace lockdesk
