#include "person.h"

#include "backupaccount.h"
#include "conflict.h"
#include "lockaction.h"
#include "undoplan.h"

#include <QSet>

using namespace Qt::StringLiterals;

namespace lockdesk {

std::optional<ChangeSetId> Person::set(int choice) const
{
    const QList<ChangeSet> &sets = m_program.session()->changes.sets();
    // The newest mostly.
    return sets.isEmpty()
        ? std::nullopt
        : std::optional(sets.at(sets.size() - 1 - choice % std::min<qsizetype>(3, sets.size())).id);
}

std::optional<Change> Person::row(int choice, const QList<ChangeStatus> &statuses, bool withActions) const
{
    QList<Change> rows;
    for (const Change &change : m_program.session()->changes.changes()) {
        if (statuses.contains(change.status) && (withActions || isOfAuthorization(change)))
            rows.append(change);
    }
    return rows.isEmpty() ? std::nullopt : std::optional(rows.at(choice % rows.size()));
}

void Person::hold(Ask &ask, bool isGone)
{
    if (!ask.heldSince) {
        ask.heldSince = m_time.nextMoment();
        ask.heldAt = m_time.truth();
    }
    ask.isGone = ask.isGone || isGone;
}

void Person::addSet(const QString &title, const QList<Change> &changes, std::optional<ChangeSetId> undoes)
{
    if (changes.isEmpty())
        return;
    ChangeStore &store = m_program.session()->changes;
    const ChangeSetId made = store.addSet(title, changes, undoes);
    for (const Change &change : store.changesOf(made)) {
        Ask &ask = m_ledger.add(change);
        ask.heldSince = m_time.nextMoment();
        ask.heldAt = m_time.truth();
        ask.clicked = m_time.truth();
        ask.clickedWall = m_time.now();
        ask.clickedUptime = m_time.uptime();
    }
}

void Person::send(const QList<ChangeId> &ids)
{
    if (ids.isEmpty())
        return;
    for (const ChangeId id : ids) {
        if (Ask *ask = m_ledger.find(id)) {
            ++ask->sends;
            ask->heldSince.reset();
        }
    }
    Runner &runner = m_program.session()->runner;
    if (m_isInsisting)
        runner.sendAgain(ids);
    else
        runner.send(ids);
}

void Person::send(ChangeSetId set)
{
    QList<ChangeId> ids;
    for (const Change &change : m_program.session()->changes.changesOf(set)) {
        if (change.status == ChangeStatus::Draft)
            ids.append(change.id);
    }
    send(ids);
}

void Person::pause(ChangeSetId set)
{
    m_program.session()->runner.pause(set);
}

// What came back though it was discarded, as the disk would not note it, is discarded again before the rest
// goes on: at once, or, where it may have left, when it is known not to have happened.
void Person::resume(ChangeSetId set)
{
    Session &session = *m_program.session();
    QList<ChangeId> back;
    for (const Change &change : session.changes.changesOf(set)) {
        if (const Ask *ask = m_ledger.find(change.id); ask && ask->isGone)
            back.append(change.id);
    }
    discard(back);
    for (Ask &ask : m_ledger.asks()) {
        if (m_ledger.find(ask.id) == &ask && ask.set == set && ask.sends > 0 && !ask.isGone)
            ask.heldSince.reset();
    }
    session.runner.resume(set);
    if (std::ranges::any_of(back, [&session](ChangeId id) { return session.changes.find(id); }))
        pause(set);
}

void Person::resumeAll()
{
    if (!m_program.session())
        return;
    const QList<ChangeSet> sets = m_program.session()->changes.sets();
    for (const ChangeSet &set : sets) {
        if (set.isPaused)
            resume(set.id);
    }
}

void Person::discard(const QList<ChangeId> &ids)
{
    ChangeStore &store = m_program.session()->changes;
    store.discard(ids);
    for (const ChangeId id : ids) {
        Ask *ask = m_ledger.find(id);
        if (ask && !store.find(id))
            hold(*ask, true);
    }
}

// Something else in its place.
void Person::ask(ChangeId id, const ChangeSubject &subject)
{
    ChangeStore &store = m_program.session()->changes;
    store.setSubject(id, subject);
    const std::optional<Change> now = store.change(id);
    if (!now || now->status != ChangeStatus::Draft)
        return;
    if (Ask *before = m_ledger.find(id))
        hold(*before, true);
    Ask &made = m_ledger.add(*now);
    made.heldSince = m_time.nextMoment();
    made.heldAt = m_time.truth();
    made.clicked = m_time.truth();
}

void Person::decide(const Step &step)
{
    const std::optional<Change> change = row(step.a, {ChangeStatus::Conflict});
    if (!change)
        return;
    const std::optional<Authorization> theirs = m_program.session()->changes.theirs(change->id);
    if (!theirs)
        return;
    if (const auto *update = std::get_if<UpdateAuthorization>(&change->subject)) {
        QList<ConflictField> mine;
        for (int i = 0; i < 6; ++i) {
            if ((step.b >> i) & 1)
                mine.append(ConflictField(i));
        }
        ask(change->id, decidedUpdate(*theirs, update->after, mine));
    } else if (std::holds_alternative<DeleteAuthorization>(change->subject)) {
        ask(change->id, DeleteAuthorization{*theirs});
    }
    if (step.b % 3 == 0)
        send(QList<ChangeId>{change->id});
}

void Person::undo(ChangeSetId set)
{
    QList<Change> happened;
    QSet<ChangeId> undone;
    const ChangeStore &store = m_program.session()->changes;
    for (const Change &change : store.changes()) {
        if (change.undoes)
            undone.insert(*change.undoes);
    }
    for (const Change &change : store.changesOf(set)) {
        const bool hasHappened = change.status == ChangeStatus::Accepted
            || change.status == ChangeStatus::Listed || change.status == ChangeStatus::Confirmed;
        if (hasHappened && !undone.contains(change.id))
            happened.append(change);
    }
    addSet(u"Undo"_s, undoPlanOf(happened).inverses, set);
}

void Person::operate(const Step &step)
{
    const QList<Smartlock> locks = m_program.session()->account.smartlocks().smartlocks();
    if (locks.isEmpty())
        return;
    const Smartlock &lock = locks.at(step.a % locks.size());
    OperateDevice operate{step.b % 2 ? LockAction::Unlock : LockAction::Lock, lock.state, {}};
    if (lock.mode)
        operate.modeBefore = int(*lock.mode);
    addSet(u"Action"_s, {of(lock.id, operate)});
    send(QList<ChangeId>{m_program.session()->changes.changes().last().id});
}

void Person::act(const Step &step)
{
    Session *session = m_program.session();
    if (!session)
        return;
    Dice dice(Dice::mixed(quint64(step.b), 17));
    const std::optional<ChangeSetId> chosen = set(step.a);
    const auto ofRow = [&](const QList<ChangeStatus> &statuses, auto deed) {
        if (const std::optional<Change> change = row(step.a, statuses))
            deed(change->id);
    };
    switch (step.kind) {
    case StepKind::Creations:
        return addSet(u"Creations"_s, creations(step.a, dice));
    case StepKind::Edits:
        return addSet(u"Edits"_s, edits(step.a, dice));
    case StepKind::Deletions:
        return addSet(u"Deletions"_s, deletions(step.a, dice));
    case StepKind::Mixed:
        return addSet(u"Mixed"_s,
            deletions(step.a / 3, dice) + edits((step.a + 1) / 3, dice) + creations((step.a + 2) / 3, dice));
    case StepKind::Send:
        return chosen ? send(*chosen) : void();
    case StepKind::SendRow:
        return ofRow({ChangeStatus::Draft, ChangeStatus::Problem, ChangeStatus::Failed,
                         ChangeStatus::Conflict, ChangeStatus::Unconfirmed},
            [this, &step](ChangeId id) {
                m_isInsisting = step.b % 3 == 0; // even an app access, once more
                send(QList<ChangeId>{id});
                m_isInsisting = false;
            });
    case StepKind::Pause:
        return chosen ? pause(*chosen) : void();
    case StepKind::Resume:
        return chosen ? resume(*chosen) : void();
    case StepKind::DiscardRow:
        return ofRow({ChangeStatus::Draft, ChangeStatus::Problem, ChangeStatus::Waiting},
            [this](ChangeId id) { discard({id}); });
    case StepKind::DiscardSet: {
        QList<ChangeId> ids;
        for (const Change &change : chosen ? session->changes.changesOf(*chosen) : QList<Change>())
            ids.append(change.id);
        return discard(ids);
    }
    case StepKind::LookAgain:
        return ofRow({ChangeStatus::Unconfirmed}, [session](ChangeId id) { session->runner.lookAgain(id); });
    case StepKind::Undo:
        return chosen ? undo(*chosen) : void();
    case StepKind::Decide:
        return decide(step);
    case StepKind::EditDraft: {
        const std::optional<Change> change = row(step.a, {ChangeStatus::Draft, ChangeStatus::Problem});
        const auto *update = change ? std::get_if<UpdateAuthorization>(&change->subject) : nullptr;
        return update ? ask(change->id, edited(update->before, dice)) : void();
    }
    case StepKind::Operate:
        return operate(step);
    case StepKind::Synchronise:
    case StepKind::Rename: {
        const QList<Smartlock> locks = session->account.smartlocks().smartlocks();
        if (locks.isEmpty())
            return;
        const Smartlock &lock = locks.at(step.a % locks.size());
        const bool isFavorite = lock.favorite.value_or(false);
        addSet(u"Device"_s,
            {step.kind == StepKind::Synchronise
                    ? of(lock.id, SynchroniseDevice{})
                    : of(lock.id, UpdateDevice{lock.name, freshName(), isFavorite, isFavorite})});
        return send(QList<ChangeId>{session->changes.changes().last().id});
    }
    case StepKind::Refresh:
        return session->account.poller().refresh();
    case StepKind::Import:
        return import(step);
    case StepKind::Backup: {
        QList<SmartlockId> devices;
        for (const Smartlock &lock : session->account.smartlocks().smartlocks())
            devices.append(lock.id);
        m_backup = takeBackup(session->account, devices, true);
        return;
    }
    case StepKind::Restore:
        return restore(step);
    case StepKind::Visible:
        return session->account.poller().setVisible(step.a % 2);
    default:
        return;
    }
}

} // namespace lockdesk
