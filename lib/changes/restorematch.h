#pragma once

#include "authorization.h"

#include <QList>

namespace lockdesk {

/// A saved authorization, and whether the device that it shall be restored to is the one that it was on.
struct SavedAuthorization
{
    Authorization record;
    bool isSameLock = true;
};

/// For each of `saved` the index of the record of `present` that is the same one today, or -1. Each of
/// `present` is taken once. On the same device by the id, else by what tells records apart on a device: the
/// keypad code, or the person of an app, since ids change when a record is made anew (nuki-facts chapter 10,
/// safety 4.2). A keypad code whose digits one side does not know is found by a name that only one has.
QList<qsizetype> matchSaved(const QList<SavedAuthorization> &saved, const QList<Authorization> &present);

/// What `present` must become to be as `saved` was: equal to `present` when it is so already. An absent
/// `enabled` or `remoteAllowed` and its default mean the same, dates are compared by the second as the locks
/// store them, and a code that one side does not know stays; every other field is taken exactly, an absent
/// one absent.
Authorization restored(const Authorization &saved, const Authorization &present);

/// The record as it is made anew on a device: what a person decides of it, without what the service or the
/// lock alone does.
Authorization madeAnew(const Authorization &saved, SmartlockId on);

/// The phone app of a person: no code, fob or the like.
bool isApp(const Authorization &authorization);

} // namespace lockdesk
