#pragma once

#include "accessdirectory.h"
#include "accesswords.h"
#include "csvtext.h"
#include "shownclock.h"

#include <QHash>

namespace lockdesk {

/// How a file is to be read.
struct AccessImportChoice
{
    QList<std::optional<AccessColumn>> columns; ///< of each header; nothing for one to be overlooked
    ShownClock clock = ShownClock::Lock; ///< of dates where neither cell nor header says it
    QTimeZone mine; ///< this computer's zone, for ShownClock::Mine
};

/// The cells of a file of authorizations, by what their columns mean. The table must outlive it.
class AccessCells
{
public:
    AccessCells(const CsvTable &table, const AccessImportChoice &choice);

    /// Without spaces around it; empty where the row is too short or the column absent.
    QString text(const CsvRow &row, AccessColumn column) const;
    /// Every cell that the choice gives a meaning is empty.
    bool isEmpty(const CsvRow &row) const;

    /// The language of the file's words.
    FileLanguage language() const { return m_language; }

    /// The clock of a column's dates that do not say one themselves, on a device whose clock is `lockZone`;
    /// invalid where the header names one that is not known.
    QTimeZone zoneOf(AccessColumn column, const QTimeZone &lockZone) const;

private:
    qsizetype placeOf(AccessColumn column) const { return m_choice.columns.indexOf(column); }

    const CsvTable &m_table;
    AccessImportChoice m_choice;
    FileLanguage m_language;
    QHash<AccessColumn, QTimeZone> m_zones; // that headers name, known or not; made once, since it takes long
};

} // namespace lockdesk
