#include "accesscells.h"

#include <algorithm>

namespace lockdesk {

namespace {

// Asked of the list, since Qt takes any word for a zone without an offset.
QTimeZone listedZone(const QByteArray &name)
{
    return QTimeZone::availableTimeZoneIds().contains(name) ? QTimeZone(name) : QTimeZone();
}

} // namespace

AccessCells::AccessCells(const CsvTable &table, const AccessImportChoice &choice)
    : m_table(table)
    , m_choice(choice)
    , m_language(languageOf(table.header))
{
    for (qsizetype i = 0; i < qMin(table.header.size(), m_choice.columns.size()); ++i) {
        const std::optional<AccessColumn> column = m_choice.columns.at(i);
        const QString named = parenthesised(table.header.at(i));
        if (!column || !holdsInstants(*column) || named.isEmpty() || isLockClockWord(named))
            continue;
        m_zones.insert(*column, zoneNamed(named.toUtf8(), listedZone));
    }
}

QString AccessCells::text(const CsvRow &row, AccessColumn column) const
{
    const qsizetype place = placeOf(column);
    return place >= 0 && place < row.fields.size() ? row.fields.at(place).trimmed() : QString();
}

bool AccessCells::isEmpty(const CsvRow &row) const
{
    return std::ranges::all_of(
        accessColumns(), [&](AccessColumn column) { return text(row, column).isEmpty(); });
}

QTimeZone AccessCells::zoneOf(AccessColumn column, const QTimeZone &lockZone) const
{
    const auto named = m_zones.constFind(column);
    if (named != m_zones.cend())
        return *named;
    if (isLockClockWord(parenthesised(m_table.header.value(placeOf(column)))))
        return lockZone;
    switch (m_choice.clock) {
    case ShownClock::Lock:
        return lockZone;
    case ShownClock::Mine:
        return m_choice.mine;
    case ShownClock::Utc:
        break;
    }
    return QTimeZone::utc();
}

} // namespace lockdesk
