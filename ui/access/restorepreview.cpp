#include "restorepreview.h"

#include "redact.h"
#include "roles.h"
#include "timetext.h"

namespace lockdesk {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype maxWords = 1'000; // of several sentences

} // namespace

void RestorePreviewModel::setPlan(
    const std::shared_ptr<const Restoration> &plan, const QHash<SmartlockId, QString> &labels)
{
    beginResetModel();
    m_plan = plan;
    m_labels = labels;
    m_shown.clear();
    for (qsizetype i = 0; i < plan->rows.size(); ++i) {
        if (plan->rows.at(i).kind != RestoreKind::Same)
            m_shown.push_back(i);
    }
    endResetModel();
}

int RestorePreviewModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_shown.size());
}

int RestorePreviewModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant RestorePreviewModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (Column(section)) {
    case Name:
        return tr("Name");
    case Device:
        return tr("Device");
    case Today:
        return tr("Today");
    case Happens:
        return tr("What happens");
    case ColumnCount:
        break;
    }
    return {};
}

QVariant RestorePreviewModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    if (role == IdRole)
        return index.row();
    const QString text = textOf(m_plan->rows.at(m_shown.at(size_t(index.row()))), index.column());
    if (role == Qt::DisplayRole || role == SortRole)
        return text;
    return role == Qt::ToolTipRole ? plainToolTip(text) : QVariant();
}

QString RestorePreviewModel::textOf(const RestoreRow &row, int column) const
{
    switch (Column(column)) {
    case Name:
        return forDisplay(row.saved.name);
    case Device:
        return m_labels.value(row.target);
    case Today:
        return text(row.kind);
    case Happens: {
        if (!row.change)
            return row.words.isEmpty() ? tr("Stays as it is.") : forDisplay(row.words, maxWords);
        const QString what = std::holds_alternative<CreateAuthorization>(row.change->subject) ? tr("Added.")
            : std::holds_alternative<DeleteAuthorization>(row.change->subject)                ? tr("Removed.")
                                                                               : tr("Changed back.");
        return row.words.isEmpty() ? what : what + u' ' + forDisplay(row.words, maxWords);
    }
    case ColumnCount:
        break;
    }
    return {};
}

} // namespace lockdesk
