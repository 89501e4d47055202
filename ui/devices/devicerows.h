#pragma once

#include "change.h"
#include "smartlockmodel.h"

namespace lockdesk {

class AuthorizationStore;
class SmartlockStore;

/// The rows of the Devices table: the stores' last truth and, of each device, what is on its way. An action
/// that ended without proof says so for two minutes.
QList<SmartlockRow> deviceRows(const SmartlockStore &smartlocks, const AuthorizationStore &authorizations,
    const QList<Change> &changes, const QDateTime &now);

} // namespace lockdesk
