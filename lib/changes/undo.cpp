#include "undo.h"

#include <QCoreApplication>
#include <QStringList>

namespace lockdesk {

namespace {

QString tr(const char *words)
{
    return QCoreApplication::translate("Undo", words);
}

// What the service itself can make anew (nuki-facts chapter 5: the others need pairing at the lock).
bool canBeMadeAnew(const Authorization &authorization)
{
    return authorization.isKeypadCode() || authorization.kind() == AuthorizationType::App;
}

bool hasHappened(ChangeStatus status)
{
    return status == ChangeStatus::Confirmed || status == ChangeStatus::Listed
        || status == ChangeStatus::Accepted;
}

Inverse cannot(const char *why)
{
    return {std::nullopt, tr(why)};
}

struct Inverter
{
    const Change &change;

    Inverse as(const ChangeSubject &subject, const QString &note = {}) const
    {
        Change inverse;
        inverse.smartlockId = change.smartlockId;
        inverse.deviceType = change.deviceType;
        inverse.deviceName = change.deviceName;
        inverse.subject = subject;
        inverse.undoes = change.id;
        return {inverse, note};
    }

    Inverse operator()(const CreateAuthorization &create) const
    {
        if (create.after.id.isNull())
            return cannot(QT_TRANSLATE_NOOP("Undo", "The new access has not been found in the list yet."));
        return as(DeleteAuthorization{create.after});
    }

    Inverse operator()(const UpdateAuthorization &update) const
    {
        return as(UpdateAuthorization{update.after, update.before, update.scheduleEdited});
    }

    Inverse operator()(const DeleteAuthorization &remove) const
    {
        if (lossesOf(remove.before) & (Loss::Pairing | Loss::Code))
            return {std::nullopt, lossOf(remove.before)};
        Authorization again = remove.before;
        again.id = {};
        again.lockAuthId.reset();
        again.useCount.reset();
        again.fingerprints.clear();
        again.lastActive = {};
        again.created = {};
        again.updated = {};
        again.operationPending = false;
        again.error.clear();
        if (again.enabled)
            again.enabled = true; // as the service makes every new one
        return as(CreateAuthorization{again}, lossOf(remove.before));
    }

    Inverse operator()(const OperateDevice &) const
    {
        return cannot(QT_TRANSLATE_NOOP("Undo", "An action on a door cannot be taken back."));
    }

    Inverse operator()(const SynchroniseDevice &) const
    {
        return cannot(
            QT_TRANSLATE_NOOP("Undo", "A synchronisation changes nothing that could be taken back."));
    }

    Inverse operator()(const UpdateDevice &update) const
    {
        return as(
            UpdateDevice{update.nameAfter, update.nameBefore, update.favoriteAfter, update.favoriteBefore});
    }
};

} // namespace

Inverse inverseOf(const Change &change)
{
    if (!hasHappened(change.status))
        return cannot(QT_TRANSLATE_NOOP("Undo", "It has not happened, so there is nothing to take back."));
    return std::visit(Inverter{change}, change.subject);
}

Losses lossesOf(const Authorization &deleted)
{
    if (!canBeMadeAnew(deleted))
        return Loss::Pairing;
    Losses losses;
    losses.setFlag(Loss::Code, deleted.isKeypadCode() && !deleted.code);
    losses.setFlag(Loss::Fingerprints, !deleted.fingerprints.isEmpty());
    losses.setFlag(Loss::Invitation, deleted.kind() == AuthorizationType::App);
    return losses;
}

QString lossOf(const Authorization &deleted)
{
    const Losses losses = lossesOf(deleted);
    QStringList lost;
    if (losses & Loss::Pairing)
        lost += tr(QT_TRANSLATE_NOOP(
            "Undo", "It cannot be made anew from here: it has to be paired at the lock again."));
    if (losses & Loss::Code)
        lost += tr(QT_TRANSLATE_NOOP("Undo", "Its code was never shown by the service."));
    if (losses & Loss::Fingerprints)
        lost +=
            tr(QT_TRANSLATE_NOOP("Undo", "Its fingerprints do not come back: they have to be taught again."));
    if (losses & Loss::Invitation)
        lost +=
            tr(QT_TRANSLATE_NOOP("Undo", "The person gets a new invitation by e-mail and has to accept it."));
    if (!deleted.isEnabled())
        lost += tr(QT_TRANSLATE_NOOP("Undo", "A new one is always enabled: disable it once it is there."));
    return lost.join(u' ');
}

} // namespace lockdesk
