#pragma once

#include "change.h"

#include <array>

namespace lockdesk {

/// How many changes have come how far.
class ChangeTotals
{
public:
    void add(ChangeStatus status) { ++m_counts[size_t(status)]; }
    /// One that was added before.
    void remove(ChangeStatus status) { --m_counts[size_t(status)]; }

    int count(ChangeStatus status) const { return m_counts[size_t(status)]; }
    int all() const;
    /// Those that are not final: on their way, or waiting to be.
    int underWay() const;

    /// "12 drafts, 3 problems, 199 confirmed", in the order of the statuses; empty of nothing.
    QString text() const;

    friend bool operator==(const ChangeTotals &, const ChangeTotals &) = default;

private:
    std::array<int, size_t(ChangeStatus::Undone) + 1> m_counts{};
};

/// Of the changes of one set among these.
ChangeTotals totalsOf(const QList<Change> &changes, ChangeSetId set);

} // namespace lockdesk
