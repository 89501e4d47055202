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

bool canBeCreated(const Authorization &authorization)
{
    return authorization.isKeypadCode() || (isApp(authorization) && authorization.accountUserId);
}

QString fingerprintWords(const Authorization &authorization)
{
    return authorization.fingerprints.isEmpty()
        ? QString()
        : tr(QT_TRANSLATE_NOOP("Restore", "Its fingerprints cannot be brought back."));
}

QString unreadableWords(const Authorization &authorization)
{
    return tr(QT_TRANSLATE_NOOP(
                  "Restore", "Fields of it could not be read when it was saved (%1), so it is left alone."))
        .arg(forDisplay(authorization.unreadable.join(u", "_s)));
}

} // namespace

DeviceRestore::DeviceRestore(const Backup &backup, const RestoreWish &wish, const RestoreGround &ground,
    const Smartlock &lock, const QList<Authorization> &present)
    : m_backup(backup)
    , m_wish(wish)
    , m_ground(ground)
    , m_lock(lock)
    , m_present(present)
    , m_expected{{lock}, present}
{
    for (const BackedUpLock &saved : backup.locks) {
        if (wish.targets.value(saved.id) != lock.id)
            continue;
        for (const Authorization &record : saved.authorizations)
            m_saved.append({record, saved.id == lock.id});
    }
}

// In the order in which the changes are made: what goes, what is edited, what is new.
QList<RestoreRow> DeviceRestore::rows()
{
    const QList<qsizetype> matches = matchSaved(m_saved, m_present);
    QList<RestoreRow> extras;
    for (qsizetype i = 0; i < m_present.size(); ++i) {
        if (!matches.contains(i))
            extras.append(extra(m_present.at(i)));
    }
    QList<RestoreRow> rows(m_saved.size());
    for (qsizetype i = 0; i < m_saved.size(); ++i) {
        if (matches.at(i) >= 0)
            rows[i] = matched(m_saved.at(i).record, m_present.at(matches.at(i)));
    }
    for (qsizetype i = 0; i < m_saved.size(); ++i) {
        if (matches.at(i) < 0)
            rows[i] = missing(m_saved.at(i).record);
    }
    return rows + extras;
}

QString DeviceRestore::capacityWarning() const
{
    const auto count = m_expected.authorizations.size();
    const int capacity = authorizationCapacity(m_lock.deviceType());
    if (count <= m_present.size() || count <= capacity)
        return {};
    return tr(QT_TRANSLATE_NOOP("Restore",
                  "%1 would hold %2 authorizations, and %3 are its limit. It may refuse the last ones; "
                  "delete expired ones first."))
        .arg(forDisplay(m_lock.displayName()), QString::number(count), QString::number(capacity));
}

RestoreRow DeviceRestore::row(RestoreKind kind, const Authorization &saved, const QString &words) const
{
    return {kind, m_lock.id, saved, words, std::nullopt};
}

Change DeviceRestore::changeOf(const ChangeSubject &subject) const
{
    Change change;
    change.smartlockId = m_lock.id;
    change.deviceType = m_lock.deviceType();
    change.deviceName = m_lock.displayName();
    change.subject = subject;
    return change;
}

// The row with its change, if nothing stands in its way.
RestoreRow DeviceRestore::tried(RestoreRow row, const ChangeSubject &subject)
{
    const Change change = changeOf(subject);
    if (const QString problem = problemOf(change, m_expected, m_ground.now); !problem.isEmpty()) {
        row.kind = RestoreKind::Problem;
        row.words = problem;
        return row;
    }
    row.change = change;
    return row;
}

RestoreRow DeviceRestore::extra(const Authorization &present)
{
    if (!m_wish.removesExtra)
        return row(RestoreKind::Extra, present);
    if (m_backup.unreadable > 0) {
        return row(RestoreKind::Extra, present,
            tr(QT_TRANSLATE_NOOP("Restore",
                "It stays: it may be one of those that could not be read when the backup was made.")));
    }
    if (!canBeCreated(present)) {
        return row(RestoreKind::Extra, present,
            tr(QT_TRANSLATE_NOOP(
                "Restore", "It stays: what was paired at the device could not be brought back.")));
    }
    RestoreRow result = row(RestoreKind::Extra, present, fingerprintWords(present));
    result.change = changeOf(DeleteAuthorization{present});
    m_expected.authorizations.removeIf([&](const Authorization &a) { return a.id == present.id; });
    return result;
}

