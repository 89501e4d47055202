#pragma once

#include "authorization.h"
#include "job.h"
#include "listresult.h"
#include "request.h"

namespace lockdesk {

class Transport;

// One function an endpoint. Each job belongs to `parent`. A record without a usable id, or with fields that
// could not be read, is never sent: the job ends with ApiError::Kind::InvalidRequest. A write with an expiry
// goes before what waits, and what has not left by then does not leave: the job ends with
// ApiError::Kind::Expired.

/// The authorizations of all devices: page by page where the service pages, else the plain list, decoded
/// while it arrives (a 404, 405 or 400 of the paged endpoint means it is missing).
Job<ListResult<Authorization>> *fetchAuthorizations(Transport &transport, QObject *parent);

/// The same of one person only.
Job<ListResult<Authorization>> *fetchAuthorizations(
    Transport &transport, AccountUserId person, QObject *parent);

/// How many authorizations a page of the first two is asked for.
constexpr int authorizationPageSize = 500;

/// The authorizations of one device.
Job<ListResult<Authorization>> *fetchAuthorizations(
    Transport &transport, SmartlockId device, QObject *parent);

/// GET /smartlock/{id}/auth/{id}. An answer about another record is Unreadable.
Job<Authorization> *fetchAuthorization(
    Transport &transport, SmartlockId device, const AuthorizationId &id, QObject *parent);

/// PUT /smartlock/{id}/auth. The answer has no id: the new one is found in the list.
Job<Accepted> *createAuthorization(Transport &transport, const Authorization &authorization, QObject *parent,
    const std::optional<LeavePermit> &permit = {});

/// PUT /smartlock/auth: one authorization a device, each with an id of its own.
Job<Accepted> *createAuthorizations(Transport &transport, const Authorization &authorization,
    const QList<SmartlockId> &devices, QObject *parent, const std::optional<LeavePermit> &permit = {});

/// POST /smartlock/{id}/auth/{id} with the full record.
Job<Accepted> *updateAuthorization(Transport &transport, const Authorization &authorization, QObject *parent,
    const std::optional<LeavePermit> &permit = {});

/// POST /smartlock/auth with full records.
Job<Accepted> *updateAuthorizations(Transport &transport, const QList<Authorization> &authorizations,
    QObject *parent, const std::optional<LeavePermit> &permit = {});

/// DELETE /smartlock/{id}/auth/{id}. The service may list it for a while yet (nuki-facts chapter 3).
Job<Accepted> *deleteAuthorization(Transport &transport, SmartlockId device, const AuthorizationId &id,
    QObject *parent, const std::optional<LeavePermit> &permit = {});

/// DELETE /smartlock/auth with a bare array of ids as its body. Takes the records, since no other write may
/// be in flight on their devices.
Job<Accepted> *deleteAuthorizations(Transport &transport, const QList<Authorization> &authorizations,
    QObject *parent, const std::optional<LeavePermit> &permit = {});

} // namespace lockdesk
