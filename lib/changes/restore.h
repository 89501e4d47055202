#pragma once

#include "backup.h"
#include "change.h"
#include "planner.h"

#include <QHash>

namespace lockdesk {

/// What shall be restored, and where to.
struct RestoreWish
{
    QHash<SmartlockId, SmartlockId> targets; ///< saved device → device of today; those left out stay out
    bool addsMissing = true;
    bool changesDifferent = true;
    bool removesExtra = false; ///< what is there today and not in the backup
    bool addsDisabled = false; ///< the service makes every new one enabled
};

/// What a restoration is compared with: the service's last word.
struct RestoreGround
{
    Snapshot present;
    /// The names of the people of the account today; nullopt where they are not known.
    std::optional<QHash<AccountUserId, QString>> people;
    QDateTime now; ///< UTC
};

/// How a saved authorization stands today.
enum class RestoreKind : int {
    Same, ///< there, and as it was
    Different, ///< there, and changed since
    Missing, ///< to be made anew
    NeedsPairing, ///< missing, and can be made at the device only
    NeedsCode, ///< missing, and its keypad code was not saved
    Problem, ///< it cannot be restored as it was
    Extra, ///< there, and not in the backup
};

QString text(RestoreKind kind);

/// One authorization of the backup, or one that is not in it.
struct RestoreRow
{
    RestoreKind kind{};
    SmartlockId target{};
    Authorization saved; ///< of Extra: the present one
    QString words; ///< why nothing is done about it, or what to know; may be empty
    std::optional<Change> change; ///< what restores it; nullopt where nothing is to be done

    friend bool operator==(const RestoreRow &, const RestoreRow &) = default;
};

/// What a restoration comes to. Nothing is sent by it.
struct Restoration
{
    QList<RestoreRow> rows; ///< by device as in the backup, extras after what was saved
    QStringList warnings; ///< one sentence each

    int count(RestoreKind kind) const;
    /// Deletions first, then edits, then creations: codes and places are freed before they are needed.
    QList<Change> changes() const;

    friend bool operator==(const Restoration &, const Restoration &) = default;
};

/// Compares the backup with today. Pure. Only what a backup can bring back is ever deleted: keypad codes, and
/// apps of people of the account; never a paired bridge, keypad or fob, nor a phone that was paired at the
/// lock. Call it off the GUI thread.
Restoration planRestore(const Backup &backup, const RestoreWish &wish, const RestoreGround &ground);

} // namespace lockdesk
