#include "accesschanges.h"

#include "planner.h"
#include "smartlockstore.h"
#include "undo.h"

#include <QCoreApplication>

namespace lockdesk {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(AccessChanges)
};

// The name of the person whom all of the rows belong to; empty when there is no such person or name.
QString onlyPerson(const QList<AuthorizationRow> &rows)
{
    if (rows.isEmpty() || !rows.first().authorization.accountUserId)
        return {};
    const bool isOnly = std::ranges::all_of(rows, [&rows](const AuthorizationRow &row) {
        return row.authorization.accountUserId == rows.first().authorization.accountUserId;
    });
    return isOnly ? rows.first().personName : QString();
}

} // namespace

Change accessChange(const SmartlockStore &devices, SmartlockId id, const ChangeSubject &subject)
{
    Change change;
    change.smartlockId = id;
    if (const auto device = devices.smartlock(id)) {
        change.deviceType = device->deviceType();
        change.deviceName = device->displayName();
    }
    change.subject = subject;
    return change;
}

std::optional<Change> draftOf(const AuthorizationRow &row, const ManyEdits &edits,
    const SmartlockStore &devices, const Snapshot &snapshot, const QDateTime &now)
{
    const auto made = edited(row.authorization, edits, row.lockZone, now);
    if (!made)
        return std::nullopt;
    Change change = accessChange(devices, row.authorization.smartlockId, made->update);
    const QString problem = made->problem.isEmpty() ? problemOf(change, snapshot, now) : made->problem;
    change.status = problem.isEmpty() ? ChangeStatus::Draft : ChangeStatus::Problem;
    change.reason = problem.isEmpty() ? made->note : problem;
    return change;
}

QString setTitle(ManyAsked asked, int count, const QList<AuthorizationRow> &rows)
{
    const QString person = onlyPerson(rows);
    switch (asked) {
    case ManyAsked::Edit:
        return person.isEmpty() ? Words::tr("Edit %Ln authorization(s)", nullptr, count)
                                : Words::tr("Edit %1’s %Ln authorization(s)", nullptr, count).arg(person);
    case ManyAsked::Enable:
        return person.isEmpty() ? Words::tr("Enable %Ln authorization(s)", nullptr, count)
                                : Words::tr("Enable %1’s %Ln authorization(s)", nullptr, count).arg(person);
    case ManyAsked::Disable:
        return person.isEmpty() ? Words::tr("Disable %Ln authorization(s)", nullptr, count)
                                : Words::tr("Disable %1’s %Ln authorization(s)", nullptr, count).arg(person);
    case ManyAsked::Delete:
        return person.isEmpty() ? Words::tr("Delete %Ln authorization(s)", nullptr, count)
                                : Words::tr("Delete %1’s %Ln authorization(s)", nullptr, count).arg(person);
    }
    return {};
}

QString lossText(const QList<AuthorizationRow> &rows)
{
    if (rows.size() == 1)
        return lossOf(rows.first().authorization);
    const auto countOf = [&rows](Loss loss) {
        return int(std::ranges::count_if(rows,
            [loss](const AuthorizationRow &row) { return lossesOf(row.authorization).testFlag(loss); }));
    };
    QStringList lines;
    if (const int count = countOf(Loss::Fingerprints))
        lines += Words::tr("The fingerprints of %Ln of them do not come back: they have to be taught again.",
            nullptr, count);
    if (const int count = countOf(Loss::Invitation))
        lines += Words::tr("For %Ln of them the person gets a new invitation by e-mail and has to accept it.",
            nullptr, count);
    if (const int count = countOf(Loss::Pairing))
        lines +=
            Words::tr("%Ln of them cannot be made anew from here: each has to be paired at the lock again.",
                nullptr, count);
    if (const int count = countOf(Loss::Code))
        lines +=
            Words::tr("The code of %Ln of them was never shown by the service, so it does not come back.",
                nullptr, count);
    return lines.join(QChar(u'\n'));
}

} // namespace lockdesk
