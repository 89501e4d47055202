#pragma once

#include "apierror.h"
#include "confirmation.h"
#include "planner.h"

namespace lockdesk {

/// What is to be done with a change of an authorization, now that its device's list has just been read.
struct Decision
{
    enum class Step {
        Send, ///< the write may leave while the list is fresh
        Follow, ///< it has happened or been asked for already: its proof is waited for
        Wait, ///< another operation on the record is under way
        End, ///< it ends with `verdict`
    };

    Step step = Step::End;
    Verdict verdict; ///< of Follow and End; of Wait the reason
    std::optional<Authorization> fresh; ///< the record as it is, of an edit or a deletion
    bool isChangedByOthers = false; ///< a Conflict

    friend bool operator==(const Decision &, const Decision &) = default;
};

/// Pure: a change and fresh data in, a decision out. `problem` is what problemOf() says of it now.
///
/// Rules: nothing leaves over what somebody else has changed since the person saw it (safety D15); a record
/// that says already what is asked for is not written; an earlier attempt that has happened after all is not
/// repeated; a record with an operation pending is waited for (nuki-facts chapter 2).
Decision decide(const Change &change, const QList<Authorization> &freshOfDevice, const QString &problem);

/// That fields are no longer what the person saw, in words.
QString changedMeanwhile(const QStringList &fields);
/// The same, found out when the write was under way already.
QString takenBackMeanwhile(const QStringList &fields);
/// Of a change whose device is offline: that it waits, in words. The service loses what is written to an
/// offline lock, or keeps it for a day (nuki-facts chapter 3).
QString waitsForDevice();
/// Of a write whose answer leaves open whether it was done: that it is looked for, in words.
QString whileLooking(const ApiError &error);

} // namespace lockdesk
