#pragma once

#include "authorization.h"
#include "change.h"
#include "smartlock.h"

#include <QList>

namespace lockdesk {

/// What a change is checked against: the service's last word.
struct Snapshot
{
    QList<Smartlock> smartlocks;
    QList<Authorization> authorizations;
};

/// What stands in the way of sending `change`, in words for the person; empty when nothing does. Finds:
/// unknown device, taken or malformed code, no keypad, name too long, a person who already has access there,
/// an edited schedule that breaks a rule, a record with fields that cannot be read.
QString problemOf(const Change &change, const Snapshot &snapshot, const QDateTime &now);

/// The full record to send for an edit: what the person changed, and every other field as it stands on the
/// server now. A schedule nobody touched goes back exactly as it is there.
Authorization recordToSend(const UpdateAuthorization &update, const Authorization &fresh);

/// What a person should know before sending and may send all the same: the device is offline, its list is
/// full, an old schedule breaks a rule. One sentence each.
QStringList warningsOf(const Change &change, const Snapshot &snapshot, const QDateTime &now);

} // namespace lockdesk
