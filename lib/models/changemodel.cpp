#include "changemodel.h"

#include "redact.h"
#include "roles.h"

#include <QLocale>

namespace lockdesk {

using namespace Qt::StringLiterals;

ChangeModel::ChangeModel(QObject *parent)
    : KeyedTableModel([](const Change &change) { return change.id; }, parent)
{
}

int ChangeModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant ChangeModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const Change &change = at(index.row());
    const auto display = [&change](int column) -> QString {
        switch (Column(column)) {
        case Title:
            return forDisplay(changeTitle(change));
        case Device:
            return forDisplay(change.deviceName);
        case Before:
            return forDisplay(beforeText(change, QLocale()));
        case After:
            return forDisplay(afterText(change, QLocale()));
        case Status:
            return text(change.status);
        case When:
            return QLocale().toString(change.statusSince.toLocalTime().time(), u"HH:mm:ss"_s);
        case ColumnCount:
            break;
        }
        return {};
    };
    switch (role) {
    case Qt::DisplayRole:
        return display(index.column());
    case Qt::ToolTipRole:
        return (index.column() == Status && !change.reason.isEmpty() ? forDisplay(change.reason)
                                                                     : display(index.column()))
            .toHtmlEscaped();
    case Qt::AccessibleTextRole:
        return index.column() == Status && !change.reason.isEmpty()
            ? QVariant(display(Status) + u". "_s + forDisplay(change.reason))
            : QVariant();
    case SortRole:
        if (index.column() == When)
            return qint64(change.id); // as asked for: a status that moves must not move the row
        return index.column() == Status ? QVariant(int(change.status)) : QVariant(display(index.column()));
    case IdRole:
        return qint64(change.id);
    case ChangeStatusRole:
        return index.column() == Status ? QVariant(int(change.status)) : QVariant();
    default:
        return {};
    }
}

QVariant ChangeModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
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

} // namespace lockdesk
