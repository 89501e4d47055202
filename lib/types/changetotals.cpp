#include "changetotals.h"

#include <QCoreApplication>
#include <QStringList>
#include <numeric>

namespace lockdesk {

using namespace Qt::StringLiterals;

namespace {

// lupdate 6.4 never returns from a QCoreApplication::translate() with a number.
struct Totals
{
    Q_DECLARE_TR_FUNCTIONS(ChangeTotals)

public:
    static QString of(ChangeStatus status, int n)
    {
        switch (status) {
        case ChangeStatus::Draft:
            return tr("%n draft(s)", nullptr, n);
        case ChangeStatus::Problem:
            return tr("%n problem(s)", nullptr, n);
        case ChangeStatus::Waiting:
            return tr("%n waiting", nullptr, n);
        case ChangeStatus::Sent:
            return tr("%n sent", nullptr, n);
        case ChangeStatus::Accepted:
            return tr("%n accepted", nullptr, n);
        case ChangeStatus::Listed:
            return tr("%n listed", nullptr, n);
        case ChangeStatus::Confirmed:
            return tr("%n confirmed", nullptr, n);
        case ChangeStatus::Failed:
            return tr("%n failed", nullptr, n);
        case ChangeStatus::Conflict:
            return tr("%n conflict(s)", nullptr, n);
        case ChangeStatus::Unconfirmed:
            return tr("%n unconfirmed", nullptr, n);
        case ChangeStatus::Undone:
            return tr("%n undone", nullptr, n);
        }
        return {};
    }
};

} // namespace

int ChangeTotals::all() const
{
    return std::accumulate(m_counts.begin(), m_counts.end(), 0);
}

int ChangeTotals::underWay() const
{
    int sum = 0;
    for (size_t status = 0; status < m_counts.size(); ++status)
        sum += isFinal(ChangeStatus(status)) ? 0 : m_counts[status];
    return sum;
}

QString ChangeTotals::text() const
{
    QStringList words;
    for (size_t status = 0; status < m_counts.size(); ++status) {
        if (m_counts[status] != 0)
            words += Totals::of(ChangeStatus(status), m_counts[status]);
    }
    return words.join(u", "_s);
}

ChangeTotals totalsOf(const QList<Change> &changes, ChangeSetId set)
{
    ChangeTotals totals;
    for (const Change &change : changes) {
        if (change.set == set)
            totals.add(change.status);
    }
    return totals;
}

} // namespace lockdesk
