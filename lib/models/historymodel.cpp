#include "historymodel.h"

#include "redact.h"
#include "roles.h"
#include "timetext.h"

#include <QLocale>
#include <QThreadPool>
#include <utility>

namespace lockdesk {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype maxText = 2'000; // before and after of a whole access, and reasons of several sentences

// A text in full, however narrow its column.
QVariant textCell(const QString &text, int role)
{
    if (role == Qt::DisplayRole || role == SortRole)
        return forDisplay(text, maxText);
    return role == Qt::ToolTipRole ? plainToolTip(forDisplay(text, maxText)) : QVariant();
}

QVariant whenCell(const QDateTime &when, int role)
{
    switch (role) {
    case Qt::DisplayRole:
        return dateTimeText(when, systemZone(), QLocale());
    case Qt::ToolTipRole:
        return plainToolTip(QLocale().toString(when.toUTC(), QLocale::LongFormat));
    case SortRole:
        return when.toMSecsSinceEpoch();
    default:
        return {};
    }
}

QVariant outcomeCell(const HistoryLine &line, int role)
{
    switch (role) {
    case Qt::DisplayRole:
        return text(line.outcome);
    case Qt::ToolTipRole:
        return plainToolTip(forDisplay(line.reason, maxText));
    case SortRole:
    case ChangeStatusRole:
        return int(line.outcome);
    default:
        return {};
    }
}

// The texts of 100,000 lines take longer than a frame to be freed.
void freeAside(QList<HistoryLine> &&lines)
{
    if (lines.size() > 1'000)
        QThreadPool::globalInstance()->start([gone = std::move(lines)] { Q_UNUSED(gone) });
}

} // namespace

HistoryModel::~HistoryModel()
{
    freeAside(std::move(m_lines));
}

void HistoryModel::setLines(const QList<HistoryLine> &lines)
{
    beginResetModel();
    freeAside(std::exchange(m_lines, lines));
    endResetModel();
}

void HistoryModel::append(const QList<HistoryLine> &lines)
{
    if (lines.isEmpty())
        return;
    beginInsertRows({}, rowCount(), rowCount() + int(lines.size()) - 1);
    if (m_lines.isEmpty())
        m_lines = lines; // shared: to copy 100,000 takes longer than a frame
    else
        m_lines += lines;
    endInsertRows();
}

int HistoryModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_lines.size());
}

int HistoryModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant HistoryModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    if (role == IdRole)
        return qint64(index.row() + 1);
    const HistoryLine &line = m_lines.at(index.row());
    switch (Column(index.column())) {
    case When:
        return whenCell(line.when, role);
    case Who:
        return textCell(line.who, role);
    case Set:
        return textCell(line.set, role);
    case Change:
        return textCell(line.change, role);
    case Device:
        return textCell(line.device, role);
    case Before:
        return textCell(line.before, role);
    case After:
        return textCell(line.after, role);
    case Outcome:
        return outcomeCell(line, role);
    case Reason:
        return textCell(line.reason, role);
    case ColumnCount:
        break;
    }
    return {};
}

QVariant HistoryModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    switch (role) {
    case Qt::DisplayRole:
        return title(Column(section));
    case Qt::ToolTipRole:
        return section == When ? plainToolTip(tr("When the outcome was known, on this computer’s clock."))
                               : QVariant();
    default:
        return {};
    }
}

QString HistoryModel::title(Column column)
{
    switch (column) {
    case When:
        return tr("When");
    case Who:
        return tr("Who");
    case Set:
        return tr("Set");
    case Change:
        return tr("Change");
    case Device:
        return tr("Device");
    case Before:
        return tr("Before");
    case After:
        return tr("After");
    case Outcome:
        return tr("Outcome");
    case Reason:
        return tr("Reason");
    case ColumnCount:
        break;
    }
    return {};
}

} // namespace lockdesk
