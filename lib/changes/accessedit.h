#pragma once

#include "accessmatcher.h"

namespace lockdesk {

/// The authorization as a row wants it, or in words why the row cannot be understood. An empty cell, an
/// absent column, a masked code and a cell that says what the record holds already leave the field exactly as
/// it is; a limit goes only where the cell says so ("none", "Every day", 00:00 to 24:00). A schedule that
/// differs is completed as one edited by a person. `now` is its start where it needs one.
Result<Authorization, QString> editedByRow(const AccessMatch &match, const CsvRow &row,
    const AccessCells &cells, const AccessDirectory &directory, const QDateTime &now);

} // namespace lockdesk
