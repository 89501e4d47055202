#include "proofwatch.h"

#include <QCoreApplication>
#include <algorithm>

namespace lockdesk {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(ProofWatch)
};

const CreateAuthorization *creationOf(const Change &change)
{
    return std::get_if<CreateAuthorization>(&change.subject);
}

bool isOpen(const Change &change)
{
    return !change.attempts.isEmpty() && change.attempts.last().outcome == AttemptOutcome::Open;
}

// Whether a list that lacks a creation says that it is not there.
Presence absenceOfCreation(const FreshLists &lists, SmartlockId device)
{
    const bool tells = lists.oneAnswer.contains(device) && !lists.person && !lists.nameless.contains(device);
    return tells ? Presence::Absent : Presence::Unknown;
}

} // namespace

ProofWatch::ProofWatch(ChangeStore &changes, BulkRows &rows, Clock &clock)
    : m_changes(changes)
    , m_rows(rows)
    , m_clock(clock)
{
}

void ProofWatch::findCreations()
{
    m_made.clear();
    m_searched.clear();
    for (const Change &change : m_changes.changes()) {
        const CreateAuthorization *create = creationOf(change);
        if (create && !create->after.id.isNull())
            m_made[change.smartlockId].insert(create->after.id, change.id);
        else if (create && create->after.isKeypadCode() && mayHaveHappened(change)
            && m_rows.contains(change.id))
            m_searched.insert(change.smartlockId, change.id);
    }
}

Baseline ProofWatch::baselineOf(const Change &change, const Row &row) const
{
    Baseline baseline = row.before;
    const CreateAuthorization *create = creationOf(change);
    if (!create)
        return baseline;
    const QHash<AuthorizationId, ChangeId> made = m_made.value(change.smartlockId);
    for (auto record = made.cbegin(); record != made.cend(); ++record) {
        if (record.value() != change.id)
            baseline.claimed.insert(record.key());
    }
    const QList<ChangeId> searched = m_searched.values(change.smartlockId);
    for (const ChangeId id : searched) {
        const Change *other = id == change.id ? nullptr : m_changes.find(id);
        if (!other)
            continue;
        Authorization twin = creationOf(*other)->after;
        twin.code = create->after.code;
        baseline.rivals += differencesInMeaning(twin, create->after).isEmpty();
    }
    return baseline;
}

void ProofWatch::noteSynchronised(SmartlockId device, Time sent, Time proven)
{
    m_synchronised[device] = {sent, proven};
    for (auto &[id, row] : m_rows.all()) {
        const Change *change = row.stage == BulkRows::Stage::Watched ? m_changes.find(id) : nullptr;
        if (change && change->smartlockId == device)
            row.nextLook = m_clock.uptime();
    }
}

void ProofWatch::takeLateProof(const AuthorizationStore &known)
{
    QList<ChangeId> proven;
    for (const Change &change : m_changes.changes()) {
        if (change.status != ChangeStatus::Unconfirmed || !isOfAuthorization(change)
            || !mayHaveHappened(change) || m_rows.contains(change.id))
            continue;
        if (verdictOf(change, known.of(change.smartlockId)).status == ChangeStatus::Confirmed)
            proven += change.id;
    }
    for (const ChangeId id : std::as_const(proven))
        m_changes.setStatus(id, ChangeStatus::Confirmed);
}

QList<ChangeId> ProofWatch::unprovenOn(SmartlockId device) const
{
    QList<ChangeId> unproven;
    for (const Change &change : m_changes.changes()) {
        if (change.smartlockId == device && change.status == ChangeStatus::Unconfirmed
            && isOfAuthorization(change) && !m_rows.contains(change.id))
            unproven += change.id;
    }
    return unproven;
}

void ProofWatch::noteFailure(const QList<Change> &changes, Time next)
{
    for (const Change &change : changes) {
        Row *row = m_rows.find(change.id);
        if (!row || row->stage != BulkRows::Stage::Watched)
            continue;
        row->lastRead.reset();
        row->nextLook = next;
    }
}

void ProofWatch::judge(const FreshLists &lists)
{
    findCreations();
    QList<ChangeId> ids;
    for (const auto &[id, row] : m_rows.all()) {
        const Change *change = row.stage == BulkRows::Stage::Watched ? m_changes.find(id) : nullptr;
        const bool isMeant = change && lists.asked >= row.watchedSince
            && (lists.ofDevice.contains(change->smartlockId) || lists.gone.contains(change->smartlockId)
                || lists.refused.contains(change->smartlockId));
        if (isMeant)
            ids += id;
    }
    for (const ChangeId id : std::as_const(ids)) {
        Row *row = m_rows.find(id); // an end may have taken others with it
        const std::optional<Change> change = m_changes.change(id);
        if (change && row && row->stage == BulkRows::Stage::Watched)
            judge(*change, *row, lists);
    }
    m_rows.giveUpWaiting();
}

void ProofWatch::setNextLook(Row &row, Time asked)
{
    const Time now = m_clock.uptime();
    const Time pause = row.readable < RunnerTimes::lookEvery / 2 ? Time(RunnerTimes::lookEvery) / 2
        : row.readable < RunnerTimes::syncOffer                  ? Time(RunnerTimes::lookEvery)
                                                                 : Time(RunnerTimes::lookLaterEvery);
    row.nextLook =
        row.absence.nextList() ? std::max(now, *row.absence.nextList()) : now + std::max(pause, now - asked);
}

