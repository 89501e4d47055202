#include "authorizationmodel.h"

#include "authorizationcells.h"
#include "timetext.h"

#include <QLocale>

namespace lockdesk {

AuthorizationModel::AuthorizationModel(QObject *parent)
    : AuthorizationTable(ColumnCount, parent)
{
}

void AuthorizationModel::setRows(const QList<AuthorizationRow> &rows)
{
    const bool hasUncreated =
        std::ranges::any_of(rows, [](const AuthorizationRow &row) { return row.authorization.id.isNull(); });
    if (hasUncreated) {
        QList<AuthorizationRow> created = rows;
        created.removeIf([](const AuthorizationRow &row) { return row.authorization.id.isNull(); });
        reconcile(created);
    } else {
        reconcile(rows);
    }
    m_answers.removeIf([this](const auto &answer) { return row(answer.key()) == nullptr; });
}

void AuthorizationModel::takeRows(const QSet<AuthorizationId> &ids)
{
    take(ids);
    for (const AuthorizationId &id : ids)
        m_answers.remove(id);
}

void AuthorizationModel::setNow(const QDateTime &now)
{
    const bool goesBack = m_now.isValid() && now < m_now; // the clock was set: nothing holds any more
    const bool isFirst = !m_now.isValid();
    m_now = now;
    if (!isFirst && !goesBack && (!m_nextDue.isValid() || now < m_nextDue))
        return;

    CellChanges changes;
    m_nextDue = {};
    QMap<int, QList<int>> changed; // roles, by the row's number
    for (auto known = m_answers.begin(); known != m_answers.end(); ++known) {
        if (isFirst || goesBack || (known->due.isValid() && known->due <= now)) {
            const int number = numberOf(known.key());
            const Access before = std::exchange(*known, answerFor(rowAt(number)));
            QList<int> &roles = changed[number];
            if (before.text != known->text)
                roles.append(Qt::DisplayRole);
            if (before.order != known->order)
                roles.append(SortRole);
        }
        if (known->due.isValid() && (!m_nextDue.isValid() || known->due < m_nextDue))
            m_nextDue = known->due;
    }
    for (auto row = changed.cbegin(); row != changed.cend(); ++row)
        changes.add(row.key(), AccessNow, row.value());
    announce(changes);
}

void AuthorizationModel::setShownClock(ShownClock clock)
{
    if (clock == m_clock)
        return;
    m_clock = clock;
    m_answers.clear();
    m_nextDue = {};
    // Not compared cell by cell: every time in these columns is told anew, and there may be very many.
    if (rowCount() > 0) {
        const QList<int> roles{Qt::DisplayRole, Qt::ToolTipRole, Qt::AccessibleTextRole};
        Q_EMIT dataChanged(index(0, Schedule), index(rowCount() - 1, LastUsed), roles);
    }
    Q_EMIT headerDataChanged(Qt::Horizontal, ValidFrom, LastUsed);
}

QVariant AuthorizationModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    if (role == Qt::ToolTipRole) {
        switch (Column(section)) {
        case Schedule:
            return plainToolTip(tr("Days and hours on the lock’s own clock, whichever clock is chosen."));
        case ValidFrom:
        case ValidUntil:
        case AccessNow:
        case LastUsed:
            return plainToolTip(clockWords());
        case Status:
            return plainToolTip(
                tr("Whether the lock itself has confirmed the authorization, or how far a change of it is."));
        default:
            return {};
        }
    }
    if (role != Qt::DisplayRole)
        return {};
    switch (Column(section)) {
    case Name:
        return tr("Name");
    case Device:
        return tr("Device");
    case Type:
        return tr("Type");
    case Person:
        return tr("Person");
    case Schedule:
        return tr("Schedule");
    case ValidFrom:
        return tr("Valid from");
    case ValidUntil:
        return tr("Valid until");
    case AccessNow:
        return tr("Access now");
    case LastUsed:
        return tr("Last used");
    case Uses:
        return tr("Uses");
    case Status:
        return tr("Status");
    case ColumnCount:
        break;
    }
    return {};
}

QString AuthorizationModel::clockWords() const
{
    switch (m_clock) {
    case ShownClock::Lock:
        return tr("On the lock’s own clock; where that is unknown, in UTC.");
    case ShownClock::Mine:
        return tr("On this computer’s clock.");
    case ShownClock::Utc:
        break;
    }
    return tr("In UTC.");
}

QVariant AuthorizationModel::cell(const AuthorizationRow &row, int column, int role) const
{
    static const Access none;
    const bool needsAnswer = column == AccessNow && (role == Qt::DisplayRole || role == SortRole);
    if (!needsAnswer)
        return authorizationCell(row, Column(column), role, m_clock, none);
    // While rows are being reconciled, one that is not yet in the table is asked about too.
    const bool isInTable = this->row(keyOf(row)) == &row;
    return authorizationCell(row, AccessNow, role, m_clock, isInTable ? knownAnswerFor(row) : answerFor(row));
}

AuthorizationModel::Access AuthorizationModel::answerFor(const AuthorizationRow &row) const
{
    if (!m_now.isValid())
        return {};
    return accessNow(row.authorization, m_now, row.lockZone, shownZone(row, m_clock), QLocale());
}

const AuthorizationModel::Access &AuthorizationModel::knownAnswerFor(const AuthorizationRow &row) const
{
    const auto known = m_answers.constFind(keyOf(row));
    if (known != m_answers.cend())
        return *known;
    const auto answer = m_answers.insert(keyOf(row), answerFor(row));
    if (answer->due.isValid() && (!m_nextDue.isValid() || answer->due < m_nextDue))
        m_nextDue = answer->due;
    return *answer;
}

bool AuthorizationModel::isAffected(
    int column, const AuthorizationRow &before, const AuthorizationRow &after) const
{
    const Authorization &a = before.authorization;
    const Authorization &b = after.authorization;
    const bool isSameZone = before.lockZone == after.lockZone;
    switch (Column(column)) {
    case Name:
        return a.name != b.name;
    case Device:
        return before.deviceName != after.deviceName;
    case Type:
        return a.type != b.type;
    case Person:
        return before.personName != after.personName;
    case Schedule:
    case ValidFrom:
    case ValidUntil:
        return a.schedule != b.schedule || !isSameZone;
    case AccessNow:
        return a.schedule != b.schedule || a.enabled != b.enabled || !isSameZone
            || before.isStale != after.isStale;
    case LastUsed:
        return a.lastActive != b.lastActive || !isSameZone || before.isStale != after.isStale;
    case Uses:
        return a.useCount != b.useCount || before.isStale != after.isStale;
    case Status:
    case ColumnCount:
        break;
    }
    return true;
}

} // namespace lockdesk
