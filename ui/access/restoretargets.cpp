#include "restoretargets.h"

#include "redact.h"
#include "timetext.h"

namespace lockdesk {

namespace {

using Row = RestoreTargetRow;

QHash<SmartlockId, QString> labelsOf(const QHash<SmartlockId, QString> &names)
{
    QHash<QString, int> uses;
    for (const QString &name : names)
        ++uses[name.toCaseFolded()];
    QHash<SmartlockId, QString> labels = names;
    for (auto label = labels.begin(); label != labels.end(); ++label) {
        if (uses.value(label.value().toCaseFolded()) > 1)
            label.value() = QStringLiteral("%1 (%2)").arg(label.value(), toHexId(label.key()));
    }
    return labels;
}

int stopped(const Row &row)
{
    return row.counts.value(RestoreKind::NeedsPairing) + row.counts.value(RestoreKind::NeedsCode)
        + row.counts.value(RestoreKind::Problem);
}

} // namespace

RestoreTargetModel::RestoreTargetModel(QObject *parent)
    : KeyedTableModel(ColumnCount, parent)
{
}

QVariant RestoreTargetModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (Column(section)) {
    case Saved:
        return tr("Saved device");
    case Count:
        return tr("Authorizations");
    case Target:
        return tr("Restore to");
    case Same:
        return text(RestoreKind::Same);
    case Different:
        return text(RestoreKind::Different);
    case Missing:
        return text(RestoreKind::Missing);
    case Stopped:
        return tr("Not restorable");
    case ColumnCount:
        break;
    }
    return {};
}

QVariant RestoreTargetModel::cell(const RestoreTargetRow &row, int column, int role) const
{
    if (role == IdRole)
        return toNumber(row.saved);
    const auto words = [role](const QString &text) -> QVariant {
        if (role == Qt::DisplayRole || role == SortRole)
            return text;
        return role == Qt::ToolTipRole ? plainToolTip(text) : QVariant();
    };
    const auto number = [&row, role](int count) -> QVariant {
        const bool isKnown = !row.target.isEmpty();
        if (role == Qt::DisplayRole)
            return isKnown ? QString::number(count) : QString();
        return role == SortRole && isKnown ? QVariant(count) : QVariant();
    };
    switch (Column(column)) {
    case Saved:
        return words(row.label);
    case Count:
        return role == Qt::DisplayRole ? QVariant(QString::number(row.saveCount))
            : role == SortRole         ? QVariant(row.saveCount)
                                       : QVariant();
    case Target:
        return words(row.target.isEmpty() ? tr("Not restored") : row.target);
    case Same:
        return number(row.counts.value(RestoreKind::Same));
    case Different:
        return number(row.counts.value(RestoreKind::Different));
    case Missing:
        return number(row.counts.value(RestoreKind::Missing));
    case Stopped:
        return number(stopped(row));
    case ColumnCount:
        break;
    }
    return {};
}

QHash<SmartlockId, QString> deviceLabels(const QList<Smartlock> &devices)
{
    QHash<SmartlockId, QString> names;
    for (const Smartlock &device : devices)
        names.insert(device.id, forDisplay(device.displayName()));
    return labelsOf(names);
}

QList<RestoreTargetRow> restoreTargetRows(const Backup &backup,
    const QHash<SmartlockId, SmartlockId> &targets, const QHash<SmartlockId, QString> &labels,
    const Restoration &plan)
{
    QHash<SmartlockId, QString> names;
    for (const BackedUpLock &lock : backup.locks)
        names.insert(lock.id, forDisplay(lock.name.isEmpty() ? toHexId(lock.id) : lock.name));
    const QHash<SmartlockId, QString> saved = labelsOf(names);
    QHash<SmartlockId, QMap<RestoreKind, int>> counts;
    for (const RestoreRow &row : plan.rows) {
        if (row.kind != RestoreKind::Extra)
            ++counts[row.saved.smartlockId][row.kind];
    }
    QList<RestoreTargetRow> rows;
    for (const BackedUpLock &lock : backup.locks) {
        rows.append({lock.id, saved.value(lock.id), int(lock.authorizations.size()),
            labels.value(targets.value(lock.id)), counts.value(lock.id)});
    }
    return rows;
}

} // namespace lockdesk
