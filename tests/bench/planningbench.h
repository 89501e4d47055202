#pragma once

#include "change.h"
#include "snapshot.h"

namespace lockdesk {

/// Planning a large set on a large account: 60 authorizations and 10 changes a lock, among them codes that
/// are freed and taken in the same set.
class PlanningBench
{
public:
    explicit PlanningBench(int locks);

    QString words() const;

    /// Milliseconds of CPU for the set as a whole.
    double plan() const;
    /// The same for a check of each row alone against the lists; measured on one in a hundred.
    double checkOneByOne() const;

private:
    Snapshot m_snapshot;
    QList<Change> m_changes;
};

} // namespace lockdesk
