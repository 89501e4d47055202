#pragma once

#include "authorizationmodel.h"
#include "change.h"

namespace lockdesk {

class AuthorizationStore;
class SmartlockStore;
class UserStore;

/// The rows of the Access table: the stores' last truth, with the names of devices and people, and the status
/// of the newest change of each.
QList<AuthorizationRow> accessRows(const AuthorizationStore &authorizations, const SmartlockStore &smartlocks,
    const UserStore &users, const QList<Change> &changes);

} // namespace lockdesk