RestoreRow DeviceRestore::matched(const Authorization &saved, const Authorization &present)
{
    const Authorization wanted = restored(saved, present);
    if (!saved.unreadable.isEmpty())
        return row(RestoreKind::Problem, saved, unreadableWords(saved));
    if (updatableDifferences(wanted, present).isEmpty())
        return row(RestoreKind::Same, saved);
    if (wanted.accountUserId != present.accountUserId) {
        if (const QString problem = personProblem(wanted); !problem.isEmpty())
            return row(RestoreKind::Problem, saved, problem);
    }
    if (!m_wish.changesDifferent)
        return row(RestoreKind::Different, saved);
    RestoreRow result = tried(row(RestoreKind::Different, saved),
        UpdateAuthorization{present, wanted, wanted.schedule != present.schedule});
    if (result.change) {
        std::ranges::replace_if(
            m_expected.authorizations, [&](const Authorization &a) { return a.id == wanted.id; }, wanted);
    }
    return result;
}

RestoreRow DeviceRestore::missing(const Authorization &saved)
{
    RestoreKind kind = RestoreKind::Missing;
    if (const QString words = stopper(saved, kind); !words.isEmpty())
        return row(kind, saved, words);
    if (!m_wish.addsMissing)
        return row(RestoreKind::Missing, saved);
    QStringList words;
    if (!saved.isEnabled()) {
        words += tr(QT_TRANSLATE_NOOP("Restore",
            "It was disabled and becomes enabled. Restore once more when it is there, to disable it."));
    }
    if (isApp(saved))
        words += tr(QT_TRANSLATE_NOOP("Restore", "The person gets a new invitation."));
    if (const QString lost = fingerprintWords(saved); !lost.isEmpty())
        words += lost;
    const Authorization made = madeAnew(saved, m_lock.id);
    RestoreRow result = tried(row(RestoreKind::Missing, saved, words.join(u' ')), CreateAuthorization{made});
    if (result.change)
        m_expected.authorizations.append(made);
    return result;
}

// Why it cannot be made anew, and of which kind it is therefore; empty when it can.
QString DeviceRestore::stopper(const Authorization &saved, RestoreKind &kind) const
{
    kind = RestoreKind::Problem;
    if (!saved.unreadable.isEmpty())
        return unreadableWords(saved);
    if (saved.isKeypadCode() && !saved.code) {
        kind = RestoreKind::NeedsCode;
        return tr(QT_TRANSLATE_NOOP(
            "Restore", "It was saved without its code. Add it by hand, with a code of your choice."));
    }
    if (!canBeCreated(saved)) {
        kind = RestoreKind::NeedsPairing;
        return tr(QT_TRANSLATE_NOOP("Restore", "It can only be paired again at the device itself."));
    }
    if (const QString problem = personProblem(saved); !problem.isEmpty())
        return problem;
    if (!saved.isEnabled() && !m_wish.addsDisabled) {
        return tr(QT_TRANSLATE_NOOP(
            "Restore", "It was disabled, and the service makes every new one enabled, so it is left out."));
    }
    kind = RestoreKind::Missing;
    return {};
}

QString DeviceRestore::personProblem(const Authorization &saved) const
{
    if (!saved.accountUserId || !m_ground.people || m_ground.people->contains(*saved.accountUserId))
        return {};
    const QString name = m_backup.people.value(*saved.accountUserId);
    return tr(QT_TRANSLATE_NOOP("Restore",
                  "The person “%1” is not in this account. Add the person first, or restore to the account "
                  "that the backup was made of."))
        .arg(name.isEmpty() ? QString::number(toNumber(*saved.accountUserId)) : forDisplay(name));
}

} // namespace lockdesk
