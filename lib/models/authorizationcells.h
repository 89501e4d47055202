#pragma once

#include "authorizationmodel.h"

namespace lockdesk {

/// What a cell of the Access table holds for a role: a pure function of the row, the clock shown and, for the
/// column Access now, the answer to that. Names come through forDisplay(), tool tips through plainToolTip();
/// a code is in none of them.
QVariant authorizationCell(const AuthorizationRow &row, AuthorizationModel::Column column, int role,
    ShownClock clock, const AccessNow &access);

/// The zone that `clock` means for this row: invalid for UTC, and where the lock's is asked for and unknown.
QTimeZone shownZone(const AuthorizationRow &row, ShownClock clock);

} // namespace lockdesk
