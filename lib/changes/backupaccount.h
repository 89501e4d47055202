#pragma once

#include "backup.h"
#include "restore.h"

namespace lockdesk {

class Account;

/// The backup of these devices of the account as it is known now, in their order. `unreadable` counts what of
/// the account's list could not be read, whatever device it is of. People are named where they are known.
Backup takeBackup(Account &account, const QList<SmartlockId> &devices, bool withCodes);

/// What a restoration to this account is compared with now.
RestoreGround restoreGround(Account &account);

/// Why nothing can be saved of the account or restored to it yet, in words; empty when it can.
QString notReadyWords(Account &account);

} // namespace lockdesk
