#pragma once

#include "authorization.h"
#include "lockaction.h"
#include "smartlock.h"

#include <QHashFunctions>
#include <variant>

namespace lockdesk {

/// Names a change for as long as the program runs.
enum class ChangeId : qint64 {};

/// Names a set of changes for as long as the program runs.
enum class ChangeSetId : qint64 {};

/// Spread over the whole range: Qt hashes an enum class by its number, and consecutive ones then lie so close
/// that taking one of ten thousand out of a QHash goes through all of them.
inline size_t qHash(ChangeId id, size_t seed = 0)
{
    return ::qHash(qint64(id), seed);
}
inline size_t qHash(ChangeSetId id, size_t seed = 0)
{
    return ::qHash(qint64(id), seed);
}

/// How far a change has come. The service answers 204 and may still do nothing, so "accepted" is only the
/// first of three steps (nuki-facts chapter 3).
enum class ChangeStatus : int {
    Draft, ///< collected, not sent
    Problem, ///< cannot be sent as it is; `reason` says why
    Waiting, ///< to be sent: fresh data is read first, or another write on the same record is under way
    Sent, ///< on its way
    Accepted, ///< the service said 2xx
    Listed, ///< the service's own data shows it; the lock has not confirmed it
    Confirmed, ///< proven by fresh data
    Failed, ///< proven not done
    Conflict, ///< somebody else changed the record meanwhile; nothing was sent, or `reason` says what it
              ///< undid
    Unconfirmed, ///< no proof came in time
    Undone, ///< taken back by a later change
};

QString text(ChangeStatus status);

/// Nothing more will happen to it by itself.
bool isFinal(ChangeStatus status);

/// A new authorization on one device. `after.id` is null until it is found in the list.
struct CreateAuthorization
{
    Authorization after;
    friend bool operator==(const CreateAuthorization &, const CreateAuthorization &) = default;
};

/// `before` is what the person saw when editing; `scheduleEdited` says whether the schedule was touched (an
/// untouched one goes back exactly as it is on the server).
struct UpdateAuthorization
{
    Authorization before;
    Authorization after;
    bool scheduleEdited = false;
    friend bool operator==(const UpdateAuthorization &, const UpdateAuthorization &) = default;
};

struct DeleteAuthorization
{
    Authorization before;
    friend bool operator==(const DeleteAuthorization &, const DeleteAuthorization &) = default;
};

/// An action on a door. Sent once, never by itself again; expires 10 s after `asked`.
struct OperateDevice
{
    LockAction action{};
    std::optional<int> stateBefore; ///< raw; with modeBefore, what the device said when the person asked
    std::optional<int> modeBefore;
    friend bool operator==(const OperateDevice &, const OperateDevice &) = default;
};

/// Asks the device to report its configuration and authorizations again (POST …/sync).
struct SynchroniseDevice
{
    friend bool operator==(const SynchroniseDevice &, const SynchroniseDevice &) = default;
};

/// Renames a device or marks it as favourite.
struct UpdateDevice
{
    QString nameBefore;
    QString nameAfter;
    bool favoriteBefore = false;
    bool favoriteAfter = false;
    friend bool operator==(const UpdateDevice &, const UpdateDevice &) = default;
};

using ChangeSubject = std::variant<CreateAuthorization, UpdateAuthorization, DeleteAuthorization,
    OperateDevice, SynchroniseDevice, UpdateDevice>;

/// What is known of one sending of a write.
enum class AttemptOutcome : int {
    Open, ///< no answer that tells: it may have been carried out
    Accepted, ///< the service said 2xx
    NotDone, ///< it never left, or the service surely refused it
};

/// One sending of a change's write: whether it has left, may have left, or may have been carried out is a
/// fact of the attempt and not of the change, which may ask for something else since.
struct WriteAttempt
{
    QDateTime at; ///< UTC, by this computer's clock: for people, never compared with the service's times
    ChangeSubject sent;
    /// The record's own updateDate in the reading just before; invalid when it had none, and for a creation.
    QDateTime updatedBefore;
    AttemptOutcome outcome = AttemptOutcome::Open;

    friend bool operator==(const WriteAttempt &, const WriteAttempt &) = default;
};

/// One thing to be changed, before → after, and how far it has come. A plain value; lib/changes acts on it.
struct Change
{
    ChangeId id{};
    ChangeSetId set{};
    std::optional<ChangeId> undoes; ///< the change that it takes back
    SmartlockId smartlockId{};
    DeviceType deviceType{};
    QString deviceName; ///< as it was when the change was made
    ChangeSubject subject;
    ChangeStatus status = ChangeStatus::Draft;
    QString reason; ///< why it is a Problem, Failed, Conflict, Unconfirmed; or what is waited for
    QDateTime asked; ///< UTC: when the person asked for it
    QList<WriteAttempt> attempts; ///< the oldest first
    QDateTime statusSince; ///< UTC

    friend bool operator==(const Change &, const Change &) = default;
};

/// Whether it creates, edits or deletes an authorization.
bool isOfAuthorization(const Change &change);
/// When the write last left (UTC); invalid before it ever did.
QDateTime lastSentAt(const Change &change);
/// Whether an attempt may have been carried out.
bool mayHaveHappened(const Change &change);
/// The record that an edit or a deletion is about; null for any other.
AuthorizationId editedRecord(const Change &change);

/// "Edit access “Cleaner”", "Unlock": what the change is, in words.
QString changeTitle(const Change &change);
/// What was there, and what shall be there: only what differs ("Name: Anna → Anne" has "Name: Anna" before).
/// Codes are never in it: they read "Code: ••••••".
QString beforeText(const Change &change, const QLocale &locale);
QString afterText(const Change &change, const QLocale &locale);

} // namespace lockdesk
