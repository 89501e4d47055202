#include "restore.h"

#include "devicerestore.h"
#include "redact.h"

#include <QCoreApplication>
#include <algorithm>

namespace lockdesk {

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *words)
{
    return QCoreApplication::translate("Restore", words);
}

// A person may have been renamed; or the number may be another one's in another account.
QStringList renamedWarnings(const Backup &backup, const RestoreGround &ground)
{
    QStringList warnings;
    for (auto person = backup.people.begin(); ground.people && person != backup.people.end(); ++person) {
        const QString today = ground.people->value(person.key());
        if (!today.isEmpty() && !person.value().isEmpty() && today != person.value()) {
            warnings +=
                tr(QT_TRANSLATE_NOOP("Restore",
                       "The person who was “%1” in the backup is “%2” today. Make sure that it is the "
                       "same one."))
                    .arg(forDisplay(person.value()), forDisplay(today));
        }
    }
    return warnings;
}

// The devices of today that something goes to, each once, in the backup's order.
QList<SmartlockId> targetsOf(const Backup &backup, const RestoreWish &wish)
{
    QList<SmartlockId> targets;
    for (const BackedUpLock &saved : backup.locks) {
        const SmartlockId target = wish.targets.value(saved.id);
        if (target != SmartlockId() && !targets.contains(target))
            targets.append(target);
    }
    return targets;
}

} // namespace

QString text(RestoreKind kind)
{
    switch (kind) {
    case RestoreKind::Same:
        return tr(QT_TRANSLATE_NOOP("Restore", "As it was"));
    case RestoreKind::Different:
        return tr(QT_TRANSLATE_NOOP("Restore", "Changed since"));
    case RestoreKind::Missing:
        return tr(QT_TRANSLATE_NOOP("Restore", "Missing"));
    case RestoreKind::NeedsPairing:
        return tr(QT_TRANSLATE_NOOP("Restore", "Needs pairing"));
    case RestoreKind::NeedsCode:
        return tr(QT_TRANSLATE_NOOP("Restore", "Code not saved"));
    case RestoreKind::Problem:
        return tr(QT_TRANSLATE_NOOP("Restore", "Problem"));
    case RestoreKind::Extra:
        return tr(QT_TRANSLATE_NOOP("Restore", "Not in the backup"));
    }
    return unknownNumber(int(kind));
}

int Restoration::count(RestoreKind kind) const
{
    return int(std::ranges::count(rows, kind, &RestoreRow::kind));
}

QList<Change> Restoration::changes() const
{
    QList<Change> sorted;
    const auto take = [&](auto isTheirTurn) {
        for (const RestoreRow &row : rows) {
            if (row.change && isTheirTurn(row.change->subject))
                sorted.append(*row.change);
        }
    };
    take([](const ChangeSubject &s) { return std::holds_alternative<DeleteAuthorization>(s); });
    take([](const ChangeSubject &s) { return std::holds_alternative<UpdateAuthorization>(s); });
    take([](const ChangeSubject &s) { return std::holds_alternative<CreateAuthorization>(s); });
    return sorted;
}

Restoration planRestore(const Backup &backup, const RestoreWish &wish, const RestoreGround &ground)
{
    QHash<SmartlockId, QList<Authorization>> present;
    for (const Authorization &authorization : ground.present.authorizations)
        present[authorization.smartlockId].append(authorization);

    Restoration restoration{{}, renamedWarnings(backup, ground)};
    for (const SmartlockId target : targetsOf(backup, wish)) {
        const auto lock = std::ranges::find(ground.present.smartlocks, target, &Smartlock::id);
        if (lock == ground.present.smartlocks.end()) {
            restoration.warnings += tr(QT_TRANSLATE_NOOP("Restore",
                "A device that was chosen is no longer in the account; nothing is restored to it."));
            continue;
        }
        DeviceRestore device(backup, wish, ground, *lock, present.value(target));
        restoration.rows += device.rows();
        if (const QString warning = device.capacityWarning(); !warning.isEmpty())
            restoration.warnings += warning;
        if (lock->isOffline()) {
            restoration.warnings +=
                tr(QT_TRANSLATE_NOOP("Restore", "%1 is offline: its changes wait until it is back."))
                    .arg(forDisplay(lock->displayName()));
        }
    }
    return restoration;
}

} // namespace lockdesk
