#pragma once

#include "apierror.h"
#include "confirmation.h"
#include "freshreading.h"
#include "planner.h"

namespace lockdesk {

/// How far the absence of a record is proven: by two whole lists, asked at least 10 s apart, each of which
/// came as one answer, both asked after the write ended (nothing says that a paged list stays still,
/// nuki-facts chapter 9b).
class Absence
{
public:
    using Time = std::chrono::milliseconds; ///< of the clock's uptime

    /// Takes what the lists of a reading, asked for at `asked`, say of the record; a list asked for before
    /// `since` says nothing. Whether its absence is proven now.
    bool note(Presence presence, Time asked, Time since = {});
    /// When the first list without it was asked for; nullopt when the newest list did not lack it.
    std::optional<Time> since() const { return m_first; }
    /// When the list that may prove it can be asked for; nullopt as above.
    std::optional<Time> nextList() const;

private:
    std::optional<Time> m_first;
};

/// What is to be done with a change of an authorization, now that its device's list has just been read.
struct Decision
{
    enum class Step {
        Send, ///< the write may leave while the list is fresh
        Follow, ///< it has happened or been asked for already: its proof is waited for
        Wait, ///< another operation on the record is under way
        ReadAgain, ///< the lists do not tell, or not yet: another list is needed, for an absence 10 s later
        End, ///< it ends with `verdict`
    };

    Step step = Step::End;
    Verdict verdict; ///< of Follow and End; of Wait and ReadAgain the reason
    std::optional<Authorization> fresh; ///< the record as it is, of an edit or a deletion
    bool isChangedByOthers = false; ///< a Conflict

    friend bool operator==(const Decision &, const Decision &) = default;
};

/// What is known of a change beside the lists.
struct Circumstances
{
    QString problem; ///< what problemOf() says of it now
    Baseline baseline; ///< of its newest attempt
    bool isAbsenceProven = false; ///< of its record
    bool wasUnreadable = false; ///< its record could not be read in an earlier reading
    bool mayRepeat =
        false; ///< a person has agreed to send it again though an earlier attempt may have happened
};

/// Pure: a change and fresh data in, a decision out.
///
/// Rules: nothing leaves over what somebody else has changed since the person saw it (safety D15); a record
/// that says already what is asked for is not written; an earlier attempt that has happened after all is not
/// repeated, and that of an app access never without asking; a record with an operation pending is waited for
/// (nuki-facts chapter 2); a creation goes on over a list with unreadable elements.
Decision decide(const Change &change, const FreshLists &lists, const Circumstances &known);

/// Whether the engine may send it again by itself while an attempt is open: doing it twice changes nothing by
/// the service's own rules (a full record over an unchanged one, a deletion, a keypad code; never an app
/// access).
bool isRepeatable(const Change &change);

/// That fields are no longer what the person saw, in words.
QString changedMeanwhile(const QStringList &fields);
/// The same, found out when the write was under way already.
QString takenBackMeanwhile(const QStringList &fields);
/// Of a change whose device is offline: that it waits, in words. The service loses what is written to an
/// offline lock, or keeps it for a day (nuki-facts chapter 3).
QString waitsForDevice();
/// Of a write whose answer leaves open whether it was done: that it is looked for, in words.
QString whileLooking(const ApiError &error);
/// That the record is not in a list, and is looked for once more.
QString noLongerListed();

} // namespace lockdesk
