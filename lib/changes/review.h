#pragma once

#include "account.h"
#include "changestore.h"
#include "setplan.h"

#include <QMap>
#include <QThreadPool>
#include <atomic>

namespace lockdesk {

/// Keeps a plan of each set that has rows to be sent, anew whenever its rows or the service's data change,
/// and marks Drafts that cannot be sent as a Problem until they can. Plans on a thread of its own; destroying
/// it waits for the set under way.
class Review : public QObject
{
    Q_OBJECT

public:
    /// Both must outlive the review.
    Review(Account &account, ChangeStore &changes, QObject *parent = nullptr);
    ~Review() override;

    /// The newest plan; nullopt before there is one, and when the set has nothing to be sent.
    std::optional<SetPlan> planOf(ChangeSetId set) const;

    /// For tests on a clock that stands still: returns once the plans are made, but for their hand-over.
    void waitForPlans() { m_pool.waitForDone(); }

Q_SIGNALS:
    /// The set has a new plan, or none any more; its rows have been marked.
    void reviewed(lockdesk::ChangeSetId set);

private:
    using Rows = QMap<ChangeSetId, QList<Change>>;
    using Plans = QMap<ChangeSetId, SetPlan>;

    void noteChanged(ChangeId id);
    void noteSettled(const QList<ChangeId> &ids);
    void noteTruth();
    void arm();
    void start();
    Rows takeRows();
    void finish(const Plans &plans);
    void mark(ChangeSetId set, const SetPlan &plan);

    Account &m_account;
    ChangeStore &m_changes;
    Alarm m_alarm;
    QThreadPool m_pool;
    std::atomic<bool> m_isEnding = false;
    bool m_isPlanning = false;
    QSet<ChangeSetId> m_dirty; // to be planned
    QSet<ChangeSetId> m_awaited; // being planned, and not edited since
    Plans m_plans;
    QHash<ChangeId, QString> m_marked; // Problems that were found here, with their words
};

} // namespace lockdesk
