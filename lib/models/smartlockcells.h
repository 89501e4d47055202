#pragma once

#include "smartlockmodel.h"

#include <chrono>

namespace lockdesk {

/// What a cell of the Devices table holds for a role: a pure function of the row, the lock's `zone` (invalid
/// when unknown) and `now`. Names come through forDisplay(), tool tips through plainToolTip(). Data is stale
/// when the device is offline or was last heard of more than `freshFor` ago.
QVariant smartlockCell(const SmartlockRow &row, SmartlockModel::Column column, int role,
    const QTimeZone &zone, const QDateTime &now);

/// Two visible polls: what is older has lost its colour (safety DOM-5).
constexpr std::chrono::seconds freshFor{60};

} // namespace lockdesk
