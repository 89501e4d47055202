#include "accessreport.h"

#include "changestore.h"
#include "changetotals.h"
#include "messagebar.h"
#include "redact.h"

#include <QSet>

namespace lockdesk {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype maxReason = 2'000; // of several sentences, some of them the service's

} // namespace

AccessReport::AccessReport(const ChangeStore &changes, MessageBar &bar)
    : m_changes(changes)
    , m_bar(bar)
{
}

void AccessReport::tell(const QList<ChangeId> &ids)
{
    QSet<ChangeSetId> told;
    for (const ChangeId id : ids) {
        const std::optional<Change> change = m_changes.change(id);
        if (!change || !isOfAuthorization(*change) || told.contains(change->set))
            continue;
        told.insert(change->set);
        const std::optional<ChangeSet> set = m_changes.set(change->set);
        if (set && totalsOf(m_changes.changes(), set->id).all() > 1)
            tellSet(*set);
        else
            tellOne(*change);
    }
}

void AccessReport::tellOne(const Change &change)
{
    if (change.status == ChangeStatus::Draft)
        return;
    const QString what = u"%1, %2: %3"_s.arg(
        forDisplay(changeTitle(change)), forDisplay(change.deviceName), text(change.status));
    const QString why = what + u". "_s + forDisplay(change.reason, maxReason);
    if (change.status == ChangeStatus::Confirmed)
        m_bar.showMessage(MessageBar::Kind::Success, what + u'.');
    else
        m_bar.showMessage(
            isFinal(change.status) ? MessageBar::Kind::Error : MessageBar::Kind::Information, why);
}

void AccessReport::tellSet(const ChangeSet &set)
{
    const ChangeTotals totals = totalsOf(m_changes.changes(), set.id);
    if (totals.count(ChangeStatus::Draft) == totals.all())
        return;
    const int fine = totals.count(ChangeStatus::Confirmed) + totals.count(ChangeStatus::Undone);
    const bool isOpen = totals.underWay() > 0 || totals.count(ChangeStatus::Draft) > 0;
    m_bar.showMessage(fine == totals.all() ? MessageBar::Kind::Success
            : isOpen                       ? MessageBar::Kind::Information
                                           : MessageBar::Kind::Error,
        u"%1: %2."_s.arg(forDisplay(set.title), totals.text()));
}

} // namespace lockdesk
