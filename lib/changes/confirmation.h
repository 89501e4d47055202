#pragma once

#include "change.h"

#include <QList>
#include <QSet>

namespace lockdesk {

/// What the service's own data says of a change. Pure: a change and fresh data in, a verdict out.
struct Verdict
{
    ChangeStatus status =
        ChangeStatus::Accepted; ///< Accepted (no sign of it yet), Listed, Confirmed or Failed
    QString reason; ///< why it failed, or what is missing yet
    std::optional<Authorization> found; ///< the record of a creation

    friend bool operator==(const Verdict &, const Verdict &) = default;
};

/// The updatable fields, as the API spells them, in which two readings of a record differ in meaning. A field
/// that the service leaves out and its default mean the same (nuki-facts chapter 1, "omits defaults"), dates
/// are compared by the second, as the locks store them, and a code that one of the readings hides says
/// nothing.
QStringList differencesInMeaning(const Authorization &a, const Authorization &b);

/// The fields that `update` would change in the record as it was just read. The five limits are compared by
/// their spelling, since an absent mask of weekdays may mean that the limits are not armed (nuki-facts
/// chapter 4); the others by their meaning.
QStringList fieldsToChange(const UpdateAuthorization &update, const Authorization &fresh);

/// What was known just before a write, against which its proof is judged.
struct Baseline
{
    std::optional<Authorization> record; ///< of an edit or a deletion, as it was read
    std::optional<QSet<AuthorizationId>>
        ids; ///< of a creation, what the device's list held; nullopt after a restart
    QSet<AuthorizationId> claimed; ///< records that other creations have become
    int rivals =
        0; ///< other creations under way on the device that nothing but a hidden code tells from this one
};

/// Of a change to an authorization, from a fresh list of its device. Listed: it is there and every field
/// means what was asked for. Confirmed: besides no operationId is set and the lock has echoed it: of an edit,
/// its `updateDate` is later than the record's own in the reading just before the write
/// (WriteAttempt::updatedBefore); of a creation, it is there (nuki-facts chapters 3 and 11: one operator's
/// experience, which this alone relies on). A creation is found by its code, by its person, or, where the
/// service hides codes, as a new record of its name and schedule. Failed: the service says an error that it
/// did not say before. A deletion is never Confirmed here: see Absence.
Verdict verdictOf(
    const Change &change, const QList<Authorization> &freshOfDevice, const Baseline &baseline = {});

/// What somebody else has made of the record since it was read as `before` the write, as long as `found` does
/// not show the write itself: the fields that they changed, which the write takes back. Of an edit or a
/// deletion; empty when nobody has, and where `found` is older than `before`.
QStringList editedMeanwhile(const Change &change, const Authorization &before, const Authorization &found);

} // namespace lockdesk
