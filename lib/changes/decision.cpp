#include "decision.h"

#include "fieldwords.h"
#include "runnertimes.h"

#include <QCoreApplication>

namespace lockdesk {

using namespace Qt::StringLiterals;

namespace {

using Step = Decision::Step;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Decision)
};

Decision end(ChangeStatus status, const QString &reason)
{
    return {Step::End, {status, reason, {}}, {}, false};
}

QString howToDecide()
{
    return Words::tr("“Decide” in Changes shows theirs and yours.");
}

Decision conflict(const Authorization &theirs, const QStringList &fields)
{
    return {Step::End, {ChangeStatus::Conflict, changedMeanwhile(fields) + u' ' + howToDecide(), {}}, theirs,
        true};
}

Decision sendUnlessPending(const Authorization &fresh)
{
    if (!fresh.operationPending)
        return {Step::Send, {}, fresh, false};
    return {Step::Wait, {ChangeStatus::Waiting, Words::tr("Another operation on it is still under way."), {}},
        fresh, false};
}

Decision readAgain(const QString &reason)
{
    return {Step::ReadAgain, {ChangeStatus::Waiting, reason, {}}, {}, false};
}

Decision ofGone(const Change &change)
{
    if (std::holds_alternative<DeleteAuthorization>(change.subject))
        return end(ChangeStatus::Confirmed,
            mayHaveHappened(change) ? QString() : Words::tr("It was gone already. Nothing was sent."));
    Decision gone = end(ChangeStatus::Conflict,
        Words::tr("It is no longer there: somebody else deleted it. Nothing was sent."));
    gone.isChangedByOthers = true;
    return gone;
}

// The record is not among what could be read.
Decision ofMissing(const Change &change, Presence presence, const Circumstances &known)
{
    switch (presence) {
    case Presence::Absent:
        return known.isAbsenceProven ? ofGone(change) : readAgain(noLongerListed());
    case Presence::Unreadable:
        if (!known.wasUnreadable)
            return readAgain(Words::tr("Its record could not be read; it is read once more."));
        return end(mayHaveHappened(change) ? ChangeStatus::Unconfirmed : ChangeStatus::Failed,
            Words::tr("The present record could not be read, so nothing was sent."));
    case Presence::Unknown:
    case Presence::Present:
        break;
    }
    return readAgain(Words::tr("The list of the device is read once more."));
}

Decision ofUpdate(const Change &change, const UpdateAuthorization &update, const Authorization &fresh,
    const FreshLists &lists)
{
    // A field that cannot be read is replaced only by what the person typed for it.
    Authorization readable = fresh;
    readable.unreadable = recordToSend(update, fresh).unreadable;
    if (readable.unreadable.isEmpty() && fieldsToChange(update, fresh).isEmpty()) {
        const Verdict verdict =
            verdictOf(change, lists.ofDevice.value(change.smartlockId), {fresh, {}, {}, 0});
        if (verdict.status == ChangeStatus::Confirmed)
            return end(ChangeStatus::Confirmed,
                mayHaveHappened(change) ? QString() : Words::tr("It was so already. Nothing was sent."));
        return {Step::Follow, verdict, fresh, false}; // asked for already, and not yet on the lock
    }
    QStringList moved = differencesInMeaning(update.before, fresh);
    for (const QString &field : fresh.unreadable) {
        if (!readable.unreadable.contains(field))
            moved.removeAll(field);
    }
    if (!moved.isEmpty() || !readable.unreadable.isEmpty())
        return conflict(fresh, moved + readable.unreadable);
    return sendUnlessPending(fresh);
}

Decision ofDeletion(const DeleteAuthorization &remove, const Authorization &fresh)
{
    QStringList moved = differencesInMeaning(remove.before, fresh);
    moved.removeIf([&fresh](const QString &field) { return fresh.unreadable.contains(field); });
    return moved.isEmpty() ? sendUnlessPending(fresh) : conflict(fresh, moved);
}

Decision ofCreation(const Change &change, const FreshLists &lists, const Circumstances &known)
{
    if (!mayHaveHappened(change))
        return {Step::Send, {}, {}, false};
    if (!isRepeatable(change) && !known.mayRepeat)
        return end(ChangeStatus::Unconfirmed,
            Words::tr("An earlier attempt may have happened, and is not listed. It was not sent again: "
                      "“Retry” asks "
                      "before it sends it again."));
    if (!lists.oneAnswer.contains(change.smartlockId) || lists.person)
        return readAgain(Words::tr("The list of the device is read once more."));
    return {Step::Send, {}, {}, false};
}

} // namespace

bool Absence::note(Presence presence, Time asked, Time since)
{
    if (asked < since || presence == Presence::Unknown)
        return false;
    if (presence != Presence::Absent) {
        m_first.reset();
        return false;
    }
    if (!m_first)
        m_first = asked;
    return asked - *m_first >= RunnerTimes::absenceGap;
}

std::optional<Absence::Time> Absence::nextList() const
{
    return m_first ? std::optional<Time>(*m_first + RunnerTimes::absenceGap) : std::nullopt;
}

Decision decide(const Change &change, const FreshLists &lists, const Circumstances &known)
{
    const bool isCreation = std::holds_alternative<CreateAuthorization>(change.subject);
    if (isCreation && mayHaveHappened(change)) {
        // An earlier attempt whose answer was lost may have happened after all.
        const Verdict verdict = verdictOf(change, lists.ofDevice.value(change.smartlockId), known.baseline);
        if (verdict.found)
            return {Step::Follow, verdict, {}, false};
    }
    const Authorization *fresh = recordIn(lists, change);
    if (!isCreation && !fresh)
        return ofMissing(change, presenceIn(lists, change), known);
    if (!known.problem.isEmpty())
        return end(
            mayHaveHappened(change) ? ChangeStatus::Unconfirmed : ChangeStatus::Problem, known.problem);
    if (const auto *update = std::get_if<UpdateAuthorization>(&change.subject))
        return ofUpdate(change, *update, *fresh, lists);
    if (const auto *remove = std::get_if<DeleteAuthorization>(&change.subject))
        return ofDeletion(*remove, *fresh);
    return ofCreation(change, lists, known);
}

bool isRepeatable(const Change &change)
{
    const auto *create = std::get_if<CreateAuthorization>(&change.subject);
    return !create || create->after.isKeypadCode();
}

QString changedMeanwhile(const QStringList &fields)
{
    return Words::tr("Somebody else changed it meanwhile (%1). Nothing was sent.", "names of fields")
        .arg(fieldWords(fields));
}

QString takenBackMeanwhile(const QStringList &fields)
{
    return Words::tr(
               "Somebody else changed it (%1) just before this was sent, and this has taken their change "
               "back.",
               "names of fields")
               .arg(fieldWords(fields))
        + u' ' + howToDecide();
}

QString waitsForDevice()
{
    return Words::tr("The device is offline. The change waits here and is sent once it is back.");
}

QString whileLooking(const ApiError &error)
{
    if (error.httpStatus == 0 || error.kind == ApiError::Kind::OutcomeUnknown)
        return Words::tr("The answer was lost. Lockdesk looks whether it happened.");
    return Words::tr("The answer does not tell whether it was done (error %1). Lockdesk looks whether it "
                     "happened.",
        "an HTTP status")
        .arg(error.httpStatus);
}

QString noLongerListed()
{
    return Words::tr("No longer listed; read once more in 10 s.");
}

} // namespace lockdesk
