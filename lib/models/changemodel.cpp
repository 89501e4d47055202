#include "changemodel.h"

#include "redact.h"
#include "timetext.h"

#include <QLocale>

namespace lockdesk {

using namespace Qt::StringLiterals;

namespace {

// A text in full, however narrow its column.
QVariant textCell(const QString &text, int role)
{
    const QString shown = forDisplay(text);
    if (role == Qt::DisplayRole || role == SortRole)
        return shown;
    return role == Qt::ToolTipRole ? plainToolTip(shown) : QVariant();
}

} // namespace

ChangeModel::ChangeModel(QObject *parent)
    : ChangeTable(ColumnCount, parent)
{
}

void ChangeModel::setSets(const QList<ChangeSet> &sets)
{
    m_titles.clear();
    for (const ChangeSet &set : sets)
        m_titles.insert(set.id, set.title);
}

QVariant ChangeModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    if (role == Qt::ToolTipRole)
        return section == When ? plainToolTip(tr("Since when the status holds, on this computer’s clock."))
                               : QVariant();
    if (role != Qt::DisplayRole)
        return {};
    switch (Column(section)) {
    case Title:
        return tr("Change");
    case Device:
        return tr("Device");
    case Before:
        return tr("Before");
    case After:
        return tr("After");
    case Status:
        return tr("Status");
    case When:
        return tr("When");
    case ColumnCount:
        break;
    }
    return {};
}

QVariant ChangeModel::cell(const Change &change, int column, int role) const
{
    if (role == IdRole)
        return qint64(change.id);
    switch (Column(column)) {
    case Title:
        return titleCell(change, role);
    case Device:
        return textCell(change.deviceName, role);
    case Before:
        return textCell(beforeText(change, QLocale()), role);
    case After:
        return textCell(afterText(change, QLocale()), role);
    case Status:
        return statusCell(change, role);
    case When:
        return whenCell(change, role);
    case ColumnCount:
        break;
    }
    return {};
}

QVariant ChangeModel::titleCell(const Change &change, int role) const
{
    if (role == SearchRole)
        return m_titles.value(change.set);
    return textCell(changeTitle(change), role);
}

QVariant ChangeModel::statusCell(const Change &change, int role) const
{
    switch (role) {
    case Qt::DisplayRole:
        return text(change.status);
    case Qt::ToolTipRole:
        return plainToolTip(forDisplay(change.reason));
    case Qt::AccessibleTextRole:
        return change.reason.isEmpty() ? QVariant()
                                       : u"%1. %2"_s.arg(text(change.status), forDisplay(change.reason));
    case SortRole:
    case ChangeStatusRole:
        return int(change.status);
    default:
        return {};
    }
}

QVariant ChangeModel::whenCell(const Change &change, int role) const
{
    const auto mine = [](const QDateTime &when) { return dateTimeText(when, systemZone(), QLocale()); };
    switch (role) {
    case Qt::DisplayRole:
        return mine(change.statusSince.isValid() ? change.statusSince : change.asked);
    case Qt::ToolTipRole:
        return change.asked.isValid() ? plainToolTip(tr("Asked for: %1").arg(mine(change.asked)))
                                      : QVariant();
    case SortRole:
        return qint64(change.id); // as asked for: a status that moves must not move the row
    default:
        return {};
    }
}

bool ChangeModel::isAffected(int column, const Change &before, const Change &after) const
{
    switch (Column(column)) {
    case Status:
    case When:
        return true;
    default:
        return before.subject != after.subject || before.deviceName != after.deviceName
            || before.deviceType != after.deviceType;
    }
}

} // namespace lockdesk
