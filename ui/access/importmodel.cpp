#include "importmodel.h"

#include "redact.h"
#include "roles.h"
#include "timetext.h"

#include <QLocale>

namespace lockdesk {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype maxDetails = 1'000; // of several sentences

QString detailsOf(const ImportRow &row, const QLocale &locale)
{
    if (!row.change)
        return row.problem;
    const QString before = beforeText(*row.change, locale);
    const QString after = afterText(*row.change, locale);
    return before.isEmpty() ? after : u"%1 → %2"_s.arg(before, after);
}

} // namespace

QList<ImportLine> importLines(const AccessImport &import, const QLocale &locale)
{
    QList<ImportLine> lines;
    lines.reserve(import.rows.size());
    for (const ImportRow &row : import.rows) {
        lines += ImportLine{row.line, row.kind, forDisplay(row.name), forDisplay(row.deviceName),
            forDisplay(detailsOf(row, locale), maxDetails)};
    }
    return lines;
}

void ImportModel::setLines(const QList<ImportLine> &lines)
{
    beginResetModel();
    m_lines = lines;
    choose();
    endResetModel();
}

void ImportModel::setKind(std::optional<ImportKind> kind)
{
    beginResetModel();
    m_kind = kind;
    choose();
    endResetModel();
}

void ImportModel::choose()
{
    m_shown.clear();
    for (int i = 0; i < m_lines.size(); ++i) {
        if (!m_kind || m_lines.at(i).kind == m_kind)
            m_shown += i;
    }
}

int ImportModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_shown.size());
}

int ImportModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant ImportModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const ImportLine &line = m_lines.at(m_shown.at(index.row()));
    const bool isText = role == Qt::DisplayRole || role == SortRole || role == Qt::ToolTipRole;
    const auto words = [role](const QString &text) {
        return QVariant(role == Qt::ToolTipRole ? plainToolTip(text) : text);
    };
    if (!isText)
        return {};
    switch (Column(index.column())) {
    case Line:
        return role == Qt::ToolTipRole ? QVariant() : QVariant(line.line);
    case Kind:
        return role == SortRole ? QVariant(int(line.kind)) : words(text(line.kind));
    case Name:
        return words(line.name);
    case Device:
        return words(line.deviceName);
    case Details:
        return words(line.details);
    case ColumnCount:
        break;
    }
    return {};
}

QVariant ImportModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (Column(section)) {
    case Line:
        return tr("Line");
    case Kind:
        return tr("Outcome");
    case Name:
        return tr("Name");
    case Device:
        return tr("Device");
    case Details:
        return tr("Details");
    case ColumnCount:
        break;
    }
    return {};
}

} // namespace lockdesk
