#pragma once

#include "accesscolumns.h"
#include "accessdirectory.h"
#include "csvtext.h"
#include "shownclock.h"

namespace lockdesk {

/// How authorizations are told in a file.
struct AccessFormat
{
    FileLanguage language = FileLanguage::English;
    ShownClock clock = ShownClock::Lock;
    QTimeZone mine; ///< this computer's zone, for ShownClock::Mine
};

/// What a file of authorizations shall hold. Codes are in it only where asked for on purpose (CSV-2):
/// otherwise the column Code is left out, though it be among the columns.
struct AccessExport
{
    QList<AccessColumn> columns;
    AccessFormat format;
    bool includesCodes = false;
    CsvStyle style;
};

/// The columns that an export begins with: all that an import understands but Code.
QList<AccessColumn> usualColumns();

/// What the column says of the authorization. Empty where the record has nothing or nothing that can be read;
/// a limit that it does not have is said on purpose ("none", "Every day", 00:00 to 24:00), since an empty
/// cell says nothing when it comes back.
QString accessCell(const Authorization &authorization, AccessColumn column, const AccessDirectory &directory,
    const AccessFormat &format);

/// What the column is called in such a file; of instants with the clock: "Valid from (UTC)".
QString accessHeader(AccessColumn column, const AccessFormat &format);

/// The file. Takes long for thousands: to be run away from the GUI thread.
QByteArray accessCsv(
    const QList<Authorization> &authorizations, const AccessDirectory &directory, const AccessExport &what);

} // namespace lockdesk
