#pragma once

#include "authorization.h"
#include "result.h"

#include <QByteArray>
#include <QDateTime>
#include <QList>
#include <QMap>

namespace lockdesk {

/// All authorizations of one device as they were.
struct BackedUpLock
{
    SmartlockId id{};
    DeviceType type{};
    QString name;
    QList<Authorization> authorizations;

    friend bool operator==(const BackedUpLock &, const BackedUpLock &) = default;
};

/// The authorizations of chosen devices at one time, to be kept in a file and restored from it.
struct Backup
{
    QDateTime made; ///< UTC
    QString account; ///< what the person calls it
    bool hasCodes = false; ///< false: keypad codes were left out on purpose
    QMap<AccountUserId, QString> people; ///< the names of those who are in it, as far as known
    QList<BackedUpLock> locks;
    int unreadable = 0; ///< devices and authorizations that made no sense when saved or read: left out

    int authorizationCount() const;
    friend bool operator==(const Backup &, const Backup &) = default;
};

/// Why bytes are no backup that this program can read.
enum class BackupProblem : int {
    NotABackup,
    NewerVersion, ///< made by a later version of the program
    Damaged, ///< a backup by its head, with parts that it must have missing
};

/// The problem in words for the person: what happened, and what to do.
QString explain(BackupProblem problem);

/// The backup as JSON. Keypad codes only when `backup.hasCodes`; the bytes then belong sealed (sealedtext.h).
/// Every field that an update carries is kept exactly, an absent one stays absent; what the service alone
/// decides (use counts, fingerprints, dates) is kept to be read. An operation under way and the service's
/// error text are of the moment and are not kept. Takes long for many devices: call it off the GUI thread.
QByteArray toBytes(const Backup &backup);

/// The backup from toBytes(). Unknown fields are ignored, devices and authorizations without a usable id are
/// left out and counted; what else is odd in an authorization reads as the service's odd data does, and marks
/// it `unreadable`. Off the GUI thread, as toBytes().
Result<Backup, BackupProblem> backupFromBytes(const QByteArray &bytes);

} // namespace lockdesk
