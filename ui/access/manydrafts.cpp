#include "manydrafts.h"

#include "clock.h"
#include "planner.h"
#include "session.h"

#include <QElapsedTimer>

namespace lockdesk {

using namespace std::chrono_literals;

namespace {

// A frame has 16 ms, and others want some of it.
constexpr std::chrono::milliseconds slice = 8ms;

} // namespace

ManyDrafts::ManyDrafts(Session &session, const QList<AuthorizationRow> &rows, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_rows(rows)
{
    m_timer.setSingleShot(true);
    m_timer.setInterval(0ms);
    connect(&m_timer, &QTimer::timeout, this, [this] {
        work();
        if (isFinished())
            Q_EMIT finished();
    });
}

void ManyDrafts::start(const ManyEdits &edits)
{
    m_timer.stop();
    m_edits = edits;
    m_drafts.clear();
    m_drafts.reserve(m_rows.size()); // moving tens of thousands later on would be felt
    m_next = 0;
    m_problemCount = 0;
    m_noteCount = 0;
    work();
}

void ManyDrafts::work()
{
    QElapsedTimer timer;
    timer.start();
    Account &account = m_session.account;
    const Snapshot snapshot{account.smartlocks().smartlocks(), account.authorizations().authorizations()};
    const QDateTime now = account.clock().now();
    while (m_next < m_rows.size()) {
        const auto draft = draftOf(m_rows.at(m_next), m_edits, account.smartlocks(), snapshot, now);
        ++m_next;
        if (draft) {
            m_problemCount += draft->status == ChangeStatus::Problem;
            m_noteCount += draft->status == ChangeStatus::Draft && !draft->reason.isEmpty();
            m_drafts += *draft;
        }
        if (timer.hasExpired(slice.count()) && !isFinished()) {
            m_timer.start();
            return;
        }
    }
}

} // namespace lockdesk
