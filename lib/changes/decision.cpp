#include "decision.h"

#include "fieldwords.h"

#include <QCoreApplication>
#include <algorithm>

namespace lockdesk {

namespace {

using Step = Decision::Step;

QString tr(const char *words)
{
    return QCoreApplication::translate("Decision", words);
}

const Authorization *find(const QList<Authorization> &list, const AuthorizationId &id)
{
    const auto found = std::ranges::find(list, id, &Authorization::id);
    return found == list.end() ? nullptr : &*found;
}

Decision end(ChangeStatus status, const QString &reason)
{
    return {Step::End, {status, reason, {}}, {}, false};
}

QString howToDecide()
{
    return tr(QT_TRANSLATE_NOOP("Decision", "“Decide” in Changes shows theirs and yours."));
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
    const QString reason = tr(QT_TRANSLATE_NOOP("Decision", "Another operation on it is still under way."));
    return {Step::Wait, {ChangeStatus::Waiting, reason, {}}, fresh, false};
}

Decision ofUpdate(const Change &change, const UpdateAuthorization &update, const QList<Authorization> &list)
{
    const Authorization *fresh = find(list, update.before.id);
    if (!fresh) {
        Decision gone = end(ChangeStatus::Conflict,
            tr(QT_TRANSLATE_NOOP(
                "Decision", "It is no longer there: somebody else deleted it. Nothing was sent.")));
        gone.isChangedByOthers = true;
        return gone;
    }
    if (updatableDifferences(update.after, *fresh).isEmpty() && fresh->unreadable.isEmpty()) {
        const Verdict verdict = verdictOf(change, list, *fresh);
        if (verdict.status == ChangeStatus::Confirmed)
            return end(ChangeStatus::Confirmed,
                tr(QT_TRANSLATE_NOOP("Decision", "It was so already. Nothing was sent.")));
        return {Step::Follow, verdict, *fresh, false}; // somebody else has just asked for it
    }
    const QStringList moved = updatableDifferences(update.before, *fresh);
    if (!moved.isEmpty() || !fresh->unreadable.isEmpty())
        return conflict(*fresh, moved + fresh->unreadable);
    return sendUnlessPending(*fresh);
}

Decision ofDeletion(const DeleteAuthorization &remove, const QList<Authorization> &list)
{
    const Authorization *fresh = find(list, remove.before.id);
    if (!fresh)
        return end(ChangeStatus::Confirmed,
            tr(QT_TRANSLATE_NOOP("Decision", "It was gone already. Nothing was sent.")));
    if (const QStringList moved = updatableDifferences(remove.before, *fresh); !moved.isEmpty())
        return conflict(*fresh, moved);
    return sendUnlessPending(*fresh);
}

} // namespace

Decision decide(const Change &change, const QList<Authorization> &freshOfDevice, const QString &problem)
{
    if (mayHaveHappened(change)) {
        // An earlier attempt whose answer was lost may have happened after all.
        if (const Verdict verdict = verdictOf(change, freshOfDevice); verdict.found)
            return {Step::Follow, verdict, {}, false};
    }
    if (!problem.isEmpty())
        return end(ChangeStatus::Problem, problem);
    if (const auto *update = std::get_if<UpdateAuthorization>(&change.subject))
        return ofUpdate(change, *update, freshOfDevice);
    if (const auto *remove = std::get_if<DeleteAuthorization>(&change.subject))
        return ofDeletion(*remove, freshOfDevice);
    return {Step::Send, {}, {}, false};
}

QString changedMeanwhile(const QStringList &fields)
{
    return tr(QT_TRANSLATE_NOOP("Decision", "Somebody else changed it meanwhile (%1). Nothing was sent."))
        .arg(fieldWords(fields));
}

QString takenBackMeanwhile(const QStringList &fields)
{
    return tr(QT_TRANSLATE_NOOP("Decision",
                  "Somebody else changed it (%1) just before this was sent, and this has taken their change "
                  "back."))
               .arg(fieldWords(fields))
        + u' ' + howToDecide();
}

QString waitsForDevice()
{
    return tr(QT_TRANSLATE_NOOP(
        "Decision", "The device is offline. The change waits here and is sent once it is back."));
}

QString whileLooking(const ApiError &error)
{
    if (error.httpStatus == 0 || error.kind == ApiError::Kind::OutcomeUnknown)
        return tr(QT_TRANSLATE_NOOP("Decision",
            "The answer was lost. Lockdesk looks whether it happened; it does not send it again."));
    return tr(QT_TRANSLATE_NOOP("Decision",
                  "The answer does not tell whether it was done (error %1). Lockdesk looks whether it "
                  "happened; it does not send it again."))
        .arg(error.httpStatus);
}

} // namespace lockdesk
