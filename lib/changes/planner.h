#pragma once

#include "change.h"
#include "snapshotindex.h"

namespace lockdesk {

/// What stands in the way of sending `change`, in words for the person; empty when nothing does. Finds:
/// unknown device, taken or malformed code, no keypad, name too long, a person who already has access there,
/// an edited schedule that breaks a rule, a record with fields that cannot be read.
QString problemOf(const Change &change, const Snapshot &snapshot, const QDateTime &now);
/// The same for many changes: `index` must know their devices.
QString problemOf(const Change &change, const SnapshotIndex &index, const QDateTime &now);

/// The full record to send for an edit: what the person changed, and every other field as it stands on the
/// server now. A schedule nobody touched goes back exactly as it is there.
Authorization recordToSend(const UpdateAuthorization &update, const Authorization &fresh);

/// What a person should know before sending and may send all the same: the device is offline, its list is
/// full, an old schedule breaks a rule. One sentence each.
QStringList warningsOf(const Change &change, const Snapshot &snapshot, const QDateTime &now);
/// The same for many changes: `index` must know their devices.
QStringList warningsOf(const Change &change, const SnapshotIndex &index, const QDateTime &now);
/// The same without the one of a full list, which depends on what else is asked for.
QStringList warningsApartFromRoom(const Change &change, const SnapshotIndex &index, const QDateTime &now);

} // namespace lockdesk