void ProofWatch::judge(const Change &change, Row &row, const FreshLists &lists)
{
    if (lists.gone.contains(change.smartlockId)) {
        m_rows.end(change.id, ChangeStatus::Unconfirmed,
            Words::tr("The device is no longer in the account, so nothing proves whether it happened."));
        return;
    }
    if (lists.refused.contains(change.smartlockId)) {
        noteFailure({change}, m_clock.uptime() + RunnerTimes::lookLaterEvery);
        return;
    }
    m_rows.noteRead(row, lists.asked);
    setNextLook(row, lists.asked);
    const Baseline baseline = baselineOf(change, row);
    const Verdict verdict = verdictOf(change, lists.ofDevice.value(change.smartlockId), baseline);
    if (const CreateAuthorization *create = creationOf(change); create && verdict.found) {
        Authorization made = *verdict.found;
        if (!made.code)
            made.code = create->after.code; // the service hides it
        m_changes.setCreated(change.id, made);
        m_made[change.smartlockId].insert(made.id, change.id);
    }
    const Authorization *record = recordIn(lists, change);
    if (record && row.before.record && !editedMeanwhile(change, *row.before.record, *record).isEmpty())
        row.theirs = *record;
    if (std::holds_alternative<DeleteAuthorization>(change.subject)) {
        judgeDeletion(change, row, lists, verdict);
    } else if (verdict.status == ChangeStatus::Confirmed
        || (verdict.status == ChangeStatus::Listed && isProvenByList(change, row, lists))) {
        confirm(change, row);
    } else if (isFinal(verdict.status)) {
        m_rows.end(change.id, verdict.status, verdict.reason);
    } else if (verdict.status == ChangeStatus::Listed) {
        row.goesOnAtOnce = false;
        if (isOpen(change))
            m_changes.setOutcome(change.id, AttemptOutcome::Accepted);
        const QString offer = row.readable >= RunnerTimes::syncOffer
            ? u' ' + Words::tr("“Synchronise” asks the lock to report it.")
            : QString();
        m_changes.setStatus(change.id, ChangeStatus::Listed, verdict.reason + offer);
    } else {
        if (!verdict.reason.isEmpty() && !isOpen(change))
            m_changes.setStatus(change.id, change.status, verdict.reason);
        judgeOpen(change, row, lists);
    }
}

void ProofWatch::judgeDeletion(
    const Change &change, Row &row, const FreshLists &lists, const Verdict &verdict)
{
    const Presence presence = presenceIn(lists, change);
    row.needsWhole = presence == Presence::Unknown;
    if (row.absence.note(presence, lists.asked, row.watchedSince)) {
        confirm(change, row);
        return;
    }
    setNextLook(row, lists.asked);
    if (verdict.status == ChangeStatus::Failed) {
        m_rows.end(change.id, verdict.status, verdict.reason);
        return;
    }
    if (presence == Presence::Absent)
        m_changes.setStatus(change.id, change.status, noLongerListed());
    else if (presence == Presence::Present && !isOpen(change))
        m_changes.setStatus(change.id, change.status, verdict.reason);
    if (presence == Presence::Present)
        judgeOpen(change, row, lists);
}

// The lock has reported since the write ended, and the device's whole list, read after that, is as asked.
bool ProofWatch::isProvenByList(const Change &change, const Row &row, const FreshLists &lists) const
{
    const auto found = m_synchronised.constFind(change.smartlockId);
    return found != m_synchronised.constEnd() && found->sent >= row.writeEnded && lists.asked >= found->proven
        && lists.oneAnswer.contains(change.smartlockId) && !lists.person;
}

void ProofWatch::confirm(const Change &change, const Row &row)
{
    if (!row.theirs) {
        m_rows.end(change.id, ChangeStatus::Confirmed, {});
        return;
    }
    const std::optional<Authorization> theirs = row.theirs;
    const QStringList fields = editedMeanwhile(change, *row.before.record, *theirs);
    m_changes.setTheirs(change.id, theirs);
    m_rows.end(change.id, ChangeStatus::Conflict, takenBackMeanwhile(fields));
}

// Its newest attempt may have happened, and the lists do not show it.
void ProofWatch::judgeOpen(const Change &change, Row &row, const FreshLists &lists)
{
    if (!isOpen(change) || row.isOnlyLookedAt || !isRepeatable(change))
        return;
    const bool isPatient = row.readable >= RunnerTimes::lostPatience;
    if (!isPatient && !row.goesOnAtOnce)
        return;
    if (const auto *update = std::get_if<UpdateAuthorization>(&change.subject)) {
        const Authorization *record = recordIn(lists, change);
        if (!record || record->operationPending
            || !differencesInMeaning(row.before.record.value_or(update->before), *record).isEmpty())
            return;
        if (record->updated.isValid() && record->updated != change.attempts.last().updatedBefore) {
            if (isPatient)
                m_rows.end(change.id, ChangeStatus::Unconfirmed,
                    Words::tr(
                        "Its answer was lost, and the record has been written since but says what it said "
                        "before: somebody may have taken it back. It was not sent again."));
            return;
        }
    } else if (!creationOf(change)) {
        const Authorization *record = recordIn(lists, change);
        if (!record || record->operationPending)
            return;
    } else if (!row.goesOnAtOnce) {
        const Presence presence = absenceOfCreation(lists, change.smartlockId);
        row.needsWhole = true;
        if (!row.absence.note(presence, lists.asked, row.watchedSince)) {
            setNextLook(row, lists.asked);
            return;
        }
    }
    const Time left = row.notBefore - m_clock.uptime(); // of the wait that the service asked for
    if (row.goesOnAtOnce && row.largestBatch < largestBatch)
        m_rows.leaveLater(change.id, std::max(left, Time(0)),
            Words::tr("One change of its group was refused, so the group is split."));
    else
        m_rows.tryAgain(change.id, Words::tr("It is not known to have happened, and is not listed."),
            std::chrono::ceil<std::chrono::seconds>(std::max(left, Time(0))));
}

} // namespace lockdesk
