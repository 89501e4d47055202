#include "review.h"

#include "clock.h"

namespace lockdesk {

using namespace std::chrono_literals;

namespace {

constexpr std::chrono::milliseconds delay = 200ms; // what happens together is planned together

} // namespace

Review::Review(Account &account, ChangeStore &changes, QObject *parent)
    : QObject(parent)
    , m_account(account)
    , m_changes(changes)
    , m_alarm(account.clock())
{
    m_pool.setMaxThreadCount(1);
    connect(&changes, &ChangeStore::changed, this, &Review::noteChanged);
    connect(&changes, &ChangeStore::settled, this, &Review::noteSettled);
    connect(&account.smartlocks(), &TruthStore::changed, this, &Review::noteTruth);
    connect(&account.authorizations(), &TruthStore::changed, this, &Review::noteTruth);
}

Review::~Review()
{
    m_isEnding = true;
    m_pool.waitForDone();
}

std::optional<SetPlan> Review::planOf(ChangeSetId set) const
{
    const auto found = m_plans.constFind(set);
    return found == m_plans.constEnd() ? std::nullopt : std::optional(*found);
}

// A row that moves on makes no plan wrong, but one that is edited, added or taken out does.
void Review::noteChanged(ChangeId id)
{
    const Change *change = m_changes.find(id);
    if (!change) // nothing tells of which set it was
        m_dirty.unite(std::exchange(m_awaited, {}));
    else if (change->status == ChangeStatus::Draft || change->status == ChangeStatus::Problem)
        m_awaited.remove(change->set);
}

void Review::noteSettled(const QList<ChangeId> &ids)
{
    for (const ChangeId id : ids) {
        const Change *change = m_changes.find(id);
        if (!change) {
            m_marked.remove(id);
            for (auto plan = m_plans.keyBegin(); plan != m_plans.keyEnd(); ++plan)
                m_dirty.insert(*plan);
        } else if (isToBeSent(change->status) || m_plans.contains(change->set)) {
            m_dirty.insert(change->set);
        }
    }
    arm();
}

void Review::noteTruth()
{
    for (const Change &change : m_changes.changes()) {
        if (isToBeSent(change.status))
            m_dirty.insert(change.set);
    }
    arm();
}

// Not set anew while it is set: a run that moves rows all the time would put it off for ever.
void Review::arm()
{
    if (!m_dirty.isEmpty() && !m_isPlanning && !m_alarm.isSet())
        m_alarm.set(delay, [this] { start(); });
}

Review::Rows Review::takeRows()
{
    Rows rows;
    QSet<ChangeSetId> planned;
    for (const Change &change : m_changes.changes()) {
        if (!m_dirty.contains(change.set))
            continue;
        if (isToBeSent(change.status))
            planned.insert(change.set);
        if (isToBeSent(change.status) || isUnderWay(change.status))
            rows[change.set].append(change);
    }
    const QSet<ChangeSetId> done = std::exchange(m_dirty, {}) - planned;
    for (const ChangeSetId set : done) {
        rows.remove(set);
        if (m_plans.remove(set) > 0)
            Q_EMIT reviewed(set);
    }
    m_awaited = planned;
    return rows;
}

void Review::start()
{
    if (!m_account.smartlocks().isLoaded() || !m_account.authorizations().isLoaded())
        return; // every record would seem to be gone; the first list calls again
    const Rows rows = takeRows();
    if (rows.isEmpty())
        return;
    m_isPlanning = true;
    m_pool.start([this, rows, smartlocks = m_account.smartlocks().smartlocks(),
                     lists = m_account.authorizations().lists(), now = m_account.clock().now()] {
        const Snapshot snapshot{smartlocks, lists.all()}; // here, since it may copy them all
        Plans plans;
        for (auto set = rows.cbegin(); set != rows.cend() && !m_isEnding; ++set)
            plans.insert(set.key(), lockdesk::planOf(set.value(), snapshot, now));
        // `this` waits for the pool before it goes, and takes calls that are still queued with it.
        QMetaObject::invokeMethod(
            this, [this, plans] { finish(plans); }, Qt::QueuedConnection);
    });
}

void Review::finish(const Plans &plans)
{
    m_isPlanning = false;
    const QSet<ChangeSetId> fresh = std::exchange(m_awaited, {});
    for (auto plan = plans.cbegin(); plan != plans.cend(); ++plan) {
        if (!fresh.contains(plan.key()))
            continue; // its rows will have settled, and it is planned again
        m_plans.insert(plan.key(), plan.value());
        mark(plan.key(), plan.value());
        Q_EMIT reviewed(plan.key());
    }
    arm();
}

// Problems with other words than were given here are somebody else's, and stay.
void Review::mark(ChangeSetId set, const SetPlan &plan)
{
    QList<ChangeId> marked, mended; // what is found is done afterwards: that changes the store
    for (const Change &row : m_changes.rowsOf(set)) {
        const bool isOwn = row.status == ChangeStatus::Problem && m_marked.contains(row.id)
            && m_marked.value(row.id) == row.reason;
        if (row.status != ChangeStatus::Draft && !isOwn) {
            m_marked.remove(row.id);
            continue;
        }
        const QString problem = plan.problems.value(row.id);
        if (!problem.isEmpty()) {
            m_marked.insert(row.id, problem);
            marked.append(row.id);
        } else if (isOwn) {
            m_marked.remove(row.id);
            mended.append(row.id);
        }
    }
    for (const ChangeId id : std::as_const(marked))
        m_changes.setStatus(id, ChangeStatus::Problem, plan.problems.value(id));
    for (const ChangeId id : std::as_const(mended))
        m_changes.setStatus(id, ChangeStatus::Draft);
}

} // namespace lockdesk
