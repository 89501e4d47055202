#pragma once

#include "job.h"
#include "listresult.h"
#include "lockaction.h"
#include "place.h"
#include "request.h"
#include "smartlock.h"

namespace lockdesk {

class Transport;

/// Request::mayLeave.
using MayLeave = std::function<bool()>;

// One function an endpoint. Each job belongs to `parent`. An id that names no device is never sent: the job
// ends with ApiError::Kind::InvalidRequest.

/// A list of more devices than this is not taken (ApiError::Kind::TooLarge).
constexpr qsizetype mostSmartlocks = 100'000;

/// GET /smartlock: all devices of the account.
Job<ListResult<Smartlock>> *fetchSmartlocks(Transport &transport, QObject *parent);
/// GET /smartlock/{id}. An answer about another device is Unreadable.
Job<Smartlock> *fetchSmartlock(
    Transport &transport, SmartlockId id, QObject *parent, Place place = Place::Ordinary);

/// POST /smartlock/{id}. Name and favourite go together: the service replaces both. Not after `expiry`, where
/// there is one.
Job<Accepted> *updateSmartlock(Transport &transport, SmartlockId id, const QString &name, bool favorite,
    QObject *parent, const std::optional<Expiry> &expiry = {}, const MayLeave &mayLeave = {});

/// POST /smartlock/{id}/action. Sent once, not after `expiry`.
Job<Accepted> *sendAction(Transport &transport, SmartlockId id, LockAction action, const Expiry &expiry,
    QObject *parent, const MayLeave &mayLeave = {});

/// The simplified endpoints without a body: POST /smartlock/{id}/action/lock and …/unlock.
Job<Accepted> *sendLock(Transport &transport, SmartlockId id, const Expiry &expiry, QObject *parent);
Job<Accepted> *sendUnlock(Transport &transport, SmartlockId id, const Expiry &expiry, QObject *parent);

/// POST /smartlock/{id}/sync: the device reports again. Costs battery: only when a person asks.
Job<Accepted> *sendSync(Transport &transport, SmartlockId id, QObject *parent, const MayLeave &mayLeave = {});

} // namespace lockdesk
