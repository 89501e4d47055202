#pragma once

#include "accountinfo.h"
#include "accountuser.h"
#include "job.h"
#include "listresult.h"

namespace lockdesk {

class Transport;

// One function an endpoint. Each job belongs to `parent`.

/// GET /account: who the token belongs to.
Job<AccountInfo> *fetchAccount(Transport &transport, QObject *parent);

/// All people, paged by offset until an empty page (the server clamps `limit`, nuki-facts chapter 1).
Job<ListResult<AccountUser>> *fetchAccountUsers(Transport &transport, QObject *parent);

} // namespace lockdesk
