#include "endedsets.h"

#include "clock.h"
#include "historyjson.h"

#include <QLocale>

#include <algorithm>

namespace lockdesk {

EndedSets::EndedSets(const ChangeStore &changes, const QString &who, Clock &clock)
    : m_changes(changes)
    , m_who(who)
    , m_clock(clock)
{
}

// Looks first where something was left the last time: in a large set there mostly still is.
bool EndedSets::isUnfinished(ChangeSetId set)
{
    const std::span<const Change> rows = m_changes.rowsOf(set);
    const auto last = std::ranges::lower_bound(rows, m_leftAt.value(set), {}, &Change::id);
    auto found = std::find_if(last, rows.end(), isLeft);
    if (found == rows.end())
        found = std::find_if(rows.begin(), last, isLeft);
    if (found == rows.end() || !isLeft(*found))
        return false;
    m_leftAt.insert(set, found->id);
    return true;
}

EndedSets::Part EndedSets::take(size_t atMost)
{
    Part part;
    while (!m_next.empty() && size_t(part.lines.size()) < atMost) {
        const auto set = m_next.begin();
        if (!tell(set->first, set->second, part.lines, atMost))
            break;
        part.ended.append(set->first);
        m_leftAt.remove(set->first);
        m_next.erase(set);
    }
    return part;
}

// From `next` on; whether that was all.
bool EndedSets::tell(ChangeSetId id, ChangeId &next, QList<HistoryLine> &lines, size_t atMost)
{
    const std::optional<ChangeSet> set = m_changes.set(id);
    const std::span<const Change> rows = m_changes.rowsOf(id);
    for (auto row = std::ranges::lower_bound(rows, next, {}, &Change::id); row != rows.end(); ++row) {
        next = row->id;
        if (size_t(lines.size()) == atMost)
            return false;
        if (!hasEnded(*row) || m_told.value(row->id) == row->statusSince)
            continue;
        m_told.insert(row->id, row->statusSince);
        lines.append(historyLine(*row, *set, m_who, m_clock.now(), QLocale()));
    }
    return true;
}

bool isOfTheMoment(const Change &change)
{
    return std::holds_alternative<OperateDevice>(change.subject)
        || std::holds_alternative<SynchroniseDevice>(change.subject);
}

bool isLeft(const Change &change)
{
    return !hasEnded(change) && !isOfTheMoment(change);
}

bool hasEnded(const Change &change)
{
    return isFinal(change.status) && change.status != ChangeStatus::Draft
        && change.status != ChangeStatus::Problem;
}

} // namespace lockdesk
